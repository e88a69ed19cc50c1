import type { Field } from './jsDoc.ts';
import type { Token, Tokens } from './tokens.ts';

/** What a function takes, as far as its own text says. */
export interface FunctionShape {
  /** Index of the token that it starts with: `async`, `function`, `(` or the only parameter of an arrow. */
  readonly first: number;
  /** Empty for a parameter that is a pattern. */
  readonly parameters: readonly string[];
  /** Type of the first parameter as written, empty when nothing says. */
  readonly type: string;
  /** What the first parameter holds: from its pattern, its type, or what the body reads from it. */
  readonly fields: readonly Field[];
}

/** More than a person would fill in; types that name themselves have no end of their own. */
const mostFields = 200;
const deepest = 5;

/**
 * The function whose text starts at a token: `function name(…) {…}`, `(…) => …`, `name => …`, with `async` before it,
 * or, with `isMethod`, what follows the name of a method. Undefined when something else stands there.
 */
export function functionAt(tokens: Tokens, from: number, isMethod = false): FunctionShape | undefined {
  const { list, partner } = tokens;
  const isText = (index: number, text: string) => {
    const token = list[index];
    return token?.text === text && token.kind !== 'string';
  };
  let at = from;
  if (isText(at, 'async') && !isText(at + 1, '=>')) at++;
  let isArrow = !isMethod;
  if (!isMethod && isText(at, 'function')) {
    isArrow = false;
    at++;
    if (isText(at, '*')) at++;
    if (list[at]?.kind === 'name') at++;
  } else if (isArrow && list[at]?.kind === 'name' && isText(at + 1, '=>')) {
    const name = list[at]?.text ?? '';
    return { first: from, parameters: [name], type: '', fields: usedFields(tokens, at + 2, name) };
  }
  if (!isText(at, '(')) at = skipTypeParameters(tokens, at);
  const close = partner[at];
  if (!isText(at, '(') || close === undefined) return undefined;
  const body = isArrow ? arrowBody(tokens, close + 1) : blockBody(tokens, close + 1);
  if (body === undefined) return undefined;
  const ranges = splitAtCommas(tokens, at + 1, close);
  const parameters = ranges.map(({ start }) => parameterName(list, start));
  const [first] = ranges;
  if (!first) return { first: from, parameters: [], type: '', fields: [] };
  const { type, fields } = readParameter(tokens, first.start, first.end);
  const name = parameters[0] ?? '';
  const known = fields.length > 0 || name === '' ? fields : usedFields(tokens, body, name);
  return { first: from, parameters, type, fields: known };
}

/** What stands between commas, none of them inside brackets or the `<…>` of a type. */
export function splitAtCommas({ list, partner }: Tokens, from: number, to: number): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  let start = from;
  let angles = 0;
  for (let at = from; at < to; at++) {
    const { kind, text } = list[at] ?? {};
    if (kind === 'open') at = Math.min(partner[at] ?? at, to);
    else if (kind === 'punctuation' && text === '<') angles++;
    else if (kind === 'punctuation' && text === '>') angles = Math.max(0, angles - 1);
    else if (kind === 'punctuation' && (text === ',' || text === ';') && (angles === 0 || text === ';')) {
      if (at > start) ranges.push({ start, end: at });
      start = at + 1;
      angles = 0;
    }
  }
  if (to > start) ranges.push({ start, end: to });
  return ranges;
}

function skipTypeParameters({ list }: Tokens, from: number): number {
  if (list[from]?.text !== '<') return from;
  let at = from;
  while (at < from + 100 && list[at] && list[at]?.text !== '(') at++;
  return at;
}

/** After the parameters of an arrow, maybe past its return type. */
function arrowBody({ list, partner }: Tokens, from: number): number | undefined {
  let at = from;
  if (list[at]?.text === ':') {
    // A return type; it ends long before this.
    const last = at + 100;
    while (at < last && list[at] && list[at]?.text !== '=>' && list[at]?.text !== ';') {
      at = list[at]?.kind === 'open' ? (partner[at] ?? at) + 1 : at + 1;
    }
  }
  return list[at]?.text === '=>' ? at + 1 : undefined;
}

function blockBody({ list, partner }: Tokens, from: number): number | undefined {
  let at = from;
  if (list[at]?.text === ':') {
    at++;
    // `: { ok: boolean } {`: the last brace before the end of the declaration is the body's.
    const last = at + 100;
    for (let next = at; next < last && list[next] && list[next]?.text !== ';'; next++) {
      const { kind, text } = list[next] ?? {};
      if (kind === 'open') {
        if (text === '{') at = next;
        const close = partner[next];
        if (close === undefined) break;
        next = close;
        if (text === '{' && !continuesType(list[close + 1])) break;
      }
    }
  }
  return list[at]?.text === '{' ? at : undefined;
}

function continuesType(token: Token | undefined): boolean {
  return token !== undefined && ['{', '|', '&', '[', '>', ','].includes(token.text);
}

function parameterName(list: readonly Token[], start: number): string {
  const at = list[start]?.text === '...' ? start + 1 : start;
  const token = list[at];
  return token?.kind === 'name' ? token.text : '';
}

function readParameter(tokens: Tokens, start: number, end: number): { type: string; fields: readonly Field[] } {
  const { list, partner } = tokens;
  let at = start;
  const isPattern = list[at]?.text === '{';
  const pattern = isPattern ? patternFields(tokens, at) : [];
  at = isPattern ? (partner[at] ?? at) + 1 : at + 1;
  if (list[at]?.text === '?') at++;
  if (list[at]?.text !== ':') return { type: '', fields: pattern };
  let typeEnd = at + 1;
  while (typeEnd < end && list[typeEnd]?.text !== '=') typeEnd = (partner[typeEnd] ?? typeEnd) + 1;
  const type = written(list, at + 1, typeEnd);
  const typed = typeFields(tokens, at + 1, 0, { left: mostFields });
  return { type, fields: typed.length > 0 ? typed : pattern };
}

/** `{ id, limit = 10, lines: wanted }` */
function patternFields(tokens: Tokens, open: number, depth = 0): Field[] {
  const { list, partner } = tokens;
  const close = partner[open] ?? open;
  if (depth > deepest) return [];
  return splitAtCommas(tokens, open + 1, close)
    .slice(0, mostFields)
    .flatMap(({ start, end }) => {
      const key = list[start];
      if (!key || (key.kind !== 'name' && key.kind !== 'string')) return [];
      const hasInner = list[start + 1]?.text === ':';
      const inner = hasInner && list[start + 2]?.text === '{' ? patternFields(tokens, start + 2, depth + 1) : [];
      let equals = start;
      while (equals < end && list[equals]?.text !== '=') {
        equals = list[equals]?.kind === 'open' ? (partner[equals] ?? equals) + 1 : equals + 1;
      }
      const standard = equals < end ? list[equals + 1] : undefined;
      const type = standard ? typeOfLiteral(standard) : '';
      return [field(key.text, type, standard !== undefined, inner)];
    });
}

function typeOfLiteral(token: Token): string {
  if (token.kind === 'string' || token.kind === 'template') return 'string';
  if (token.kind === 'number') return 'number';
  if (token.text === 'true' || token.text === 'false') return 'boolean';
  if (token.text === '[') return 'Array';
  return token.text === '{' ? 'Object' : '';
}

/** How many members may still be read, so that types which name each other come to an end soon. */
interface Budget {
  left: number;
}

/** The members of `{ id: string; limit?: number }`, of an interface or alias of this file, or of a list of either. */
function typeFields(tokens: Tokens, at: number, depth: number, budget: Budget): Field[] {
  const { list, partner } = tokens;
  const token = list[at];
  if (!token || depth > deepest) return [];
  if (token.kind === 'name') {
    if ((token.text === 'Array' || token.text === 'ReadonlyArray') && list[at + 1]?.text === '<') {
      return typeFields(tokens, at + 2, depth + 1, budget);
    }
    if (token.text === 'readonly') return typeFields(tokens, at + 1, depth + 1, budget);
    const named = declaredTypes(tokens).get(token.text);
    return named === undefined ? [] : typeFields(tokens, named, depth + 1, budget);
  }
  if (token.text !== '{') return [];
  return members(tokens, at + 1, partner[at] ?? at).flatMap(({ start, end }) => {
    const name = list[start]?.text === 'readonly' && list[start + 1]?.kind === 'name' ? start + 1 : start;
    const key = list[name];
    if (!key || (key.kind !== 'name' && key.kind !== 'string') || budget.left-- <= 0) return [];
    const optional = list[name + 1]?.text === '?';
    const colon = optional ? name + 2 : name + 1;
    if (list[colon]?.text !== ':') return [];
    const type = written(list, colon + 1, end);
    return [field(key.text, type, optional, typeFields(tokens, colon + 1, depth + 1, budget))];
  });
}

/** Members of a type may also stand on lines of their own, with nothing between them. */
function members(tokens: Tokens, from: number, to: number): { start: number; end: number }[] {
  const { list, partner } = tokens;
  return splitAtCommas(tokens, from, to).flatMap(({ start, end }) => {
    const ranges: { start: number; end: number }[] = [];
    let first = start;
    let hasColon = false;
    for (let at = start; at < end; at = (partner[at] ?? at) + 1) {
      const colon = list[at + 1]?.text === '?' ? at + 2 : at + 1;
      if (list[at]?.kind !== 'name' || list[colon]?.text !== ':' || list[at - 1]?.text === '?') continue;
      if (hasColon) {
        const next = at - 1 > first && list[at - 1]?.text === 'readonly' ? at - 1 : at;
        ranges.push({ start: first, end: next });
        first = next;
      }
      hasColon = true;
    }
    return [...ranges, { start: first, end }];
  });
}

const typesOf = new WeakMap<Tokens, ReadonlyMap<string, number>>();

/** By the name of an interface or alias, the index of the `{` that it opens. */
function declaredTypes(tokens: Tokens): ReadonlyMap<string, number> {
  const known = typesOf.get(tokens);
  if (known) return known;
  const found = new Map<string, number>();
  const { list } = tokens;
  list.forEach(({ kind, text }, at) => {
    const name = list[at + 1];
    if (kind !== 'name' || (text !== 'interface' && text !== 'type') || name?.kind !== 'name') return;
    for (let brace = at + 2; brace < at + 20; brace++) {
      if (list[brace]?.text === '{') {
        found.set(name.text, brace);
        break;
      }
    }
  });
  typesOf.set(tokens, found);
  return found;
}

/** `params.id` and `const { id } = params` in a function's body, where nothing else says what it takes. */
function usedFields(tokens: Tokens, body: number, name: string): Field[] {
  const { list, partner } = tokens;
  const end = list[body]?.text === '{' ? (partner[body] ?? list.length) : expressionEnd(tokens, body);
  const found = new Map<string, Field>();
  for (let at = body; at < end && found.size < mostFields; at++) {
    const before = list[at - 1]?.text;
    if (list[at]?.text !== name || list[at]?.kind !== 'name' || before === '.') continue;
    const member = list[at + 1]?.text === '.' ? list[at + 2] : undefined;
    if (member?.kind === 'name' && list[at + 3]?.text !== '(' && member.text !== 'length') {
      if (!found.has(member.text)) found.set(member.text, field(member.text, '', false, []));
    }
    if (before === '=' && list[at - 2]?.text === '}' && list[at + 1]?.text !== '.') {
      for (const each of patternFields(tokens, partner[at - 2] ?? at)) {
        if (!found.has(each.name)) found.set(each.name, each);
      }
    }
  }
  return [...found.values()];
}

/** Where the expression ends that an arrow without braces answers. */
function expressionEnd({ list, partner }: Tokens, from: number): number {
  let at = from;
  while (at < list.length && list[at]?.kind !== 'close' && list[at]?.text !== ';' && list[at]?.text !== ',') {
    at = (list[at]?.kind === 'open' ? (partner[at] ?? at) : at) + 1;
  }
  return at;
}

function written(list: readonly Token[], from: number, to: number): string {
  return list
    .slice(from, Math.min(to, from + 50))
    .map(({ text }) => text)
    .join('');
}

function field(name: string, type: string, optional: boolean, fields: readonly Field[]): Field {
  return { name, type, optional, description: '', fields };
}
