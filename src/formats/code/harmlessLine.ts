const longest = 100;

/**
 * Reduces words of a person's to one line that ends no comment of any language: letters, digits and a few marks.
 * Among what goes: `*` and `>` (a comment's and PHP's end), `\` (Java reads `\u000a` in comments too), `@` (a SuiteScript
 * tag), line ends, control and direction characters.
 */
export function harmlessLine(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[^\p{L}\p{N} .,:;_()=&+?/#'-]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest).join('').trimEnd()}…`;
}
