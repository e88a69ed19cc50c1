import { CodedError } from '../../codedError.ts';
import { createLayeredLookup, type LayeredLookup, type Layers } from '../../exchange/values/layeredLookup.ts';
import { promptsOf } from '../../requests/parse/directives.ts';
import type { Lookup } from '../../requests/values/expand.ts';
import type { RequestFile, RequestNode } from '../../requests/nodes.ts';
import type { Environment } from '../credentials.ts';
import type { ValueFiles } from './valueFiles.ts';

/** Variables that sign calls, and are never part of one. */
const signing: ReadonlySet<string> = new Set(['NETSUITE_CONSUMER_SECRET', 'NETSUITE_TOKEN_SECRET']);

/** Where the values of a run come from. */
export interface ValueOrigin {
  readonly files: ValueFiles;
  /** Of the command line. */
  readonly vars: ReadonlyMap<string, string>;
  /** The variables of the process; undefined when they may not be read. */
  readonly processEnv: Environment | undefined;
  /** What calls are signed with: refused as a value, whatever it is called. */
  readonly secrets: ReadonlySet<string>;
}

/** The file without the variables that the command line has other values for. */
export function withoutVars(file: RequestFile, vars: ReadonlyMap<string, string>): RequestFile {
  return { ...file, variables: file.variables.filter(({ name }) => !vars.has(name.value)) };
}

/**
 * @returns makes the lookup of one request, given where it finds answers; it throws CodedError `signing-secret-as-value`
 *   (data: name) besides those of createLayeredLookup
 */
export function requestValues(
  { files, vars, processEnv, secrets }: ValueOrigin,
  file: RequestFile,
): (responses: Lookup) => LayeredLookup {
  const isSigning = (name: string, value: string | undefined) =>
    signing.has(name.toUpperCase()) || (value !== undefined && secrets.has(value));
  const refuse = (name: string, value: string | undefined) => {
    if (isSigning(name, value)) throw new CodedError('signing-secret-as-value', { name });
    return value;
  };
  const prompted = new Map(file.requests.flatMap(promptsOf).map(({ name, secret }) => [name, secret]));
  const layers: Layers = {
    prompts: new Map(
      [...vars].map(([name, value]) => [name, { value, secret: prompted.get(name) ?? isSecretName(name) }]),
    ),
    environment: files.environment,
    environmentShared: files.environmentShared,
    dotenv: new CheckedMap(files.dotenv, refuse),
    processEnv: processEnv && (name => refuse(name, processEnv[name])),
  };
  return responses => createLayeredLookup({ ...layers, responses });
}

/**
 * What `# @prompt` asks for comes from the command line alone: there may be nobody to ask.
 *
 * @throws CodedError `prompt-missing` (data: options, descriptions)
 */
export function checkPrompts(request: RequestNode, vars: ReadonlyMap<string, string>): void {
  const missing = promptsOf(request).filter(({ name }) => !vars.has(name));
  if (missing.length > 0) {
    throw new CodedError('prompt-missing', {
      options: missing.map(({ name }) => `--var ${name}=…`).join(' '),
      descriptions: missing.flatMap(({ description }) => (description === '' ? [] : [description])).join(', '),
    });
  }
}

/** By the rule for prompts. */
function isSecretName(name: string): boolean {
  const range = { start: 0, end: 0 };
  const directive = { name: { value: 'prompt', range }, value: { value: name, range }, range };
  return promptsOf({ directives: [directive] }).some(({ secret }) => secret);
}

class CheckedMap extends Map<string, string> {
  readonly #check: (name: string, value: string | undefined) => string | undefined;

  constructor(
    values: ReadonlyMap<string, string>,
    check: (name: string, value: string | undefined) => string | undefined,
  ) {
    super(values);
    this.#check = check;
  }

  override get(name: string): string | undefined {
    return this.#check(name, super.get(name));
  }
}
