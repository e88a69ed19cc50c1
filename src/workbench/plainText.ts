/**
 * Names come from people and from NetSuite. The status bar, quick picks and notifications would draw `$(name)` in them as
 * an icon, and notifications make a link of `[text](address)`. A word joiner, which is not seen, keeps the characters
 * apart.
 */
export function plainText(text: string): string {
  return text.replaceAll('$(', '$\u2060(').replaceAll('](', ']\u2060(');
}
