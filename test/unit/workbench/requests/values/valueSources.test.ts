import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Memento, TextDocument } from 'vscode';
import { ValueSources } from '../../../../../src/workbench/requests/values/valueSources.ts';

/** The files and settings of a pretended VS Code, and what listens to them. */
const vscode = vi.hoisted(() => ({
  files: new Map<string, string>(),
  read: [] as string[],
  isTrusted: true,
  settings: new Map<string, unknown>(),
  userSettings: new Map<string, unknown>(),
  onFile: [] as (() => void)[],
  onSave: [] as ((saved: { uri: { path: string } }) => void)[],
}));

vi.mock('vscode', () => {
  const uri = (path: string) => ({ path, toString: () => `file://${path}` });
  const none = () => ({ dispose: () => undefined });
  const onFile = (listener: () => void) => (vscode.onFile.push(listener), none());
  return {
    l10n: { t: (text: string) => text },
    EventEmitter: class {
      #listeners: (() => void)[] = [];
      event = (listener: () => void) => (this.#listeners.push(listener), none());
      fire = () => this.#listeners.forEach(listener => listener());
      dispose = () => undefined;
    },
    Uri: {
      joinPath: ({ path }: { path: string }, name: string) =>
        uri(name === '..' ? path.replace(/\/[^/]*$/, '') : `${path}/${name}`),
    },
    workspace: {
      get isTrusted() {
        return vscode.isTrusted;
      },
      fs: {
        readFile: ({ path }: { path: string }) => {
          vscode.read.push(path);
          const text = vscode.files.get(path);
          return text === undefined
            ? Promise.reject(new Error('not found'))
            : Promise.resolve(new TextEncoder().encode(text));
        },
      },
      createFileSystemWatcher: () => ({ onDidCreate: onFile, onDidChange: onFile, onDidDelete: onFile, ...none() }),
      onDidSaveTextDocument: (listener: (typeof vscode.onSave)[number]) => (vscode.onSave.push(listener), none()),
      onDidGrantWorkspaceTrust: onFile,
      onDidChangeConfiguration: none,
      getWorkspaceFolder: ({ path }: { path: string }) =>
        path.startsWith('/work/') ? { uri: uri('/work') } : undefined,
      getConfiguration: () => ({
        get: (name: string) => vscode.settings.get(name),
        inspect: (name: string) => ({
          globalValue: vscode.userSettings.get(name),
          workspaceValue: vscode.settings.get(name),
        }),
      }),
    },
  };
});

const document = {
  isUntitled: false,
  uri: { path: '/work/calls/orders.http', toString: () => 'file:///work/calls/orders.http' },
} as unknown as TextDocument;

function sources() {
  const state = new Map<string, unknown>();
  return new ValueSources({
    get: (name: string, otherwise: unknown) => state.get(name) ?? otherwise,
    update: (name: string, value: unknown) => Promise.resolve(state.set(name, value)),
  } as unknown as Memento);
}

beforeEach(() => {
  vscode.files.clear();
  vscode.settings.clear();
  vscode.userSettings.clear();
  vscode.read.length = 0;
  vscode.onFile.length = 0;
  vscode.onSave.length = 0;
  vscode.isTrusted = true;
});

describe('values from outside a request file', () => {
  it('come from the nearest files up to the workspace folder, the private one over the public one', async () => {
    vscode.files.set('/work/http-client.env.json', '{"north": {"a": "far"}}');
    vscode.files.set('/work/calls/http-client.env.json', '{"north": {"a": "near", "b": 1}, "south": {"a": "other"}}');
    vscode.files.set('/work/http-client.private.env.json', '{"north": {"b": "hidden"}}');
    vscode.files.set('/work/.env', 'C=dotted\n');
    vscode.settings.set('environmentVariables', { $shared: { d: 'shared' }, north: { e: 'set' }, east: {} });
    const values = sources();
    expect(await values.environments(document)).toEqual({ names: ['north', 'south', 'east'], chosen: undefined });
    await values.choose(document, 'north');
    const { lookup, isKnown, isSecret, names } = await values.outside(document);
    expect(['a', 'b', 'C', 'd', 'e'].map(lookup)).toEqual(['near', 'hidden', 'dotted', 'shared', 'set']);
    expect(['a', 'b', 'C', 'd', 'e'].map(isSecret)).toEqual([false, true, true, false, false]);
    expect([isKnown('a'), isKnown('nothing'), lookup('nothing')]).toEqual([true, false, undefined]);
    expect(names.map(({ name }) => name)).toEqual(['a', 'b', 'C', 'd', 'e']);
    await values.choose(document, 'south');
    expect((await values.outside(document)).lookup('a')).toBe('other');
    // Never above the workspace.
    expect(vscode.read.every(path => path.startsWith('/work/'))).toBe(true);
  });

  it('are secret where a secret is put into them', async () => {
    vscode.files.set(
      '/work/http-client.env.json',
      '{"$default": {"url": "/rest?key={{key}}", "plain": "{{url}}x", "no": 1}}',
    );
    vscode.files.set('/work/http-client.private.env.json', '{"$default": {"key": "canary"}}');
    const { lookup, isSecret } = await sources().outside(document);
    expect(lookup('plain')).toBe('/rest?key=canaryx');
    expect(['key', 'url', 'plain', 'no', 'nothing'].map(isSecret)).toEqual([true, true, true, false, false]);
  });

  it('that cannot be put together are left to the sending', async () => {
    vscode.files.set('/work/http-client.env.json', '{"$default": {"a": "{{b}}", "b": "{{a}}", "c": "{{gone}}"}}');
    const { lookup, isKnown, isSecret } = await sources().outside(document);
    expect(['a', 'c'].map(lookup)).toEqual([undefined, undefined]);
    expect(['a', 'c'].map(isKnown)).toEqual([true, true]);
    expect(isSecret('a')).toBe(false);
  });

  it('may be anything while a file cannot be read', async () => {
    vscode.files.set('/work/http-client.env.json', '{"north": ');
    const { isKnown, lookup } = await sources().outside(document);
    expect([isKnown('a'), lookup('a')]).toEqual([true, undefined]);
  });

  it('are read anew when a file changes, and whoever shows them is told', async () => {
    const values = sources();
    const told = vi.fn();
    values.onDidChange(told);
    expect((await values.outside(document)).isKnown('a')).toBe(false);
    vscode.files.set('/work/calls/.env', 'a=1\n');
    expect((await values.outside(document)).isKnown('a')).toBe(false);
    vscode.onFile[0]?.();
    expect(told).toHaveBeenCalledOnce();
    expect((await values.outside(document)).lookup('a')).toBe('1');
  });

  it('are read anew when one of the files is saved, which no watcher may see', async () => {
    const values = sources();
    const told = vi.fn();
    values.onDidChange(told);
    expect((await values.outside(document)).isKnown('a')).toBe(false);
    vscode.files.set('/work/calls/.env', 'a=1\n');
    const save = (path: string) => vscode.onSave.forEach(listener => listener({ uri: { path } }));
    save('/work/calls/other.env');
    expect(told).not.toHaveBeenCalled();
    save('/work/calls/.env');
    expect(told).toHaveBeenCalledOnce();
    expect((await values.outside(document)).lookup('a')).toBe('1');
  });

  it('are read each time beside a file outside of the workspace, where nobody watches', async () => {
    const lone = {
      isUntitled: false,
      uri: { path: '/elsewhere/orders.http', toString: () => 'file:///elsewhere/orders.http' },
    } as unknown as TextDocument;
    const values = sources();
    for (const value of ['1', '2']) {
      vscode.files.set('/elsewhere/.env', `a=${value}\n`);
      expect((await values.outside(lone)).lookup('a')).toBe(value);
    }
  });

  it('are not read of a workspace that is not trusted, where any name may have one', async () => {
    vscode.files.set('/work/.env', 'a=1\n');
    vscode.files.set('/work/http-client.env.json', '{"north": {"b": 2}}');
    vscode.isTrusted = false;
    const values = sources();
    const { lookup, isKnown, names } = await values.outside(document);
    expect([lookup('a'), isKnown('a'), names, vscode.read]).toEqual([undefined, true, [], []]);
    vscode.isTrusted = true;
    vscode.onFile.forEach(forget => forget());
    expect((await values.outside(document)).lookup('a')).toBe('1');
  });

  it('come from the process only where a person’s own settings allow it', async () => {
    vi.stubEnv('TBA_OF_PROCESS', 'process');
    const name = '$processEnv TBA_OF_PROCESS';
    vscode.settings.set('processVariables', true);
    expect((await sources().outside(document)).lookup(name)).toBeUndefined();
    vscode.userSettings.set('processVariables', true);
    const { lookup, isSecret } = await sources().outside(document);
    expect([lookup(name), isSecret(name)]).toEqual(['process', true]);
    vi.unstubAllEnvs();
  });
});
