// However a request is written and whatever answers it: nobody but the account's own hosts gets a signature, a token or a
// secret, whichever way the account is logged in to.
import { once } from 'node:events';
import { createServer as createHttpServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tokenPath } from '../../../src/oauth2/endpoints.ts';
import type { CallerAccount } from '../../../src/exchange/send.ts';
import type { Layers } from '../../../src/exchange/values/layeredLookup.ts';
import {
  account,
  leaked,
  outcomeOf,
  schemes,
  startStranger,
  tokenAnswer,
  type Attempt,
  type Scheme,
  type Stranger,
} from './strangerScene.ts';

const own = '1234567-sb1.restlets.api.netsuite.com';

let stranger: Stranger;

beforeAll(async () => {
  stranger = await startStranger();
});
afterAll(() => stranger.stop());
beforeEach(() => stranger.forget());

/** What becomes of an attempt with every way of logging in, by its name. */
async function outcomesOf(attempt: Attempt): Promise<Record<string, string>> {
  const outcomes = schemes.map(async scheme => [scheme.name, await outcomeOf(attempt, scheme, stranger)]);
  return Object.fromEntries(await Promise.all(outcomes)) as Record<string, string>;
}

function each(outcome: string): Record<string, string> {
  return Object.fromEntries(schemes.map(({ name }) => [name, outcome]));
}

const none = 'host-of-another-account';
const unknown = 'target-unknown';

describe('what is refused before anything is sent', () => {
  it.each<readonly [name: string, target: string, code: string]>([
    ['a foreign host', 'https://evil.example/app/x', none],
    ['the stranger by its address', 'https://STRANGER/app/x', none],
    ['the stranger over http', 'http://STRANGER/app/x', none],
    ['an account of somebody else', 'https://7654321.restlets.api.netsuite.com/app/x', none],
    ['the production account of the sandbox', 'https://1234567.restlets.api.netsuite.com/app/x', none],
    ['another sandbox', 'https://1234567-sb2.restlets.api.netsuite.com/app/x', none],
    ['the account ID with its underscore', 'https://1234567_sb1.restlets.api.netsuite.com/app/x', none],
    ['the own host over http', `http://${own}/app/x`, none],
    ['another port of the own host', `https://${own}:8443/app/x`, none],
    ['port 80 of the own host', `https://${own}:80/app/x`, none],
    ['port 0 of the own host', `https://${own}:0/app/x`, none],
    ['the own host as the beginning of another', `https://${own}.evil.example/app/x`, none],
    ['the own host as the end of another', `https://evil-${own}/app/x`, none],
    ['a host below the own one', `https://a.${own}/app/x`, none],
    ['a trailing dot', `https://${own}./app/x`, none],
    ['a hyphen for a dot', 'https://1234567-sb1.restlets-api.netsuite.com/app/x', none],
    ['another service of the account', 'https://1234567-sb1.webservices.netsuite.com/app/x', none],
    ['NetSuite’s own domain alone', 'https://netsuite.com/app/x', none],
    ['the system domain', 'https://system.netsuite.com/app/x', none],
    ['a look-alike domain', 'https://1234567-sb1.restlets.api.netsuite.co/app/x', none],
    ['a domain with a letter more', 'https://1234567-sb1.restlets.api.netsuitee.com/app/x', none],
    ['a digit for a letter', 'https://1234567-sb1.restlets.api.netsu1te.com/app/x', none],
    ['a Cyrillic letter', 'https://1234567-sb1.restlets.api.nеtsuite.com/app/x', none],
    ['the same in punycode', 'https://1234567-sb1.restlets.api.xn--ntsuite-4of.com/app/x', none],
    [
      'a soft hyphen and another domain',
      'https://1234567-sb1.restlets.api.net\u00adsuite.com.evil.example/app/x',
      none,
    ],
    ['an ideographic full stop and another domain', `https://${own}。evil.example/app/x`, none],
    ['the own host as user', `https://${own}@evil.example/app/x`, none],
    ['the own host as user and password', `https://${own}:443@evil.example/app/x`, none],
    ['a user of the own host', `https://evil.example@${own}/app/x`, 'url-userinfo'],
    ['a user and password of the own host', `https://a:b@${own}/app/x`, 'url-userinfo'],
    ['an encoded @', `https://${own}%40evil.example/app/x`, unknown],
    ['an encoded slash in the host', `https://evil.example%2f.${own}/app/x`, unknown],
    ['an encoded letter in another host', 'https://%65vil.example/app/x', none],
    ['a backslash before another host', `https:\\\\evil.example\\@${own}/app/x`, unknown],
    ['backslashes after the scheme', `https:\\\\evil.example/app/x`, unknown],
    ['one slash after the scheme', 'https:/evil.example/app/x', unknown],
    ['no slash after the scheme', 'https:evil.example/app/x', unknown],
    ['three slashes after the scheme', 'https:///evil.example/app/x', none],
    ['a backslash in a foreign host', `https://evil.example\\.${own}/app/x`, none],
    ['a fragment before the own host', `https://evil.example#@${own}/app/x`, none],
    ['a query before the own host', `https://evil.example?@${own}/app/x`, none],
    ['no scheme', 'evil.example/app/x', unknown],
    ['a host and port without scheme', 'STRANGER/app/x', unknown],
    ['two slashes', '//evil.example/app/x', unknown],
    ['three slashes', '///evil.example/app/x', unknown],
    ['a slash and a backslash', '/\\evil.example/app/x', unknown],
    ['another scheme', 'ftp://evil.example/app/x', unknown],
    ['a web socket', 'wss://evil.example/app/x', unknown],
    ['a file', 'file:///etc/passwd', unknown],
    ['a script', 'javascript:fetch("https://evil.example")', unknown],
    ['a RESTlet’s short form with a host', 'restlet:customscript_a/customdeploy_a@evil.example/x', unknown],
    ['a short form with an URL', 'restlet:https://evil.example/x', unknown],
    ['IPv6 loopback', 'https://[::1]/app/x', none],
    ['IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/app/x', none],
    ['an address as one number', 'https://2130706433/app/x', none],
    ['an address in hexadecimal', 'https://0x7f000001/app/x', none],
    ['an address in octal', 'https://0177.0.0.1/app/x', none],
    ['a short address', 'https://127.1/app/x', none],
    ['localhost', 'https://localhost/app/x', none],
    ['a tab in the host', `https://evil\t.example/app/x`, 'target-injection'],
    ['a secret of another program in the query', `https://${own}/app/x?oauth_token=1`, 'url-oauth-parameter'],
  ])('%s', async (_, target, code) => {
    expect(await outcomesOf({ request: `GET ${target}\n` })).toEqual(each(code));
    expect(stranger.connections).toBe(0);
  });

  it.each<readonly [name: string, request: string, layers: Layers, code: string]>([
    ['a host of the file', '@host = https://evil.example\nGET {{host}}/app/x', {}, none],
    ['a host put together', '@a = https://evil\n@b = {{a}}.example\nGET {{b}}/app/x', {}, none],
    ['a host of an environment', 'GET https://{{host}}/app/x', { environment: value('evil.example') }, none],
    [
      'a host shared by environments',
      'GET https://{{$shared host}}/app/x',
      { environmentShared: value('evil.example') },
      none,
    ],
    ['a host of the settings', 'GET https://{{host}}/app/x', { setting: value('evil.example') }, none],
    ['a host that was asked for', 'GET https://{{host}}/app/x', { prompts: value('evil.example') }, none],
    ['a host out of an answer', 'GET https://{{a.response.body.$.b}}/', { responses: () => 'evil.example' }, none],
    ['the rest of a host', `GET https://${own}{{host}}/app/x`, { environment: value('.evil.example') }, none],
    ['a host behind a user', `GET https://${own}{{host}}/app/x`, { environment: value('@evil.example') }, none],
    ['a port', `GET https://${own}{{host}}/app/x`, { environment: value(':8443') }, none],
    [
      'a target with a line end',
      'GET /app/{{host}}',
      { environment: value('x\r\nHost: evil.example') },
      'target-injection',
    ],
    [
      'a header with a line end',
      'GET /app/x\nX: {{host}}',
      { environment: value('1\r\nHost: evil.example') },
      'header-injection',
    ],
    ['a host in its header', 'GET /app/x\nHost: evil.example', {}, 'header-refused'],
    ['a header of its own for the login', 'GET /app/x\nAuthorization: OAuth x', {}, 'header-refused'],
    ['a cookie', 'GET /app/x\nCookie: JSESSIONID=1', {}, 'header-refused'],
    ['a variable of the process', 'GET /app/x?a={{$processEnv HOME}}', {}, 'process-env-not-allowed'],
    ['a variable of .env that nobody read', 'GET /app/x?a={{$dotenv TOKEN_SECRET}}', {}, 'undefined-variable'],
  ])('a request with %s', async (_, request, layers, code) => {
    expect(await outcomesOf({ request: `${request}\n`, layers })).toEqual(each(code));
    expect(stranger.connections).toBe(0);
  });

  function value(text: string) {
    return new Map([['host', { value: text, secret: false }]]);
  }
});

describe('an account with a base URL', () => {
  const gateway = (): CallerAccount => ({ ...account, baseUrl: `http://127.0.0.1:${stranger.port + 1}/ns` });

  it.each<readonly [name: string, target: string, code: string]>([
    ['another port of the same machine', 'http://STRANGER/ns/app/x', none],
    ['the same machine by another name', 'http://localhost:PORT/ns/app/x', none],
    ['the same over https', 'https://127.0.0.1:PORT/ns/app/x', none],
    ['a path beside its own', 'http://127.0.0.1:PORT/nsx/app/x', none],
    ['the path above its own', 'http://127.0.0.1:PORT/app/x', none],
    ['a way out of its path', 'http://127.0.0.1:PORT/ns/../app/x', none],
    ['an encoded way out of its path', 'http://127.0.0.1:PORT/ns/%2e%2e/app/x', none],
    ['a user before its host', 'http://127.0.0.1:PORT@STRANGER/ns/app/x', none],
    ['another account’s host', 'https://7654321.restlets.api.netsuite.com/app/x', none],
    ['a relative way out', '/app/../../other', none],
  ])('is not left by %s', async (_, target, code) => {
    const request = `GET ${target.replaceAll('PORT', String(stranger.port + 1))}\n`;
    expect(await outcomesOf({ request, account: gateway(), throughStranger: false })).toEqual(each(code));
    expect(stranger.connections).toBe(0);
  });
});

describe('an answer that leads elsewhere', () => {
  it.each<readonly [name: string, status: number, headers: (to: string) => OutgoingHttpHeaders]>([
    ['301', 301, to => ({ location: to })],
    ['302', 302, to => ({ location: to })],
    ['303', 303, to => ({ location: to })],
    ['307', 307, to => ({ location: to })],
    ['308', 308, to => ({ location: to })],
    ['a redirect without scheme', 302, to => ({ location: to.replace('http:', '') })],
    ['a refresh', 200, to => ({ refresh: `0; url=${to}` })],
    ['another service', 200, to => ({ 'alt-svc': `h2="${new URL(to).host}"; ma=3600`, location: to })],
    ['an early hint', 200, to => ({ link: `<${to}>; rel=preload` })],
    ['a login that is wanted', 401, to => ({ 'www-authenticate': `Basic realm="${to}"`, location: to })],
  ])('is not followed: %s', async (_, status, headers) => {
    for (const scheme of schemes) {
      /** @param gives the account gives an access token to who asks for one */
      const outcome = async (gives: boolean): Promise<unknown> => {
        let calls = 0;
        const server = createHttpServer(({ url }, response) => {
          calls++;
          if (gives && url === tokenPath) {
            response.end(tokenAnswer);
          } else {
            response.writeHead(status, headers(`http://127.0.0.1:${stranger.port}/app/x`)).end('{}');
          }
        }).listen(0, '127.0.0.1');
        await once(server, 'listening');
        const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const request = 'POST /app/x\nContent-Type: application/json\n\n{}\n';
        const attempt = { request, account: { ...account, baseUrl }, throughStranger: false };
        const told = await outcomeOf(attempt, scheme, stranger);
        server.closeAllConnections();
        server.close();
        return [scheme.name, told, calls, stranger.connections];
      };
      const asks = scheme.first === 'suitetalk';
      expect(await outcome(true)).toEqual([scheme.name, String(status), asks ? 2 : 1, 0]);
      if (asks) {
        expect(await outcome(false)).toEqual([scheme.name, 'oauth2-unanswered', 1, 0]);
      }
    }
  });
});

describe('a proxy on the way', () => {
  it.each<readonly [name: string, greeting: string, code: string]>([
    ['answers in place of the host', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi', 'connect-failed'],
    ['shows its own page', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Log in</h1>', 'connect-failed'],
    ['leads to its own page', 'HTTP/1.1 302 Found\r\nLocation: http://STRANGER/\r\n\r\n', 'connect-failed'],
    ['wants a login', 'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="OAuth"\r\n\r\n', 'connect-failed'],
    ['wants the host’s login', 'HTTP/1.1 401 No\r\nWWW-Authenticate: OAuth realm="x"\r\n\r\n', 'connect-failed'],
    ['refuses', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'connect-failed'],
    ['cannot reach the host', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'connect-failed'],
    ['opens a tunnel to something without TLS', 'HTTP/1.1 200 OK\r\n\r\n', 'connect-failed'],
  ])('gets no signature and no token when it %s', async (_, says, code) => {
    for (const scheme of schemes) {
      stranger.forget();
      stranger.greeting = says.replace('STRANGER', `127.0.0.1:${stranger.port}`);
      expect([scheme.name, await outcomeOf({ request: 'GET /app/x\n' }, scheme, stranger)]).toEqual([
        scheme.name,
        code,
      ]);
      expect(stranger.text()).toMatch(tunnelTo(scheme));
      expect(leaked(stranger.heard)).toEqual([]);
    }
  });

  it.each<readonly [name: string, target: string]>([
    ['a backslash after the own host', `https://${own}\\@evil.example/app/x`],
    ['two slashes after the own host', `https://${own}//evil.example/app/x`],
    ['a host in the path', `/app/https://evil.example/x`],
    ['a host in the query', '/app/x?url=https://evil.example'],
    ['the default port', `https://${own}:443/app/x`],
    ['the own host in capitals', `https://${own.toUpperCase()}/app/x`],
    ['full-width letters, which are the same host', 'https://1234567-sb1.restlets.api.ｎetsuite.com/app/x'],
    ['a way out of the path', '/app/../../evil.example/x'],
  ])('is asked for the account’s own host, whatever there is about the target: %s', async (_, target) => {
    for (const scheme of schemes) {
      stranger.forget();
      await outcomeOf({ request: `GET ${target}\n` }, scheme, stranger);
      expect(stranger.text()).toMatch(tunnelTo(scheme));
      expect(leaked(stranger.heard)).toEqual([]);
    }
  });

  function tunnelTo({ first }: Scheme): RegExp {
    return new RegExp(`^CONNECT 1234567-sb1\\.${first}\\.api\\.netsuite\\.com:443 HTTP/1\\.1\r\n`);
  }
});

it.each(schemes)('the stranger is one that would be told $name, if something were', async scheme => {
  const baseUrl = `http://127.0.0.1:${stranger.port}`;
  stranger.greeting = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';
  await outcomeOf(
    { request: 'GET /app/x\n', account: { ...account, baseUrl }, throughStranger: false },
    scheme,
    stranger,
  );
  expect(leaked(stranger.heard)).toEqual(scheme.tells);
});
