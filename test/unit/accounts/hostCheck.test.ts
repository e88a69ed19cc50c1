import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareHosts, dataCenterUrlsAddress, readDataCenterUrls } from '../../../src/accounts/hostCheck.ts';
import { isCoded } from '../../../src/codedError.ts';

const account = { accountId: '1234567_SB1' };
const told = {
  restDomain: 'https://1234567-sb1.restlets.api.netsuite.com',
  webservicesDomain: 'https://1234567-sb1.suitetalk.api.netsuite.com',
  systemDomain: 'https://1234567-sb1.app.netsuite.com',
};
const read = (changes: Record<string, unknown>, baseUrl?: string) =>
  readDataCenterUrls(JSON.stringify({ ...told, ...changes }), baseUrl === undefined ? {} : { baseUrl });

describe('the hosts of an account', () => {
  it('are asked for with the account ID as NetSuite spells it, at the base URL where there is one', () => {
    expect(dataCenterUrlsAddress(account)).toBe('https://rest.netsuite.com/rest/datacenterurls?account=1234567_SB1');
    expect(dataCenterUrlsAddress({ ...account, baseUrl: 'http://127.0.0.1:81/x' })).toBe(
      'http://127.0.0.1:81/x/rest/datacenterurls?account=1234567_SB1',
    );
  });

  it('are the same when they follow from the account ID', () => {
    const hosts = read({ systemDomain: 'https://1234567-SB1.app.netsuite.com/' });
    expect(hosts).toEqual({
      restlets: told.restDomain,
      suiteTalk: told.webservicesDomain,
      app: told.systemDomain,
    });
    expect(compareHosts(account, hosts).different).toEqual([]);
  });

  it('differ by name', () => {
    const hosts = read({ restDomain: 'https://rest.na2.netsuite.com', systemDomain: 'https://system.netsuite.com' });
    const { derived, different } = compareHosts(account, hosts);
    expect(different).toEqual(['restlets', 'app']);
    expect(derived.restlets).toBe(told.restDomain);
  });

  it('may be the base URL that was asked, and that alone', () => {
    const baseUrl = 'http://127.0.0.1:8123/practice';
    const all = { restDomain: baseUrl, webservicesDomain: `${baseUrl}/`, systemDomain: baseUrl };
    const hosts = read(all, baseUrl);
    expect(compareHosts({ ...account, baseUrl }, hosts).different).toEqual([]);
    expect(() => read(all)).toThrow(expect.objectContaining({ code: 'data-centers-foreign' }));
    expect(() => read(all, 'http://127.0.0.1:8124/practice')).toThrow(
      expect.objectContaining({ code: 'data-centers-foreign' }),
    );
  });

  it.each([
    'https://evil.example',
    'https://netsuite.com.evil.example',
    'https://evilnetsuite.com',
    'http://1234567.restlets.api.netsuite.com',
    'https://u:p@1234567.restlets.api.netsuite.com',
    'https://1234567.restlets.api.netsuite.com:8443',
    'https://evil.example/.netsuite.com',
    'https://evil.example#.netsuite.com',
    'https://evil.example\\.netsuite.com',
    'javascript:alert(1)',
  ])('are never taken from elsewhere: %s', url => {
    expect(() => read({ restDomain: url })).toThrow(expect.objectContaining({ code: 'data-centers-foreign' }));
  });

  it.each(['', '<html>', 'null', '[]', '{}', '"x"', JSON.stringify({ ...told, restDomain: 1 })])(
    'cannot be read from %s',
    text => {
      expect(() => readDataCenterUrls(text, {})).toThrow(expect.objectContaining({ code: 'data-centers-unreadable' }));
    },
  );

  it('end under netsuite.com over https, or in a coded error, whatever is answered', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.domain().map(domain => `https://${domain}.netsuite.com/x`),
        ),
        url => {
          try {
            const { restlets } = read({ restDomain: url });
            expect(new URL(restlets).protocol).toBe('https:');
            expect(new URL(restlets).hostname).toMatch(/(^|\.)netsuite\.com$/);
          } catch (error) {
            expect(isCoded(error)).toBe(true);
          }
        },
      ),
    );
  });
});
