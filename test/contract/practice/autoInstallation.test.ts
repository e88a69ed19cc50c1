import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState, Application } from '../../../src/practice/state/model.ts';
import {
  allowed,
  answerConsent,
  carried,
  consentPage,
  requestToken,
  secretsOf,
  stepOne,
  stepThree,
} from './flowSteps.ts';
import { call, startFixturePair } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';

let sandbox: Fixture;
/** A record that production made after the last refresh; the sandbox has another one under its id. */
let key: Application;

beforeEach(async () => {
  const pair = await startFixturePair();
  ({ sandbox } = pair);
  const [hub] = pair.production.account.store.current().applications;
  key = {
    ...hub!,
    id: 3,
    name: 'New hub',
    note: 'of production',
    state: 'blocked',
    consumerKey: 'a'.repeat(64),
    consumerSecret: 'b'.repeat(64),
  };
  const other = { ...hub!, id: 3, name: 'Sandbox only', consumerKey: 'c'.repeat(64) };
  await pair.production.setState(current => ({ ...current, applications: [...current.applications, key] }));
  await sandbox.setState(current => ({
    ...current,
    applications: [...current.applications, { ...other, ownerAccountId: current.accountId }],
    nextIds: { ...current.nextIds, application: 4 },
  }));
});
afterEach(() => sandbox.stop());

describe('2 step 3, auto-installation of a record of the other account', () => {
  it('installs it in step three, in state Enabled, and the token works', async () => {
    const { token, tokenSecret } = await requestToken(sandbox, { key });
    const { body } = await consentPage(sandbox, `oauth_token=${token}`);
    expect(body).toContain('<strong><bdi>New hub</bdi></strong>');
    expect(body).toContain('does not have the application yet');
    expect(sandbox.account.store.current().applications).toHaveLength(3);
    const verifier = carried(await answerConsent(sandbox, token)).get('oauth_verifier') ?? '';
    const answer = await stepThree(sandbox, { token, tokenSecret, verifier }, { key });
    expect(sandbox.account.store.current().applications.at(-1)).toMatchObject({
      id: 4,
      name: 'New hub',
      state: 'enabled',
      note: '',
      ownerAccountId: 'TSTDRV0000001',
      consumerKey: key.consumerKey,
    });
    const { account } = sandbox.credentials;
    expect((await call(sandbox, { credentials: { ...key, account, ...secretsOf(answer) } })).status).toBe(200);
  });

  it('leaves it waiting for approval by the preference Require Approval during Auto-Installation', async () => {
    const require = (current: AccountState) => ({
      ...current,
      preferences: { ...current.preferences, requireApproval: true },
    });
    await sandbox.setState(require);
    const answer = await stepThree(sandbox, await allowed(sandbox, { key }), { key });
    expect(sandbox.account.store.current().applications.at(-1)?.state).toBe('waiting-for-approval');
    const { account } = sandbox.credentials;
    const credentials = { ...key, account, ...secretsOf(answer) };
    expect((await call(sandbox, { credentials })).status).toBe(401);
    expect(sandbox.lastDetail()).toBe('consumer_key_refused');
    await sandbox.setState(current => ({
      ...current,
      applications: current.applications.map(each => ({ ...each, state: 'enabled' as const })),
    }));
    expect((await call(sandbox, { credentials })).status).toBe(200);
  });

  it('installs once for two flows under way', async () => {
    const flows = [await allowed(sandbox, { key }), await allowed(sandbox, { key, as: '44-1001' })];
    const answers = await Promise.all(flows.map(secrets => stepThree(sandbox, secrets, { key })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(sandbox.account.store.current().applications).toHaveLength(4);
  });

  it('takes a request token of an application with the same id in this account for what it is: TokenRejected', async () => {
    const secrets = await allowed(sandbox, { key });
    const other = sandbox.account.store.current().applications.find(({ name }) => name === 'Sandbox only')!;
    expect((await stepThree(sandbox, secrets, { key: other })).status).toBe(401);
    expect(sandbox.lastDetail()).toBe('TokenRejected');
  });

  it('does not install from 2027.1 on, while existing records go on', async () => {
    const secrets = await allowed(sandbox, { key });
    await sandbox.setState(current => ({ ...current, preferences: { ...current.preferences, release: '2027.1' } }));
    expect((await stepOne(sandbox, { key })).status).toBe(401);
    expect(sandbox.lastDetail()).toBe('UnknownIntegration');
    expect((await consentPage(sandbox, `oauth_token=${secrets.token}`)).status).toBe(400);
    expect((await stepThree(sandbox, secrets, { key })).status).toBe(401);
    expect((await stepThree(sandbox, await allowed(sandbox))).status).toBe(200);
  });

  it('is not for calls with a token', async () => {
    const { account, token, tokenSecret } = sandbox.credentials;
    expect((await call(sandbox, { credentials: { ...key, account, token, tokenSecret } })).status).toBe(401);
    expect(sandbox.lastDetail()).toBe('consumer_key_unknown');
  });
});
