import { describe, expect, it } from 'vitest';
import { openBody } from '../../../src/bodies/openBody.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const open = (body: string | Uint8Array, contentType?: string, status = 200) =>
  openBody({ status, contentType, body: typeof body === 'string' ? encode(body) : body });
const notes = (...given: Parameters<typeof open>) => open(...given).summary.notes;
const text = (...given: Parameters<typeof open>) => new TextDecoder().decode(open(...given).bytes);

describe('notes', () => {
  it('say nothing of an ordinary body', () => {
    expect(notes('{"success":true,"error":null,"errors":[],"status":"ok"}', 'application/json')).toEqual([]);
    expect(notes('{"error":{"code":"X","message":"y"}}', 'application/json', 400)).toEqual([]);
  });

  it.each([
    ['{"error":{"code":"X","message":"y"}}', 'error.code', 'y'],
    ['{"success":false,"message":"Not so."}', 'success: false', 'Not so.'],
    ['{"success":"false","errorMessage":"No."}', 'success: "false"', 'No.'],
    ['{"success":false,"error":{"message":"No."}}', 'error', 'No.'],
    ['{"status":"error","errors":[{"message":"First"}]}', 'status: "error"', 'First'],
    ['{"error":"It broke."}', 'error', 'It broke.'],
    ['{"ok":false}', 'ok: false', undefined],
    ['{"type":"error.SuiteScriptError","name":"N","message":"m","stack":[]}', 'error.code', 'm'],
  ])('mark an error behind a success status: %s', (body, sign, message) => {
    expect(notes(body, 'application/json')).toEqual([
      { code: 'error-with-success', sign, ...(message !== undefined && { message }) },
    ]);
  });

  it('mark a SOAP status that is none of success', () => {
    const body =
      '<s:Envelope><s:Body><r><p:status isSuccess="false"><p:statusDetail><p:code>C</p:code><p:message>No such record.</p:message></p:statusDetail></p:status></r></s:Body></s:Envelope>';
    expect(notes(body, 'text/xml')).toEqual([
      { code: 'error-with-success', sign: 'isSuccess="false"', message: 'No such record.' },
    ]);
    expect(notes(body.replace('"false"', '"true"'), 'text/xml')).toEqual([]);
  });

  it('tell of JSON that is sent as text, of pages of HTML, document types and gzip', () => {
    expect(notes('{"a":1}', 'text/plain;charset=utf-8')).toEqual([{ code: 'text-is-json', declared: 'text/plain' }]);
    expect(notes('<html><title>Closed &amp; gone</title></html>', 'text/html')).toEqual([
      { code: 'html-page', title: 'Closed & gone' },
    ]);
    expect(notes('<!DOCTYPE a><a/>', 'text/xml')).toEqual([{ code: 'doctype-left-alone' }]);
    expect(notes(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0), 'application/json')).toEqual([{ code: 'still-gzip' }]);
  });
});

describe('a page that asks for a login', () => {
  it.each([
    ['by its title', '<html><title>Airport Wi-Fi</title></html>', 200],
    ['by a field for a password', '<html><body><form><input name=p type="password"></form></body></html>', 200],
    ['by the status', '<html><body>Accept our terms</body></html>', 511],
  ])('is told to be a network’s: %s', (_, page, status) => {
    expect(notes(page, 'text/html', status)).toMatchObject([{ code: 'network-login' }]);
  });

  it.each([
    ['NetSuite’s own', '<html><title>NetSuite - Customer Login</title><input type="password"></html>'],
    ['Oracle’s own', '<html><title>Sign In</title><p>Oracle and its affiliates</p><input type="password"></html>'],
    ['one that says that nobody is there', '<html><title>Service unavailable</title></html>'],
  ])('is none of a network’s where it is %s', (_, page) => {
    expect(notes(page, 'text/html', 503)).toMatchObject([{ code: 'html-page' }]);
  });
});

describe('charset', () => {
  const latin1 = Uint8Array.from('{"name":"Größe"}', character => character.charCodeAt(0));

  it('is windows-1252 where bytes are no UTF-8, named or not', () => {
    expect(text(latin1, 'application/json')).toBe('{"name":"Größe"}');
    expect(notes(latin1, 'application/json')).toEqual([{ code: 'charset-wrong', readAs: 'windows-1252' }]);
    expect(notes(latin1, 'application/json; charset=utf-8')).toEqual([
      { code: 'charset-wrong', named: 'utf-8', readAs: 'windows-1252' },
    ]);
  });

  it('is UTF-8 where bytes are, whatever single-byte charset is named', () => {
    expect(text('{"name":"Größe"}', 'application/json; charset=ISO-8859-1')).toBe('{"name":"Größe"}');
    expect(notes('{"name":"Größe"}', 'application/json; charset=ISO-8859-1')).toEqual([
      { code: 'charset-wrong', named: 'windows-1252', readAs: 'utf-8' },
    ]);
    expect(notes(latin1, 'application/json; charset=ISO-8859-1')).toEqual([]);
  });

  it('stays UTF-8 where only a little is broken, or the end is cut', () => {
    const broken = encode('{"name":"ÄÖÜ?"}');
    broken[broken.indexOf(0x3f)] = 0xff;
    expect(notes(broken, 'application/json')).toEqual([{ code: 'charset-wrong', readAs: 'utf-8' }]);
    expect(notes(encode('"Grö').subarray(0, -1), 'text/plain')).toEqual([]);
  });

  it('that is unknown is named', () => {
    expect(notes('x', 'text/plain; charset=klingon')).toEqual([
      { code: 'charset-unknown', named: 'klingon', readAs: 'utf-8' },
    ]);
  });
});
