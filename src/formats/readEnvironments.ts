import { CodedError, isCoded } from '../codedError.ts';
import { parseJsonText, type JsonNode } from './jsonText.ts';

/** A value as it is put into a request; a secret one goes into no history and no log. */
export interface EnvironmentValue {
  readonly value: string;
  readonly secret: boolean;
}

/** What `http-client.env.json` and its private companion say. */
export interface Environments {
  /** In the order of the files, without `$shared` and `$default`. */
  readonly names: readonly string[];
  /** The values of `$shared`. */
  readonly shared: ReadonlyMap<string, EnvironmentValue>;
  /**
   * The values of one environment: its private ones win over its public ones, and both over the shared ones. Without a
   * name those of `$default` in place of an environment's.
   *
   * @throws CodedError `environment-unknown` (data: name)
   */
  readonly valuesOf: (name?: string) => ReadonlyMap<string, EnvironmentValue>;
}

const publicFile = 'http-client.env.json';
const privateFile = 'http-client.private.env.json';

/** Characters of a file. */
const longest = 1024 * 1024;
/** Levels of objects and lists that get names of their own; what is deeper is part of the text of what holds it. */
const deepest = 8;
/** Characters of all names and texts that come from objects and lists, which can hold each other many times over. */
const mostFlattened = 8 * longest;

/**
 * Reads the environment files of the JetBrains HTTP Client, which httpYac and Visual Studio read as well: an object for
 * each environment, a value for each name.
 *
 * - `$shared` is for all environments (Visual Studio, REST Client's and httpYac's settings), `$default` for when none is
 *   chosen (httpYac). Other names with `$` (`$schema`) are no environments.
 * - The private file wins, as in httpYac (its tests say so). JetBrains' pages say the opposite since 2025; everywhere
 *   a private file is for what one person has otherwise.
 * - Numbers keep their digits; `null` is no value. An object or list is its JSON (httpYac), and what it holds is there
 *   as `user.name` and `lines[0].id` (httpYac, and JetBrains since 2024.2). A name spelled with dots wins over that.
 *
 * @param publicText undefined when there is no such file, likewise `privateText`
 * @throws CodedError `environment-file-invalid` (data: file, offset), `environment-file-too-large` (data: file)
 */
export function readEnvironments(publicText: string | undefined, privateText: string | undefined): Environments {
  const files = [readFile(publicFile, publicText, false), readFile(privateFile, privateText, true)];
  const names = new Set(files.flatMap(file => [...file.keys()]).filter(name => !name.startsWith('$')));
  const of = (name: string) => files.flatMap(file => [...(file.get(name) ?? [])]);
  return {
    names: [...names],
    shared: new Map(of('$shared')),
    valuesOf(name) {
      if (name !== undefined && !names.has(name)) throw new CodedError('environment-unknown', { name });
      return new Map([...of('$shared'), ...of(name ?? '$default')]);
    },
  };
}

type Values = Map<string, EnvironmentValue>;

function readFile(file: string, text: string | undefined, secret: boolean): Map<string, Values> {
  if (text === undefined || text.trim() === '') return new Map();
  if (text.length > longest) throw new CodedError('environment-file-too-large', { file });
  const root = parsed(file, text);
  if (root.kind !== 'object') throw new CodedError('environment-file-invalid', { file, offset: 0 });
  const environments = new Map<string, Values>();
  const room = { file, left: mostFlattened };
  for (const { key, value } of root.members) {
    if (value.kind === 'object') {
      environments.set(key, valuesIn(value, secret, room));
    } else if (!key.startsWith('$')) {
      throw new CodedError('environment-file-invalid', { file, offset: value.kind === 'array' ? 0 : value.start });
    }
  }
  return environments;
}

function parsed(file: string, text: string): JsonNode {
  try {
    return parseJsonText(text);
  } catch (cause) {
    const offset = isCoded(cause, 'json-invalid') ? Number(cause.data['offset']) : 0;
    throw new CodedError('environment-file-invalid', { file, offset }, { cause });
  }
}

interface Room {
  readonly file: string;
  left: number;
}

function valuesIn(environment: Extract<JsonNode, { kind: 'object' }>, secret: boolean, room: Room): Values {
  const found: Values = new Map();
  for (const { key, value } of environment.members) add(found, key, value, { secret, room, level: 1 });
  // The names that are spelled like that win over those that come from within others.
  for (const { key, value } of environment.members) {
    const text = textOf(value);
    if (text === undefined) found.delete(key);
    else found.set(key, { value: text, secret });
  }
  return found;
}

interface Place {
  readonly secret: boolean;
  readonly room: Room;
  readonly level: number;
}

function add(found: Values, name: string, node: JsonNode, place: Place): void {
  const { secret, room, level } = place;
  const text = textOf(node);
  if (text === undefined) return;
  room.left -= name.length + text.length;
  if (room.left < 0) throw new CodedError('environment-file-too-large', { file: room.file });
  found.set(name, { value: text, secret });
  if (level > deepest) return;
  const below = { ...place, level: level + 1 };
  if (node.kind === 'object') for (const { key, value } of node.members) add(found, `${name}.${key}`, value, below);
  if (node.kind === 'array') node.items.forEach((item, i) => add(found, `${name}[${i}]`, item, below));
}

/** A string as it is meant, anything else as JSON; undefined for null. */
function textOf(node: JsonNode): string | undefined {
  if (node.kind === 'word' && node.value === 'null') return undefined;
  return node.kind === 'object' || node.kind === 'array' ? jsonOf(node) : node.value;
}

function jsonOf(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(({ key, value }) => `${JSON.stringify(key)}:${jsonOf(value)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(jsonOf).join(',')}]`;
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
    case 'word':
      return node.value;
  }
}
