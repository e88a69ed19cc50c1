import { beforeEach, describe, expect, it, vi } from 'vitest';
import { writeRoleObject } from '../../../../src/sdf/roleObject.ts';
import { writeRole } from '../../../../src/workbench/guide/writeRole.ts';
import { enter, newPerson, person, pick } from '../accounts/edit/fakeVscode.ts';

/** A workspace of two folders in a file system that is no disk, and the editors that are open. */
const place = vi.hoisted(() => {
  class Uri {
    readonly scheme = 'memfs';
    readonly authority = '';
    readonly path: string;
    constructor(path: string) {
      this.path = path;
    }
    toString(): string {
      return `memfs:${this.path}`;
    }
    static joinPath(base: Uri, ...parts: string[]): Uri {
      const path = new URL([base.path, ...parts].join('/').replaceAll(/\/+/g, '/'), 'x://x').pathname;
      return new Uri(path === '/' ? path : path.replace(/\/$/, ''));
    }
    static from({ path }: { path: string }): Uri {
      return new Uri(path);
    }
  }
  return {
    Uri,
    files: new Map<string, string>(),
    folders: [] as { uri: Uri }[],
    documents: [] as { uri: Uri; isDirty: boolean }[],
    shown: [] as string[],
    failing: undefined as string | undefined,
    /** Done while the two texts are on show. */
    whileCompared: undefined as (() => unknown) | undefined,
  };
});

vi.mock('vscode', async () => {
  const { fakeVscode } = await import('../accounts/edit/fakeVscode.ts');
  const { Uri } = place;
  const read = (uri: { path: string }) => {
    const text = place.files.get(uri.path);
    return text === undefined
      ? Promise.reject(new Error('not there'))
      : Promise.resolve(new TextEncoder().encode(text));
  };
  return {
    ...fakeVscode,
    Uri,
    FileType: { File: 1, Directory: 2 },
    CancellationTokenSource: class {
      readonly token = { isCancellationRequested: false };
      dispose() {
        return undefined;
      }
    },
    TabInputTextDiff: Object,
    workspace: {
      get isTrusted() {
        return person.isTrusted;
      },
      get workspaceFolders() {
        return place.folders;
      },
      get textDocuments() {
        return place.documents;
      },
      asRelativePath: (uri: { path: string }) => uri.path.slice(1),
      registerTextDocumentContentProvider: () => ({ dispose: () => undefined }),
      fs: {
        readFile: read,
        stat: read,
        writeFile: (uri: { path: string }, bytes: Uint8Array) =>
          place.failing === undefined
            ? Promise.resolve(void place.files.set(uri.path, new TextDecoder().decode(bytes)))
            : Promise.reject(new Error(place.failing)),
        readDirectory: ({ path }: { path: string }) => {
          const names = [...place.files.keys()]
            .filter(file => file.startsWith(`${path}/`))
            .map(file => file.slice(path.length + 1).split('/'));
          return Promise.resolve([...new Map(names.map(([name, ...more]) => [name, more.length > 0 ? 2 : 1]))]);
        },
      },
    },
    commands: {
      executeCommand: (...call: unknown[]) => {
        person.ran.push(call);
        place.whileCompared?.();
        return Promise.resolve();
      },
    },
    window: {
      ...fakeVscode.window,
      showTextDocument: (uri: { path: string }) => Promise.resolve(void place.shown.push(uri.path)),
      tabGroups: { all: [], close: () => Promise.resolve(true) },
    },
  };
});

const manifest = '<manifest projecttype="ACCOUNTCUSTOMIZATION"/>';
const draft = { name: 'Order sync', scriptId: 'customrole_order_sync', purpose: 'restlets' } as const;
const file = '/one/src/Objects/customrole_order_sync.xml';

/** Answers name and script ID. */
const answers = () => person.boxes.push(enter(draft.name), box => box.fire('accept'));

describe('a role written into a project', () => {
  beforeEach(() => {
    newPerson();
    place.files.clear();
    place.files.set('/one/src/manifest.xml', manifest);
    place.folders = [{ uri: new place.Uri('/one') }];
    place.documents = [];
    place.shown = [];
    place.failing = undefined;
    place.whileCompared = undefined;
  });

  it('lies among the objects of the project, and is opened', async () => {
    answers();
    await writeRole('restlets');
    expect(place.files.get(file)).toBe(writeRoleObject(draft));
    expect(place.shown).toEqual([file]);
    expect(person.told.join()).toContain('ADMI_CUSTOMSCRIPT');
    expect(person.told.join()).toContain('subsidiaries, forms, searches and the dashboard');
  });

  it('goes to the project that was chosen of several, in whichever folder', async () => {
    place.folders.push({ uri: new place.Uri('/two') });
    place.files.set('/two/suitecloud.config.js', "module.exports = { defaultProjectFolder: 'app' }");
    place.files.set('/two/node_modules/x/manifest.xml', manifest);
    person.boxes.push(pick('two/app'), pick('Makes tokens for others'));
    answers();
    await writeRole(undefined);
    const written = place.files.get('/two/app/Objects/customrole_order_sync.xml');
    expect(written).toBe(writeRoleObject({ ...draft, purpose: 'tokens' }));
    expect(place.files.has(file)).toBe(false);
  });

  it('takes the place of the one that is there only when that is wanted', async () => {
    const there = '/one/src/Objects/Roles/customrole_order_sync.xml';
    place.files.set(there, '<role/>');
    answers();
    person.toasts.push('Keep');
    await writeRole('restlets');
    expect(place.files.get(there)).toBe('<role/>');
    expect(place.shown).toEqual([]);
    expect(person.ran.map(([command]) => command)).toContain('vscode.diff');
    answers();
    person.toasts.push('Replace');
    await writeRole('restlets');
    expect(place.files.get(there)).toBe(writeRoleObject(draft));
    expect(place.files.has(file)).toBe(false);
    // The same once more is nothing to ask about.
    const told = person.told.length;
    answers();
    await writeRole('restlets');
    expect(person.told).toHaveLength(told + 1);
  });

  it('is not written over what was changed while the question stood, or is not saved', async () => {
    place.files.set(file, '<role/>');
    answers();
    person.toasts.push('Replace');
    place.whileCompared = () => place.files.set(file, '<role>mine</role>');
    await expect(writeRole('restlets')).rejects.toMatchObject({ code: 'role-file-changed' });
    expect(place.files.get(file)).toBe('<role>mine</role>');
    place.documents = [{ uri: new place.Uri(file), isDirty: true }];
    answers();
    await expect(writeRole('restlets')).rejects.toMatchObject({ code: 'role-file-unsaved' });
  });

  it('says why it cannot be written', async () => {
    place.failing = 'read-only file system';
    answers();
    await expect(writeRole('restlets')).rejects.toMatchObject({
      code: 'file-not-written',
      data: { reason: 'read-only file system' },
    });
    place.files.clear();
    await expect(writeRole('restlets')).rejects.toMatchObject({ code: 'role-no-project' });
    person.isTrusted = false;
    await expect(writeRole('restlets')).rejects.toMatchObject({ code: 'workspace-untrusted' });
  });
});
