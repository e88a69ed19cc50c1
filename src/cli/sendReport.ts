import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { decodeBody, readCharset, toUtf8 } from '../bodies/charset.ts';
import { guessContent } from '../bodies/contentKind.ts';
import type { Exchange, Header, Timing } from '../exchange/record.ts';
import { errorText } from './errorText.ts';
import { printable } from './printable.ts';
import type { Outcome } from './sendRun.ts';

type Output = Writable & { readonly isTTY?: boolean };

/**
 * One line of JSON a request: `{name, request: {method, url, headers}, response: {status, headers, body}, timings}`.
 * Without an answer `error: {code, message}` stands in place of the response. Headers are an object by name, of strings
 * or, where a name repeats, of lists; a body that is no text is in Base64, with `bodyEncoding: "base64"` beside it.
 */
export function jsonReport(output: Output): (outcome: Outcome) => Promise<void> {
  return outcome => write(output, `${JSON.stringify(describe(outcome))}\n`);
}

/** Status line and body, under the request's name when there are several. */
export function textReport(output: Output, several: boolean): (outcome: Outcome) => Promise<void> {
  return async ({ request, exchange }) => {
    const { response, timing } = exchange?.record ?? {};
    const title = several ? `### ${printable(request.label)}\n` : '';
    if (!response || !exchange) {
      await write(output, several ? `${title}not answered\n\n` : '');
      return;
    }
    const milliseconds = Math.round(timing?.total ?? 0);
    const status = [String(response.status), printable(response.statusText)].filter(part => part !== '').join(' ');
    await write(output, `${title}${status} (${milliseconds} ms)\n\n`);
    await write(output, bodyForPeople(exchange, output.isTTY === true));
    await write(output, several ? '\n' : '');
  };
}

function describe({ request, exchange, error }: Outcome): object {
  const { record } = exchange ?? {};
  const sent = record?.request ?? request.call;
  return {
    name: request.name ?? null,
    request: { method: sent.method, url: sent.url, headers: headersOf(sent.headers) },
    ...(exchange && record?.response
      ? {
          response: {
            status: record.response.status,
            headers: headersOf(record.response.headers),
            ...bodyOf(exchange),
          },
        }
      : { error: { code: error?.code, message: errorText(error) } }),
    timings: record ? timingsOf(record.timing) : null,
  };
}

function headersOf(headers: readonly Header[]): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const { name, value } of headers) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return Object.fromEntries(
    [...values].map(([name, [first = '', ...more]]) => [name, more.length > 0 ? [first, ...more] : first]),
  );
}

function bodyOf(exchange: Exchange): { readonly body: string; readonly bodyEncoding?: 'base64' } {
  const { body } = exchange;
  return isBinary(exchange)
    ? { body: Buffer.from(body).toString('base64'), bodyEncoding: 'base64' }
    : { body: decodeBody(body, contentTypeOf(exchange)) };
}

/** At a terminal nothing that it would obey; elsewhere text in UTF-8, and what is no text byte for byte. */
function bodyForPeople(exchange: Exchange, isTerminal: boolean): string | Uint8Array {
  const { body } = exchange;
  if (isBinary(exchange)) {
    return isTerminal ? `(${body.byteLength} bytes that are no text; send them into a file)\n` : body;
  }
  const text = decodeBody(body, contentTypeOf(exchange));
  const shown = isTerminal ? printable(text) : text;
  return shown === '' || shown.endsWith('\n') ? shown : `${shown}\n`;
}

function isBinary(exchange: Exchange): boolean {
  const contentType = contentTypeOf(exchange);
  const { declared, looks } = guessContent(contentType, toUtf8(exchange.body, readCharset(contentType, exchange.body)));
  return looks === 'binary' || (declared === 'binary' && looks !== 'empty');
}

function contentTypeOf({ record }: Exchange): string | undefined {
  return record.response?.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
}

/** Milliseconds, to a tenth; a phase that the transport cannot tell is left out. */
function timingsOf({ total, connect, waiting, receiving }: Timing): Readonly<Record<string, number>> {
  const phases = Object.entries({ total, connect, waiting, receiving });
  return Object.fromEntries(
    phases.flatMap(([phase, time]) => (time === undefined ? [] : [[phase, Math.round(time * 10) / 10]])),
  );
}

async function write(output: Output, piece: string | Uint8Array): Promise<void> {
  if (piece.length > 0 && !output.write(piece)) {
    await once(output, 'drain');
  }
}
