/** `push(...more)` would put every element on the call stack, which a long enough file overflows. */
export function append<T>(list: T[], more: readonly T[]): void {
  for (const each of more) list.push(each);
}
