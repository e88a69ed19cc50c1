import { percentEncodeOctets } from '../authentication/octets.ts';
import type { Octets } from '../authentication/octets.ts';
import { parseFormParameters, splitTarget } from '../authentication/parameters.ts';
import { contentTypes, errorAnswer, sendAnswer } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';

/** Secrets are in these answers: no cache may keep them. */
const headers = { 'Cache-Control': 'no-store' };

/** An answer of the flow, form-encoded as clients read it (public code of Celigo's); its media type is assumed. */
export function sendForm({ response }: Exchange, fields: Readonly<Record<string, Octets>>): void {
  const body = Object.entries(fields)
    .map(pair => pair.map(percentEncodeOctets).join('='))
    .join('&');
  sendAnswer(response, { status: 200, contentType: 'application/x-www-form-urlencoded', body, headers });
}

export function sendJson({ response }: Exchange, value: Readonly<Record<string, string | boolean>>): void {
  sendAnswer(response, { status: 200, contentType: contentTypes.json, body: JSON.stringify(value), headers });
}

/** What was asked for cannot be done, whoever asks. Oracle lists no such answers: status and codes are assumed. */
export function impossible(message: string, code = 'INVALID_REQUEST'): Answer {
  return errorAnswer('json', { status: 400, code, message });
}

/** The one value of a query parameter: undefined when there is none, it is empty, or there are several. */
export function queryValue({ target }: Pick<Exchange, 'target'>, name: string): Octets | undefined {
  const values = parseFormParameters(splitTarget(target).query).filter(each => each.name === name);
  return values.length === 1 ? values[0]?.value || undefined : undefined;
}
