import { badValue } from './queryErrors.ts';
import { charactersOf } from './textFunctions.ts';

interface Piece {
  readonly kind: 'character' | 'one' | 'any';
  readonly character: string;
}

const known = new Map<string, readonly Piece[]>();

/**
 * Oracle's LIKE: `%` any characters, `_` one character, letters with their case. Takes time in proportion to text
 * times pattern at worst, so that no pattern can hang.
 */
export function isLike(text: string, pattern: string, escape?: string): boolean {
  const pieces = readPattern(pattern, escape);
  const characters = charactersOf(text);
  let [at, piece] = [0, 0];
  let [lastAny, retry] = [-1, 0];
  while (at < characters.length) {
    const next = pieces[piece];
    if (next && next.kind !== 'any' && (next.kind === 'one' || next.character === characters[at])) {
      at += 1;
      piece += 1;
    } else if (next?.kind === 'any') {
      lastAny = piece;
      retry = at;
      piece += 1;
    } else if (lastAny >= 0) {
      retry += 1;
      at = retry;
      piece = lastAny + 1;
    } else {
      return false;
    }
  }
  return pieces.slice(piece).every(({ kind }) => kind === 'any');
}

function readPattern(pattern: string, escape: string | undefined): readonly Piece[] {
  const key = `${escape ?? ''} ${pattern}`;
  const cached = known.get(key);
  if (cached) {
    return cached;
  }
  if (escape !== undefined && charactersOf(escape).length !== 1) {
    throw badValue('escape-is-not-one-character', escape);
  }
  const pieces: Piece[] = [];
  const characters = charactersOf(pattern);
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    if (character === escape) {
      index += 1;
      const escaped = characters[index];
      if (escaped !== '%' && escaped !== '_' && escaped !== escape) {
        throw badValue('escape-before-an-ordinary-character', pattern);
      }
      pieces.push({ kind: 'character', character: escaped });
    } else if (character === '%') {
      if (pieces.at(-1)?.kind !== 'any') {
        pieces.push({ kind: 'any', character });
      }
    } else {
      pieces.push({ kind: character === '_' ? 'one' : 'character', character });
    }
  }
  if (known.size > 200) {
    known.clear();
  }
  known.set(key, pieces);
  return pieces;
}
