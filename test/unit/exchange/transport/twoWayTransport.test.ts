import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../../src/codedError.ts';
import type { Transport, WireResponse } from '../../../../src/exchange/transport/transport.ts';
import { twoWayTransport } from '../../../../src/exchange/transport/twoWayTransport.ts';

const never = new AbortController().signal;

function answer(status: number): WireResponse {
  return { status, statusText: '', headers: [], body: new Uint8Array(), timing: { via: 'direct', total: 5 } };
}

describe('twoWayTransport', () => {
  const request = { method: 'GET', url: 'https://1.app.netsuite.com/', headers: [{ name: 'n', value: 'first' }] };
  const anew = () => ({ ...request, headers: [{ name: 'n', value: 'second' }] });
  const fails =
    (code: string, reason = 'ENOTFOUND'): Transport =>
    () =>
      Promise.reject(new CodedError(code, { reason }));
  const works =
    (seen: string[]): Transport =>
    ({ headers }) => {
      seen.push(headers[0]?.value ?? '');
      return Promise.resolve(answer(200));
    };

  it('signs anew for the second way, and remembers that it worked', async () => {
    const seen: string[] = [];
    let tried = 0;
    const direct: Transport = (...args) => {
      tried++;
      return fails('connect-failed')(...args);
    };
    const transport = twoWayTransport(direct, works(seen), () => 'auto');
    await transport(request, never, anew);
    await transport(request, never, anew);
    expect(seen).toEqual(['second', 'first']);
    expect(tried).toBe(1);
  });

  it.each([
    ['a broken connection', fails('connection-broken'), 'https://1.app.netsuite.com/', 'auto'],
    ['the loopback address', fails('connect-failed'), 'http://127.0.0.1:9/', 'auto'],
    ['a setting that says direct', fails('connect-failed'), 'https://1.app.netsuite.com/', 'direct'],
  ] as const)('does not try again after %s', async (_, direct, url, mode) => {
    const seen: string[] = [];
    await expect(
      twoWayTransport(direct, works(seen), () => mode)({ ...request, url }, never, anew),
    ).rejects.toBeInstanceOf(CodedError);
    expect(seen).toEqual([]);
  });

  it('tells both reasons when neither way works', async () => {
    const transport = twoWayTransport(fails('connect-failed'), fails('connect-failed', 'ECONNREFUSED'), () => 'auto');
    await expect(transport(request, never, anew)).rejects.toMatchObject({
      code: 'connect-failed',
      data: { reason: 'ENOTFOUND', hostReason: 'ECONNREFUSED' },
    });
  });

  it('does not say that nothing was sent where the second way may have sent it', async () => {
    const transport = twoWayTransport(fails('connect-failed'), fails('connection-broken', 'ECONNRESET'), () => 'auto');
    await expect(transport(request, never, anew)).rejects.toMatchObject({
      code: 'connection-broken',
      data: { reason: 'ECONNRESET', directReason: 'ENOTFOUND' },
    });
  });
});
