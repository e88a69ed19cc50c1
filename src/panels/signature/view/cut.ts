/** The first `limit` characters of a text, and how many were left out. A surrogate pair is not torn apart. */
export function cut(text: string, limit: number): { readonly text: string; readonly left: number } {
  if (text.length <= limit) {
    return { text, left: 0 };
  }
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
  return { text: text.slice(0, end), left: text.length - end };
}
