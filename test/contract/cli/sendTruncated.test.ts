// Answers that do not come to their end: what had come of them is printed, marked as what it is, and the run fails.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lines, sendPlace, type Reported, type SendPlace } from './sendPlace.ts';

type Truncated = Reported & {
  readonly truncated?: Required<Reported>['response'] & { readonly bodyEncoding?: string };
};

const megabyte = 1024 * 1024;

describe('tba send', () => {
  let place: SendPlace;
  beforeAll(async () => {
    place = await sendPlace();
  });
  afterEach(() => place.closeServers());
  afterAll(() => place.stop());

  /** Writes pieces until nobody takes them. */
  const endless = (piece: Uint8Array | string, headers: Record<string, string>) => {
    let written = 0;
    const serve = (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, headers);
      const more = () => {
        do {
          written += piece.length;
        } while (response.writable && response.write(piece));
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    };
    return { serve, written: () => written };
  };
  const json = { 'content-type': 'application/json' };
  const get = '# @name big\nGET restlet:1/1\n';
  const truncatedOf = (out: string) => (lines(out)[0] as Truncated).truncated;

  it.each([
    ['as it is', '{"row":"1234567890"},\n', json],
    ['packed', gzipSync('{"row":"1234567890"},\n'.repeat(100_000)), { ...json, 'content-encoding': 'gzip' }],
  ])('stops an answer at --max-size and prints what had come, %s', async (_, piece, headers) => {
    const { serve, written } = endless(piece, headers);
    const { url } = await place.serve(serve);
    const { code, out, err } = await place.send(get, ['--max-size', '2'], { NETSUITE_BASE_URL: url });
    expect([code, err]).toEqual([1, expect.stringMatching(/^tba: big: .* larger than 2 MB .*--max-size\.\n$/)]);
    const [, bytes, body = ''] = /^200 OK \(\d+ ms\)\ntruncated: (\d+) bytes had come\n\n(.*)$/s.exec(out) ?? [];
    expect(Number(bytes)).toBeGreaterThan(megabyte);
    expect(Number(bytes)).toBeLessThanOrEqual(2 * megabyte);
    expect(body.trimEnd().length).toBeGreaterThan(Number(bytes) - 30);
    expect(body.startsWith('{"row":"1234567890"},\n{"row"')).toBe(true);
    // What the sockets on the way hold besides.
    expect(written()).toBeLessThan(20 * megabyte);
  });

  it('marks it as truncated with --json and in the report', async () => {
    const { url } = await place.serve(endless('a"\\n', { 'content-type': 'text/plain; charset=utf-8' }).serve);
    const report = join(place.folder, 'report.json');
    const { code, out } = await place.send(get, ['--max-size', '1', '--json', '--report', `json=${report}`], {
      NETSUITE_BASE_URL: url,
    });
    const [outcome] = lines(out) as Truncated[];
    expect([code, outcome?.error?.code, outcome?.response]).toEqual([1, 'response-too-large', undefined]);
    expect(Object.keys(outcome ?? {})).toEqual(['name', 'request', 'error', 'truncated', 'timings']);
    const { status, headers, body } = outcome?.truncated ?? expect.fail(out.slice(0, 500));
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(body.startsWith('a"\\na"\\n')).toBe(true);
    expect(Buffer.byteLength(body)).toBeGreaterThan(megabyte / 2);
    const { requests } = JSON.parse(await readFile(report, 'utf8')) as { requests: Truncated[] };
    // Not shown when it differs: it is long.
    expect(requests[0]?.truncated?.body === body).toBe(true);
  });

  it('gives bytes that are no text in Base64', async () => {
    const { url } = await place.serve(
      endless(Buffer.from([0, 1, 2, 255]), { 'content-type': 'application/pdf' }).serve,
    );
    const { out } = await place.send(get, ['--max-size', '1', '--json'], { NETSUITE_BASE_URL: url });
    const { body, bodyEncoding } = truncatedOf(out) ?? expect.fail();
    expect(bodyEncoding).toBe('base64');
    expect([...Buffer.from(body, 'base64').subarray(0, 5)]).toEqual([0, 1, 2, 255, 0]);
    expect(Buffer.from(body, 'base64').length).toBeLessThanOrEqual(megabyte);
  });

  it('prints what had come of an answer that broke off or took too long', async () => {
    const { url } = await place.serve(({ url: target = '' }, response) => {
      response.writeHead(200, json).write('{"half":');
      if (target.includes('broken')) void sleep(100).then(() => response.destroy());
    });
    const two = '# @name broken\nGET restlet:1/broken\n###\n# @name slow\n# @timeout 1\nGET restlet:1/1\n';
    const { code, out, err } = await place.send(two, ['--all'], { NETSUITE_BASE_URL: url });
    expect(code).toBe(1);
    expect(out.match(/truncated: 8 bytes had come\n\n\{"half":\n/g)).toHaveLength(2);
    expect(err).toMatch(/broken: The connection broke .*\n.*slow: No answer within 1 s\..*# @timeout/);
  });

  it('keeps a secret out of it that the cut goes through', async () => {
    const secret = 'canary-in-the-answer';
    const { url } = await place.serve((_, response) => {
      response.writeHead(200, json).write(`{"a":"${secret}","b":"${secret.slice(0, 10)}`);
      void sleep(100).then(() => response.destroy());
    });
    await place.write('http-client.private.env.json', JSON.stringify({ dev: { secret } }));
    await place.write('http-client.env.json', JSON.stringify({ dev: {} }));
    const request = 'POST restlet:1/1\nContent-Type: text/plain\n\n{{secret}}\n';
    for (const form of [[], ['--json']]) {
      const { out } = await place.send(request, ['--env', 'dev', ...form], { NETSUITE_BASE_URL: url });
      expect(out).toContain('•••');
      expect(out).not.toContain('canary');
    }
  });

  it.each(['0', '513'])('takes no --max-size %j', async size => {
    const { code, err } = await place.send(get, ['--max-size', size]);
    expect([code, err]).toEqual([2, expect.stringContaining('--max-size takes a number from 1 to 512.')]);
  });

  it('fails where the log-in page of a network answers, or leads there', async () => {
    const page = '<!doctype html><title>Airport Wi-Fi</title><form><input type="password"></form>';
    const { url } = await place.serve(({ url: target = '' }, response) => {
      if (target.includes('away')) response.writeHead(302, { location: 'http://login.airport.example/?x' }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    });
    const text = '# @name page\nGET restlet:1/1\n###\n# @name away\nGET restlet:1/away\n';
    const { code, out, err } = await place.send(text, ['--all'], { NETSUITE_BASE_URL: url });
    expect(code).toBe(1);
    expect(out).toContain(page);
    expect(err).toMatch(/page: The log-in page of a network, 'Airport Wi-Fi', answered .* Log in to the network/);
    expect(err).toMatch(
      /away: The answer was 302 and points to http:\/\/login\.airport\.example\/\?x\. .* log in to the/,
    );
    // Whoever says what is wanted, gets it.
    const wanted = await place.send('# @assert status == 200\nGET restlet:1/1\n', [], { NETSUITE_BASE_URL: url });
    expect(wanted.code).toBe(0);
  });
});
