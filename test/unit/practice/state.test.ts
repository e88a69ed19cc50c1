import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../../src/practice/state/atomicFile.ts';
import { readState } from '../../../src/practice/state/readState.ts';
import { seedState } from '../../../src/practice/state/seed.ts';
import { createStateStore, openStateStore } from '../../../src/practice/state/stateStore.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('reading state.json', () => {
  const good = seedState();

  it('reads what was written', () => {
    expect(readState(JSON.stringify(good), 'f')).toEqual(good);
  });

  it.each([
    ['json', '{"format":1,'],
    ['json', ''],
    ['format', '[]'],
    ['format', '{}'],
    ['format', '{"format":0}'],
    ['.port', JSON.stringify({ ...good, port: '80' })],
    ['.tokens', JSON.stringify({ ...good, tokens: {} })],
    ['.tokens[0].state', JSON.stringify({ ...good, tokens: [{ ...good.tokens[0], state: 'odd' }] })],
    [
      '.customers[1].balance',
      JSON.stringify({ ...good, customers: [good.customers[0], { ...good.customers[1], balance: 1 }] }),
    ],
    ['credentials', JSON.stringify({ ...good, applications: [{ ...good.applications[0], consumerSecret: 'short' }] })],
  ])('refuses a corrupt file and says where (%s)', (where, text) => {
    expect(() => readState(text, 'the-file')).toThrow(
      expect.objectContaining({ code: 'practice-state-corrupt', data: { file: 'the-file', where } }),
    );
  });

  it('refuses the file of a newer version as such', () => {
    expect(() => readState(JSON.stringify({ ...good, format: 2, customers: 'other' }), 'f')).toThrow(
      expect.objectContaining({ code: 'practice-state-newer', data: { file: 'f', format: 2, supported: 1 } }),
    );
  });
});

describe('the state on disk', () => {
  it('makes different 64-hex credentials for each new account', () => {
    const [one, two] = [seedState(), seedState()];
    const secrets = [one, two].flatMap(({ applications, tokens }) => [
      ...applications.flatMap(each => [each.consumerKey, each.consumerSecret]),
      ...tokens.flatMap(each => [each.token, each.tokenSecret]),
    ]);
    expect(new Set(secrets).size).toBe(16);
    expect(secrets.every(each => /^[0-9a-f]{64}$/.test(each))).toBe(true);
  });

  it('is there again after reopening, readable by its owner only, with nothing left beside it', async () => {
    await writeFile(join(folder, 'state.json.0123456789ab.tmp'), 'half');
    const store = await openStateStore(folder);
    await store.update(state => [{ ...state, port: 4242 }, undefined]);
    const again = await openStateStore(folder);
    expect(again.current()).toEqual({ ...store.current(), port: 4242 });
    expect(await readdir(folder)).toEqual(['state.json']);
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, 'state.json'))).mode & 0o777).toBe(0o600);
    }
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
    const store = createStateStore(seedState(), () => new Promise(resolve => setTimeout(resolve, 1)));
    const take = () =>
      store.update(state => [{ ...state, nextCustomerId: state.nextCustomerId + 1 }, state.nextCustomerId]);
    const ids = await Promise.all(Array.from({ length: 20 }, take));
    expect(new Set(ids).size).toBe(20);
  });

  it('changes nothing when saving fails, and goes on', async () => {
    let fail = true;
    const store = createStateStore(seedState(), () =>
      fail ? Promise.reject(new Error('disk full')) : Promise.resolve(),
    );
    const change = () => store.update(state => [{ ...state, port: 1 }, undefined]);
    await expect(change()).rejects.toThrow('disk full');
    expect(store.current().port).toBe(0);
    fail = false;
    await change();
    expect(store.current().port).toBe(1);
  });
});
