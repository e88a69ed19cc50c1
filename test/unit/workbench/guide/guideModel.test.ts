import type { Memento } from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountIndex, AccountRecord, ApplicationRecord, TokenRecord } from '../../../../src/accounts/records.ts';
import { emptyIndex } from '../../../../src/accounts/records.ts';
import { forgetAccount } from '../../../../src/workbench/accounts/edit/forgetAccount.ts';
import { judgeCall } from '../../../../src/workbench/guide/checkAccount.ts';
import { adminRequest } from '../../../../src/workbench/guide/adminRequest.ts';
import { GuideModel } from '../../../../src/workbench/guide/guideModel.ts';
import { GuideStore, type CheckedCall } from '../../../../src/workbench/guide/guideStore.ts';
import { judgeTasks, type SetupEvidence } from '../../../../src/workbench/guide/judgeTasks.ts';
import { placeUrl } from '../../../../src/workbench/guide/places.ts';
import { guessRelease } from '../../../../src/workbench/guide/release.ts';

vi.mock('vscode', () => import('../treeVscode.ts'));

const now = Date.UTC(2026, 10, 29);

function memento(): Memento & { readonly values: Record<string, unknown> } {
  const values: Record<string, unknown> = {};
  return {
    values,
    keys: () => Object.keys(values),
    get: (key: string) => values[key] as never,
    update: (key, value: unknown) => {
      values[key] = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

const account = (accountId: string, changes: Partial<AccountRecord> = {}): AccountRecord => ({
  id: `a-${accountId}`,
  accountId,
  name: accountId,
  changed: 1,
  ...changes,
});
const application = (of: AccountRecord): ApplicationRecord => ({
  id: `app-${of.accountId}`,
  account: of.id,
  scheme: 'tba',
  name: 'Hub',
  changed: 1,
});
const token = (of: AccountRecord, changes: Partial<TokenRecord> = {}): TokenRecord => ({
  id: `t-${of.accountId}`,
  application: `app-${of.accountId}`,
  scheme: 'tba',
  name: 'token',
  changed: 1,
  ...changes,
});
const worked: Partial<TokenRecord> = { lastSuccess: now, identity: { entity: 'Jane', role: 'Clerk' } };
const refused: Partial<TokenRecord> = { lastFailure: { at: now, status: 401, code: 'INVALID_LOGIN_ATTEMPT' } };
const call = (outcome: CheckedCall['outcome'], changes: Partial<CheckedCall> = {}): CheckedCall => ({
  at: now,
  as: 'Jane · Clerk',
  outcome,
  ...changes,
});

describe('what can be told from outside', () => {
  const sandbox = account('1234567_SB1');
  const judge = (changes: Partial<SetupEvidence>) => {
    const verdicts = judgeTasks({ purpose: 'restlets', hasApplication: false, tokens: [], ...changes });
    return Object.fromEntries(Object.entries(verdicts).map(([task, { verdict, why }]) => [task, `${verdict}: ${why}`]));
  };

  it('is nothing before there is a token, but that it is missing', () => {
    expect(judge({})).toEqual({
      features: 'unknown: nothing-known',
      role: 'unknown: nothing-known',
      assign: 'unknown: nothing-known',
      application: 'unknown: nothing-known',
      token: 'not-done: token-missing',
    });
    expect(judge({ hasApplication: true })).toMatchObject({ application: 'unknown: key-kept' });
    expect(judge({ tokens: [token(sandbox)] })).toMatchObject({ token: 'unknown: token-untried' });
    expect(judge({ tokens: [token(sandbox, { revokedAt: now })] })).toMatchObject({ token: 'not-done: token-revoked' });
  });

  it('is all but the SuiteScript features once a token logged in', () => {
    expect(judge({ tokens: [token(sandbox, worked)] })).toEqual({
      features: 'unknown: logged-in-only',
      role: 'done: logged-in',
      assign: 'done: logged-in',
      application: 'done: logged-in',
      token: 'done: logged-in',
    });
    expect(judge({ tokens: [token(sandbox, worked)], restlet: call('worked') })).toMatchObject({
      features: 'done: restlet-answered',
      role: 'done: restlet-answered',
    });
  });

  it('is no cause of a refused login, since NetSuite says the same for each', () => {
    expect(judge({ tokens: [token(sandbox, refused)] })).toEqual({
      features: 'unknown: login-refused',
      role: 'unknown: login-refused',
      assign: 'unknown: login-refused',
      application: 'unknown: login-refused',
      token: 'not-done: token-refused',
    });
    // One that works tells more than one that does not.
    const tokens = [token(sandbox, refused), token(sandbox, { ...worked, id: 't2' })];
    expect(judge({ tokens })).toMatchObject({ application: 'done: logged-in', token: 'done: logged-in' });
    // Refused after it had worked.
    const later = { at: now + 1, status: 401, code: 'X' };
    expect(judge({ tokens: [token(sandbox, { ...worked, lastFailure: later })] })).toMatchObject({
      assign: 'unknown: login-refused',
    });
  });

  it('of REST is feature and permission together', () => {
    const rest = { purpose: 'rest', tokens: [token(sandbox, worked)] } as const;
    expect(judge(rest)).toMatchObject({ features: 'unknown: logged-in-only', role: 'unknown: logged-in-only' });
    expect(judge({ ...rest, rest: call('worked') })).toMatchObject({
      features: 'done: rest-answered',
      role: 'done: rest-answered',
    });
    expect(judge({ ...rest, rest: call('refused', { status: 403 }) })).toMatchObject({
      features: 'unknown: rest-refused',
      role: 'unknown: rest-refused',
      token: 'done: logged-in',
    });
    // A RESTlet says nothing of it.
    expect(judge({ ...rest, restlet: call('worked') })).toMatchObject({ features: 'unknown: logged-in-only' });
    expect(judge({ ...rest, rest: call('unclear', { status: 503 }) })).toMatchObject({
      features: 'unknown: logged-in-only',
    });
  });

  it('of those who make tokens for others is nothing', () => {
    expect(judge({ purpose: 'tokens', tokens: [token(sandbox, worked)] })).toEqual({
      features: 'done: logged-in',
      role: 'unknown: only-on-pages',
      assign: 'unknown: only-on-pages',
      application: 'done: logged-in',
      token: 'done: logged-in',
    });
  });
});

describe('an answer of a check', () => {
  const judge = (status: number, body: string) => {
    const { outcome, code } = judgeCall(status, new TextEncoder().encode(body), 'Jane');
    return [outcome, code];
  };
  it('shows something only where it is a success', () => {
    expect(judge(200, '{}')).toEqual(['worked', undefined]);
    expect(judge(401, '{"error":{"code":"INVALID_LOGIN_ATTEMPT","message":"x"}}')).toEqual([
      'login-refused',
      'INVALID_LOGIN_ATTEMPT',
    ]);
    expect(judge(400, '{"error":{"code":"SSS_INVALID_SCRIPTLET_ID","message":"x"}}')).toEqual([
      'refused',
      'SSS_INVALID_SCRIPTLET_ID',
    ]);
    expect(judge(400, '{"error":{"code":"SSS_REQUEST_LIMIT_EXCEEDED","message":"x"}}')[0]).toBe('unclear');
    expect(judge(503, '')).toEqual(['unclear', '']);
  });
});

describe('the release of an account', () => {
  it('is a guess from the date and the kind of the account', () => {
    const guess = (kind: Parameters<typeof guessRelease>[0], ...date: [number, number, number]) =>
      guessRelease(kind, Date.UTC(...date)).release;
    expect(guess('production', 2026, 10, 29)).toBe('before-2027.1');
    expect(guess('production', 2027, 0, 31)).toBe('before-2027.1');
    expect(guess('sandbox', 2027, 1, 1)).toBe('unknown');
    expect(guess('production', 2027, 3, 30)).toBe('unknown');
    expect(guess('unknown', 2027, 4, 1)).toBe('from-2027.1');
    // Release Preview accounts get it first.
    expect(guess('release-preview', 2026, 10, 30)).toBe('before-2027.1');
    expect(guess('release-preview', 2026, 11, 1)).toBe('unknown');
    expect(guess('practice', 2030, 0, 1)).toBe('before-2027.1');
  });
});

describe('the addresses of pages', () => {
  it('are in the account’s own domain, as NetSuite named it where it did', () => {
    expect(placeUrl('features', account('1234567_SB1'))).toBe(
      'https://1234567-sb1.app.netsuite.com/app/setup/features.nl',
    );
    const hostCheck = { at: 1, restlets: '', suiteTalk: '', app: 'https://system.na9.netsuite.com' };
    expect(placeUrl('roles', account('1234567', { hostCheck }))).toBe(
      'https://system.na9.netsuite.com/app/setup/rolelist.nl',
    );
    expect(placeUrl('auditTrail', account('1234567'))).toBeUndefined();
    const gateway = { baseUrl: 'https://gateway.example', signedAs: 'netsuite' };
    expect(placeUrl('roles', account('1234567', gateway))).toBe(
      'https://1234567.app.netsuite.com/app/setup/rolelist.nl',
    );
  });

  it('of the practice account are its own', () => {
    const practice = account('TSTDRV0000001_SB1', { practice: true, baseUrl: 'http://127.0.0.1:4000' });
    expect(placeUrl('features', practice)).toBe('http://127.0.0.1:4000/app/setup/features.nl');
    expect(placeUrl('auditTrail', practice)).toBe('http://127.0.0.1:4000/practice/login-audit');
  });
});

describe('the guide', () => {
  const sandbox = account('1234567_SB1', { name: 'Acme' });
  let index: AccountIndex;
  let state: ReturnType<typeof memento>;
  let time: number;
  const open = () =>
    new GuideModel({
      index: () => index,
      store: new GuideStore(state, () => ++time),
      now: () => time,
      isPracticeRunning: () => true,
    });
  const step = (model: GuideModel, id: string) => model.state.steps.find(each => each.id === id);

  beforeEach(() => {
    index = { ...emptyIndex, accounts: [sandbox], applications: [application(sandbox)], tokens: [token(sandbox)] };
    state = memento();
    time = now;
  });

  it('keeps what was ticked and chosen for each account, and when', async () => {
    const model = open();
    expect(model.account).toBe('1234567_SB1');
    await model.tick('features', true);
    await model.setPurpose('rest');
    await model.setReader('developer');
    await model.choose('7654321');
    expect(model.state).toMatchObject({ account: '7654321', purpose: 'restlets', progress: '0 of 5 done' });
    const again = open();
    expect(again.account).toBe('7654321');
    await again.choose(' 1234567-sb1 ');
    expect(again.state).toMatchObject({ purpose: 'rest', reader: 'developer', progress: '1 of 5 done' });
    expect(again.state.accounts.map(({ label }) => label)).toEqual([
      expect.stringContaining('Acme · 1234567_SB1'),
      expect.stringContaining('7654321'),
    ]);
    expect(step(again, 'features')).toMatchObject({ isDone: true, tasks: [{ isTicked: true }] });
    expect(step(again, 'features')?.tasks[0]?.ticked).toContain('Nov 29, 2026');
    await again.tick('features', false);
    expect(open().state.progress).toBe('0 of 5 done');
  });

  it('counts what a check has seen, until the account is made anew', async () => {
    const model = open();
    await model.keep('1234567_SB1', { message: 'A RESTlet answered.', restlet: call('worked') });
    index = { ...index, tokens: [token(sandbox, worked)] };
    expect(model.state).toMatchObject({ checked: 'A RESTlet answered.', progress: '5 of 5 done' });
    expect(step(open(), 'features')?.tasks[0]).toMatchObject({ verdict: 'done', isTicked: false });
    await new GuideStore(state).change('1234567_SB1', { ticked: {}, restlet: undefined });
    expect(step(open(), 'features')?.tasks[0]?.verdict).toBe('unknown');
    // The answer came after the person had turned to another account.
    await model.choose('7654321');
    await model.keep('1234567_SB1', { message: 'late' });
    expect(model.state.checked).toBeUndefined();
  });

  it('says what a release leaves, and takes the person’s word over its guess', async () => {
    const model = open();
    expect(model.state.release).toMatchObject({ chosen: 'inferred', isWarning: false });
    expect(step(model, 'application')?.places.map(({ id }) => id)).toContain('newIntegration');
    await model.setRelease('from-2027.1');
    expect(model.state.release).toMatchObject({ chosen: 'from-2027.1', isWarning: true });
    const late = step(model, 'application');
    expect(late?.places.map(({ id }) => id)).not.toContain('newIntegration');
    expect(late?.statements).toContainEqual(expect.objectContaining({ confidence: 'assumed' }));
    expect(open().state.release.chosen).toBe('from-2027.1');
    await model.setRelease('inferred');
    expect(open().state.release.chosen).toBe('inferred');
  });

  it('forgets an account with its record, and when told to', async () => {
    const model = open();
    await model.choose('7654321');
    await model.tick('role', true);
    await model.reset();
    expect(model.state).toMatchObject({ account: '1234567_SB1', accounts: [{ id: '1234567_SB1' }] });
    await model.tick('role', true);
    await forgetAccount('1234567_SB1', { index: () => index }, state);
    expect(model.state.progress).toBe('1 of 5 done');
    index = emptyIndex;
    await forgetAccount('1234567_SB1', { index: () => index }, state);
    model.follow();
    expect(model.state).toMatchObject({ account: '', accounts: [], progress: '0 of 5 done' });
    expect(Object.values(state.values).filter(value => value !== undefined)).toEqual([]);
  });

  it('survives what another version or a broken write left behind', () => {
    state.values['setupGuide.1'] = { '1234567_SB1': { at: 1, ticked: { role: 'yes' } }, '1': 7 };
    state.values['setupGuide.last'] = 5;
    expect(open().state).toMatchObject({ account: '1234567_SB1', progress: '0 of 5 done' });
    expect(new GuideStore(state).accountIds()).toEqual(['1234567_SB1']);
  });

  it('keeps what was ticked beside a time that nobody can be shown', async () => {
    const broken = { at: 1e16, ticked: { role: 1e16, token: now }, restlet: { ...call('worked'), at: 1e16 } };
    state.values['setupGuide.1'] = { '1234567_SB1': { ...broken, release: 'x', purpose: [] } };
    const model = open();
    expect(model.state).toMatchObject({
      progress: '1 of 5 done',
      purpose: 'restlets',
      release: { chosen: 'inferred' },
    });
    await model.tick('assign', true);
    expect(Object.keys(new GuideStore(state).get('1234567_SB1').ticked)).toEqual(['token', 'assign']);
  });

  it('keeps the fifty accounts that were looked at last', async () => {
    const store = new GuideStore(state, () => ++time);
    for (let id = 1; id <= 55; id++) {
      await store.change(String(id), {});
    }
    expect(store.accountIds()).toHaveLength(50);
    expect(store.accountIds()[0]).toBe('55');
    expect(store.accountIds()).not.toContain('5');
  });

  it('says of every statement about NetSuite how well it is founded, for every reader and purpose', async () => {
    const model = open();
    for (const reader of ['administrator', 'developer'] as const) {
      for (const purpose of ['restlets', 'rest', 'tokens'] as const) {
        for (const release of ['before-2027.1', 'from-2027.1', 'unknown'] as const) {
          await model.setReader(reader);
          await model.setPurpose(purpose);
          await model.setRelease(release);
          const { steps, release: view } = model.state;
          expect(steps.map(({ id }) => id)).toEqual(['features', 'roles', 'assign', 'application']);
          const statements = steps.flatMap(each => [
            ...each.statements,
            ...each.looksLike,
            ...each.goesWrong.map(({ remedy }) => remedy),
            ...each.tables.flatMap(({ note }) => note ?? []),
          ]);
          for (const { confidence, source } of [...statements, ...view.consequences]) {
            expect(source === undefined || confidence === 'documented').toBe(true);
            expect(source ?? 'https://docs.oracle.com/').toMatch(/^https:\/\/docs\.oracle\.com\//);
          }
          for (const { tables } of steps) {
            for (const { head, rows } of tables) {
              expect(rows.every(row => row.length === head.length)).toBe(true);
            }
          }
        }
      }
    }
  });

  it('writes what a developer asks an administrator for: what is still open', async () => {
    const model = open();
    await model.tick('features', true);
    await model.setPurpose('rest');
    const text = adminRequest(model.account, model.purpose, model.state.steps);
    expect(text).toContain('account 1234567\\_SB1');
    expect(text).toContain('REST Web Services (ADMI_RESTWEBSERVICES, Full)');
    expect(text).toContain('`Setup > Users/Roles > Manage Roles`');
    expect(text).not.toContain('Enable the features');
  });
});
