import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../src');

/** Which rooms a room may import from, itself aside. What stands beside the rooms, such as `codedError.ts`, is everybody's. */
const knows: Readonly<Record<string, readonly string[]>> = {
  tba: [],
  oauth2: [],
  requests: [],
  bodies: [],
  formats: [],
  diagnosis: ['tba', 'oauth2', 'requests', 'formats'],
  accounts: ['tba', 'oauth2'],
  sdf: [],
  migration: [],
  exchange: ['tba', 'oauth2', 'requests', 'formats', 'bodies', 'diagnosis', 'accounts', 'migration'],
  practice: ['tba', 'sdf'],
  panels: ['tba', 'oauth2', 'bodies', 'diagnosis', 'migration', 'exchange'],
  cli: ['tba', 'oauth2', 'requests', 'formats', 'bodies', 'diagnosis', 'accounts', 'sdf', 'exchange', 'practice'],
  workbench: [
    'tba',
    'oauth2',
    'requests',
    'formats',
    'bodies',
    'diagnosis',
    'accounts',
    'sdf',
    'migration',
    'exchange',
    'practice',
    'panels',
  ],
};

/** Rooms without I/O; hashing and randomness are computation. */
const pure = new Set(['tba', 'oauth2', 'requests', 'formats', 'bodies', 'diagnosis', 'accounts', 'sdf', 'migration']);
const pureBuiltins = new Set(['node:crypto']);

/** Packages, by the rooms that may import them; those of the panels stay in the panels. */
const packages: Readonly<Record<string, readonly string[]>> = {
  tba: ['oauth-1.0a'],
  oauth2: ['jose'],
  accounts: ['lossless-json', 'age-encryption'],
  bodies: ['lossless-json', '@rgrove/parse-xml'],
  exchange: ['undici', '@rgrove/parse-xml'],
  practice: ['lossless-json', '@rgrove/parse-xml'],
  sdf: ['@rgrove/parse-xml'],
  panels: ['lit', '@vscode-elements/elements'],
  cli: ['lossless-json'],
  workbench: ['vscode'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

const imports: Import[] = globSync('**/*.ts', { cwd: source }).flatMap(file => {
  // Code that is written for others imports what they have.
  const text = readFileSync(join(source, file), 'utf8').replace(/`(?:[^`\\]|\\.)*`/gs, '``');
  const room = file.split('/')[0] ?? '';
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const calls = text.matchAll(/\bimport\('([^']+)'/g);
  return [
    ...[...statements].map(match => ({ file, room, from: match[2] ?? '', typeOnly: match[1] !== undefined })),
    ...[...calls].map(match => ({ file, room, from: match[1] ?? '', typeOnly: false })),
  ];
});

const inside = imports.filter(({ from }) => from.startsWith('.'));
const outside = imports.filter(({ from }) => !from.startsWith('.'));

/** The room of an import, undefined for what stands beside the rooms. */
function roomOf({ file, from }: Import): string | undefined {
  const path = relative(source, join(source, file, '..', from));
  return path.includes('/') && !path.startsWith('..') ? path.split('/')[0] : undefined;
}

describe('the rooms of src', () => {
  it('are all known here', () => {
    expect([...new Set(imports.map(({ room }) => room))].filter(room => !room.endsWith('.ts')).sort()).toEqual(
      Object.keys(knows).sort(),
    );
  });

  it('import one way', () => {
    const wrong = inside.filter(found => {
      const target = roomOf(found);
      return target !== undefined && target !== found.room && !knows[found.room]?.includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it('keep vscode in the workbench', () => {
    expect(outside.filter(({ from, room }) => from === 'vscode' && room !== 'workbench')).toEqual([]);
  });

  it('keep I/O out of the pure rooms', () => {
    const wrong = outside.filter(({ room, from }) => pure.has(room) && isBuiltin(from) && !pureBuiltins.has(from));
    expect(wrong).toEqual([]);
  });

  it('use packages only where they belong', () => {
    const wrong = outside.filter(({ room, from }) => {
      const name = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? '');
      return !isBuiltin(from) && !packages[room]?.includes(name);
    });
    expect(wrong).toEqual([]);
  });

  it('let the practice account verify with code of its own', () => {
    const allowed = new Set(['tba/accountId.ts', 'tba/percentEncoding.ts']);
    const wrong = inside.filter(
      found =>
        found.room === 'practice' &&
        roomOf(found) === 'tba' &&
        !allowed.has(relative(source, join(source, found.file, '..', found.from))),
    );
    expect(wrong).toEqual([]);
  });

  it('give the panels types of the core, never its code', () => {
    const wrong = inside.filter(found => {
      const target = roomOf(found);
      return found.room === 'panels' && target !== 'panels' && !found.typeOnly;
    });
    expect(wrong).toEqual([]);
  });

  it('have no default exports and no barrels', () => {
    const wrong = globSync('**/*.ts', { cwd: source }).filter(file =>
      /^export (?:default|\*)/m.test(readFileSync(join(source, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});
