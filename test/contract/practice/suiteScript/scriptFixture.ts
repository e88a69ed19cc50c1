import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type {
  Fields,
  LogRow,
  PlainRecord,
  QueryResult,
  ScriptData,
} from '../../../../src/practice/suiteScript/port.ts';
import type { RestletOutcome, RestletRun, RunOptions } from '../../../../src/practice/suiteScript/run.ts';
import { runRestlet } from '../../../../src/practice/suiteScript/runRestlet.ts';
import { SuiteScriptError } from '../../../../src/practice/suiteScript/suiteScriptError.ts';

export const practiceProject = join(import.meta.dirname, '../../../../media/practice');

/** A ScriptData over plain arrays, which remembers what it was asked. */
export interface MemoryData extends ScriptData {
  records: PlainRecord[];
  readonly logs: LogRow[];
  readonly queries: { readonly query: string; readonly params: readonly unknown[] }[];
  answer: QueryResult;
}

const customer = (id: number, fields: Fields): PlainRecord => ({
  type: 'customer',
  id,
  sublists: {},
  fields: {
    companyname: '',
    email: `c${id}@customers.example`,
    currency: 'EUR',
    creditlimit: '100.00',
    balance: '0.00',
    datecreated: '2024-02-29',
    isinactive: false,
    ...fields,
    entityid: fields['companyname'] ?? '',
  },
});

const seed: readonly PlainRecord[] = [
  customer(101, { companyname: 'Acme Corporation', currency: 'USD', balance: '1299.90', datecreated: '2019-01-31' }),
  customer(102, { companyname: 'Müller & Söhne', balance: '0.10' }),
  customer(103, {
    companyname: '株式会社さくら 🚀',
    currency: 'JPY',
    creditlimit: '9007199254740993',
    balance: '12345678901234567.89',
    isinactive: true,
    email: null,
  }),
  {
    type: 'salesorder',
    id: 501,
    fields: {
      tranid: 'SO501',
      entity: '102',
      trandate: '2026-03-01',
      status: 'pendingFulfillment',

      memo: 'First',
      total: '14.00',
    },
    sublists: {
      item: [
        { item: 'BOLT', description: 'Bolt', quantity: '4', rate: '0.25', amount: '1.00' },
        { item: 'NUT', description: 'Nut', quantity: '26', rate: '0.50', amount: '13.00' },
      ],
    },
  },
];

export function memoryData(): MemoryData {
  const find = (type: string, id: string) => {
    const found = data.records.find(each => each.type === type && String(each.id) === id);
    if (!found) {
      throw new SuiteScriptError('RCRD_DSNT_EXIST', 'That record does not exist.');
    }
    return found;
  };
  const data: MemoryData = {
    records: [...seed],
    logs: [],
    queries: [],
    answer: { columns: [], rows: [] },
    loadRecord: (type, id) => Promise.resolve().then(() => find(type, id)),
    saveRecord: async (type, id, fields, sublists) => {
      const old = id === undefined ? undefined : find(type, String(id));
      const newId = id ?? Math.max(...data.records.map(each => each.id)) + 1;
      const saved = {
        type,
        id: newId,
        fields: { ...old?.fields, ...fields },
        sublists: { ...old?.sublists, ...sublists },
      };
      data.records = [...data.records.filter(each => each !== old), saved];
      return Promise.resolve(newId);
    },
    deleteRecord: async (type, id) => {
      const found = await Promise.resolve(find(type, id));
      data.records = data.records.filter(each => each !== found);
      return found.id;
    },
    searchRecords: type =>
      type === 'employee'
        ? Promise.reject(new SuiteScriptError('INSUFFICIENT_PERMISSION', 'The role may not see employees.'))
        : Promise.resolve(data.records.filter(each => each.type === type)),
    runSuiteQl: (query, params) => {
      data.queries.push({ query, params });
      return Promise.resolve(data.answer);
    },
    log: row => {
      data.logs.push(row);
      return Promise.resolve();
    },
  };
  return data;
}

/** A project folder with these files in its File Cabinet. */
export async function projectWith(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'tba-project-'));
  for (const [path, text] of Object.entries(files)) {
    await writeScript(dir, path, text);
  }
  return dir;
}

export async function writeScript(dir: string, path: string, text: string): Promise<void> {
  const file = join(dir, 'src/FileCabinet', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

export const tags = '/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\n';

export type RunChanges = Partial<RestletRun> & { readonly options?: Partial<RunOptions> };

export function run({ options, ...changes }: RunChanges): Promise<RestletOutcome> {
  return runRestlet(
    {
      projectDir: practiceProject,
      scriptFile: '/SuiteScripts/test.js',
      scriptId: 'customscript_test',
      deploymentId: 'customdeploy_test',
      logLevel: 'DEBUG',
      scriptParameters: {},
      entryPoint: 'get',
      parameters: {},
      body: undefined,
      format: 'json',
      user: { id: 42, name: 'Jane Doe', email: 'jane@x.example', role: 1001, roleId: 'customrole_clerk' },
      accountId: 'TSTDRV0000001_SB1',
      data: memoryData(),
      ...changes,
    },
    { signal: new AbortController().signal, ...options },
  );
}

/** Runs the code of a GET function, with these modules as its parameters. */
export async function runCode(
  modules: readonly string[],
  code: string,
  changes: RunChanges = {},
): Promise<RestletOutcome> {
  const names = modules.map(each => each.split('/').at(-1) ?? '').join(', ');
  const text = `${tags}define(${JSON.stringify(modules)}, (${names}) => ({ get: parameters => {\n${code}\n} }));`;
  return run({ projectDir: await projectWith({ 'SuiteScripts/test.js': text }), ...changes });
}

/** The value that a GET function returned, through JSON. */
export async function valueOf(modules: readonly string[], code: string, changes: RunChanges = {}): Promise<unknown> {
  const outcome = await runCode(modules, `const value = (() => {\n${code}\n})(); return { value };`, changes);
  expect(outcome).toMatchObject({ kind: 'returned', shape: 'object' });
  return outcome.kind === 'returned' ? (JSON.parse(outcome.body) as { value: unknown }).value : undefined;
}

/** Name and message of the error that ended a run. */
export function errorOf(outcome: RestletOutcome): { readonly name: string; readonly message: string } {
  if (outcome.kind !== 'error') {
    throw new Error(`It ended otherwise: ${JSON.stringify(outcome).slice(0, 500)}`);
  }
  return outcome.error;
}
