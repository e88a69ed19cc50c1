import { describe, expect, it } from 'vitest';
import { readAuditRows } from '../../../../src/diagnosis/login/audit/readAuditRows.ts';

const heading =
  'Date,User,Email Address,Role,Status,Detail,Token-based Application Name,Token-based Access Token Name,IP Address,Request URI';

describe('a value alone', () => {
  it.each([
    ['token_rejected', 'token_rejected'],
    ['  Token_Rejected \r\n', 'Token_Rejected'],
    ['\ufeffInvalidSignature', 'InvalidSignature'],
    ['"temporary_locked"', 'temporary_locked'],
    ['Detail: permission_denied', 'permission_denied'],
    ['InvalidCallback https://a.example/cb?x=1', 'InvalidCallback https://a.example/cb?x=1'],
    // Not in Oracle's tables, and still plainly a value.
    ['WrongAccount', 'WrongAccount'],
    ['timestamp_refused', 'timestamp_refused'],
  ])('%j', (text, detail) => {
    expect(readAuditRows(text)).toEqual([{ detail }]);
  });
});

describe('rows with headings', () => {
  it('of a search that was exported, quotes and all', () => {
    const text = `\ufeff${heading}\r\n29/11/2026 3:04 pm,"Doe, Jane",jane@x.example,"The ""Clerk""",Failure,token_rejected,Orders hub,Orders hub - Jane,10.0.0.1,/app/site/hosting/restlet.nl\r\n\r\n`;
    expect(readAuditRows(text)).toEqual([
      {
        detail: 'token_rejected',
        status: 'Failure',
        when: '29/11/2026 3:04 pm',
        application: 'Orders hub',
        token: 'Orders hub - Jane',
        user: 'Doe, Jane',
        role: 'The "Clerk"',
        ipAddress: '10.0.0.1',
        requestUri: '/app/site/hosting/restlet.nl',
      },
    ]);
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['commas', ','],
  ])('with %s', (_, separator) => {
    const text = [
      ['Status', 'Detail', 'Date'],
      ['Failure', 'InvalidTimestamp', '2026-11-29T10:00:00Z'],
      ['Success', '', '2026-11-29 10:00 UTC'],
    ]
      .map(row => row.join(separator))
      .join('\n');
    expect(readAuditRows(text)).toEqual([
      {
        detail: 'InvalidTimestamp',
        status: 'Failure',
        when: '2026-11-29T10:00:00Z',
        at: Date.UTC(2026, 10, 29, 10),
      },
      { detail: '', status: 'Success', when: '2026-11-29 10:00 UTC', at: Date.UTC(2026, 10, 29, 10) },
    ]);
  });

  it('with a comma in a value of a file of semicolons, and a line end in a quoted cell', () => {
    const text = 'Status;Detail;User\nFailure;token_rejected;"Doe, Jane\nClerk"';
    expect(readAuditRows(text)).toEqual([{ detail: 'token_rejected', status: 'Failure', user: 'Doe, Jane Clerk' }]);
  });

  it('a column alone', () => {
    expect(readAuditRows('Detail\nnonce_used\nNonceUsed')).toEqual([{ detail: 'nonce_used' }, { detail: 'NonceUsed' }]);
  });

  it('keeps a value that is in none of the tables', () => {
    expect(readAuditRows('Status\tDetail\nFailure\tSomethingElse')).toEqual([
      { detail: 'SomethingElse', status: 'Failure' },
    ]);
  });
});

describe('rows without headings', () => {
  it('are read by what can be told by its form', () => {
    const text =
      '11/29/2026 10:00 am\tJane Doe\tFailure\tconsumer_key_refused\tOrders hub\t2001:db8::1\t/services/rest/record/v1/customer/1';
    expect(readAuditRows(text)).toEqual([
      {
        detail: 'consumer_key_refused',
        status: 'Failure',
        when: '11/29/2026 10:00 am',
        ipAddress: '2001:db8::1',
        requestUri: '/services/rest/record/v1/customer/1',
      },
    ]);
  });

  it('under headings of another language', () => {
    const text = 'Datum;Benutzer;Status;Detail-Text\n29.11.2026 10:00;Jane;Failure;FeatureDisabled';
    expect(readAuditRows(text)).toMatchObject([{ detail: 'FeatureDisabled', when: '29.11.2026 10:00' }]);
  });
});

describe('what is no trail', () => {
  const codeOf = (text: string) => {
    try {
      readAuditRows(text);
      return undefined;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each([
    ['', 'audit-empty'],
    ['\ufeff \0\n', 'audit-empty'],
    ['hello', 'audit-unrecognised'],
    ['It says that the login failed.', 'audit-unrecognised'],
    ['a,b,c\n1,2,3', 'audit-unrecognised'],
    [heading, 'audit-unrecognised'],
    ['constructor', 'audit-unrecognised'],
    ['{"detail":"token_rejected"}', 'audit-unrecognised'],
    ['x'.repeat(5_000_001), 'audit-too-long'],
  ])('%.40j: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('hostile cells are cut, cleaned, and make no trouble', () => {
    const long = `Status,Detail,User\nFailure,token_rejected\0,"${'a'.repeat(100_000)}\n`;
    const [row] = readAuditRows(long);
    expect([row?.detail, row?.user?.length]).toEqual(['token_rejected', 500]);
    const proto = readAuditRows('__proto__,Status,Detail\nx,Failure,token_rejected');
    expect(proto).toEqual([{ detail: 'token_rejected', status: 'Failure' }]);
    expect(
      readAuditRows(`Status,Detail,User\nFailure,token_rejected,${'🚀'.repeat(400)}`)[0]?.user?.isWellFormed(),
    ).toBe(true);
  });

  it('of a great many rows the first are read', () => {
    const rows = Array.from({ length: 20_000 }, () => 'Failure,token_rejected');
    expect(readAuditRows(['Status,Detail', ...rows].join('\n'))).toHaveLength(9_999);
  });
});
