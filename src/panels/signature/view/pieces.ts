import type { ParameterSource, SignatureSteps, SignedParameter } from '../../../tba/signatureSteps.ts';

/** What a piece stands for; all pieces with the same target light up together. A row is counted from 0. */
export type Target = 'method' | 'uri' | 'realm' | 'signature' | `row:${number}`;

/** One stretch of a text that was signed or sent. All runs of all pieces of a text, joined, are that text. */
export interface Piece {
  /** Absent for what only holds the others together. */
  readonly target?: Target;
  /** Of the parameter that it belongs to. */
  readonly source?: ParameterSource;
  readonly runs: readonly Run[];
}

/** A stretch of a piece: what divides is shown more quietly than what is divided. */
export interface Run {
  readonly text: string;
  readonly kind: 'name' | 'value' | 'divider';
}

/** The base string in its pieces, cut where the signer says that they lie. */
export function baseStringPieces({ baseString, parameters }: SignatureSteps): Piece[] {
  const { text, method, uri } = baseString;
  const pieces: Piece[] = [
    { target: 'method', runs: [value(text.slice(method.start, method.end))] },
    divider(text.slice(method.end, uri.start)),
    { target: 'uri', runs: [value(text.slice(uri.start, uri.end))] },
    divider(text.slice(uri.end, baseString.parameters.start)),
  ];
  let end = baseString.parameters.start;
  parameters.forEach(({ nameRange, valueRange, source }, row) => {
    if (row > 0) {
      pieces.push(divider(text.slice(end, nameRange.start)));
    }
    const name = text.slice(nameRange.start, nameRange.end);
    const equals = text.slice(nameRange.end, valueRange.start);
    pieces.push({
      target: `row:${row}`,
      source,
      runs: pairRuns(name, equals, text.slice(valueRange.start, valueRange.end)),
    });
    end = valueRange.end;
  });
  return pieces;
}

/** The normalised parameters, joined once, in their pieces. */
export function joinedPieces({ parameters }: SignatureSteps): Piece[] {
  return joinPieces(
    parameters.map((parameter, row) => parameterPiece(parameter, row)),
    '&',
  );
}

/** The URL as it goes on the wire, in its pieces: base URI and query pairs, in the order in which they are sent. */
export function urlPieces({ url, parameters }: SignatureSteps): Piece[] {
  const base: Piece = { target: 'uri', runs: [value(url.baseUri)] };
  if (url.wire.length <= url.baseUri.length) {
    return [base];
  }
  const rows = new Map<string, number[]>();
  parameters.forEach((parameter, row) => {
    if (parameter.source === 'query') {
      const key = pairKey(parameter.name, parameter.value);
      const same = rows.get(key);
      if (same) {
        same.push(row);
      } else {
        rows.set(key, [row]);
      }
    }
  });
  const pairs = url.query.flatMap(({ name, value: text }) => {
    const same = rows.get(pairKey(name, text));
    // Of equal pairs the first goes with the first; the last row is kept should the URL hold more.
    const row = same && same.length > 1 ? same.shift() : same?.[0];
    const parameter = row === undefined ? undefined : parameters[row];
    return row === undefined || !parameter ? [] : [parameterPiece(parameter, row)];
  });
  return [base, divider('?'), ...joinPieces(pairs, '&')];
}

/** The Authorization header's value in its pieces: the scheme, then each `name="value"` with what divides it. */
export function authorizationPieces({ authorization, parameters }: SignatureSteps): Piece[] {
  const rows = new Map<string, number>();
  parameters.forEach(({ source, encodedName }, row) => {
    if (source === 'oauth' || source === 'header') {
      rows.set(encodedName, row);
    }
  });
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of authorization.matchAll(/([^\s=",]+)(=")([^"]*)(")/g)) {
    const [text, name = '', open = '', content = '', close = ''] = match;
    if (match.index > end) {
      pieces.push(divider(authorization.slice(end, match.index)));
    }
    const runs: Run[] = [
      { text: name, kind: 'name' },
      { text: open, kind: 'divider' },
      value(content),
      { text: close, kind: 'divider' },
    ];
    const row = rows.get(name);
    const source = row === undefined ? undefined : parameters[row]?.source;
    if (row !== undefined && source) {
      pieces.push({ target: `row:${row}`, source, runs });
    } else if (name === 'realm') {
      pieces.push({ target: 'realm', runs });
    } else if (name === 'oauth_signature') {
      pieces.push({ target: 'signature', source: 'oauth', runs });
    } else {
      pieces.push({ runs });
    }
    end = match.index + text.length;
  }
  if (end < authorization.length) {
    pieces.push(divider(authorization.slice(end)));
  }
  return pieces;
}

/** A piece's text. */
export function textOf(piece: Piece): string {
  return piece.runs.map(run => run.text).join('');
}

/** The row of a target, counted from 0, or undefined when it is no parameter. */
export function rowOf(target: Target): number | undefined {
  return target.startsWith('row:') ? Number(target.slice('row:'.length)) : undefined;
}

/** Pieces up to and with the `limit`th parameter piece, and how many parameter pieces were left out. */
export function firstPieces(pieces: readonly Piece[], limit: number): { shown: readonly Piece[]; left: number } {
  const isParameter = (piece: Piece) => piece.target?.startsWith('row:') === true;
  const total = pieces.filter(isParameter).length;
  if (total <= limit) {
    return { shown: pieces, left: 0 };
  }
  let seen = 0;
  const end = pieces.findIndex(piece => isParameter(piece) && ++seen === limit);
  return { shown: pieces.slice(0, end + 1), left: total - limit };
}

/**
 * A piece of the base string divided where an escape was escaped again: `a%2520b` is `a`, `%2520` (doubled), `b`.
 * Nothing else yields `%25` followed by two hex digits there, since a bare `%` is `%2525`, an escape escaped again too.
 */
export function splitDoubled(text: string): { readonly text: string; readonly doubled: boolean }[] {
  return text
    .split(/((?:%25[0-9A-F]{2})+)/)
    .map((part, index) => ({ text: part, doubled: index % 2 === 1 }))
    .filter(part => part.text !== '');
}

function parameterPiece({ source, encodedName, encodedValue }: SignedParameter, row: number): Piece {
  return { target: `row:${row}`, source, runs: pairRuns(encodedName, '=', encodedValue) };
}

function pairRuns(name: string, equals: string, text: string): Run[] {
  return [{ text: name, kind: 'name' }, { text: equals, kind: 'divider' }, value(text)];
}

function joinPieces(pieces: readonly Piece[], text: string): Piece[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [divider(text), piece]));
}

function pairKey(name: string, text: string): string {
  return JSON.stringify([name, text]);
}

function value(text: string): Run {
  return { text, kind: 'value' };
}

function divider(text: string): Piece {
  return { runs: [{ text, kind: 'divider' }] };
}
