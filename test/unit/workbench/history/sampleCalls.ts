import { tbaAuthenticator } from '../../../../src/exchange/authenticate.ts';
import type { Exchange, ExchangeRecord } from '../../../../src/exchange/record.ts';
import { redactHeader } from '../../../../src/exchange/redact.ts';

const secrets = { consumerKey: 'ck', consumerSecret: 'cs', token: 'tk', tokenSecret: 'ts' };

/** A call that was answered, or (with a failure) was not. */
export function sampleExchange(
  title: string,
  changes: Partial<ExchangeRecord> & { readonly sent?: string; readonly answer?: string } = {},
): Exchange {
  const { sent, answer = '{}', ...record } = changes;
  const url = record.request?.url ?? 'https://1234567.restlets.api.netsuite.com/rest/tokeninfo?a=1';
  const method = record.request?.method ?? 'GET';
  const signed = tbaAuthenticator('1234567', secrets, { nonce: () => 'n', timestamp: () => '1' })({
    method,
    url,
    headers: [],
  });
  const body = record.failure ? new Uint8Array() : new TextEncoder().encode(answer);
  return {
    body,
    record: {
      id: `id of ${title}`,
      title,
      startedAt: Date.UTC(2026, 10, 24, 12),
      account: { id: '1234567', name: 'Acme' },
      credential: { scheme: 'tba', label: 'jane · Clerk' },
      request: {
        method,
        url,
        headers: [{ name: 'Accept', value: '*/*' }, ...signed.headers.map(redactHeader)],
        ...(sent !== undefined && { body: sent }),
      },
      ...(!record.failure && {
        response: { status: 200, statusText: 'OK', headers: [], bodyBytes: body.byteLength },
      }),
      timing: { via: 'direct', total: 12 },
      signature: signed.steps,
      ...record,
    },
  };
}
