import { setTimeout as sleep } from 'node:timers/promises';
import { escapeXml } from '../server/answer.ts';
import { SuiteScriptError } from './restlet.ts';
import type { RestletCall, RestletResult } from './restlet.ts';

const longestDelay = 60;
const largestSize = 60_000_000;

/**
 * Answers with method, parameters and body. `delay=<seconds>` waits first; `size=<bytes>` answers a JSON array of about
 * that size instead.
 */
export async function echo(call: RestletCall): Promise<RestletResult> {
  const delay = numberParameter(call, 'delay', longestDelay);
  const size = numberParameter(call, 'size', largestSize);
  if (delay) {
    await sleep(delay * 1000, undefined, { signal: call.signal });
  }
  if (size !== undefined) {
    return { jsonPieces: largeArray(size) };
  }
  return call.format === 'xml' ? echoXml(call) : echoJson(call);
}

function numberParameter(call: RestletCall, name: string, most: number): number | undefined {
  const text = call.parameters[name];
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,8}(?:\.\d{1,3})?$/.test(text) || Number(text) > most) {
    throw new SuiteScriptError('USER_ERROR', `Parameter ${name} must be a number from 0 to ${most}.`);
  }
  return Number(text);
}

/** A JSON body is put back as it was spelled, so that nobody has to wonder who rounded a number. */
function echoJson({ method, parameters, body, format }: RestletCall): string {
  const echoed = format === 'json' ? body?.trim() : JSON.stringify(body);
  return `{"method":"${method}","parameters":${JSON.stringify(parameters)},"body":${echoed ?? 'null'}}`;
}

function echoXml({ method, parameters, body }: RestletCall): string {
  const inner = Object.entries(parameters)
    .map(([name, value]) => `<parameter name="${escapeXml(name)}">${escapeXml(value)}</parameter>`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<echo><method>${method}</method><parameters>${inner}</parameters><body>${escapeXml(body ?? '')}</body></echo>`;
}

/** An array of records, in pieces of about 64 kB. */
function* largeArray(size: number): Generator<string> {
  let piece = '[';
  let sent = 0;
  for (let index = 0; sent + piece.length < size - 1; index++) {
    piece += `${index === 0 ? '' : ','}\n{"id":${index},"name":"Customer ${index}","amount":${index % 9973}.${String(index % 100).padStart(2, '0')},"active":${index % 3 === 0}}`;
    if (piece.length >= 65_536) {
      sent += piece.length;
      yield piece;
      piece = '';
    }
  }
  yield `${piece}]`;
}
