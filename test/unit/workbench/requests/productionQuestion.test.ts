import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tbaAuthenticator } from '../../../../src/exchange/authenticate.ts';
import type { Caller } from '../../../../src/exchange/send.ts';
import { forgetAccount } from '../../../../src/workbench/accounts/edit/forgetAccount.ts';
import { chooseReadOnly } from '../../../../src/workbench/requests/chooseReadOnly.ts';
import { ProductionQuestion, type Planned } from '../../../../src/workbench/requests/productionQuestion.ts';
import { ReadOnlyRestlets } from '../../../../src/workbench/requests/readOnlyRestlets.ts';
import { newPerson, person, type FakeBox } from '../accounts/edit/fakeVscode.ts';

vi.mock('vscode', async () => (await import('../accounts/edit/fakeVscode.ts')).fakeVscode);

function memento() {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.has(key) ? (kept.get(key) as T) : otherwise),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, structuredClone(value))),
  };
}

const nonces = { nonce: () => 'nonce123', timestamp: () => '1' };
const secrets = { consumerKey: 'k', consumerSecret: 's', token: 't', tokenSecret: 's' };

function callerOf(accountId: string, name: string, token = 'jane'): Caller {
  return {
    account: { accountId, name },
    credentialId: `${accountId} ${token}`,
    credentialLabel: token,
    authenticate: tbaAuthenticator(accountId, secrets, nonces),
  };
}

const acme = callerOf('7654321', 'Acme');
const sandbox = callerOf('7654321_SB1', 'Acme Sandbox');
const suiteTalk = 'https://7654321.suitetalk.api.netsuite.com';
const restletUrl = 'https://7654321.restlets.api.netsuite.com/app/site/hosting/restlet.nl';

function planned(method: string, url: string, changes: Partial<Planned> = {}): Planned {
  const call = { title: 't', method, url, headers: [] };
  return { text: `${method} ${url}`, call, caller: acme, role: 'Clerk', ...changes };
}
const record = (id: string, method = 'PATCH') => planned(method, `${suiteTalk}/services/rest/record/v1/customer/${id}`);
const restlet = (script: string, id = '1') => planned('GET', `${restletUrl}?script=${script}&deploy=1&id=${id}`);
const read = planned('GET', `${suiteTalk}/services/rest/record/v1/customer/7`);

let state: ReturnType<typeof memento>;
let question: ProductionQuestion;

beforeEach(() => {
  newPerson();
  state = memento();
  question = new ProductionQuestion(state);
});

describe('the question before production', () => {
  it('lets reads, sandboxes and the practice account pass', async () => {
    const inSandbox = planned('DELETE', 'https://7654321-sb1.suitetalk.api.netsuite.com/x', { caller: sandbox });
    const account = { accountId: '7654321', name: 'P', practice: true };
    const inPractice = { ...record('1'), caller: { ...acme, account } };
    expect(await question.allows([read, inSandbox, inPractice])).toBe(true);
    expect(person.told).toEqual([]);
  });

  it('shows account, role, method and final URL, and is no by default', async () => {
    expect(await question.allows([record('1')])).toBe(false);
    expect(person.told).toEqual([
      'This request may write to Acme (7654321, production). ' +
        `PATCH ${suiteTalk}/services/rest/record/v1/customer/1\n` +
        'Account: Acme (7654321)\nRole: Clerk\nToken: jane',
    ]);
    expect(person.offered).toEqual(['Send to Production']);
  });

  it('counts an account of unknown kind as production, and says where no role is known', async () => {
    const caller = callerOf('ODD_9', 'Odd');
    const url = 'https://odd-9.suitetalk.api.netsuite.com/services/rest/record/v1/customer';
    expect(await question.allows([planned('POST', url, { caller, role: undefined })])).toBe(false);
    expect(person.told.join()).toContain('(ODD_9, counts as production)');
    expect(person.told.join()).toContain('Role: not known yet');
  });

  it('comes once for the same text, method, URL and token', async () => {
    person.modals = ['Send to Production'];
    expect(await question.allows([record('1')])).toBe(true);
    expect(await question.allows([record('1')])).toBe(true);
    expect(person.told).toHaveLength(1);
    for (const other of [
      record('2'),
      record('1', 'DELETE'),
      { ...record('1'), text: 'edited' },
      { ...record('1'), caller: callerOf('7654321', 'Acme', 'bot') },
    ]) {
      expect(await question.allows([other])).toBe(false);
    }
    expect(person.told).toHaveLength(5);
  });

  it('names every write of a run at once, below whose they are, and no read', async () => {
    person.modals = ['Send All to Production'];
    const bot = { ...record('3'), caller: callerOf('7654321', 'Acme', 'bot'), role: 'Integrator' };
    expect(await question.allows([record('1'), read, bot, record('2', 'DELETE')])).toBe(true);
    expect(person.told).toEqual([
      '3 requests may write to Acme (7654321, production). ' +
        'Account: Acme (7654321) · Role: Clerk · Token: jane\n' +
        `• PATCH ${suiteTalk}/services/rest/record/v1/customer/1\n` +
        `• DELETE ${suiteTalk}/services/rest/record/v1/customer/2\n\n` +
        'Account: Acme (7654321) · Role: Integrator · Token: bot\n' +
        `• PATCH ${suiteTalk}/services/rest/record/v1/customer/3`,
    ]);
    expect(await question.allows([record('2', 'DELETE'), bot])).toBe(true);
    expect(person.told).toHaveLength(1);
  });

  it('has a list for more writes than a dialog has room for, which leads back to it', async () => {
    const writes = Array.from({ length: 40 }, (_, at) => record(String(at)));
    const lists: FakeBox[] = [];
    person.boxes = [box => void lists.push(box)];
    person.modals = ['Show All', 'Send All to Production'];
    expect(await question.allows(writes)).toBe(true);
    expect(person.told).toHaveLength(2);
    expect(person.told[0]).toContain('… and 28 more.');
    expect(lists[0]?.items).toHaveLength(40);
    expect(lists[0]?.items.at(-1)).toMatchObject({
      label: 'PATCH',
      description: `${suiteTalk}/services/rest/record/v1/customer/39`,
      detail: 'Account: Acme (7654321) · Role: Clerk · Token: jane',
    });
    newPerson();
    person.modals = ['Show All'];
    expect(await new ProductionQuestion(state).allows(writes)).toBe(false);
  });

  it('shows as written what an answer will be part of, and holds for what comes of it', async () => {
    const before = {
      ...record('0'),
      text: 'x',
      usesAnswers: true,
      written: '/services/rest/record/v1/customer/{{new.id}}',
    };
    const now = { ...record('4711'), text: 'x', usesAnswers: true };
    person.modals = ['Send to Production'];
    expect(await question.allows([before])).toBe(true);
    expect(person.told.join()).toContain('as written: /services/rest/record/v1/customer/{{new.id}}');
    expect(question.isCovered(now, before)).toBe(true);
    // The next run has another answer, and the same text.
    expect(await question.allows([{ ...record('4712'), text: 'x', usesAnswers: true }])).toBe(true);
    expect(person.told).toHaveLength(1);
    for (const other of [
      { ...now, text: 'y' },
      { ...record('4711', 'DELETE'), text: 'x' },
      { ...now, caller: callerOf('7654321', 'Acme', 'bot') },
    ]) {
      expect(question.isCovered(other, before)).toBe(false);
    }
    // What was a read when it was asked about was not asked about.
    expect(new ProductionQuestion(state).isCovered(now, { ...read, text: 'x' })).toBe(false);
    expect(question.isCovered({ ...read, text: 'x' }, before)).toBe(true);
  });
});

describe('a RESTlet that is called by GET', () => {
  it('is asked about the first time per deployment, whatever is asked of it', async () => {
    person.modals = ['Send to Production'];
    expect(await question.allows([restlet('7')])).toBe(true);
    expect(person.told.join()).toContain('This RESTlet may write to Acme (7654321, production), even by GET.');
    expect(person.offered).toEqual(['Send to Production', 'This One Only Reads']);
    expect(await question.allows([restlet('7', '2')])).toBe(true);
    expect(await question.allows([restlet('8')])).toBe(false);
    expect(await new ProductionQuestion(state).allows([restlet('7')])).toBe(false);
    const post = planned('POST', `${restletUrl}?script=7&deploy=1`);
    expect(await question.allows([post])).toBe(false);
    expect(person.offered).toEqual(['Send to Production']);
  });

  it('is remembered as one that only reads, for every window, until that is taken back', async () => {
    person.modals = ['These Only Read'];
    expect(await question.allows([restlet('7'), restlet('8')])).toBe(true);
    const later = new ProductionQuestion(state);
    expect(await later.allows([restlet('7', '2'), restlet('8', '3')])).toBe(true);
    expect(person.told).toHaveLength(1);

    person.boxes = [
      box => {
        expect(box.items.map(({ label }) => label)).toEqual(['7 / 1', '8 / 1']);
        box.selectedItems = box.items.slice(1);
      },
    ];
    await chooseReadOnly({ index: () => ({ accounts: [] }) as never }, state);
    expect(await later.allows([restlet('8')])).toBe(true);
    expect(await later.allows([restlet('7')])).toBe(false);
  });

  it('is not offered to be remembered beside another write', async () => {
    expect(await question.allows([restlet('7'), record('1')])).toBe(false);
    expect(person.offered).toEqual(['Send All to Production']);
    expect(person.told.join()).toContain('A RESTlet’s script may write even by GET.');
  });

  it('is forgotten with its account, and stays while another record has the account', async () => {
    const remembered = new ReadOnlyRestlets(state);
    const mine = { account: '7654321', script: '7', deploy: '1' };
    const other = { account: '1234567', script: '7', deploy: '1' };
    await remembered.add([mine, other]);
    await forgetAccount('7654321', { index: () => ({ accounts: [{ accountId: '7654321' }] }) as never }, state);
    expect(remembered.all()).toEqual([mine, other]);
    await forgetAccount('7654321', { index: () => ({ accounts: [] }) as never }, state);
    expect(remembered.all()).toEqual([other]);
  });

  it('leaves what another version keeps where it is', async () => {
    await state.update('readOnlyRestlets', ['{"new":1}', '["7654321","7","1"]', 7]);
    const remembered = new ReadOnlyRestlets(state);
    expect(remembered.all()).toHaveLength(1);
    await remembered.remove(() => true);
    expect(state.get('readOnlyRestlets')).toEqual(['{"new":1}']);
  });
});
