import { CodedError } from '../../codedError.ts';

/** A filter as written: `q=companyName START_WITH "My" AND (balance GREATER 100 OR isInactive IS true)`. */
export type Filter = { readonly kind: 'and' | 'or'; readonly operands: readonly Filter[] } | Comparison;

export interface Comparison {
  readonly kind: 'compare';
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
  /** Where field and operator stand, from 0. */
  readonly fieldAt: number;
  readonly operatorAt: number;
}

/** Longest filter, and most parentheses in each other (assumed). */
const longest = 4_000;
const deepest = 50;

interface Token {
  readonly kind: 'word' | 'text' | 'mark' | 'end';
  readonly text: string;
  readonly at: number;
}

/**
 * Reads a filter of ORA:section_1545222128. A value is a bare word or stands in double or single quotes, with a backslash
 * before a quote of its own; several stand in brackets with commas. AND binds closer than OR (assumed).
 *
 * @throws CodedError `rest-filter` (position from 1, problem)
 */
export function parseFilter(text: string): Filter {
  if (text.length > longest) {
    throw filterError(longest, `It is longer than ${longest} characters.`);
  }
  const tokens = tokenize(text);
  let next = 0;
  let depth = 0;
  const peek = () => tokens[next] ?? { kind: 'end', text: '', at: text.length };
  const take = () => {
    const token = peek();
    next += 1;
    return token;
  };
  const takeMark = (mark: string) => {
    const token = take();
    if (token.kind !== 'mark' || token.text !== mark) {
      throw unexpected(token, `'${mark}'`);
    }
  };
  const isMark = (mark: string) => peek().kind === 'mark' && peek().text === mark;

  const anyOf = (): Filter => chain('or', 'OR', allOf);
  const allOf = (): Filter => chain('and', 'AND', single);

  const chain = (kind: 'and' | 'or', word: string, operand: () => Filter): Filter => {
    const first = operand();
    const operands = [first];
    while (peek().kind === 'word' && peek().text === word) {
      next += 1;
      operands.push(operand());
    }
    return operands.length === 1 ? first : { kind, operands };
  };

  const single = (): Filter => {
    if (!isMark('(')) {
      return comparison();
    }
    depth += 1;
    if (depth > deepest) {
      throw filterError(peek().at, `There are more than ${deepest} parentheses in each other.`);
    }
    takeMark('(');
    const inner = anyOf();
    takeMark(')');
    depth -= 1;
    return inner;
  };

  const comparison = (): Filter => {
    const field = takeWord('a field');
    const operator = takeWord('an operator');
    const isLast =
      peek().kind === 'end' || isMark(')') || /^(?:AND|OR)$/.test(peek().kind === 'word' ? peek().text : '');
    const values = isLast ? [] : isMark('[') ? list() : [value()];
    return {
      kind: 'compare',
      field: field.text,
      operator: operator.text,
      values,
      fieldAt: field.at,
      operatorAt: operator.at,
    };
  };

  const takeWord = (expected: string): Token => {
    const token = take();
    if (token.kind !== 'word') {
      throw unexpected(token, expected);
    }
    return token;
  };

  const value = (): string => {
    const token = take();
    if (token.kind !== 'word' && token.kind !== 'text') {
      throw unexpected(token, 'a value');
    }
    return token.text;
  };

  const list = (): string[] => {
    takeMark('[');
    const values = [value()];
    while (isMark(',')) {
      next += 1;
      values.push(value());
    }
    takeMark(']');
    return values;
  };

  const filter = anyOf();
  if (peek().kind !== 'end') {
    throw unexpected(peek(), 'AND, OR or the end');
  }
  return filter;
}

export function filterError(at: number, problem: string): CodedError {
  return new CodedError('rest-filter', { position: at + 1, problem });
}

function unexpected({ kind, text, at }: Token, expected: string): CodedError {
  return filterError(at, `Expected ${expected}, found ${kind === 'end' ? 'the end' : `'${text.slice(0, 60)}'`}.`);
}

const piece =
  /\s*(?:(?<mark>[()[\],])|"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<word>[^\s()[\],"']+))/suy;

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (text.slice(position).trim() !== '') {
    piece.lastIndex = position;
    const match = piece.exec(text);
    if (!match) {
      const at = position + (/^\s*/.exec(text.slice(position))?.[0].length ?? 0);
      throw filterError(at, 'A quoted value has no end.');
    }
    const { mark, double, single, word } = match.groups ?? {};
    const quoted = double ?? single;
    const at = position + match[0].search(/\S/);
    tokens.push(
      mark !== undefined
        ? { kind: 'mark', text: mark, at }
        : quoted !== undefined
          ? { kind: 'text', text: quoted.replace(/\\(.)/gsu, '$1'), at }
          : { kind: 'word', text: word ?? '', at },
    );
    position = piece.lastIndex;
  }
  return tokens;
}
