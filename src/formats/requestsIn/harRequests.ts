import { CodedError } from '../../codedError.ts';
import { itemsOf, memberOf, parseJsonText, textOf, type JsonNode } from '../jsonText.ts';
import { cleanBody, cleanHeaders, cleanMethod, cleanUrl, contentTypeOf, listOf } from './cleanRequest.ts';
import { longestRequestsText, type FoundHeader, type FoundRequest, type RequestNote } from './types.ts';

export interface HarRequests {
  /** In the order of the log, those that were the same once. */
  readonly requests: readonly FoundRequest[];
  /** How many were the same as one before. */
  readonly duplicates: number;
}

/** Whether a JSON text is a HAR log. */
export function isHar(root: JsonNode): boolean {
  return memberOf(memberOf(root, 'log'), 'entries')?.kind === 'array';
}

/** @throws CodedError `json-invalid` (data: offset), `json-too-deep` (limit), `requests-too-large` (length, limit) */
export function parseRequestsJson(text: string): JsonNode {
  if (text.length > longestRequestsText) {
    throw new CodedError('requests-too-large', { length: text.length, limit: longestRequestsText });
  }
  return parseJsonText(text);
}

/** Reads the requests of a HAR 1.2 log, as browsers and proxies record them. */
export function harRequestsOf(root: JsonNode): HarRequests {
  const seen = new Set<string>();
  const requests: FoundRequest[] = [];
  let duplicates = 0;
  for (const entry of itemsOf(memberOf(memberOf(root, 'log'), 'entries'))) {
    const found = requestOf(memberOf(entry, 'request'));
    if (!found) {
      continue;
    }
    const { method, url, headers, body = '', bodyFile = '' } = found;
    const key = JSON.stringify([method, url, headers, body, bodyFile]);
    if (seen.has(key)) {
      duplicates++;
    } else {
      seen.add(key);
      requests.push(found);
    }
  }
  return { requests, duplicates };
}

function requestOf(request: JsonNode | undefined): FoundRequest | undefined {
  const given = textOf(memberOf(request, 'url'));
  // `data:`, `blob:`, `ws:` and the browser's own pages are no requests that could be sent.
  if (given === undefined || !/^https?:\/\//i.test(given)) {
    return undefined;
  }
  const { url, notes: urlNotes } = cleanUrl(given);
  const { method, notes: methodNotes } = cleanMethod(textOf(memberOf(request, 'method')) ?? 'GET');
  const headers: FoundHeader[] = itemsOf(memberOf(request, 'headers')).map(header => ({
    name: textOf(memberOf(header, 'name')) ?? '',
    value: textOf(memberOf(header, 'value')) ?? '',
  }));
  const posted = memberOf(request, 'postData');
  const mimeType = textOf(memberOf(posted, 'mimeType')) ?? '';
  if (posted && mimeType !== '' && contentTypeOf(headers) === '') {
    headers.push({ name: 'Content-Type', value: mimeType });
  }
  const notes: RequestNote[] = [...urlNotes, ...methodNotes];
  const isMultipart = /^multipart\//i.test(contentTypeOf(headers));
  const kept = cleanHeaders(
    isMultipart ? headers.filter(({ name }) => name.trim().toLowerCase() !== 'content-type') : headers,
  );
  notes.push(...kept.notes);
  const body = isMultipart ? leaveMultipart(posted, notes) : bodyOf(posted, contentTypeOf(kept.headers), notes);
  return { method, url, headers: kept.headers, ...(body !== '' && { body }), notes };
}

function leaveMultipart(posted: JsonNode | undefined, notes: RequestNote[]): '' {
  const names = itemsOf(memberOf(posted, 'params')).map(param => textOf(memberOf(param, 'name')) ?? '');
  notes.push({ code: 'multipart-left-out', data: { fields: listOf(names) } });
  return '';
}

function bodyOf(posted: JsonNode | undefined, contentType: string, notes: RequestNote[]): string {
  if (textOf(memberOf(posted, 'encoding')) === 'base64') {
    notes.push({ code: 'body-left-out', data: { why: 'binary' } });
    return '';
  }
  // Browsers give both; params are already decoded, so the text is the better one.
  const text = textOf(memberOf(posted, 'text')) ?? '';
  const given = text === '' ? formOf(itemsOf(memberOf(posted, 'params'))) : text;
  if (given === '') {
    return '';
  }
  const { body, notes: bodyNotes } = cleanBody(given, contentType);
  notes.push(...bodyNotes);
  return body;
}

function formOf(params: readonly JsonNode[]): string {
  return params
    .map(param => [memberOf(param, 'name'), memberOf(param, 'value')].map(part => formText(textOf(part) ?? '')))
    .map(([name = '', value = '']) => `${name}=${value}`)
    .join('&');
}

function formText(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
