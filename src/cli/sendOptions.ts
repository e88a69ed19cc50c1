import { parseArgs } from 'node:util';
import { CodedError } from '../codedError.ts';

/** What `tba send` was told. */
export interface SendOptions {
  readonly path: string;
  readonly name: string | undefined;
  readonly all: boolean;
  readonly json: boolean;
  readonly production: boolean;
  readonly bail: boolean;
  /** Whether requests may read the variables of the process. */
  readonly processEnv: boolean;
  /** The environment of http-client.env.json. */
  readonly env: string | undefined;
  readonly envFile: string | undefined;
  /** By name; they win over everything else. */
  readonly vars: ReadonlyMap<string, string>;
}

/** @throws CodedError `usage` (data: reason) */
export function readSendOptions(words: readonly string[]): SendOptions {
  const { values, positionals } = parse(words);
  const { name, all = false, json = false, production = false, bail = false, env } = values;
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) {
    throw new CodedError('usage', { reason: 'send takes one request file.' });
  }
  if (name !== undefined && all) {
    throw new CodedError('usage', { reason: '--name and --all contradict each other.' });
  }
  return {
    path,
    name,
    all,
    json,
    production,
    bail,
    processEnv: values['process-env'] ?? false,
    env,
    envFile: values['env-file'],
    vars: new Map((values.var ?? []).map(readVar)),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        all: { type: 'boolean' },
        json: { type: 'boolean' },
        production: { type: 'boolean' },
        bail: { type: 'boolean' },
        'process-env': { type: 'boolean' },
        env: { type: 'string' },
        'env-file': { type: 'string' },
        var: { type: 'string', multiple: true },
      },
    });
  } catch (cause) {
    throw new CodedError('usage', { reason: (cause as Error).message }, { cause });
  }
}

/** Without the value in the message: it may be a secret. */
function readVar(text: string): readonly [string, string] {
  const [, name, value] = /^([^\s=${}%][^\s={}]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new CodedError('usage', { reason: 'Write --var as --var name=value.' });
  }
  return [name, value];
}
