import { toUtf8, readCharset } from '../../bodies/charset.ts';
import { guessContent } from '../../bodies/contentKind.ts';
import { indexJson, type JsonIndex } from '../../bodies/jsonIndex.ts';
import { jsonMatchValue, selectJson } from '../../bodies/selectJson.ts';
import { selectXml, xmlMatchValue } from '../../bodies/selectXml.ts';
import { readXmlTree, type XmlTree } from '../../bodies/xPath/tree.ts';
import { CodedError } from '../../codedError.ts';
import type { Lookup } from '../../requests/values/expand.ts';
import { parseResponseReference, type ResponseReference } from '../../requests/values/responseReference.ts';
import type { Header } from '../record.ts';

/** What was sent and came back for a request of the file, as far as others may refer to it. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly Header[];
  /** Decoded (gzip and the like). */
  readonly body: Uint8Array;
  readonly request: { readonly headers: readonly Header[]; readonly body?: string | undefined };
}

/** Headers that are credentials, and masked in every record: a request that is signed cannot use another's. */
const hidden: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/**
 * Values from answers that were received: `{{login.response.body.$.id}}` and the other forms that
 * parseResponseReference says. `$…` is a JSONPath, `/…` an XPath; a path of neither form is what the body's kind makes
 * it, in JSON with `$.` before it. Of several matches the first counts.
 *
 * @param answers the newest answer of a request, by its name; asked for every reference, so it must be quick
 * @returns a lookup that answers undefined for a name that is no such reference. It throws CodedError
 *   `response-not-received` (data: request), `response-value-missing` (data: name, path) when nothing is found,
 *   `response-value-not-text` (data: name) for a body that is binary or is not the UTF-8 that it should be,
 *   `response-value-hidden` (data: name) for a credential, and those of selectJson and selectXml.
 */
export function createResponseLookup(answers: (requestName: string) => Answer | undefined): Lookup {
  const opened = new WeakMap<Answer, OpenAnswer>();
  return name => {
    const reference = parseResponseReference(name);
    if (!reference) return undefined;
    const answer = answers(reference.request);
    if (!answer) throw new CodedError('response-not-received', { request: reference.request });
    if (reference.part === 'status') return String(answer.status);
    if (reference.part === 'headers') return headerValue(name, reference, answer);
    const known = opened.get(answer) ?? openAnswer(answer);
    opened.set(answer, known);
    return bodyValue(name, reference, known[reference.of]);
  };
}

function headerValue(name: string, { of, path }: ResponseReference, answer: Answer): string {
  const wanted = path.toLowerCase();
  if (hidden.has(wanted)) throw new CodedError('response-value-hidden', { name });
  const headers = of === 'response' ? answer.headers : answer.request.headers;
  const values = headers.filter(header => header.name.toLowerCase() === wanted).map(({ value }) => value);
  if (values.length === 0) throw new CodedError('response-value-missing', { name, path });
  // RFC 9110 section 5.3.
  return values.join(', ');
}

/** A body that is read once for all references to it. */
interface OpenPart {
  readonly kind: 'json' | 'xml' | 'other';
  /** Undefined for what is no text. */
  readonly text: string | undefined;
  readonly utf8: Uint8Array;
  index?: JsonIndex;
  tree?: XmlTree;
}

interface OpenAnswer {
  readonly response: OpenPart;
  readonly request: OpenPart;
}

function openAnswer({ headers, body, request }: Answer): OpenAnswer {
  return {
    response: openPart(headers, body),
    // What was sent from a file is UTF-8 already, whatever its charset parameter says.
    request: openPart([], new TextEncoder().encode(request.body ?? '')),
  };
}

function openPart(headers: readonly Header[], body: Uint8Array): OpenPart {
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  const utf8 = toUtf8(body, readCharset(contentType, body));
  const { declared, looks } = guessContent(contentType, utf8);
  // What it looks like first: NetSuite's Content-Type is often wrong, and a JSON body may be one bare value.
  const kind = [looks, declared].find(each => each === 'json' || each === 'xml' || each === 'html');
  return {
    kind: kind === 'json' ? 'json' : kind === undefined ? 'other' : 'xml',
    text: looks === 'binary' ? undefined : strictText(utf8),
    utf8,
  };
}

/** Undefined for bytes that are not UTF-8: a value with something else in their place would be sent on. */
function strictText(utf8: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(utf8);
  } catch {
    return undefined;
  }
}

function bodyValue(name: string, { path }: ResponseReference, part: OpenPart): string {
  if (part.text === undefined) throw new CodedError('response-value-not-text', { name });
  if (path === '*') return part.text;
  const value = selectFirst(path, part, part.text);
  if (value === undefined) throw new CodedError('response-value-missing', { name, path });
  return value;
}

function selectFirst(path: string, part: OpenPart, text: string): string | undefined {
  const isJsonPath = path.startsWith('$') || (part.kind === 'json' && !path.startsWith('/'));
  if (isJsonPath) {
    part.index ??= indexJson(part.utf8);
    const [match] = selectJson(part.index, path.startsWith('$') ? path : `$${path.startsWith('[') ? '' : '.'}${path}`);
    return match && jsonMatchValue(match);
  }
  if (text.trim() === '') return undefined;
  part.tree ??= readXmlTree(text);
  const [match] = selectXml(part.tree, path);
  return match && xmlMatchValue(match);
}
