const prefix = 'history ';

/** Names the panels of a kept call: its answer, and the answer to sending it again. */
export function historyKey(fileName: string): string {
  return prefix + fileName;
}

/** The file that a panel's key names; undefined for a request of an editor. */
export function historyFile(key: string): string | undefined {
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
}
