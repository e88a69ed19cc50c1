import { itemsOf, memberOf, parseJsonText, textOf, type JsonNode } from '../jsonText.ts';
import { sentRequest, type SentHeaders, type SentRequest } from './types.ts';

/**
 * Reads requests out of JSON: a HAR log or one entry or request of it, what Postman's console copies
 * (`{"POST https://…": {"Request Headers": {…}, "Request Body": …}}`), or an object with method, url, headers and body.
 */
export function readJsonRequests(text: string): SentRequest[] {
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

function fromAny(node: JsonNode): SentRequest[] {
  const found = memberOf(node, 'request') ? fromEntry(node) : fromRequest(node, []);
  return found.length > 0 ? found : fromConsole(node);
}

function fromEntry(entry: JsonNode): SentRequest[] {
  const request = memberOf(entry, 'request');
  return request ? fromRequest(request, headersOf(memberOf(memberOf(entry, 'response'), 'headers'))) : [];
}

function fromRequest(request: JsonNode, answer: SentHeaders): SentRequest[] {
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
    sentRequest({
      method: textOf(memberOf(request, 'method')) ?? 'GET',
      url,
      headers: mimeType === undefined || mimeType === '' ? headers : [['Content-Type', mimeType], ...headers],
      body,
      answer,
    }),
  ];
}

function fromConsole(node: JsonNode): SentRequest[] {
  if (node.kind !== 'object') {
    return [];
  }
  return node.members.flatMap(({ key, value }) => {
    const [, method = '', url = ''] = /^([A-Z]{3,10})\s+(https?:\/\/\S+)$/.exec(key.trim()) ?? [];
    return url === ''
      ? []
      : [
          sentRequest({
            method,
            url,
            headers: headersOf(memberOf(value, 'Request Headers')),
            body: textOf(memberOf(value, 'Request Body')),
            answer: headersOf(memberOf(value, 'Response Headers')),
          }),
        ];
  });
}

/** A list of {name, value} (HAR) or {key, value} (Postman), or an object of texts. */
function headersOf(node: JsonNode | undefined): SentHeaders {
  if (node?.kind === 'object') {
    return node.members.flatMap(({ key, value }) => {
      const text = textOf(value);
      return text === undefined ? [] : [[key, text] as const];
    });
  }
  return itemsOf(node).flatMap(header => {
    const name = textOf(memberOf(header, 'name')) ?? textOf(memberOf(header, 'key'));
    return name === undefined ? [] : [[name, textOf(memberOf(header, 'value')) ?? ''] as const];
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
