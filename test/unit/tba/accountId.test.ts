import { describe, expect, it } from 'vitest';
import { parseAccountId } from '../../../src/tba/accountId.ts';

describe('parseAccountId', () => {
  it.each([
    ['1234567', '1234567', 'production', '1234567'],
    [' 1234567-sb1\n', '1234567_SB1', 'sandbox', '1234567-sb1'],
    ['1234567_sb2', '1234567_SB2', 'sandbox', '1234567-sb2'],
    ['392875_rp', '392875_RP', 'release-preview', '392875-rp'],
    ['tstdrv1234567', 'TSTDRV1234567', 'test-drive', 'tstdrv1234567'],
    ['TSTDRV939179_RP', 'TSTDRV939179_RP', 'release-preview', 'tstdrv939179-rp'],
    ['td2950894', 'TD2950894', 'test-drive', 'td2950894'],
    ['TSTDRV0000001_SB1', 'TSTDRV0000001_SB1', 'sandbox', 'tstdrv0000001-sb1'],
    ['ACME', 'ACME', 'unknown', 'acme'],
    ['https://1234567-sb1.app.netsuite.com/app/center/card.nl?x=1', '1234567_SB1', 'sandbox', '1234567-sb1'],
    ['1234567.restlets.api.netsuite.com', '1234567', 'production', '1234567'],
  ])('%s', (text, id, kind, label) => {
    expect(parseAccountId(text)).toEqual({
      id,
      realm: id,
      kind,
      hosts: {
        restlets: `${label}.restlets.api.netsuite.com`,
        suiteTalk: `${label}.suitetalk.api.netsuite.com`,
        app: `${label}.app.netsuite.com`,
      },
    });
  });

  it.each([
    ['', 'account-id-empty'],
    ['12 34', 'account-id-characters'],
    ['１２３', 'account-id-characters'],
    ['123.evil.example', 'account-id-characters'],
    ['https://1.app.netsuite.com.evil.example/', 'account-id-characters'],
    ['_SB1', 'account-id-shape'],
    ['123-', 'account-id-shape'],
    ['1'.repeat(64), 'account-id-shape'],
  ])('refuses %j', (text, code) => {
    expect(() => parseAccountId(text)).toThrow(expect.objectContaining({ code }));
  });
});
