import type { Header } from './record.ts';

/** What every call says unless the request says otherwise. */
const defaultHeaders: readonly Header[] = [
  { name: 'Accept', value: '*/*' },
  { name: 'Accept-Encoding', value: 'gzip, deflate, br' },
  { name: 'User-Agent', value: 'tba-workbench' },
];

export function withDefaults(headers: readonly Header[]): readonly Header[] {
  const named = headers.map(({ name }) => name.toLowerCase());
  const missing = defaultHeaders.filter(({ name }) => !named.includes(name.toLowerCase()));
  return missing.length === 0 ? headers : [...headers, ...missing];
}
