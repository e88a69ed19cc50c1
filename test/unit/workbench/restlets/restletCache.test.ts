import type { Memento, Uri } from 'vscode';
import { describe, expect, it, vi } from 'vitest';
import type { AccountRestlet } from '../../../../src/exchange/reads/accountRestlets.ts';
import { RecordTypeCache } from '../../../../src/workbench/restlets/recordTypeCache.ts';
import { RestletCache } from '../../../../src/workbench/restlets/restletCache.ts';
import { UploadLog } from '../../../../src/workbench/restlets/uploadLog.ts';

vi.mock('vscode', () => ({ l10n: { t: (message: string) => message } }));

function memento(values: Record<string, unknown> = {}): Memento & { readonly values: Record<string, unknown> } {
  return {
    values,
    keys: () => Object.keys(values),
    get: (key: string) => values[key] as never,
    update: (key, value: unknown) => {
      values[key] = JSON.parse(JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

const restlet = (id: number, status = 'RELEASED', isDeployed = true): AccountRestlet => ({
  scriptId: `customscript_${id}`,
  internalId: String(id),
  name: `Script ${id}`,
  isInactive: false,
  deployments: [
    { deploymentId: `customdeploy_${id}`, internalId: `${id}1`, title: `Deployment ${id}`, status, isDeployed },
  ],
});

describe('the RESTlets that were read', () => {
  it('are kept for each account, and told of', async () => {
    const state = memento();
    const cache = new RestletCache(state);
    const told = vi.fn();
    const listener = cache.onDidChange(told);
    await cache.put('1234567', [restlet(1)], 1000);
    await cache.put('7654321_SB1', [restlet(2)], 2000);
    expect(new RestletCache(state).get('1234567')).toEqual({ readAt: 1000, restlets: [restlet(1)], left: 0 });
    expect(cache.get('7654321_SB1')?.restlets).toEqual([restlet(2)]);
    expect(cache.get('1')).toBeUndefined();
    expect(told).toHaveBeenCalledTimes(2);
    listener.dispose();
    await cache.put('1234567', [], 3000);
    expect(told).toHaveBeenCalledTimes(2);
    expect(cache.get('1234567')).toEqual({ readAt: 3000, restlets: [], left: 0 });
  });

  it('are bounded: accounts by when they were read, RESTlets by number', async () => {
    const cache = new RestletCache(memento());
    for (let count = 0; count < 25; count++) {
      await cache.put(`${count}`, [restlet(count)], count);
    }
    expect(cache.get('4')).toBeUndefined();
    expect(cache.get('5')).toBeDefined();
    const many = Array.from({ length: 1200 }, (_, index) => restlet(index));
    await cache.put('24', many, 30);
    expect(cache.get('24')).toMatchObject({ left: 200 });
    expect(cache.get('24')?.restlets).toHaveLength(1000);
  });

  it('count as not read where something else lies in their place', () => {
    const broken = [7, null, { a: 1 }, { a: { readAt: 1, left: 0, restlets: [{}] } }, { a: { readAt: 1, left: 0 } }];
    for (const value of broken) {
      expect(new RestletCache(memento({ 'accountRestlets.1': value })).get('a')).toBeUndefined();
    }
  });

  it('count as not read where a time cannot be shown, or an ID is none', () => {
    const read = (changes: object, ofRestlet: object = {}, ofDeployment: object = {}) => {
      const { deployments, ...script } = restlet(1);
      const changed = { ...script, deployments: deployments.map(each => ({ ...each, ...ofDeployment })), ...ofRestlet };
      const value = { a: { readAt: 1, left: 0, restlets: [changed], ...changes } };
      return new RestletCache(memento({ 'accountRestlets.1': value })).get('a');
    };
    expect(read({})).toBeDefined();
    expect([read({ readAt: 1e16 }), read({ left: 0.5 })]).toEqual([undefined, undefined]);
    expect(read({}, { scriptId: 'a\nDELETE /' })).toBeUndefined();
    expect(read({}, { internalId: undefined })).toBeUndefined();
    expect(read({}, { isInactive: 'T' })).toBeUndefined();
    expect(read({}, { scriptFile: {} })).toBeUndefined();
    expect(read({}, {}, { deploymentId: '../x' })).toBeUndefined();
    expect(read({}, {}, { isDeployed: undefined })).toBeUndefined();
  });
});

describe('the record types of accounts', () => {
  const field = (name: string) => ({ name, title: name, kind: 'text', isRequired: false }) as const;

  it('keep the fields that were read before, within bounds', async () => {
    const cache = new RecordTypeCache(memento());
    expect(cache.get('1')).toBeUndefined();
    for (let type = 0; type < 14; type++) {
      await cache.put('1', ['a', 'b'], { type: `Type${type}`, fields: [field(`f${type}`)] }, type);
    }
    expect(cache.get('1')).toMatchObject({ readAt: 13, types: ['a', 'b'] });
    expect(Object.keys(cache.get('1')?.fields ?? {})).toHaveLength(12);
    expect(cache.get('1')?.fields['type13']).toEqual([field('f13')]);
    expect(cache.get('1')?.fields['type1']).toBeUndefined();
    await cache.put('1', ['c'], undefined, 20);
    expect(cache.get('1')?.fields['type13']).toEqual([field('f13')]);
    await cache.remove('1');
    expect(cache.get('1')).toBeUndefined();
    await cache.put('1', ['c'], undefined, 20);
    for (let account = 2; account < 8; account++) await cache.put(`${account}`, [], undefined, 20 + account);
    expect(cache.get('1')).toBeUndefined();
    expect(cache.get('7')).toBeDefined();
  });

  it('count as not read where something else lies in their place', () => {
    const broken = [
      7,
      { a: 1 },
      { a: { readAt: 1, types: [1], fields: {} } },
      { a: { readAt: 1, types: [], fields: { x: [{}] } } },
      { a: { readAt: 1e16, types: [], fields: {} } },
      { a: { readAt: 1, types: ['a/../b'], fields: {} } },
    ];
    for (const value of broken) {
      expect(new RecordTypeCache(memento({ 'accountRecordTypes.1': value })).get('a')).toBeUndefined();
    }
  });
});

describe('the log of uploads', () => {
  const file = (name: string) => ({ toString: () => `file:///${name}` }) as Uri;

  it('knows whether a script was changed since, and nothing of one that was never uploaded', async () => {
    const log = new UploadLog(memento());
    expect(log.isChangedSinceUpload(file('a'), 'one')).toBe(false);
    await log.add(file('a'), 'one', 5);
    expect(log.get(file('a'))?.at).toBe(5);
    expect(log.isChangedSinceUpload(file('a'), 'one')).toBe(false);
    expect(log.isChangedSinceUpload(file('a'), 'two')).toBe(true);
    expect(log.isChangedSinceUpload(file('b'), 'two')).toBe(false);
    await log.add(file('a'), 'two', 6);
    expect(log.isChangedSinceUpload(file('a'), 'two')).toBe(false);
  });

  it('keeps no text, and forgets what was uploaded longest ago', async () => {
    const state = memento();
    const log = new UploadLog(state);
    for (let count = 0; count < 305; count++) {
      await log.add(file(`${count}`), 'secret text', count);
    }
    expect(log.get(file('4'))).toBeUndefined();
    expect(log.get(file('5'))).toBeDefined();
    expect(JSON.stringify(state.values)).not.toContain('secret text');
  });
});
