import { itemsOf, memberOf, parseJsonText, textOf, type JsonNode } from '../jsonText.ts';
import { answerOf, callOfHeaders, headerOf, secondsOf, type FoundCall, type HeaderLines } from './foundCall.ts';

/**
 * Reads calls out of JSON: a HAR log or one entry or request of it, what Postman's console copies
 * (`{"POST https://…": {"Request Headers": {…}, "Request Body": …}}`), or an object with method, url, headers and body.
 */
export function readJsonCalls(text: string): FoundCall[] {
  let root: JsonNode;
  try {
    root = parseJsonText(text);
  } catch {
    return [];
  }
  const entries = itemsOf(memberOf(memberOf(root, 'log'), 'entries'));
  if (entries.length > 0) {
    return entries.flatMap(fromEntry);
  }
  if (root.kind === 'array') {
    return itemsOf(root).flatMap(fromAny);
  }
  return fromAny(root);
}

function fromAny(node: JsonNode): FoundCall[] {
  const found = memberOf(node, 'request') ? fromEntry(node) : fromRequest(node, undefined);
  return found.length > 0 ? found : fromConsole(node);
}

function fromEntry(entry: JsonNode): FoundCall[] {
  const request = memberOf(entry, 'request');
  const response = memberOf(entry, 'response');
  const headers = headersOf(memberOf(response, 'headers'));
  const date = headerOf(headers, 'date') ?? textOf(memberOf(entry, 'startedDateTime'));
  const status = Number(textOf(memberOf(response, 'status')) ?? 0);
  const body = textOf(memberOf(memberOf(response, 'content'), 'text')) ?? '';
  return request
    ? fromRequest(request, date).map(call => ({ ...call, ...(status > 0 && answerOf(status, headers, body)) }))
    : [];
}

function fromRequest(request: JsonNode, date: string | undefined): FoundCall[] {
  const url = textOf(memberOf(request, 'url'));
  if (url === undefined || !/^https?:\/\//i.test(url)) {
    return [];
  }
  const posted = memberOf(request, 'postData');
  const headers = headersOf(memberOf(request, 'headers'));
  const mimeType = textOf(memberOf(posted, 'mimeType'));
  const body =
    textOf(memberOf(posted, 'text')) ??
    formOf(itemsOf(memberOf(posted, 'params'))) ??
    textOf(memberOf(request, 'body'));
  return [
    {
      kind: 'har',
      method: textOf(memberOf(request, 'method')) ?? '',
      url,
      ...(mimeType !== undefined && mimeType !== '' && { contentType: mimeType }),
      ...callOfHeaders(headers),
      ...(body !== undefined && body !== '' && { body }),
      ...secondsOf(date),
    },
  ];
}

function fromConsole(node: JsonNode): FoundCall[] {
  if (node.kind !== 'object') {
    return [];
  }
  return node.members.flatMap(({ key, value }) => {
    const [, method = '', url = ''] = /^([A-Z]{3,10})\s+(https?:\/\/\S+)$/.exec(key.trim()) ?? [];
    const body = textOf(memberOf(value, 'Request Body'));
    return url === ''
      ? []
      : [
          {
            kind: 'postman-console' as const,
            method,
            url,
            ...callOfHeaders(headersOf(memberOf(value, 'Request Headers'))),
            ...(body !== undefined && body !== '' && { body }),
            ...secondsOf(headerOf(headersOf(memberOf(value, 'Response Headers')), 'date')),
          },
        ];
  });
}

/** A list of {name, value} (HAR) or {key, value} (Postman), or an object of texts. */
function headersOf(node: JsonNode | undefined): HeaderLines {
  if (node?.kind === 'object') {
    return node.members.flatMap(({ key, value }) => {
      const text = textOf(value);
      return text === undefined ? [] : [{ name: key, value: text }];
    });
  }
  return itemsOf(node).flatMap(header => {
    const name = textOf(memberOf(header, 'name')) ?? textOf(memberOf(header, 'key'));
    return name === undefined ? [] : [{ name, value: textOf(memberOf(header, 'value')) ?? '' }];
  });
}

function formOf(params: readonly JsonNode[]): string | undefined {
  return params.length === 0
    ? undefined
    : params
        .map(param =>
          [memberOf(param, 'name'), memberOf(param, 'value')].map(part => encodeURIComponent(textOf(part) ?? '')),
        )
        .map(([name = '', value = '']) => `${name}=${value}`)
        .join('&');
}
