import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { explainCode } from '../../../src/workbench/errorText.ts';

vi.mock('vscode', () => ({ l10n: { t: (text: string) => text }, env: { language: 'en' } }));

const source = join(import.meta.dirname, '../../../src');
/** What a request goes through on its way. */
const rooms = [
  'requests',
  'exchange',
  'oauth2',
  'formats/code',
  'workbench/requests',
  'workbench/restlets',
  'workbench/accounts/oauth2',
];
/** Caught where they are thrown: text of their own, or none. */
const caught = new Set(['requests-too-large', 'requests-unknown-format']);
/** Reported in the editor only; what it sees is refused by others when it is sent. */
const editorOnly = 'problems/netSuiteProblems.ts';

const codes = new Set<string>();
for (const room of rooms) {
  const files = readdirSync(join(source, room), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter(name => name.endsWith('.ts') && name !== editorOnly)) {
    const text = readFileSync(join(source, room, file), 'utf8');
    const thrown = text.matchAll(/new CodedError\(\s*'([a-z0-9-]+)'/g);
    // A problem of severity `error` is thrown when its request is resolved.
    const problems =
      room === 'requests'
        ? text.matchAll(/\bcode: '([a-z-]+)',(?:(?!code:)[^]){0,200}?severity: 'error'|\bproblem\('([a-z-]+)'/g)
        : [];
    for (const [, code, problem] of [...thrown, ...problems]) codes.add(code ?? problem ?? '');
  }
}

describe('explainCode', () => {
  it('finds the codes', () => {
    expect([...codes]).toEqual(expect.arrayContaining(['undefined-variable', 'multipart-refused', 'request-cycle']));
  });

  it.each([...codes].filter(code => !caught.has(code)).sort())('has a text for %s', code => {
    const { title } = explainCode(code, { reason: 'why' });
    expect(title).not.toMatch(/^The request could not be made \(/);
  });
});
