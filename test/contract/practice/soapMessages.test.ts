import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send, startFixture } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';
import { endpoint, envelope, faultOf, getCustomer, getServerTime, soapCaller } from './soapCalls.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

const { passport, post, ask } = soapCaller(() => practice);

describe('what is no SOAP message', () => {
  const good = () => envelope(passport(), getServerTime);

  it.each(['application/json', 'application/soap+xml', 'text/xmlx', ''])('content type "%s" gets 415', async type => {
    expect((await post(good(), { 'Content-Type': type })).status).toBe(415);
  });

  it('needs a SOAPAction header', async () => {
    const answer = await send(practice, {
      method: 'POST',
      target: endpoint,
      headers: { 'Content-Type': 'text/xml' },
      body: good(),
    });
    expect(faultOf(answer)).toMatchObject({ status: 500, faultcode: 'soapenv:Client' });
  });

  it('the envelope of SOAP 1.2 is a version mismatch', async () => {
    const answer = await post(good().replace('schemas.xmlsoap.org/soap/envelope/', 'www.w3.org/2003/05/soap-envelope'));
    expect(faultOf(answer).faultcode).toBe('soapenv:VersionMismatch');
  });

  it('a block that must be understood and is not', async () => {
    const block = '<w:Security xmlns:w="urn:wsse" e:mustUnderstand="1"/>';
    expect(faultOf(await post(envelope(block + passport(), getServerTime))).faultcode).toBe('soapenv:MustUnderstand');
    const harmless = block.replace('="1"', '="0"');
    expect((await post(envelope(harmless + passport(), getServerTime))).status).toBe(200);
  });

  const laughs = `<!DOCTYPE lolz [<!ENTITY a "lol">${'bcdefghi'
    .split('')
    .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index] ?? ''};`.repeat(10)}">`)
    .join('')}]>`;

  it.each<[string, () => string | Buffer]>([
    ['nothing', () => ''],
    ['text', () => 'hello'],
    ['JSON', () => '{"a":1}'],
    ['an unclosed element', () => good().replace('</e:Envelope>', '')],
    ['an undeclared prefix', () => good().replace('<m:getServerTime/>', '<nobody:getServerTime/>')],
    ['a prefix for no namespace', () => good().replace('xmlns:c=', 'xmlns:d="" xmlns:c=')],
    ['two bodies', () => good().replace('</e:Body>', '</e:Body><e:Body><m:getServerTime/></e:Body>')],
    ['two operations', () => envelope(passport(), getServerTime + getServerTime)],
    ['no operation', () => envelope(passport(), '')],
    ['another root', () => good().replaceAll('e:Envelope', 'e:Letter')],
    ['a DTD', () => good().replace('?>', '?><!DOCTYPE Envelope SYSTEM "file:///etc/passwd">')],
    [
      'an external entity',
      () =>
        good()
          .replace('?>', '?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
          .replace('<c:nonce>', '<c:nonce>&x;'),
    ],
    ['a billion laughs', () => good().replace('?>', `?>${laughs}`).replace('<c:nonce>', '<c:nonce>&i;')],
    ['elements nested 49,000 deep', () => envelope(passport(), '<m:a>'.repeat(49_000) + '</m:a>'.repeat(49_000))],
    ['elements nested beyond counting', () => envelope(passport(), '<m:a>'.repeat(500_000))],
    ['2 million empty elements', () => envelope(passport(), `<m:a>${'<b/>'.repeat(2_000_000)}</m:a>`)],
    ['2 million references', () => envelope(passport(), `<m:a b="${'&amp;'.repeat(2_000_000)}"/>`)],
    [
      'another charset than it claims',
      () => Buffer.from(good().replace('<m:getServerTime/>', '<m:get a="ü"/>'), 'latin1'),
    ],
    ['UTF-16 that claims to be UTF-8', () => Buffer.from(good(), 'utf16le')],
    ['a NUL', () => good().replace('<c:nonce>', '<c:nonce>\0')],
    ['half a character', () => Buffer.concat([Buffer.from(good()), Buffer.from([0xf0, 0x9f])])],
  ])('%s is a Client fault', async (_, body) => {
    const sent = body();
    const answer = await post(sent);
    expect(faultOf(answer)).toMatchObject({ status: 500, faultcode: 'soapenv:Client' });
    expect(answer.body.length).toBeLessThan(2_000);
  });

  it('says nothing of a file that an entity names', async () => {
    const dtd = `<!DOCTYPE a [<!ENTITY x SYSTEM "${pathToFileURL(import.meta.filename).href}">]>`;
    const body = good().replace('?>', `?>${dtd}`).replace('<c:nonce>', '<c:nonce>&x;');
    expect((await post(body)).body).not.toContain('a billion laughs');
  });

  it.each([
    ['an attribute of 5 MB', () => good().replace('<m:getServerTime', `<m:getServerTime a="${'x'.repeat(5_000_000)}"`)],
    ['a comment of 5 MB', () => good().replace('<m:getServerTime', `<!--${'x'.repeat(5_000_000)}--><m:getServerTime`)],
    ['a byte order mark', () => `\uFEFF${good()}`],
    ['CDATA', () => good().replace(/<c:nonce>(.*?)</, '<c:nonce><![CDATA[$1]]><')],
    ['a comment in a field', () => good().replace('<c:nonce>', '<c:nonce><!-- once -->')],
    [
      'a character reference',
      () => good().replace(/<c:nonce>(.)/, (_, first: string) => `<c:nonce>&#x${first.charCodeAt(0).toString(16)};`),
    ],
  ])('%s changes nothing', async (_, body) => {
    expect((await post(body())).status).toBe(200);
  });

  it('reads UTF-16 that says so', async () => {
    const text = envelope(passport(), getCustomer('104')).replace('UTF-8', 'UTF-16');
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect((await post(marked, { 'Content-Type': 'text/xml' })).body).toContain('株式会社さくら');
    const told = await post(Buffer.from(envelope(passport(), getServerTime), 'utf16le'), {
      'Content-Type': 'text/xml; charset="UTF-16LE"',
    });
    expect(told.status).toBe(200);
  });

  it('an account in any script is a wrong account, with its octets in the trail', async () => {
    const account = '日本🚀‮<';
    await ask(getServerTime, {
      credentials: { ...practice.credentials, account },
      replace: { account: '日本🚀‮&lt;' },
    });
    expect(practice.lastDetail()).toBe('InvalidSignature');
    expect(practice.account.loginAudit.rows().at(-1)?.seen?.baseString).toMatch(
      /^%E6%97%A5%E6%9C%AC%F0%9F%9A%80%E2%80%AE%3C&/,
    );
  });

  it('keeps answering after all of this', async () => {
    expect((await ask()).status).toBe(200);
  });
});
