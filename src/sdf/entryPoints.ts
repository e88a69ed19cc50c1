import { functionAt, splitAtCommas, type FunctionShape } from './functionShape.ts';
import { readJsDoc, tagValue, type JsDoc } from './jsDoc.ts';
import type { RestletFunction, RestletMethod, RestletScript } from './restletScript.ts';
import type { Token, Tokens } from './tokens.ts';

/** Where a name is given its value. */
interface Declaration {
  /** Index of the name's own token. */
  readonly name: number;
  /** Index of the first token of the value; of `function` for a function declaration. */
  readonly value: number;
  /** Index of the token that a comment about it stands before. */
  readonly first: number;
  /** Indexes of the brackets that it is known between. */
  readonly from: number;
  readonly to: number;
}

/** A method and the token that names it, with where its value starts. */
interface Entry {
  readonly method: RestletMethod;
  readonly key: number;
  readonly first: number;
  readonly value: number;
  readonly kind: 'value' | 'method';
}

interface Search {
  readonly tokens: Tokens;
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>;
  readonly entries: Map<RestletMethod, Entry>;
  /** Names of objects that hold the entry points, such as `exports`. */
  readonly holders: Set<string>;
  complete: boolean;
}

/**
 * Finds the functions for get, post, put and delete: in the object that `define`'s function returns or is given, in
 * what is put on `exports` or on the object that is returned, and among the exports of an ES module.
 */
export function findEntries(tokens: Tokens): Pick<RestletScript, 'functions' | 'complete'> {
  const search: Search = {
    tokens,
    declarations: findDeclarations(tokens),
    entries: new Map(),
    holders: new Set(['exports']),
    complete: true,
  };
  const { list } = tokens;
  let isFound = false;
  list.forEach(({ text, kind }, at) => {
    if (kind === 'name' && text === 'define' && list[at + 1]?.text === '(' && list[at - 1]?.text !== '.') {
      isFound = readDefine(search, at + 1) || isFound;
    } else if (kind === 'name' && text === 'export') {
      isFound = true;
      readExport(search, at);
    } else if (text === 'module' && list[at + 2]?.text === 'exports' && list[at + 3]?.text === '=') {
      isFound = readObject(search, at + 4) || isFound;
    }
  });
  const before = search.entries.size;
  readAssignments(search);
  isFound ||= search.entries.size > before;
  const functions = [...search.entries.values()]
    .map(entry => functionOf(search, entry))
    .sort((a, b) => methods.indexOf(a.method) - methods.indexOf(b.method));
  return { functions, complete: isFound && search.complete && functions.length > 0 };
}

const methods: readonly RestletMethod[] = ['get', 'post', 'put', 'delete'];

function methodOf(token: Token | undefined): RestletMethod | undefined {
  return token && (token.kind === 'name' || token.kind === 'string')
    ? methods.find(method => method === token.text)
    : undefined;
}

function add(search: Search, entry: Entry): void {
  // The first one stays: later ones are most often helpers with the same name.
  if (!search.entries.has(entry.method)) search.entries.set(entry.method, entry);
}

/** `define(…, factory)`, where the factory is a function, the name of one, or the object itself. */
function readDefine(search: Search, open: number): boolean {
  const { tokens } = search;
  const close = tokens.partner[open];
  const factory = close === undefined ? undefined : splitAtCommas(tokens, open + 1, close).at(-1);
  return factory !== undefined && readFactory(search, factory.start);
}

function readFactory(search: Search, at: number): boolean {
  const { tokens } = search;
  const body = functionBody(tokens, at);
  if (body !== undefined) return readBody(search, body);
  const named = resolve(search, at);
  const itsBody = named && functionBody(tokens, named.value);
  return itsBody === undefined ? readObject(search, at) : readBody(search, itsBody);
}

/** Index of the first token of a function's body. */
function functionBody(tokens: Tokens, at: number): number | undefined {
  const { list, partner } = tokens;
  if (!functionAt(tokens, at)) return undefined;
  let open = at;
  while (list[open] && list[open]?.text !== '(' && list[open]?.text !== '=>') open++;
  let next = list[open]?.text === '(' ? (partner[open] ?? open) + 1 : open;
  const last = next + 100;
  while (next < last && list[next]?.text !== '=>' && list[next]?.text !== '{') next++;
  return list[next]?.text === '=>' ? next + 1 : next;
}

/** An expression, or a block with `return`, none of those in functions or blocks that are deeper. */
function readBody(search: Search, body: number): boolean {
  const { list, partner } = search.tokens;
  if (list[body]?.text !== '{') return readObject(search, body);
  const end = partner[body] ?? list.length;
  let isFound = false;
  for (let at = body + 1; at < end; at++) {
    if (list[at]?.kind === 'open') at = Math.min(partner[at] ?? at, end);
    else if (list[at]?.kind === 'name' && list[at]?.text === 'return') isFound = readObject(search, at + 1) || isFound;
  }
  return isFound;
}

/** An object, in brackets or not, or the name of one. Whether there is one to be read. */
function readObject(search: Search, from: number): boolean {
  const { list } = search.tokens;
  let at = from;
  while (list[at]?.text === '(') at++;
  if (list[at]?.text === '{') {
    readProperties(search, at);
    return true;
  }
  if (list[at]?.kind !== 'name') return false;
  const named = resolve(search, at);
  search.holders.add(list[at]?.text ?? '');
  if (!named || list[at + 1]?.text === '.' || list[at + 1]?.text === '(') {
    search.complete = false;
    return false;
  }
  if (list[named.value]?.text === '{') readProperties(search, named.value);
  else search.complete = false;
  return true;
}

function readProperties(search: Search, open: number): void {
  const { list, partner } = search.tokens;
  const close = partner[open] ?? open;
  for (const { start, end } of splitAtCommas(search.tokens, open + 1, close)) {
    // `["delete"]` is as good as `delete`; what else stands there may be anything.
    const isQuoted = list[start]?.text === '[' && list[start + 1]?.kind === 'string' && list[start + 2]?.text === ']';
    if (list[start]?.text === '...' || (list[start]?.text === '[' && !isQuoted)) search.complete = false;
    let key = isQuoted ? start + 1 : start;
    while ((list[key]?.text === 'async' || list[key]?.text === '*') && key + 1 < end && list[key + 1]?.text !== ':')
      key++;
    const method = methodOf(list[key]);
    if (!method) continue;
    const next = isQuoted ? key + 2 : key + 1;
    const after = list[next]?.text;
    if (after === ':') add(search, { method, key, first: start, value: next + 1, kind: 'value' });
    else if (after === '(') add(search, { method, key, first: start, value: next, kind: 'method' });
    else if (key + 1 === end) add(search, { method, key, first: start, value: key, kind: 'value' });
  }
}

/** What an ES module, or the TypeScript that one is made from, exports. */
function readExport(search: Search, at: number): void {
  const { list, partner } = search.tokens;
  let next = at + 1;
  if (list[next]?.text === 'default' || list[next]?.text === '=') {
    readObject(search, next + 1);
  } else if (list[next]?.text === '{') {
    for (const { start, end } of splitAtCommas(search.tokens, next + 1, partner[next] ?? next)) {
      const method = methodOf(list[end - 1]);
      if (method) add(search, { method, key: end - 1, first: start, value: start, kind: 'value' });
    }
  } else if (list[next]?.text === '*') {
    search.complete = false;
  } else {
    while (['async', 'function', 'const', 'let', 'var', '*'].includes(list[next]?.text ?? '')) next++;
    const method = methodOf(list[next]);
    if (method) add(search, { method, key: next, first: at, value: next, kind: 'value' });
  }
}

/** `exports.get = …`, `module.exports.get = …`, `result['delete'] = …` */
function readAssignments(search: Search): void {
  const { list } = search.tokens;
  list.forEach(({ text, kind }, at) => {
    if (kind !== 'name' || !search.holders.has(text)) return;
    const isDotted = list[at + 1]?.text === '.';
    const key = at + 2;
    const equals = isDotted ? at + 3 : at + 4;
    const method = isDotted || list[at + 1]?.text === '[' ? methodOf(list[key]) : undefined;
    // `exports.get = exports.post = void 0` is how compilers announce them.
    if (!method || list[equals]?.text !== '=' || ['=', 'void'].includes(list[equals + 1]?.text ?? '')) return;
    if (list[equals + 1]?.text === text && list[equals + 2]?.text === '.') return;
    add(search, { method, key, first: at, value: equals + 1, kind: 'value' });
  });
}

function functionOf(search: Search, entry: Entry): RestletFunction {
  const { list, doc } = search.tokens;
  const { method, key } = entry;
  const keyOffset = list[key]?.start ?? 0;
  const keyDoc = doc[entry.first] ?? doc[key];
  const found = shapeOf(search, entry);
  if (!found) {
    return { method, offset: keyOffset, keyOffset, ...argumentOf(undefined, docOf(keyDoc)) };
  }
  return {
    method,
    offset: list[found.at]?.start ?? keyOffset,
    keyOffset,
    parameters: found.shape.parameters,
    ...argumentOf(found.shape, docOf(found.doc ?? keyDoc)),
  };
}

/** The comment at the head of the file is about the script, also where a function follows at once. */
function docOf(comment: string | undefined): JsDoc | undefined {
  return comment === undefined || tagValue(comment, 'NScriptType') !== undefined ? undefined : readJsDoc(comment);
}

interface FoundShape {
  readonly shape: FunctionShape;
  /** Index of the token that the function is found at. */
  readonly at: number;
  readonly doc: string | undefined;
}

function shapeOf(search: Search, { key, value, kind, first }: Entry): FoundShape | undefined {
  const { tokens } = search;
  const { list, doc, partner } = tokens;
  if (kind === 'method') {
    const shape = functionAt(tokens, value, true);
    return shape && { shape, at: key, doc: doc[first] ?? doc[key] };
  }
  const direct = functionAt(tokens, value);
  if (direct) {
    const isNamed = list[value]?.text === 'function' && list[value + 1]?.kind === 'name';
    const isSameLine = key < value && value - key <= 3;
    return {
      shape: direct,
      at: isNamed ? value + 1 : isSameLine ? key : value,
      doc: doc[first] ?? doc[key] ?? doc[value],
    };
  }
  if (list[value]?.kind !== 'name') return undefined;
  const found = declaredFunction(search, value);
  if (found) return found;
  // `handled(get)`: what is wrapped says what is taken.
  const close = list[value + 1]?.text === '(' ? partner[value + 1] : undefined;
  for (const { start } of close === undefined ? [] : splitAtCommas(tokens, value + 2, close)) {
    const inline = functionAt(tokens, start);
    const wrapped = inline ? { shape: inline, at: start, doc: doc[start] } : declaredFunction(search, start);
    if (wrapped) return wrapped;
  }
  return undefined;
}

function declaredFunction(search: Search, at: number): FoundShape | undefined {
  const { tokens } = search;
  const after = tokens.list[at + 1]?.text;
  const found = resolve(search, at);
  // `load.all` and `load()` are something else than `load`; where it is declared, brackets follow too.
  const named = found?.name !== at && (after === '.' || after === '(') ? undefined : found;
  const shape = named && functionAt(tokens, named.value);
  return shape && { shape, at: named.name, doc: tokens.doc[named.first] ?? tokens.doc[named.value] };
}

/** RESTlet functions take one argument; JSDoc that describes several names the members of a pattern. */
function argumentOf(
  shape: FunctionShape | undefined,
  described: JsDoc | undefined,
): Pick<RestletFunction, 'type' | 'fields' | 'description'> {
  const parameters = described?.parameters ?? [];
  const [first] = parameters;
  const seen = shape?.fields ?? [];
  const isPattern = shape?.parameters[0] === '';
  const isOneOfMany = isPattern
    ? seen.some(({ name }) => name === first?.name)
    : parameters.length > 1 && first?.name !== shape?.parameters[0];
  const isWhole = first !== undefined && (first.fields.length > 0 || !isOneOfMany);
  const fields = isWhole ? first.fields : parameters;
  const names = new Set(fields.map(({ name }) => name));
  // What the body happens to read adds nothing to what is written down.
  const more = isPattern || fields.length === 0 ? seen.filter(({ name }) => !names.has(name)) : [];
  return {
    type: (isWhole ? first.type : '') || (shape?.type ?? ''),
    fields: [...fields, ...more],
    description: described?.description ?? '',
  };
}

function resolve({ tokens, declarations }: Search, at: number): Declaration | undefined {
  const name = tokens.list[at]?.text ?? '';
  let best: Declaration | undefined;
  for (const found of declarations.get(name) ?? []) {
    const isKnownHere = found.from <= at && at <= found.to;
    if (isKnownHere && (!best || found.from > best.from)) best = found;
  }
  return best;
}

/** `function name`, and `const name =` with its like, each with the brackets that it stands between. */
function findDeclarations({ list, partner }: Tokens): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, Declaration[]>();
  const blocks: number[] = [];
  const declare = (name: number, value: number, first: number): void => {
    const from = blocks.at(-1) ?? -1;
    const to = from < 0 ? list.length : (partner[from] ?? list.length);
    const text = list[name]?.text ?? '';
    const known = found.get(text);
    const declaration = { name, value, first, from, to };
    if (known) known.push(declaration);
    else found.set(text, [declaration]);
  };
  list.forEach(({ kind, text }, at) => {
    if (text === '{' && kind === 'open' && partner[at] !== undefined) blocks.push(at);
    else if (text === '}' && kind === 'close' && blocks.at(-1) === partner[at]) blocks.pop();
    else if (kind !== 'name') return;
    else if (text === 'function') {
      const name = list[at + 1]?.text === '*' ? at + 2 : at + 1;
      if (list[name]?.kind === 'name') declare(name, at, startOf(list, at));
    } else if (list[at - 1] && ['const', 'let', 'var'].includes(list[at - 1]?.text ?? '')) {
      const value = valueAfter({ list, partner }, at + 1);
      if (value !== undefined) declare(at, value, startOf(list, at - 1));
    }
  });
  return found;
}

/** The token after `=`, past the type that may stand before it. */
function valueAfter({ list, partner }: Pick<Tokens, 'list' | 'partner'>, from: number): number | undefined {
  let at = from;
  if (list[at]?.text === ':') {
    const last = at + 60;
    while (at < last && list[at] && list[at]?.text !== '=' && list[at]?.text !== ';') at = (partner[at] ?? at) + 1;
  }
  return list[at]?.text === '=' ? at + 1 : undefined;
}

/** Where a statement starts whose `function` or `const` is at an index: words such as `export async` come first. */
function startOf(list: readonly Token[], at: number): number {
  let first = at;
  while (['export', 'default', 'async'].includes(list[first - 1]?.text ?? '')) first--;
  return first;
}
