/**
 * Leaves of C# or Java what is neither comment nor literal: `""` for each string, those joined by `+` as one. Whatever
 * broke out of its literal would be left too.
 *
 * @throws Error when a literal or comment does not end
 */
export function stripLiterals(code: string, language: 'csharp' | 'java'): string {
  const text = language === 'java' ? readUnicodeEscapes(code) : code;
  const token =
    /\/\/[^\n\r\u0085\u2028\u2029]*|\/\*[^]*?\*\/|\$?"""\n(?:[^\\]|\\[^])*?"""|\$?"(?:[^"\\\n\r]|\\[^\n\r])*"|'(?:[^'\\\n\r]|\\[^\n\r])+'|[^]/g;
  const skeleton = text.replace(token, found => {
    if (found.startsWith('//') || found.startsWith('/*')) {
      return '';
    }
    if (found === '"' || found === "'") {
      throw new Error(`An open ${found}`);
    }
    return /^\$?"/.test(found) ? '""' : found.startsWith("'") ? "''" : found;
  });
  return skeleton.replace(/\s+/g, ' ').replace(/""(?: \+ "")+/g, '""');
}

/** What every bracket must have: its other half, in order. */
export function isBalanced(skeleton: string): boolean {
  const open: string[] = [];
  for (const character of skeleton) {
    if ('([{'.includes(character)) {
      open.push(character);
    } else if (')]}'.includes(character) && open.pop() !== '([{'[')]}'.indexOf(character)]) {
      return false;
    }
  }
  return open.length === 0;
}

/** Java reads `\uXXXX` before anything else, after an even number of backslashes: JLS section 3.3. */
export function readUnicodeEscapes(code: string): string {
  return code.replace(/\\\\|\\u+([0-9A-Fa-f]{4})/g, (found, digits?: string) =>
    digits === undefined ? found : String.fromCharCode(parseInt(digits, 16)),
  );
}
