import { itemsOf, memberOf, parseJsonText, textOf, type JsonNode } from '../jsonText.ts';
import { callOfHeaders, headerOf, secondsOf, type FoundCall, type HeaderLines } from './foundCall.ts';

/** The call of a HAR entry; of a whole log, the first one that carries an OAuth header or a TokenPassport. */
export function harCall(text: string): FoundCall | undefined {
  const root = parsed(text);
  const entries = itemsOf(memberOf(memberOf(root, 'log'), 'entries'));
  const calls = (entries.length > 0 ? entries : root ? [root] : []).flatMap(entry => callOf(entry) ?? []);
  const isSigned = ({ authorization, body }: FoundCall) =>
    /^OAuth\b/i.test(authorization) || body?.includes('tokenPassport') === true;
  return calls.find(isSigned) ?? calls[0];
}

function parsed(text: string): JsonNode | undefined {
  try {
    return parseJsonText(text);
  } catch {
    return undefined;
  }
}

function callOf(entry: JsonNode): FoundCall | undefined {
  // Browsers copy a request by itself, too.
  const request = memberOf(entry, 'request') ?? entry;
  const url = textOf(memberOf(request, 'url'));
  const headers = linesOf(memberOf(request, 'headers'));
  if (url === undefined || (headers.length === 0 && !memberOf(request, 'method'))) {
    return undefined;
  }
  const posted = memberOf(request, 'postData');
  const body = textOf(memberOf(posted, 'text'));
  const mimeType = textOf(memberOf(posted, 'mimeType'));
  const answered = headerOf(linesOf(memberOf(memberOf(entry, 'response'), 'headers')), 'date');
  return {
    kind: 'har',
    method: textOf(memberOf(request, 'method')) ?? '',
    url,
    ...(mimeType !== undefined && { contentType: mimeType }),
    ...callOfHeaders(headers),
    ...(body !== undefined && { body }),
    ...secondsOf(answered ?? textOf(memberOf(entry, 'startedDateTime'))),
  };
}

function linesOf(list: JsonNode | undefined): HeaderLines {
  return itemsOf(list).map(header => ({
    name: textOf(memberOf(header, 'name')) ?? '',
    value: textOf(memberOf(header, 'value')) ?? '',
  }));
}
