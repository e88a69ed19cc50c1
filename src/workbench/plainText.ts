/**
 * Names come from people and from NetSuite; the status bar and quick picks would draw `$(name)` in them as an icon.
 * A word joiner, which is not seen, keeps the two characters apart.
 */
export function plainText(text: string): string {
  return text.replaceAll('$(', '$\u2060(');
}
