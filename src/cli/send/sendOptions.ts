import type { Scheme } from '../../accounts/records.ts';
import { CodedError } from '../../codedError.ts';
import { responseLimit } from '../../exchange/transport/transport.ts';
import { parseWords } from '../parseWords.ts';

const megabyte = 1024 * 1024;

export type ReportForm = 'junit' | 'json';

/** What `tba send` was told. */
export interface SendOptions {
  readonly path: string;
  readonly name: string | undefined;
  readonly all: boolean;
  readonly json: boolean;
  readonly production: boolean;
  readonly bail: boolean;
  /** Whether calls that may write are made again where the account has too many calls at once. */
  readonly retryWrites: boolean;
  /** How often all of it is run. */
  readonly repeat: number;
  /** How many requests are under way at most. */
  readonly parallel: number;
  /** Bytes of an answer that are taken in at most. */
  readonly maxSize: number;
  /** Files that are written besides, by their form. */
  readonly reports: ReadonlyMap<ReportForm, string>;
  /** Whether requests may read the variables of the process. */
  readonly processEnv: boolean;
  /** The environment of http-client.env.json. */
  readonly env: string | undefined;
  readonly envFile: string | undefined;
  /** Undefined: what the environment has credentials for. */
  readonly auth: Scheme | undefined;
  /** By name; they win over everything else. */
  readonly vars: ReadonlyMap<string, string>;
}

/** @throws CodedError `usage` (data: reason) */
export function readSendOptions(words: readonly string[]): SendOptions {
  const { values, positionals } = parseWords(words, {
    name: { type: 'string' },
    all: { type: 'boolean' },
    json: { type: 'boolean' },
    production: { type: 'boolean' },
    bail: { type: 'boolean' },
    'retry-writes': { type: 'boolean' },
    repeat: { type: 'string' },
    parallel: { type: 'string' },
    'max-size': { type: 'string' },
    report: { type: 'string', multiple: true },
    'process-env': { type: 'boolean' },
    env: { type: 'string' },
    'env-file': { type: 'string' },
    auth: { type: 'string' },
    var: { type: 'string', multiple: true },
  });
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
    retryWrites: values['retry-writes'] ?? false,
    repeat: readCount('repeat', values.repeat, 1_000_000),
    // No account of NetSuite takes more calls at once.
    parallel: readCount('parallel', values.parallel, 50),
    maxSize: megabyte * readCount('max-size', values['max-size'], responseLimit / megabyte, responseLimit / megabyte),
    reports: new Map((values.report ?? []).map(readReport)),
    processEnv: values['process-env'] ?? false,
    env,
    envFile: values['env-file'],
    auth: readAuth(values.auth),
    vars: new Map((values.var ?? []).map(readVar)),
  };
}

function readAuth(text: string | undefined): Scheme | undefined {
  if (text !== undefined && text !== 'tba' && text !== 'oauth2') {
    throw new CodedError('usage', { reason: '--auth takes tba or oauth2.' });
  }
  return text;
}

function readCount(option: string, text: string | undefined, most: number, otherwise = 1): number {
  const count = text === undefined ? otherwise : Number(text);
  if (text?.trim() === '' || !Number.isInteger(count) || count < 1 || count > most) {
    throw new CodedError('usage', { reason: `--${option} takes a number from 1 to ${most}.` });
  }
  return count;
}

function readReport(text: string): readonly [ReportForm, string] {
  const [, form, path] = /^(junit|json)=(.+)$/s.exec(text) ?? [];
  if ((form !== 'junit' && form !== 'json') || path === undefined) {
    throw new CodedError('usage', { reason: 'Write --report as --report junit=FILE or --report json=FILE.' });
  }
  return [form, path];
}

/** Without the value in the message: it may be a secret. */
function readVar(text: string): readonly [string, string] {
  const [, name, value] = /^([^\s=${}%][^\s={}]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new CodedError('usage', { reason: 'Write --var as --var name=value.' });
  }
  return [name, value];
}
