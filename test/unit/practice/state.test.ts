import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { credentialsOf } from '../../../src/practice/credentials.ts';
import { writeFileAtomic } from '../../../src/practice/state/atomicFile.ts';
import { readState } from '../../../src/practice/state/readState.ts';
import { noOAuth2Boxes, seedState } from '../../../src/practice/state/seed.ts';
import { accountStore, createStateStore, openStateStore } from '../../../src/practice/state/stateStore.ts';
import { stateText } from '../../../src/practice/state/stateText.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('reading state.json', () => {
  const good = seedState();
  const { sandbox } = good;
  const withSandbox = (change: object) => JSON.stringify({ ...good, sandbox: { ...sandbox, ...change } });

  it('reads what was written', () => {
    expect(readState(JSON.stringify(good), 'f')).toEqual(good);
  });

  it.each([
    ['json', '{"format":1,'],
    ['json', ''],
    ['format', '[]'],
    ['format', '{}'],
    ['format', '{"format":0}'],
    ['.production', JSON.stringify({ ...good, production: undefined })],
    ['.sandbox.port', withSandbox({ port: '80' })],
    ['.sandbox.tokens', withSandbox({ tokens: {} })],
    ['.sandbox.features[0]', withSandbox({ features: ['NO_SUCH_FEATURE'] })],
    ['.sandbox.tokens[0].state', withSandbox({ tokens: [{ ...sandbox.tokens[0], state: 'odd' }] })],
    [
      '.sandbox.customers[1].balance',
      withSandbox({ customers: [sandbox.customers[0], { ...sandbox.customers[1], balance: 1 }] }),
    ],
    [
      '.sandbox.roles[0].permissions',
      withSandbox({ roles: [{ ...sandbox.roles[0], permissions: { ADMI_LOGIN_OAUTH: 'SOME' } }] }),
    ],
    ['credentials', withSandbox({ applications: [{ ...sandbox.applications[0], consumerSecret: 'short' }] })],
  ])('refuses a corrupt file and says where (%s)', (where, text) => {
    expect(() => readState(text, 'the-file')).toThrow(
      expect.objectContaining({ code: 'practice-state-corrupt', data: { file: 'the-file', where } }),
    );
  });

  it('refuses the file of a newer version as such', () => {
    expect(() => readState(JSON.stringify({ ...good, format: 4, sandbox: 'other' }), 'f')).toThrow(
      expect.objectContaining({ code: 'practice-state-newer', data: { file: 'f', format: 4, supported: 3 } }),
    );
  });

  it('takes over a state that knew no OAuth 2.0, with none of its boxes ticked', () => {
    const { nextIds } = sandbox;
    const without = (value: object, names: readonly string[]) =>
      Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
    const older = (account: typeof sandbox) => ({
      ...without(account, ['certificateMappings', 'oauth2Tokens']),
      applications: account.applications.map(each => without(each, Object.keys(noOAuth2Boxes))),
      nextIds: without(nextIds, ['oauth2Grant']),
    });
    const old = { ...good, format: 2, production: older(good.production), sandbox: older(sandbox) };
    const read = readState(JSON.stringify(old), 'f');
    expect(read.sandbox.tokens).toEqual(sandbox.tokens);
    expect(read.sandbox.nextIds).toEqual(nextIds);
    expect(read.sandbox.applications).toEqual(sandbox.applications.map(each => ({ ...each, ...noOAuth2Boxes })));
  });

  it('refuses a corrupt state of an older format as well', () => {
    expect(() => readState(JSON.stringify({ ...good, format: 2, sandbox: 'other' }), 'f')).toThrow(
      expect.objectContaining({ code: 'practice-state-corrupt', data: { file: 'f', where: '.sandbox' } }),
    );
  });

  it('takes over the credentials, customers and port of the first format', () => {
    const [hub] = sandbox.applications;
    const [token] = sandbox.tokens;
    const customer = { ...sandbox.customers[0], id: 4711, companyName: 'Mine' };
    const old = {
      format: 1,
      accountId: 'TSTDRV0000001_SB1',
      companyName: 'Practice Trading Company',
      port: 4242,
      applications: [
        {
          id: 1,
          name: hub?.name,
          state: 'enabled',
          consumerKey: hub?.consumerKey,
          consumerSecret: hub?.consumerSecret,
        },
      ],
      tokens: [
        {
          id: 1,
          name: 'T',
          state: 'active',
          token: token?.token,
          tokenSecret: token?.tokenSecret,
          applicationId: 1,
          entityId: 42,
          roleId: 1001,
        },
      ],
      roles: [{ id: 1001, name: 'Integration Clerk' }],
      entities: [{ id: 42, name: 'Jane Doe', email: 'jane.doe@practice.example' }],
      customers: [customer],
      nextCustomerId: 4712,
    };
    const migrated = readState(JSON.stringify(old), 'f').sandbox;
    expect(migrated.customers).toEqual([customer]);
    expect([migrated.port, migrated.nextIds.customer]).toEqual([4242, 4712]);
    expect(credentialsOf(migrated)).toMatchObject({ consumerKey: hub?.consumerKey, token: token?.token });
    expect(() => readState(JSON.stringify({ ...old, tokens: [{}] }), 'f')).toThrow(
      expect.objectContaining({ code: 'practice-state-corrupt' }),
    );
  });
});

describe('the state on disk', () => {
  it('makes different 64-hex credentials for each new account', () => {
    const [one, two] = [seedState(), seedState()];
    const secrets = [one, two].flatMap(({ production, sandbox }) => [
      ...production.applications.flatMap(each => [each.consumerKey, each.consumerSecret]),
      ...[...production.tokens, ...sandbox.tokens].flatMap(each => [each.token, each.tokenSecret]),
    ]);
    expect(new Set(secrets).size).toBe(24);
    expect(secrets.every(each => /^[0-9a-f]{64}$/.test(each))).toBe(true);
  });

  it('is there again after reopening, readable by its owner only, with nothing left beside it', async () => {
    await writeFile(join(folder, 'state.json.0123456789ab.tmp'), 'half');
    const store = accountStore(await openStateStore(folder), 'sandbox');
    await store.update(state => [{ ...state, port: 4242 }, undefined]);
    const again = await openStateStore(folder);
    expect(again.current().sandbox).toEqual({ ...store.current(), port: 4242 });
    expect(await readdir(folder)).toEqual(['state.json']);
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, 'state.json'))).mode & 0o777).toBe(0o600);
    }
  });

  it('holds a line for each record, so that a change of one can be told from the others', () => {
    const state = seedState();
    const [first, second] = state.sandbox.customers;
    const lines = stateText(state).split('\n');
    expect(lines).toContain(`${JSON.stringify(second)},`);
    const renamed = { ...first!, companyName: 'Renamed\n"now" \u2028' };
    const customers = [renamed, ...state.sandbox.customers.slice(1)];
    const next = { ...state, sandbox: { ...state.sandbox, customers } };
    const after = stateText(next).split('\n');
    expect(after.filter((line, index) => line !== lines[index])).toEqual([`${JSON.stringify(renamed)},`]);
    expect(readState(after.join('\n'), 'f')).toEqual(next);
  });

  it('leaves a file that it cannot read as it is', async () => {
    const file = join(folder, 'state.json');
    await writeFile(file, 'precious');
    await expect(openStateStore(folder)).rejects.toMatchObject({ code: 'practice-state-corrupt' });
    expect(await readFile(file, 'utf8')).toBe('precious');
  });

  it('replaces a file without ever leaving half of it', async () => {
    const file = join(folder, 'f');
    await writeFileAtomic(file, 'a'.repeat(100_000));
    const writing = writeFileAtomic(file, 'b'.repeat(100_000));
    const seen = await readFile(file, 'utf8');
    await writing;
    expect(new Set(seen).size).toBe(1);
    expect(seen).toHaveLength(100_000);
  });
});

describe('changing the state', () => {
  it('applies changes one after the other, so that ids stay unique', async () => {
    const world = createStateStore(seedState(), () => new Promise(resolve => setTimeout(resolve, 1)));
    const store = accountStore(world, 'production');
    const take = () =>
      store.update(({ nextIds, ...state }) => [
        { ...state, nextIds: { ...nextIds, customer: nextIds.customer + 1 } },
        nextIds.customer,
      ]);
    const ids = await Promise.all(Array.from({ length: 20 }, take));
    expect(new Set(ids).size).toBe(20);
  });

  it('changes nothing when saving fails, and goes on', async () => {
    let fail = true;
    const save = () => (fail ? Promise.reject(new Error('disk full')) : Promise.resolve());
    const store = accountStore(createStateStore(seedState(), save), 'sandbox');
    const change = () => store.update(state => [{ ...state, port: 1 }, undefined]);
    await expect(change()).rejects.toThrow('disk full');
    expect(store.current().port).toBe(0);
    fail = false;
    await change();
    expect(store.current().port).toBe(1);
  });
});
