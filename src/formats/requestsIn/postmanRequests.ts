import { CodedError } from '../../codedError.ts';
import { itemsOf, memberOf, textOf, type JsonNode } from '../jsonText.ts';
import { postmanVariables } from '../postmanVariables.ts';
import { cleanBody, cleanHeaders, cleanMethod, contentTypeOf, listOf } from './cleanRequest.ts';
import { postmanBody } from './postmanBody.ts';
import { isTrue, stringOf, variableName, withReferences } from './postmanText.ts';
import { postmanUrl } from './postmanUrl.ts';
import type { FoundHeader, FoundRequest, FoundVariable, RequestNote } from './types.ts';

export interface PostmanRequests {
  /** Of the collection, or of the first where there are several. */
  readonly name: string;
  readonly requests: readonly FoundRequest[];
  /** Those of the collection that hold no secret. */
  readonly variables: readonly FoundVariable[];
  /** On the collection and its folders; those of a request stand with it. */
  readonly notes: readonly RequestNote[];
}

/** Whether a JSON text is a Postman collection of any format, a wrapped one, or an export of all of Postman's data. */
export function isPostman(root: JsonNode): boolean {
  return collectionsOf(root).length > 0;
}

/**
 * Reads the requests of a Postman collection (Collection Format 2.0 and 2.1). Folders become the first part of a request's
 * name. `{{name}}` stays a variable; authorization, scripts, saved answers and what is switched off are left out.
 *
 * @throws CodedError `postman-version` for a collection of format 1, `requests-unknown-format` when it is JSON of something
 *   else
 */
export function postmanRequestsOf(root: JsonNode): PostmanRequests {
  const collections = collectionsOf(root);
  const [first] = collections;
  if (!first) {
    throw new CodedError('requests-unknown-format');
  }
  const readable = collections.filter(({ items }) => items !== undefined);
  if (readable.length === 0) {
    throw new CodedError('postman-version');
  }
  const reading: Reading = { requests: [], variables: new Map(), notes: [], skipped: 0, scripts: 0 };
  for (const { node } of readable) {
    readVariables(node, reading);
    const outer = collections.length > 1 ? [nameOf(node)] : [];
    readSettings(node, reading);
    itemsOf(memberOf(node, 'item')).forEach(item => readItem(item, outer, reading));
  }
  return {
    name: nameOf(first.node),
    requests: reading.requests,
    variables: [...reading.variables].map(([name, value]) => ({ name, value })),
    notes: finalNotes(reading),
  };
}

interface Reading {
  readonly requests: FoundRequest[];
  readonly variables: Map<string, string>;
  readonly notes: RequestNote[];
  skipped: number;
  scripts: number;
}

function collectionsOf(root: JsonNode): { node: JsonNode; items: JsonNode | undefined }[] {
  const candidates = [root, memberOf(root, 'collection'), ...itemsOf(memberOf(root, 'collections'))];
  return candidates.flatMap(node => {
    const items = memberOf(node, 'item');
    const isCollection = items?.kind === 'array' || memberOf(node, 'requests')?.kind === 'array';
    return node && isCollection ? [{ node, items: items?.kind === 'array' ? items : undefined }] : [];
  });
}

function nameOf(node: JsonNode): string {
  return stringOf(memberOf(node, 'info'), 'name');
}

function readVariables(node: JsonNode, { variables, notes }: Reading): void {
  for (const { name, value, isDisabled } of postmanVariables(itemsOf(memberOf(node, 'variable')))) {
    const written = variableName(name);
    if (isDisabled || written === '' || variables.has(written)) {
      continue;
    }
    if (isSecret(name, value)) {
      notes.push({ code: 'variable-left-out', data: { name: name.slice(0, 60) } });
    } else {
      variables.set(written, withReferences(value, notes));
    }
  }
}

/** By its name, or by NetSuite's 64 hexadecimal digits. A reference is none. */
function isSecret(name: string, value: string): boolean {
  const text = value.trim();
  return (
    text !== '' &&
    !/^\{\{[^{}]+\}\}$/.test(text) &&
    (/secret|passw|token|consumer|api.?key|private|credential|auth/i.test(name) || /^[0-9a-f]{64}$/i.test(text))
  );
}

function readSettings(node: JsonNode, reading: Reading, notes = reading.notes): void {
  const type = stringOf(memberOf(node, 'auth'), 'type');
  if (type !== '' && type !== 'noauth' && type !== 'inherit') {
    notes.push({ code: 'auth-left-out', data: { type: /^\w{1,20}$/.test(type) ? type : '' } });
  }
  // An event without lines is what Postman leaves behind when a script was deleted.
  reading.scripts += itemsOf(memberOf(node, 'event')).filter(event => {
    const lines = memberOf(memberOf(event, 'script'), 'exec');
    return (
      (
        textOf(lines) ??
        itemsOf(lines)
          .map(line => textOf(line) ?? '')
          .join('')
      ).trim() !== ''
    );
  }).length;
}

function readItem(item: JsonNode, path: readonly string[], reading: Reading): void {
  const name = textOf(memberOf(item, 'name'));
  const inner = name === undefined || name.trim() === '' ? path : [...path, name.trim()];
  const request = memberOf(item, 'request');
  readVariables(item, reading);
  if (request === undefined) {
    readSettings(item, reading);
    itemsOf(memberOf(item, 'item')).forEach(each => readItem(each, inner, reading));
    return;
  }
  const notes: RequestNote[] = [];
  readSettings(item, reading, notes);
  readSettings(request, reading, notes);
  const found = requestOf(request, inner.join(' / '), notes);
  if (found) {
    reading.requests.push(found);
  } else {
    reading.skipped++;
  }
}

function requestOf(request: JsonNode, name: string, notes: RequestNote[]): FoundRequest | undefined {
  // A request may be its URL alone.
  const url = postmanUrl(textOf(request) === undefined ? memberOf(request, 'url') : request, notes);
  if (url === '') {
    return undefined;
  }
  const { method, notes: methodNotes } = cleanMethod(stringOf(request, 'method') || 'GET');
  const given = headersOf(memberOf(request, 'header'), notes);
  const { body = '', bodyFile, contentType, isMultipart } = postmanBody(memberOf(request, 'body'), notes);
  const typed =
    contentTypeOf(given) === '' && contentType !== undefined && body !== ''
      ? [...given, { name: 'Content-Type', value: contentType }]
      : given;
  const kept = cleanHeaders(
    isMultipart === true ? typed.filter(each => each.name.trim().toLowerCase() !== 'content-type') : typed,
    true,
  );
  const cleaned = cleanBody(body, contentTypeOf(kept.headers));
  notes.push(...methodNotes, ...kept.notes, ...cleaned.notes);
  return {
    ...(name !== '' && { name }),
    method,
    url,
    headers: kept.headers,
    ...(bodyFile === undefined ? cleaned.body !== '' && { body: cleaned.body } : { bodyFile }),
    hasVariables: true,
    notes,
  };
}

/** A list, or in format 2.0 also a text of lines. */
function headersOf(node: JsonNode | undefined, notes: RequestNote[]): FoundHeader[] {
  const lines = textOf(node);
  if (lines !== undefined) {
    return lines.split(/\r\n|\r|\n/).flatMap(line => {
      const colon = line.indexOf(':');
      return colon > 0 ? [headerOf(line.slice(0, colon), line.slice(colon + 1), notes)] : [];
    });
  }
  const off: string[] = [];
  const headers = itemsOf(node).flatMap(header => {
    const name = stringOf(header, 'key');
    if (isTrue(memberOf(header, 'disabled'))) {
      off.push(name);
      return [];
    }
    return name.trim() === '' ? [] : [headerOf(name, stringOf(header, 'value'), notes)];
  });
  if (off.length > 0) {
    notes.push({ code: 'disabled-left-out', data: { names: listOf(off) } });
  }
  return headers;
}

function headerOf(name: string, value: string, notes: RequestNote[]): FoundHeader {
  return { name: name.trim(), value: withReferences(value, notes) };
}

function finalNotes({ requests, variables, notes, skipped, scripts }: Reading): RequestNote[] {
  const named = new Set(
    requests.flatMap(({ url, headers, body = '' }) =>
      [url, body, ...headers.map(({ value }) => value)].flatMap(text =>
        [...text.matchAll(/\{\{%?([^{}\r\n]+)\}\}/g)].map(match => (match[1] ?? '').trim()),
      ),
    ),
  );
  const elsewhere = [...named].filter(name => !name.startsWith('$') && !variables.has(name));
  return [
    ...notes,
    ...(elsewhere.length > 0 ? [{ code: 'variables-elsewhere' as const, data: { names: listOf(elsewhere) } }] : []),
    ...(scripts > 0 ? [{ code: 'scripts-left-out' as const, data: { count: scripts } }] : []),
    ...(skipped > 0 ? [{ code: 'url-missing' as const, data: { count: skipped } }] : []),
  ];
}
