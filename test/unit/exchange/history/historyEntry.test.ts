import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tbaAuthenticator } from '../../../../src/exchange/authenticate.ts';
import { historyEntry, printHistory, type HistoryContext } from '../../../../src/exchange/history/historyEntry.ts';
import { readHistoryEntry, readHistorySummary } from '../../../../src/exchange/history/readHistoryEntry.ts';
import type { Exchange, ExchangeRecord } from '../../../../src/exchange/record.ts';
import { redactHeader } from '../../../../src/exchange/redact.ts';

const keys = {
  consumerKey: '1a'.repeat(32),
  consumerSecret: '2b'.repeat(32),
  token: '3c'.repeat(32),
  tokenSecret: '4d'.repeat(32),
};

function exchangeOf(changes: {
  readonly url?: string;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly requestBody?: string;
  readonly response?: string | Uint8Array;
  readonly contentType?: string;
  readonly record?: Partial<ExchangeRecord>;
  readonly signedWith?: typeof keys;
}): Exchange {
  const url = changes.url ?? 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1';
  const method = changes.requestBody === undefined ? 'GET' : 'POST';
  const headers = changes.headers ?? [];
  const signed = tbaAuthenticator('1234567', changes.signedWith ?? keys, {
    nonce: () => 'nonce1',
    timestamp: () => '1700000000',
  })({
    method,
    url,
    headers,
    body: changes.requestBody,
  });
  const body =
    typeof changes.response === 'string'
      ? new TextEncoder().encode(changes.response)
      : (changes.response ?? new Uint8Array());
  return {
    body,
    record: {
      id: 'id1',
      title: 'Read an order',
      startedAt: Date.UTC(2026, 10, 24, 9, 15),
      account: { id: '1234567', name: 'Acme' },
      credential: { scheme: 'tba', label: 'jane · Clerk' },
      request: {
        method,
        url: signed.url,
        headers: [...headers, ...signed.headers].map(redactHeader),
        ...(changes.requestBody !== undefined && { body: changes.requestBody }),
      },
      response: {
        status: 200,
        statusText: 'OK',
        headers: [{ name: 'Content-Type', value: changes.contentType ?? 'application/json;charset=utf-8' }],
        bodyBytes: body.byteLength,
        wireBytes: 99,
      },
      timing: { via: 'direct', total: 123.4, connect: 20, waiting: 90, receiving: 10 },
      signature: signed.steps,
      ...changes.record,
    },
  };
}

const withEnds = ({ name, value }: { readonly name: string; readonly value: string }) => ({
  name,
  value: value.replace(keys.consumerKey, '1a…1a').replace(keys.token, '3c…3c'),
});
const print = (exchange: Exchange, context?: HistoryContext) => printHistory(historyEntry(exchange, context));
const roundTrip = (exchange: Exchange, context?: HistoryContext) => {
  const entry = readHistoryEntry(print(exchange, context));
  if (!entry) {
    throw new Error('not read');
  }
  return entry;
};
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('a call in the history', () => {
  it('is a HAR 1.2 file with everything that the format demands', () => {
    const { log } = JSON.parse(print(exchangeOf({ requestBody: '{"a":1}', response: '{"b":2}' }))) as {
      log: { version: string; creator: object; entries: Record<string, unknown>[] };
    };
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'TBA Workbench for NetSuite' } });
    const [entry] = log.entries;
    expect(entry).toMatchObject({
      startedDateTime: '2026-11-24T09:15:00.000Z',
      cache: {},
      request: {
        method: 'POST',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        queryString: [
          { name: 'script', value: '1' },
          { name: 'deploy', value: '1' },
        ],
        postData: { mimeType: '', text: '{"a":1}' },
        headersSize: -1,
        bodySize: 7,
      },
      response: {
        status: 200,
        content: { size: 7, mimeType: 'application/json;charset=utf-8', text: '{"b":2}' },
        redirectURL: '',
        bodySize: 99,
      },
      timings: { connect: 20, send: 0, wait: 90, receive: 10 },
    });
    const { timings, time } = entry as { timings: Record<string, number>; time: number };
    expect(Object.values(timings).reduce((sum, each) => sum + Math.max(0, each), 0)).toBeCloseTo(time);
    expect(time).toBeCloseTo(123.4);
  });

  it('is read back as it was', () => {
    const exchange = exchangeOf({ requestBody: 'a=1', response: 'antwort: ü', contentType: 'text/plain' });
    const source = { uri: 'file:///w/orders.http', name: 'Read an order', text: 'GET {{url}}' };
    const entry = roundTrip(exchange, { source, credentialId: 'token 1' });
    const { record } = exchange;
    expect(entry).toMatchObject({
      credentialId: 'token 1',
      source,
      request: { ...record.request, headers: record.request.headers.map(withEnds) },
      timing: record.timing,
      response: { ...record.response, isTruncated: false },
      summary: { id: 'id1', title: 'Read an order', status: 200, startedAt: record.startedAt, total: 123 },
    });
    expect(entry.request.incomplete).toBeUndefined();
    expect(text(entry.response?.body)).toBe('antwort: ü');
  });

  it('keeps the tries that were refused because of too many calls at once', () => {
    const earlierTries = [{ status: 400, code: 'SSS_REQUEST_LIMIT_EXCEEDED', total: 12, waited: 1000 }];
    const timing = { via: 'direct', total: 1112, connect: 0, waiting: 90, receiving: 10, earlierTries } as const;
    const exchange = exchangeOf({ record: { timing } });
    expect(roundTrip(exchange).timing).toEqual(timing);
    const { timings, time } = historyEntry(exchange).log.entries[0];
    expect([timings.blocked, timings.wait, time]).toEqual([1012, 90, 1112]);
  });

  it('tells a list everything by its first line alone', () => {
    const printed = print(exchangeOf({ response: 'x'.repeat(5000) }));
    expect(readHistorySummary(printed.slice(0, printed.indexOf('\n') + 1))).toEqual(readHistoryEntry(printed)?.summary);
    expect(readHistorySummary(printed.slice(0, 50))).toBeUndefined();
  });

  it('holds no signature, of the secrets no more than their length, and of the keys no more than their ends', () => {
    const exchange = exchangeOf({ response: '{}' });
    const printed = print(exchange);
    const { signature } = exchange.record.signature!;
    for (const secret of [signature, encodeURIComponent(signature), ...Object.values(keys)]) {
      expect(printed).not.toContain(secret);
    }
    expect(printed).toContain('oauth_token=\\"3c…3c\\"');
    // Ends of keys are no reason not to send the call again.
    expect(roundTrip(exchange).request.incomplete).toBeUndefined();
    const kept = roundTrip(exchange).signature;
    expect(kept?.key).toEqual({ consumerSecret: { length: 64 }, tokenSecret: { length: 64 } });
  });

  it('says that it cannot be sent as it stands when a key is in its URL or a header', () => {
    const url = `https://1234567.restlets.api.netsuite.com/rest/revoketoken?consumerKey=${keys.consumerKey}&token=${keys.token}`;
    const { request } = roundTrip(exchangeOf({ url }));
    expect(request.url).toContain('consumerKey=1a…1a&token=3c…3c');
    expect(request.incomplete).toBe('redacted');
    const headers = [{ name: 'X-Token', value: keys.token }];
    expect(roundTrip(exchangeOf({ headers })).request.incomplete).toBe('redacted');
    // In a body they are kept.
    const inBody = roundTrip(exchangeOf({ requestBody: `token=${keys.token}` })).request;
    expect([inBody.body, inBody.incomplete]).toEqual([`token=${keys.token}`, undefined]);
  });

  it('keeps the steps of the signature, save the signature', () => {
    const url = 'https://1234567.restlets.api.netsuite.com/a%20b?z=1&a=%C3%BC&a=&e=a%2Bb';
    const exchange = exchangeOf({ url });
    const ends = { ...keys, consumerKey: '1a…1a', token: '3c…3c' };
    const { signature: steps } = exchangeOf({ url, signedWith: ends }).record;
    const kept = roundTrip(exchange).signature;
    expect(kept).toEqual({
      ...steps,
      key: { consumerSecret: { length: 64 }, tokenSecret: { length: 64 } },
      signature: '•••',
      authorization: withEnds({ name: '', value: exchange.record.signature!.authorization }).value.replace(
        /oauth_signature="[^"]*"/,
        'oauth_signature="•••"',
      ),
    });
  });

  it('keeps no more than the beginning of large bodies, and says so', () => {
    const exchange = exchangeOf({ requestBody: 'ü'.repeat(50_000), response: 'ö'.repeat(200_000) });
    const entry = roundTrip(exchange);
    expect(entry.request.incomplete).toBe('truncated');
    expect(entry.request.body).toBe('ü'.repeat(32 * 1024));
    expect(entry.response).toMatchObject({ isTruncated: true, bodyBytes: 400_000 });
    expect(text(entry.response?.body)).toBe('ö'.repeat(128 * 1024));
  });

  it('keeps bytes that are no text as Base64', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
    const exchange = exchangeOf({ response: bytes, contentType: 'application/pdf' });
    expect(historyEntry(exchange).log.entries[0].response.content).toMatchObject({ encoding: 'base64', size: 300 });
    expect(roundTrip(exchange).response?.body).toEqual(bytes);
  });

  it('decodes a body by its charset and remembers it', () => {
    const latin1 = Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]);
    const exchange = exchangeOf({ response: latin1, contentType: 'text/plain; charset=iso-8859-1' });
    expect(historyEntry(exchange).log.entries[0].response.content).toMatchObject({
      text: 'Müller',
      _charset: 'windows-1252',
      mimeType: 'text/plain; charset=iso-8859-1',
    });
    // Marked as UTF-8, since the header still says otherwise.
    expect([...(roundTrip(exchange).response?.body ?? [])].slice(0, 4)).toEqual([0xef, 0xbb, 0xbf, 0x4d]);
  });

  it('keeps a failure without a response', () => {
    const { response, ...record } = exchangeOf({}).record;
    expect(response).toBeDefined();
    const failed = { ...record, failure: { code: 'timed-out', data: { seconds: 330 } } };
    const entry = roundTrip({ record: failed, body: new Uint8Array() });
    expect(entry).toMatchObject({ failure: failed.failure, summary: { failure: 'timed-out' } });
    expect(entry.response).toBeUndefined();
    expect(entry.summary.status).toBeUndefined();
    expect(historyEntry({ record: failed, body: new Uint8Array() }).log.entries[0]).toMatchObject({
      _error: 'timed-out',
      response: { status: 0 },
    });
  });
});

describe('secrets in a call of the history', () => {
  const spellings = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    JSON.stringify(secret).slice(1, -1),
  ];

  it('are replaced wherever they occur, in every spelling', () => {
    const secret = 'p"ä ss&<w/ö+rd>';
    const exchange = exchangeOf({
      url: `https://1234567.restlets.api.netsuite.com/x?key=${encodeURIComponent(secret)}`,
      headers: [{ name: 'X-Key', value: encodeURIComponent(secret) }],
      requestBody: JSON.stringify({ key: secret }),
      response: `${JSON.stringify({ key: secret })} ${encodeURIComponent(secret)}`,
    });
    const source = { uri: 'file:///w/a.http', text: `GET /x?key=${secret}` };
    const printed = print(exchange, { secrets: [secret], source });
    for (const spelling of spellings(secret)) {
      expect(printed).not.toContain(spelling);
      expect(printed).not.toContain(JSON.stringify(spelling).slice(1, -1));
    }
    const entry = roundTrip(exchange, { secrets: [secret], source });
    expect(entry.request).toMatchObject({
      url: 'https://1234567.restlets.api.netsuite.com/x?key=•••',
      body: '{"key":"•••"}',
      incomplete: 'redacted',
    });
    expect(text(entry.response?.body)).toBe('{"key":"•••"} •••');
    expect(entry.signature?.baseString.text).toContain('key%3D%25E2%2580%25A2');
    const { baseString, parameters } = entry.signature!;
    const key = parameters.find(({ name }) => name === 'key')!;
    expect(baseString.text.slice(key.nameRange.start, key.nameRange.end)).toBe('key');
  });

  it('that are any text are nowhere in the file', () => {
    const secret = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 20 }).filter(each => {
      const plain = each.trim().length >= 6 && /[^\x00-\x7f]|[A-Z]/.test(each);
      return plain && !print(exchangeOf({ requestBody: 'x' })).includes(each);
    });
    fc.assert(
      fc.property(secret, value => {
        const printed = print(
          exchangeOf({
            url: `https://1234567.restlets.api.netsuite.com/x?k=${encodeURIComponent(value)}`,
            requestBody: `k=${value}`,
            response: JSON.stringify([value]),
          }),
          { secrets: [value] },
        );
        expect(printed).not.toContain(value);
        expect(printed).not.toContain(encodeURIComponent(value));
        expect(JSON.parse(printed)).toBeTypeOf('object');
      }),
      { numRuns: 60 },
    );
  });

  it('are not kept in half where a body is cut', () => {
    const secret = 'tell-nobody-this-word';
    for (const before of [0, 1, 5, 20, 21]) {
      const body = `${'x'.repeat(256 * 1024 - before)}${secret}${'y'.repeat(1000)}`;
      const kept = text(roundTrip(exchangeOf({ response: body }), { secrets: [secret] }).response?.body);
      expect(kept.slice(-40)).not.toMatch(/t|•.*x/);
    }
  });

  it('that are short are replaced where they stand alone only', () => {
    const exchange = exchangeOf({
      url: 'https://1234567.restlets.api.netsuite.com/x?pin=42&n=1042&a=x%2042',
      response: '{"pin":42,"id":4242,"s":"a\\n42"}',
    });
    const entry = roundTrip(exchange, { secrets: ['42'] });
    expect(entry.request.url).toBe('https://1234567.restlets.api.netsuite.com/x?pin=•••&n=1042&a=x%20•••');
    expect(text(entry.response?.body)).toBe('{"pin":•••,"id":4242,"s":"a\\n•••"}');
  });

  it('in bytes that are no text are replaced too', () => {
    const bytes = Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from('gehäim-word'), Buffer.from([0, 3])]);
    const entry = roundTrip(exchangeOf({ response: bytes, contentType: 'application/octet-stream' }), {
      secrets: ['gehäim-word'],
    });
    expect(Buffer.from(entry.response!.body)).toEqual(
      Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from('***'), Buffer.from([0, 3])]),
    );
  });

  it('that are blank replace nothing', () => {
    const exchange = exchangeOf({ response: 'a b  c' });
    expect(print(exchange, { secrets: ['', ' '] })).toBe(print(exchange));
  });
});

describe('a file that is no call of the history', () => {
  it('is not read, whatever it holds', () => {
    for (const wrong of ['', '{', '[]', 'null', '{"log":{}}', '{"log":{"version":"1.2","entries":[{}]}}', '\u0000']) {
      expect(readHistoryEntry(wrong)).toBeUndefined();
      expect(readHistorySummary(wrong)).toBeUndefined();
    }
  });

  it('is read as far as it goes, or not at all, when anything in it is something else', () => {
    const whole = JSON.parse(print(exchangeOf({ requestBody: 'a=1', response: '{}' }))) as unknown;
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue({ maxDepth: 2 }), (at, value) => {
        const broken = structuredClone(whole);
        const places: (() => void)[] = [];
        const visit = (node: unknown): void => {
          if (typeof node === 'object' && node !== null) {
            for (const key of Object.keys(node)) {
              places.push(() => void ((node as Record<string, unknown>)[key] = value));
              visit((node as Record<string, unknown>)[key]);
            }
          }
        };
        visit(broken);
        places[at % places.length]!();
        expect(() => readHistoryEntry(JSON.stringify(broken))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
