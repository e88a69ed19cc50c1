/** An account's label in a NetSuite host name, as written, and where it stands. */
export interface HostAccount {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const domain = '.netsuite.com';
// RFC 1035: a label has at most 63 characters; before it may stand one of the three services.
const longestBefore = 63 + '.restlets.api'.length;

/**
 * The accounts of all account-specific hosts in a text, in order: `1234567-sb1` of
 * `https://1234567-sb1.restlets.api.netsuite.com/…` (ORA:section_4618456734). A label without a digit is a placeholder.
 */
export function findHostAccounts(text: string): HostAccount[] {
  const lower = text.toLowerCase();
  // A few letters have a lower case of another length, and then offsets would be wrong.
  const searched = lower.length === text.length ? lower : text;
  const found: HostAccount[] = [];
  for (let at = searched.indexOf(domain); at >= 0; at = searched.indexOf(domain, at + 1)) {
    const before = text.slice(Math.max(0, at - longestBefore), at);
    const match = /([A-Za-z0-9_-]+)\.(?:app|restlets\.api|suitetalk\.api)$/i.exec(before);
    const label = match?.[1] ?? '';
    if (match && /\d/.test(label)) {
      const start = at - before.length + match.index;
      found.push({ value: label, start, end: start + label.length });
    }
  }
  return found;
}

/** The account that all hosts of a text agree on, undefined where there is none or more than one. */
export function soleHostAccount(hosts: readonly HostAccount[]): HostAccount | undefined {
  const [first] = hosts;
  return first && hosts.every(({ value }) => isSameAccount(value, first.value)) ? first : undefined;
}

/** Whether two spellings mean one account: case and hyphen or underscore do not count. */
export function isSameAccount(a: string, b: string): boolean {
  const plain = (text: string) => text.trim().toUpperCase().replaceAll('-', '_');
  return plain(a) === plain(b);
}
