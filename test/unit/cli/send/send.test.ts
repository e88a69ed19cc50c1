import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readGateway } from '../../../../src/cli/credentials.ts';
import { OutputMask } from '../../../../src/cli/streams/outputMask.ts';
import { printable } from '../../../../src/cli/streams/printable.ts';
import { textReport } from '../../../../src/cli/send/sendReport.ts';
import type { Outcome } from '../../../../src/cli/send/sendRun.ts';

describe('readGateway', () => {
  it.each([
    [{}, {}],
    [{ NETSUITE_BASE_URL: ' https://Gateway.example/ns/ ' }, { baseUrl: 'https://gateway.example/ns' }],
    [{ NETSUITE_BASE_URL: 'http://127.0.0.1:8080' }, { baseUrl: 'http://127.0.0.1:8080' }],
    [
      { NETSUITE_BASE_URL: 'https://g.example', NETSUITE_SIGNED_AS: 'netsuite' },
      { baseUrl: 'https://g.example', signedAs: 'netsuite' },
    ],
    [
      { NETSUITE_BASE_URL: 'https://g.example', NETSUITE_SIGNED_AS: 'https://h.example/x/' },
      { baseUrl: 'https://g.example', signedAs: 'https://h.example/x' },
    ],
  ])('%j gives %j', (environment, expected) => expect(readGateway(environment)).toEqual(expected));

  it.each(['http://gateway.example', 'ftp://a', 'gateway', 'https://u:canary@a/', 'https://a/?b', 'https://a/#b'])(
    'refuses %s without repeating it',
    url => {
      expect(() => readGateway({ NETSUITE_BASE_URL: url })).toThrow(
        expect.objectContaining({ code: 'base-url-invalid', data: { name: 'NETSUITE_BASE_URL' } }),
      );
    },
  );
});

describe('at a terminal', () => {
  it('control characters are shown, not obeyed', () => {
    expect(printable('a\u001b[31m\r\nb\tc\u009b')).toBe('a\\x1b[31m\nb\tc\\x9b');
  });

  it.each([
    [true, 'text/plain', 'x\u001b[2J', '200 OK (3 ms)\n\nx\\x1b[2J\n'],
    [false, 'text/plain', 'x\u001b[2J', '200 OK (3 ms)\n\nx\u001b[2J\n'],
    [true, 'application/pdf', 'abc', '200 OK (3 ms)\n\n(3 bytes that are no text; send them into a file)\n'],
    [false, 'application/pdf', 'abc', '200 OK (3 ms)\n\nabc'],
    [true, 'text/plain', '', '200 OK (3 ms)\n\n'],
  ])('(%s) a body of %s %j is written as %j', async (isTTY, type, body, expected) => {
    let written = '';
    const output = new Writable({
      write: (chunk: Buffer, _, done) => {
        written += chunk.toString();
        done();
      },
    });
    const response = { status: 200, statusText: 'OK', headers: [{ name: 'content-type', value: type }], bodyBytes: 0 };
    const exchange = { record: { response, timing: { total: 3.2 } }, body: new TextEncoder().encode(body) };
    await textReport(
      Object.assign(output, { isTTY }),
      false,
      new OutputMask([]),
      (_, text) => text,
    )({ step: { label: 'a' }, exchange } as unknown as Outcome);
    expect(written).toBe(expected);
  });
});
