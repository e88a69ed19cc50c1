// `tba send` to an account that has too many calls at once.
import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lines, sendPlace, type SendPlace } from './sendPlace.ts';

let place: SendPlace;

beforeAll(async () => {
  place = await sendPlace();
});
afterEach(() => place.closeServers());
afterAll(() => place.stop());

/** Refuses so many calls, each as NetSuite says it, and lets the rest through. */
async function busy(refusals: number, retryAfter?: string) {
  const signatures: string[] = [];
  const { url, seen } = await place.serve((request, response) => {
    signatures.push(request.headers.authorization ?? '');
    if (signatures.length > refusals) {
      response.end('{}');
      return;
    }
    response.writeHead(429, {
      'Content-Type': 'application/json',
      ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
    });
    response.end(JSON.stringify({ error: { code: 'SSS_REQUEST_LIMIT_EXCEEDED', message: 'Request limit exceeded.' } }));
  });
  return { seen, signatures, settings: { NETSUITE_BASE_URL: url } };
}

describe('too many calls at once', () => {
  it('are told of, waited for and asked for anew, each with a signature of its own', async () => {
    const { seen, signatures, settings } = await busy(1);
    const { code, out, err } = await place.send('### a\nGET /services/rest/a\n', ['--json'], settings);
    expect([code, lines(out)[0]?.response?.status, seen.length]).toEqual([0, 200, 2]);
    expect(new Set(signatures).size).toBe(2);
    // A second, and a quarter more or less.
    expect(err).toMatch(
      /^tba: a: The account has too many calls at once \(SSS_REQUEST_LIMIT_EXCEEDED\)\. Trying again in [12] s\.\n$/,
    );
  });

  it('are not asked for anew by a call that may write, unless that is wanted', async () => {
    const { seen, settings } = await busy(1);
    const { code, err } = await place.send('### a\nPOST /services/rest/a\n', [], settings);
    expect([code, seen.length]).toEqual([1, 1]);
    expect(err).toContain('--retry-writes');
    const allowed = await busy(1);
    expect(await place.send('### a\nPOST /services/rest/a\n', ['--retry-writes'], allowed.settings)).toMatchObject({
      code: 0,
    });
    expect(allowed.seen.length).toBe(2);
  });

  it('are waited for no longer when somebody interrupts', async () => {
    const { seen, settings } = await busy(9, '50');
    await writeFile(place.file, '### a\nGET /services/rest/a\n');
    const { child, ended } = place.start([place.file], settings);
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const { code, err } = await ended;
    expect([code, seen.length]).toEqual([130, 1]);
    expect(err).toContain('Trying again in 50 s.');
  });
});
