import { expect, it, vi } from 'vitest';
import type { FoundCredentials, NoteCode, ProblemCode } from '../../../../../src/formats/foundCredentials.ts';
import { assessCandidate } from '../../../../../src/workbench/accounts/import/assessCandidate.ts';
import { candidateText, lastFour } from '../../../../../src/workbench/accounts/import/candidateText.ts';
import { combineFindings } from '../../../../../src/workbench/accounts/import/combineFindings.ts';
import { noteText, problemText } from '../../../../../src/workbench/accounts/import/noteText.ts';
import { keys, secretNumber } from '../../../formats/secrets.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (message: string, ...values: (string | number)[]) =>
      message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
}));

function textOf(values: Partial<FoundCredentials>) {
  const [candidate] = combineFindings([{ source: 'dotenv', spans: [], notes: [], ...values }]);
  if (!candidate) {
    throw new Error('nothing found');
  }
  return candidateText(candidate, assessCandidate(candidate));
}

it('shows four characters of key and token ID, and of the secrets that they are there', () => {
  const text = textOf({ accountId: '1234567-sb1', label: 'Orders', ...keys });
  expect(text).toEqual({
    label: '1234567_SB1 · Orders',
    description: 'environment variables',
    detail: `key …${keys.consumerKey.slice(-4)} with secret · token …${keys.token.slice(-4)} with secret`,
  });
  const shown = JSON.stringify(text);
  for (const secret of [keys.consumerSecret, keys.tokenSecret]) {
    expect(shown).not.toContain(secret.slice(-4));
    expect(shown).not.toContain(secret.slice(0, 4));
  }
});

it('shows nothing of a short key', () => {
  expect(lastFour('abcdefgh')).toBe('…');
});

it('never shows a secret that stands where the account ID should', () => {
  const misplaced = secretNumber(20);
  for (const accountId of [misplaced, misplaced.slice(0, 60)]) {
    const shown = JSON.stringify(textOf({ ...keys, accountId }));
    expect(shown).not.toContain(misplaced.slice(0, 8).toUpperCase());
    expect(shown).not.toContain(misplaced.slice(0, 8));
    expect(shown).toContain('account unknown');
  }
});

it('says once what is missing', () => {
  const { description, detail } = textOf({
    source: 'curl',
    accountId: '1234567',
    consumerKey: keys.consumerKey,
    token: keys.token,
    notes: [
      { code: 'secret-missing', data: { field: 'consumerSecret' } },
      { code: 'placeholder', data: { field: 'tokenSecret' } },
      { code: 'signature-method', data: { method: 'HMAC-SHA1' } },
    ],
  });
  expect(description).toBe('curl command');
  expect(detail).toBe(
    `key …${keys.consumerKey.slice(-4)} · token …${keys.token.slice(-4)} · You are asked for: consumer secret, token secret · token secret is only a placeholder · signed with HMAC-SHA1 there; NetSuite takes HMAC-SHA256 only, which is used here`,
  );
});

it('says why something cannot be imported', () => {
  expect(textOf({ token: keys.token }).detail).toContain('Too little to go on');
});

it('has words for every note and problem, with all blanks filled', () => {
  const notes: Record<NoteCode, Record<string, string | number>> = {
    'secret-missing': { field: 'tokenSecret' },
    'key-missing': { field: 'token' },
    'value-empty': { field: 'token' },
    placeholder: { field: 'token' },
    'variable-unresolved': { field: 'token', variable: 'TOKEN' },
    'looks-cut': { field: 'token', length: 63 },
    'not-64-hex': { field: 'token', length: 70 },
    'same-value': { field: 'token', other: 'consumerKey' },
    'looks-swapped': { field: 'token', other: 'consumerKey' },
    'duplicate-name': { name: 'NS_TOKEN' },
    'several-values': { field: 'token' },
    disabled: { field: 'token' },
    'account-from-host': {},
    'account-from-elsewhere': {},
    'account-differs-from-host': {},
    'signature-method': { method: 'other' },
    'password-present': {},
  };
  const problems: Record<ProblemCode, Record<string, string | number>> = {
    'text-empty': {},
    'text-too-large': { length: 1, limit: 1 },
    'json-invalid': { offset: 4 },
    'json-too-deep': { limit: 1 },
    'postman-version': {},
    'values-empty': { source: 'dotenv' },
    'unterminated-quote': { line: 3 },
    'password-only': { source: 'curl' },
    'values-without-label': { count: 2 },
    'too-many-found': { limit: 200 },
    'nothing-recognised': {},
  };
  const texts = [
    ...Object.entries(notes).map(([code, data]) => noteText({ code: code as NoteCode, data })),
    ...Object.entries(problems).map(([code, data]) => problemText({ code: code as ProblemCode, data })),
  ];
  for (const text of texts) {
    expect(text).toMatch(/\S{3,}/);
    expect(text).not.toMatch(/undefined|\{\d\}|“”/);
  }
  expect(new Set(texts).size).toBeGreaterThan(25);
  expect(problemText({ code: 'json-invalid', data: problems['json-invalid'] })).toContain('character 5');
});
