const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ALPHABETS: ReadonlyMap<string, string> = new Map([
  ['alphabetic', LETTERS],
  ['alphanumeric', `${LETTERS}0123456789_`],
  ['numeric', '0123456789'],
  ['hexadecimal', '0123456789abcdef'],
]);
// No person wants more; it bounds what a file made by somebody else can take.
const LONGEST = 10_000;
const INTEGER = /^-?\d{1,15}$/;
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,10})?$/;

/**
 * `$random.integer(1, 10)`, `$random.float(1.5, 2)`, `$random.alphabetic(8)`, `$random.alphanumeric(8)`,
 * `$random.numeric(8)`, `$random.hexadecimal(8)` and `$random.email`, as the JetBrains client and httpYac have them.
 * `to` is left out of a range. Arguments may also follow after blanks, as those of `$randomInt` do.
 *
 * @param expression from after `$random.`
 * @param random at least 0 and less than 1
 * @returns undefined for any other name, and for arguments that are wrong
 */
export function randomValue(expression: string, random: () => number): string | undefined {
  const [, kind = '', inBraces, afterBlanks] = /^(\w+)(?:\s*\(([^()]*)\)|\s+([^()]+))?\s*$/.exec(expression) ?? [];
  const written = (inBraces ?? afterBlanks ?? '').trim();
  const words = written === '' ? [] : written.split(/\s*,\s*|\s+/);
  if (kind === 'email') {
    return words.length === 0 ? `${randomText(LETTERS, 10, random).toLowerCase()}@example.com` : undefined;
  }
  if (kind === 'integer' || kind === 'float') return between(kind, words, random);
  const alphabet = ALPHABETS.get(kind);
  const [length = '', ...more] = words;
  if (alphabet === undefined || more.length > 0 || !/^\d{1,5}$/.test(length)) return undefined;
  const count = Number(length);
  return count > 0 && count <= LONGEST ? randomText(alphabet, count, random) : undefined;
}

function between(kind: 'integer' | 'float', words: readonly string[], random: () => number): string | undefined {
  const [from = '', to = '', ...more] = words;
  const form = kind === 'integer' ? INTEGER : DECIMAL;
  if (more.length > 0 || !form.test(from) || !form.test(to) || Number(from) >= Number(to)) return undefined;
  const value = random() * (Number(to) - Number(from));
  return String(kind === 'integer' ? Math.floor(value) + Number(from) : value + Number(from));
}

function randomText(alphabet: string, length: number, random: () => number): string {
  return Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
}
