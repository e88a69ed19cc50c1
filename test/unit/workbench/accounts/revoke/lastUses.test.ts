import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credential, TokenRecord } from '../../../../../src/accounts/records.ts';
import { queryAccount } from '../../../../../src/practice/records/queryAccount.ts';
import { endSuiteQl } from '../../../../../src/practice/suiteQl/suiteQl.ts';
import { lastUsesQuery, readLastUses, type LastUse } from '../../../../../src/workbench/accounts/revoke/lastUses.ts';
import { useOf } from '../../../../../src/workbench/accounts/revoke/matchUses.ts';
import { call, startFixture, type Fixture } from '../../../../contract/practice/practiceFixture.ts';

const row = (lastuse: string, tokenname: string, useragent?: string, application = 'Hub') => ({
  links: [],
  lastuse,
  application,
  tokenname,
  ...(useragent === undefined ? {} : { useragent }),
});
const answer = (...items: unknown[]) => JSON.stringify({ items });

describe('readLastUses', () => {
  it('keeps of each token its newest use by another program', () => {
    expect(
      readLastUses(
        answer(
          row('2026-11-24 10:00:00', 'A', 'tba-workbench'),
          row('2026-11-24 09:00:00', 'B'),
          row('2026-11-23 10:00:00', 'A', 'export/1'),
          row('2026-11-22 10:00:00', 'A', 'export/1'),
          row('2026-11-21 10:00:00', 'A', 'other', 'Bot'),
        ),
      ),
    ).toEqual([
      { date: '2026-11-24 09:00:00', application: 'Hub', token: 'B', userAgent: '' },
      { date: '2026-11-23 10:00:00', application: 'Hub', token: 'A', userAgent: 'export/1' },
      { date: '2026-11-21 10:00:00', application: 'Bot', token: 'A', userAgent: 'other' },
    ]);
  });

  it('reads column names in any case and leaves out rows that make no sense', () => {
    const odd = { LASTUSE: '2026-11-24', TokenName: 'A\nB', application: 7, useragent: null };
    expect(readLastUses(answer(odd, 5, null, { lastuse: '2026' }, { tokenname: 'A' }))).toEqual([
      { date: '2026-11-24', application: '7', token: 'A B', userAgent: '' },
    ]);
  });

  it.each(['', '<html>', '[]', '{"items":{}}', '{"type":"error"}', '5'])('knows that %s is none', text => {
    expect(readLastUses(text)).toBeUndefined();
  });
});

describe('useOf', () => {
  const uses: readonly LastUse[] = [
    { date: '1', application: 'Hub', token: 'Orders hub - Jane Doe, Clerk', userAgent: '' },
    { date: '2', application: 'Hub', token: 'Orders hub - Integration Bot, Clerk', userAgent: '' },
    { date: '3', application: 'Hub', token: 'nightly', userAgent: '' },
    { date: '4', application: 'Other', token: 'twice', userAgent: '' },
    { date: '5', application: 'Hub', token: 'twice', userAgent: '' },
  ];
  const credential = (token: Partial<TokenRecord>): Credential => ({
    account: { id: 'a', name: 'Acme', accountId: '1234567', changed: 1 },
    application: { id: 'p', name: 'orders hub', account: 'a', scheme: 'tba', changed: 1 },
    token: { id: 't', name: 'Token 2b…cc', application: 'p', scheme: 'tba', changed: 1, ...token },
  });

  it.each([
    ['its name', { name: 'Nightly' }, '3'],
    ['application, user and role in NetSuite’s name', { identity: { entity: 'Jane Doe', role: 'Clerk' } }, '1'],
    ['nothing, when two have its name', { name: 'twice' }, undefined],
    ['nothing, when only the role is known', { identity: { role: 'Clerk' } }, undefined],
    ['nothing, without a match', {}, undefined],
  ])('goes by %s', (_, token, date) => {
    expect(useOf(uses, credential(token))?.date).toBe(date);
  });
});

describe('the query, at the practice account', () => {
  let practice: Fixture;
  beforeAll(async () => {
    practice = await startFixture();
  });
  afterAll(async () => {
    endSuiteQl();
    await practice.stop();
  });

  const ask = async (roleId: number) => {
    const role = practice.account.store.current().roles.find(({ id }) => id === roleId);
    const { columns, rows } = await queryAccount(practice.account, role!, lastUsesQuery, {
      limit: 200,
      offset: 0,
      signal: new AbortController().signal,
      timeLimitMs: 10_000,
    });
    return answer(...rows.map(cells => Object.fromEntries(columns.map(({ name }, index) => [name, cells[index]]))));
  };

  it('finds when a token was used last, and leaves failures out', async () => {
    await call(practice);
    practice.clock.seconds += 60;
    await call(practice);
    practice.clock.seconds += 60;
    await call(practice, { tamper: signed => ({ query: `${signed.query}&limit=5` }) });
    const at = new Date((practice.clock.seconds - 60) * 1000).toISOString().slice(0, 19).replace('T', ' ');
    expect(readLastUses(await ask(3))).toEqual([
      {
        date: at,
        application: 'Orders hub',
        token: 'Orders hub - Jane Doe, Integration Clerk',
        userAgent: expect.any(String) as string,
      },
    ]);
  });

  it('is refused to a role without View Login Audit Trail', async () => {
    const { roles } = practice.account.store.current();
    const blind = roles.find(({ id, permissions }) => id !== 3 && permissions.ADMI_AUDITLOGIN === undefined);
    await expect(ask(blind?.id ?? 0)).rejects.toMatchObject({ code: expect.stringMatching(/^suiteql-/) as string });
  });
});
