import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { tbaAuthenticator } from '../../../../src/exchange/authenticate.ts';
import { isGuarded, readsOrWrites, restletDeployment } from '../../../../src/exchange/guards/productionGuard.ts';
import { checkCall, type Caller } from '../../../../src/exchange/send.ts';

const account = { accountId: '1234567', name: 'Acme' };
const gateway = { ...account, baseUrl: 'https://gateway.example/ns' };
const restlets = 'https://1234567.restlets.api.netsuite.com';
const suiteTalk = 'https://1234567.suitetalk.api.netsuite.com';
const restlet = `${restlets}/app/site/hosting/restlet.nl`;
const xml = { name: 'Content-Type', value: 'text/xml; charset=utf-8' };

function kindOf(method: string, url: string, headers: { name: string; value: string }[] = [], body?: string) {
  return readsOrWrites({ method, url, headers, body }, account);
}

function envelope(operation: string, header = ''): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ' +
    'xmlns:m="urn:messages_2025_2.platform.webservices.netsuite.com">' +
    `${header}<s:Body>${operation}</s:Body></s:Envelope>`
  );
}

function soapKind(body: string, headers = [xml], path = '/services/NetSuitePort_2025_2') {
  return kindOf('POST', suiteTalk + path, headers, body);
}

describe('isGuarded', () => {
  it.each([
    [{ accountId: '1234567' }, true],
    [{ accountId: '1234567', baseUrl: 'http://127.0.0.1:1' }, true],
    [{ accountId: 'ACME' }, true],
    [{ accountId: '1234567_SBX' }, true],
    [{ accountId: '1234567_SB1' }, false],
    [{ accountId: '1234567_RP' }, false],
    [{ accountId: 'TSTDRV1234567' }, false],
    [{ accountId: '1234567', practice: true }, false],
  ])('%j: %s', (record, expected) => expect(isGuarded(record)).toBe(expected));
});

describe('readsOrWrites', () => {
  it.each([
    ['GET', `${suiteTalk}/services/rest/record/v1/customer/7?expand=true`],
    ['get', `${suiteTalk}/services/rest/record/v1/customer/eid:M%C3%BCller%201`],
    ['HEAD', `${suiteTalk}/services/rest/record/v1/metadata-catalog/`],
    ['POST', `${suiteTalk}/services/rest/query/v1/suiteql?limit=5`],
    ['GET', `${restlets}/rest/tokeninfo`],
    ['GET', `${restlets}/rest/datacenterurls?account=1234567`],
  ])('%s %s reads', (method, url) => expect(kindOf(method, url)).toBe('read'));

  it.each([
    ['POST', `${suiteTalk}/services/rest/record/v1/customer`],
    ['PATCH', `${suiteTalk}/services/rest/record/v1/customer/7`],
    ['PUT', `${suiteTalk}/services/rest/query/v1/suiteql`],
    ['DELETE', `${suiteTalk}/services/rest/record/v1/customer/7`],
    ['OPTIONS', `${suiteTalk}/services/rest/record/v1/customer/7`],
    ['GET', `${restlets}/rest/revoketoken?consumerKey=a&token=b`],
    ['GET', `${restlets}/rest/issuetoken`],
    ['HEAD', `${restlets}/rest/tokeninfo`],
    ['GET', `${restlets}/rest/tokeninfo/`],
    ['GET', `${restlets}/rest/tokeninfo.`],
    ['POST', `${restlets}/rest/tokeninfo`],
    ['GET', `${restlets}/app/site/hosting/scriptlet.nl?script=1&deploy=1`],
    ['POST', `${restlet}?script=1&deploy=1`],
    ['DELETE', `${restlet}?script=1&deploy=1`],
    ['GET', `${suiteTalk}/services/NetSuitePort_2025_2`],
    ['GET', `${suiteTalk}/services/restx/`],
    ['GET', `${suiteTalk}/services/rest`],
    ['GET', `${suiteTalk}/SERVICES/REST/record`],
    ['POST', `${suiteTalk}/services/rest/query`],
    ['POST', `${suiteTalk}/services/rest/query/../record/v1/customer`],
    ['POST', `${suiteTalk}/services/rest/query/%2e%2e/record/v1/customer`],
    ['POST', `${suiteTalk}/services/rest/query/..%2frecord/v1/customer`],
    ['POST', `${suiteTalk}/services/rest/query/..%5Crecord/v1/customer`],
    ['POST', `${suiteTalk}/services/rest/query/%252e%252e/record`],
    ['POST', `${suiteTalk}/services/rest/query/..;/record`],
    ['POST', `${suiteTalk}/services/rest/query/..%3b/record`],
    ['POST', `${suiteTalk}/services/rest/query//record`],
    ['POST', `${suiteTalk}/services/rest/query/%c0%ae%c0%ae/record`],
    ['POST', `${suiteTalk}/services/rest/query/\uff0e\uff0e\uff0frecord`],
    ['POST', `${suiteTalk}/services/rest/query/a%00`],
    ['POST', `${suiteTalk}/services/rest/query/a%zz`],
    ['POST', `${suiteTalk}\\services\\rest\\record`],
    ['GET', `https://user@1234567.suitetalk.api.netsuite.com/services/rest/record`],
    ['GET', `${suiteTalk}/services/rest/record?a=%ff`],
    ['GET', `${suiteTalk}/services/rest/record?_method=DELETE`],
    ['GET', `${suiteTalk}/services/rest/record?x-http-method%2doverride=DELETE`],
  ])('%s %s counts as a write', (method, url) => expect(kindOf(method, url)).toBe('write'));

  it.each([
    ['X-HTTP-Method-Override', 'DELETE'],
    ['x-method-override', 'POST'],
    ['X-HTTP-Method', 'MERGE'],
    ['X-Original-URL', '/rest/revoketoken'],
    ['X-Rewrite-Url', '/rest/revoketoken'],
    ['X-Forwarded-Prefix', '/x'],
    ['Content-Encoding', 'gzip'],
  ])('a GET and a query with the header %s count as writes', (name, value) => {
    expect(kindOf('GET', `${suiteTalk}/services/rest/record/v1/customer`, [{ name, value }])).toBe('write');
    expect(kindOf('POST', `${suiteTalk}/services/rest/query/v1/suiteql`, [{ name, value }], '{}')).toBe('write');
  });

  it('lets ordinary headers be', () => {
    const headers = ['Accept', 'Prefer', 'If-None-Match', 'X-NetSuite-PropertyNameValidation'].map(name => ({
      name,
      value: 'x',
    }));
    expect(kindOf('GET', `${suiteTalk}/services/rest/record/v1/customer`, headers)).toBe('read');
  });

  it('counts a GET with a body as a write', () => {
    expect(kindOf('GET', `${suiteTalk}/services/rest/record/v1/customer`, [], '_method=DELETE')).toBe('write');
    expect(kindOf('GET', `${restlet}?script=1&deploy=1`, [], 'x')).toBe('write');
  });

  it.each([
    ['GET', '?script=1&deploy=2&id=7', { script: '1', deploy: '2' }],
    ['HEAD', '?deploy=customdeploy_b&script=customscript_a', { script: 'customscript_a', deploy: 'customdeploy_b' }],
    ['GET', '?%73cript=1&deploy=2', { script: '1', deploy: '2' }],
  ])('%s of a RESTlet with %s names its deployment', (method, query, deployment) => {
    expect(kindOf(method, restlet + query)).toBe('restlet-get');
    expect(restletDeployment({ url: restlet + query }, account)).toEqual(deployment);
  });

  it.each([
    '',
    '?script=1',
    '?script=&deploy=1',
    '?script=1&deploy=1&script=2',
    '?script=1&deploy=1&deploy=2',
    '?script=1&deploy=1&%73cript=2',
    '?script=1&deploy=1&Script=2',
    '?SCRIPT=1&deploy=1',
  ])('a GET of a RESTlet with “%s” counts as a write, for nobody knows which script runs', query => {
    expect(kindOf('GET', restlet + query)).toBe('write');
    expect(restletDeployment({ url: restlet + query }, account)).toBeUndefined();
  });

  it.each([
    ['https://gateway.example/ns/services/rest/record/v1/customer', 'read'],
    [`${suiteTalk}/services/rest/record/v1/customer`, 'read'],
    ['https://gateway.example/ns/services/rest/../record', 'write'],
    ['https://gateway.example/ns//services/rest/record', 'write'],
    ['https://gateway.example/ns/ns/services/rest/record', 'write'],
    ['https://gateway.example/ns/app/site/hosting/restlet.nl?script=1&deploy=1', 'restlet-get'],
  ])('judges GET %s behind a base URL by what follows it: %s', (url, expected) => {
    expect(readsOrWrites({ method: 'GET', url, headers: [] }, gateway)).toBe(expected);
  });

  it('judges nothing that goes to another account', () => {
    expect(() => kindOf('GET', 'https://7654321.suitetalk.api.netsuite.com/services/rest/')).toThrow(
      expect.objectContaining({ code: 'host-of-another-account' }),
    );
  });
});

describe('a SOAP message', () => {
  it.each([
    ['get', envelope('<m:get><m:baseRef internalId="1"/></m:get>')],
    ['search', envelope('<search xmlns="urn:messages_2024_1.platform.webservices.netsuite.com"/>')],
    ['searchMoreWithId', envelope('\n  <!-- next page -->\n  <m:searchMoreWithId/>\n')],
    ['getServerTime with a header', envelope('<m:getServerTime/>', '<s:Header><m:tokenPassport/></s:Header>')],
  ])('with %s reads', (_, body) => expect(soapKind(body)).toBe('read'));

  it.each([
    ['add', envelope('<m:add/>')],
    ['an operation that nobody knows', envelope('<m:getRich/>')],
    ['a job', envelope('<m:asyncSearch/>')],
    ['two operations', envelope('<m:get/><m:delete/>')],
    ['no operation', envelope('')],
    ['text beside the operation', envelope('<m:get/>x')],
    ['an operation of another namespace', envelope('<get xmlns="urn:other"/>')],
    ['an operation of no namespace', envelope('<get/>')],
    ['two bodies', envelope('<m:get/></s:Body><s:Body><m:delete/>')],
    ['a body within the header', envelope('<m:get/>', '<s:Header><s:Body><m:delete/></s:Body></s:Header>')],
    ['two headers', envelope('<m:get/>', '<s:Header/><s:Header/>')],
    [
      'a header of WS-Addressing',
      envelope('<m:get/>', '<s:Header><a:Action xmlns:a="urn:a">delete</a:Action></s:Header>'),
    ],
    ['a document type', envelope('<m:get/>').replace('<s:E', '<!DOCTYPE s:Envelope [<!ENTITY x "y">]><s:E')],
    ['another encoding', envelope('<m:get/>').replace('UTF-8', 'UTF-7')],
    [
      'an envelope of SOAP 1.2',
      envelope('<m:get/>').replace('schemas.xmlsoap.org/soap/envelope/', 'www.w3.org/2003/05/soap-envelope'),
    ],
    ['broken XML', envelope('<m:get>')],
    ['no XML', 'get'],
    ['nothing', ''],
    ['more than a question', envelope(`<m:get><m:x>${' '.repeat(1_000_000)}</m:x></m:get>`)],
  ])('with %s counts as a write', (_, body) => expect(soapKind(body)).toBe('write'));

  it.each([
    ['SOAPAction of the same', 'read', [xml, { name: 'SOAPAction', value: '"get"' }]],
    ['empty SOAPAction', 'read', [xml, { name: 'SOAPAction', value: '""' }]],
    ['SOAPAction of another', 'write', [xml, { name: 'soapaction', value: 'delete' }]],
    ['two SOAPActions', 'write', [xml, { name: 'SOAPAction', value: 'get' }, { name: 'SOAPAction', value: 'delete' }]],
    ['no type', 'write', []],
    ['two types', 'write', [xml, xml]],
    ['a type of another charset', 'write', [{ name: 'Content-Type', value: 'text/xml; charset=utf-16' }]],
    ['a type with an action', 'write', [{ name: 'Content-Type', value: 'text/xml; action="delete"' }]],
    ['a type of many parts', 'write', [{ name: 'Content-Type', value: 'multipart/related' }]],
  ])('with %s: %s', (_, expected, headers) => expect(soapKind(envelope('<m:get/>'), headers)).toBe(expected));

  it('elsewhere counts as a write', () => {
    expect(soapKind(envelope('<m:get/>'), [xml], '/services/NetSuitePort_2025_2/x')).toBe('write');
    expect(soapKind(envelope('<m:get/>'), [xml], '/services/other')).toBe('write');
  });
});

/** What a lenient server could take a path for, read without a line of the code above. */
function leniently(path: string): string {
  let text = path;
  for (let round = 0; round < 4; round++) {
    text = Buffer.from(
      text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    )
      .toString('latin1')
      .replaceAll('\\', '/');
  }
  const kept: string[] = [];
  for (const segment of text.split('/')) {
    const name = segment.split(';')[0] ?? '';
    if (name === '..') {
      kept.pop();
    } else if (name !== '' && name !== '.') {
      kept.push(name);
    }
  }
  return `/${kept.join('/')}`.toLowerCase();
}

const caller: Caller = {
  account,
  credentialId: 'c',
  credentialLabel: 'c',
  authenticate: tbaAuthenticator(
    '1234567',
    { consumerKey: 'k', consumerSecret: 's', token: 't', tokenSecret: 's' },
    { nonce: () => 'nonce123', timestamp: () => '1' },
  ),
};

const dots = fc.constantFrom('..', '%2e%2e', '.%2E', '%252e%252e', '..;', '..;x=1', '%2e%2e%3b', '.', '...', '');
const oddSlash = fc.constantFrom('//', '%2f', '%2F', '\\', '%5c', '%255c', '/./', '%252f', '/;/');
const slash = fc.oneof({ weight: 5, arbitrary: fc.constant('/') }, { weight: 2, arbitrary: oddSlash });
const step = fc.tuple(
  slash,
  fc.oneof(dots, fc.constantFrom('record', 'v1', 'query', 'rest', 'a.b', 'eid:1%20', 'x%2Fy')),
);
const start = fc.constantFrom(
  '/services/rest/query',
  '/services/rest/record',
  '/rest/tokeninfo',
  '/rest/revoketoken',
  '/services/NetSuitePort_2025_2',
  '/app/site/hosting/restlet.nl',
);
const casing = fc.constantFrom(
  (text: string) => text,
  (text: string) => text,
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.replace(/e/g, '%65'),
);
const target = fc
  .tuple(start, casing, fc.array(step, { maxLength: 4 }))
  .map(([base, spell, steps]) => spell(base) + steps.flat().join(''));
const method = fc.constantFrom('GET', 'get', 'HEAD', 'POST', 'Post', 'PUT', 'PATCH', 'delete', 'OPTIONS', 'QUERY');
const site = fc.constantFrom(
  { origin: suiteTalk, account },
  { origin: `${suiteTalk}:443`, account },
  { origin: 'HTTPS://1234567.SuiteTalk.api.netsuite.com', account },
  { origin: `${suiteTalk}.`, account },
  { origin: suiteTalk.replace('//', '//u:p@'), account },
  { origin: suiteTalk, account: gateway },
  { origin: 'https://gateway.example/ns', account: gateway },
  { origin: 'https://gateway.example/ns/x/%2e%2e', account: gateway },
  { origin: 'https://gateway.example:443/ns', account: gateway },
);

describe('the production guard', () => {
  it('lets no write through, however it is spelled', () => {
    const counted = { through: 0, back: 0 };
    fc.assert(
      fc.property(
        site,
        method,
        target,
        fc.constantFrom('', '?script=1&deploy=1', '?q=/../x'),
        (where, verb, path, query) => {
          let sent;
          try {
            sent = checkCall(
              { title: 't', method: verb, url: where.origin + path + query, headers: [] },
              { ...caller, account: where.account },
            );
          } catch (error) {
            // Refused for whatever reason: nothing is sent.
            expect(isCoded(error)).toBe(true);
            counted.back++;
            return;
          }
          counted.through++;
          const { pathname } = new URL(sent.url);
          const seen = leniently(where.account === gateway ? pathname.replace(/^\/ns/, '') : pathname);
          expect(['GET', 'HEAD', 'POST']).toContain(sent.method);
          expect(`${sent.method} ${seen}/`).toMatch(
            /^(?:(?:GET|HEAD) \/services\/rest\/|GET \/rest\/tokeninfo\/$|POST \/services\/rest\/query\/)/,
          );
        },
      ),
      { numRuns: 5000 },
    );
    // Both must happen, or nothing was shown.
    expect(Math.min(counted.through, counted.back)).toBeGreaterThan(50);
  });

  it('stops a write unless the caller may write, and names it without its query', () => {
    const call = {
      title: 't',
      method: 'delete',
      url: `${suiteTalk}/services/rest/record/v1/customer/7?secret=1`,
      headers: [],
    };
    expect(() => checkCall(call, caller)).toThrow(
      expect.objectContaining({
        code: 'production-write',
        data: { method: 'DELETE', url: `${suiteTalk}/services/rest/record/v1/customer/7`, account: '1234567' },
      }),
    );
    expect(checkCall(call, { ...caller, mayWrite: true }).method).toBe('DELETE');
    expect(() => checkCall(call, { ...caller, mayWrite: false })).toThrow();
  });

  it('stops a RESTlet’s GET and names its deployment', () => {
    const call = { title: 't', method: 'GET', url: `${restlet}?script=1&deploy=2&token=secret`, headers: [] };
    expect(() => checkCall(call, caller)).toThrow(
      expect.objectContaining({
        code: 'production-write',
        data: { method: 'GET', url: restlet, account: '1234567', script: '1', deploy: '2' },
      }),
    );
  });

  it('leaves sandboxes and the practice account alone', () => {
    const base = 'http://127.0.0.1:9';
    const call = { title: 't', method: 'DELETE', url: `${base}/services/rest/record/v1/customer/7`, headers: [] };
    const at = (record: Caller['account']) => checkCall(call, { ...caller, account: record }).url;
    expect(at({ accountId: '1234567_SB1', name: 'S', baseUrl: base })).toBe(call.url);
    expect(at({ accountId: '1234567', name: 'P', baseUrl: base, practice: true })).toBe(call.url);
    expect(() => at({ accountId: '1234567', name: 'G', baseUrl: base })).toThrow();
  });
});
