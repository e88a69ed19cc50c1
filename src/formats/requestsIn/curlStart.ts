/** A curl command at the head of a text, with or without the shell's prompt before it. Apart, since it is asked for every paste. */
export const curlStart =
  /^\s*(?:\$\s+|>\s*|PS [^>\r\n]{0,200}>\s*|[A-Za-z]:\\[^>\r\n]{0,200}>\s*)?curl(?:\.exe)?(?=[\s^`\\])/i;

export function startsWithCurl(text: string): boolean {
  return curlStart.test(text.slice(0, 1000));
}
