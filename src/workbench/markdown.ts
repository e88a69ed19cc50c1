/** A section of a Markdown text, with blank lines where they belong. */
export function section(title: string, lines: readonly string[]): string[] {
  return ['', `## ${inline(title)}`, '', ...lines];
}

/** Code on one line, whatever is in it. */
export function code(text: string): string {
  const plain = text.replace(/[\r\n\t]+/g, ' ');
  const ticks = '`'.repeat(longestRun(plain) + 1);
  return plain === '' ? '' : ticks.length > 1 ? `${ticks} ${plain} ${ticks}` : ticks + plain + ticks;
}

/** A fenced block that nothing in the text can close. */
export function block(text: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}text`, text, fence];
}

/** Words of others on one line, kept from being taken for Markdown. */
export function inline(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
