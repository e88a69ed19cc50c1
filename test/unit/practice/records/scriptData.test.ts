import { describe, expect, it } from 'vitest';
import { createPracticeAccount } from '../../../../src/practice/account.ts';
import { createScriptData } from '../../../../src/practice/records/scriptData.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';
import { createStateStore } from '../../../../src/practice/state/stateStore.ts';

function open(roleId = 1001) {
  const world = createStateStore(seedState(), () => Promise.resolve());
  const now = () => Date.UTC(2026, 10, 23);
  const account = createPracticeAccount({ kind: 'sandbox', world, now });
  const employee = account.store.current().employees.find(({ id }) => id === 42)!;
  const role = account.store.current().roles.find(({ id }) => id === roleId)!;
  const data = createScriptData({
    account,
    employee,
    role,
    now,
    scriptId: 'customscript_a',
    deploymentId: 'customdeploy_a',
  });
  return { account, data };
}

const named = (name: string) => expect.objectContaining({ name }) as object;

describe('the data of a script', () => {
  it('loads, changes, makes and deletes records of the account', async () => {
    const { account, data } = open();
    const loaded = await data.loadRecord('SALESORDER', '501');
    expect(loaded.sublists['item']?.[0]).toMatchObject({ line: 1, quantity: '10', rate: '12.50' });
    const lines = loaded.sublists['item']!.map((each, index) => (index === 0 ? { ...each, quantity: '20' } : each));
    await data.saveRecord('salesorder', 501, {}, { item: lines });
    expect((await data.loadRecord('salesorder', '501')).fields['total']).toBe('302.00');
    const id = await data.saveRecord('customer', undefined, { companyname: 'From a script' }, undefined);
    expect(account.store.current().customers.at(-1)).toMatchObject({ id, companyName: 'From a script' });
    expect(await data.deleteRecord('customer', String(id))).toBe(id);
    await expect(data.loadRecord('customer', String(id))).rejects.toEqual(named('RCRD_DSNT_EXIST'));
  });

  it('rejects with the names that scripts know', async () => {
    const { data } = open(1002);
    await expect(data.loadRecord('vendor', '1')).rejects.toEqual(named('INVALID_RCRD_TYPE'));
    await expect(data.loadRecord('customer', 'x')).rejects.toEqual(named('RCRD_DSNT_EXIST'));
    await expect(data.saveRecord('customer', undefined, {}, undefined)).rejects.toEqual(
      named('INSUFFICIENT_PERMISSION'),
    );
    await expect(data.searchRecords('employee')).rejects.toEqual(named('INSUFFICIENT_PERMISSION'));
    const clerk = open().data;
    await expect(clerk.saveRecord('customer', undefined, {}, undefined)).rejects.toEqual(named('USER_ERROR'));
    await expect(clerk.saveRecord('customer', 101, { balance: 'x' }, undefined)).rejects.toEqual(
      named('INVALID_FLD_VALUE'),
    );
    await expect(clerk.deleteRecord('customer', '101')).rejects.toEqual(
      named('THIS_RECORD_CANNOT_BE_DELETED_BECAUSE_IT_HAS_DEPENDENT_RECORDS'),
    );
  });

  it('answers SuiteQL with parameters, and leaves rows in the log that SuiteQL shows', async () => {
    const { account, data } = open();
    const answer = await data.runSuiteQl('SELECT id, balance FROM customer WHERE companyname = ?', [
      'Acme Corporation',
    ]);
    expect(answer.columns).toEqual([
      { name: 'id', type: 'number' },
      { name: 'balance', type: 'number' },
    ]);
    expect(answer.rows.map(row => row.map(String))).toEqual([['101', '1299.90']]);
    await data.log({ level: 'AUDIT', title: 'Hello', detail: 'there' });
    expect(account.scriptNotes.rows()).toMatchObject([{ title: 'Hello', scriptId: 'customscript_a', employeeId: 42 }]);
    const notes = await data.runSuiteQl('SELECT type, title FROM scriptNote', []);
    expect(notes.rows).toEqual([['AUDIT', 'Hello']]);
    await expect(data.runSuiteQl('SELECT id FROM oAuthToken', [])).rejects.toEqual(named('INSUFFICIENT_PERMISSION'));
    await expect(data.runSuiteQl('DELETE FROM customer', [])).rejects.toEqual(named('SSS_SEARCH_ERROR_OCCURRED'));
  });
});
