import { expect, it } from 'vitest';
import { chooseAuditRow } from '../../../../src/diagnosis/login/audit/chooseAuditRow.ts';
import type { AuditRow } from '../../../../src/diagnosis/login/evidence.ts';
import { aCall, now, refused, silentCall } from './sampleEvidence.ts';

const row = (detail: string, more: Partial<AuditRow> = {}): AuditRow => ({ detail, status: 'Failure', ...more });
const chosen = (rows: readonly AuditRow[], call: Parameters<typeof chooseAuditRow>[1] = aCall) => {
  const found = chooseAuditRow(rows, call);
  return found && [found.row.detail, found.isDoubtful];
};

it('the nearest in time, of the same path', () => {
  expect(
    chosen([
      row('token_rejected', { at: now - 60_000 }),
      row('InvalidSignature', { at: now + 5_000 }),
      row('nonce_used', { at: now + 1_000, requestUri: '/services/rest/query/v1/suiteql' }),
    ]),
  ).toEqual(['nonce_used', false]);
  expect(
    chosen([
      row('nonce_used', { at: now, requestUri: '/services/rest/query/v1/suiteql' }),
      row('token_rejected', { at: now + 20_000, requestUri: '/app/site/hosting/restlet.nl?script=1' }),
    ]),
  ).toEqual(['token_rejected', false]);
});

it('none that is a success or minutes away', () => {
  expect(
    chosen([row('', { status: 'Success', at: now }), row('token_rejected', { at: now - 130_000 })]),
  ).toBeUndefined();
  expect(chosen([])).toBeUndefined();
});

it('by the clock of NetSuite where the answer tells it', () => {
  const ahead = { ...aCall, at: aCall.at + 3_600_000 };
  expect(chosen([row('InvalidTimestamp', { at: now })], ahead)).toEqual(['InvalidTimestamp', false]);
  const silent = { ...silentCall, at: ahead.at };
  expect(chosen([row('InvalidTimestamp', { at: now })], silent)).toBeUndefined();
  expect(chosen([row('InvalidTimestamp', { at: now })], { ...ahead, answer: refused })).toEqual([
    'InvalidTimestamp',
    false,
  ]);
});

it('rows without a time are doubtful when they disagree', () => {
  expect(chosen([row('token_rejected'), row('token_rejected')])).toEqual(['token_rejected', false]);
  expect(chosen([row('token_rejected'), row('InvalidSignature')])).toEqual(['token_rejected', true]);
  expect(chosen([row('token_rejected')], undefined)).toEqual(['token_rejected', false]);
});
