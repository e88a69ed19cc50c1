import { curlCall } from './curlCall.ts';
import type { FoundCall } from './foundCall.ts';
import { harCall } from './harCall.ts';
import { httpCall, postmanConsoleCall } from './httpCall.ts';

/** Characters that are looked at; a log of more than one call is cut to the one in question first. */
const longest = 5_000_000;

/**
 * Reads what another program sent: a curl command, raw HTTP, a HAR entry, a dump of Postman's console, a SOAP envelope, or
 * an Authorization header with method and URL beside it. Nothing is left out and nothing is normalised.
 *
 * @returns undefined when there is nothing of that in the text
 */
export function readSentCall(pasted: string): FoundCall | undefined {
  const text = pasted
    .slice(0, longest)
    .replace(/^\ufeff/, '')
    .trim();
  return (
    curlCall(text) ??
    (text.startsWith('{') ? harCall(text) : undefined) ??
    postmanConsoleCall(text) ??
    httpCall(text) ??
    soapCall(text) ??
    headerCall(text)
  );
}

/** An envelope by itself, perhaps with the endpoint over it. */
function soapCall(text: string): FoundCall | undefined {
  const start = text.search(/<(?:\?xml|[\w.-]*:?Envelope\b)/);
  if (start < 0 || !/<[\w.-]*:?Envelope\b/.test(text)) {
    return undefined;
  }
  return {
    kind: 'soap',
    method: 'POST',
    url: urlIn(text.slice(0, start)),
    contentType: 'text/xml',
    body: text.slice(start),
    authorization: '',
  };
}

/** A header somewhere in the text, and the method and URL that stand with it. */
function headerCall(text: string): FoundCall | undefined {
  const match = /(?<![\w-])OAuth\s+[\s\S]*/i.exec(text);
  const isHeader = match !== null && /\boauth_\w+\s*=/.test(match[0]);
  if (!isHeader) {
    return undefined;
  }
  // A header is one line, unless it was wrapped after its commas.
  const authorization = /^OAuth\s+(?:[^\r\n]*,[^\S\r\n]*\r?\n\s*)*[^\r\n]*/i.exec(match[0])?.[0] ?? match[0];
  const others = text.replace(authorization, ' ');
  return {
    kind: 'header',
    method: /(?<![\w-])(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)(?![\w-])/.exec(others)?.[1] ?? '',
    url: urlIn(others),
    authorization: unquoted(authorization),
  };
}

function urlIn(text: string): string {
  return /https?:\/\/[^\s"'<>`]+/i.exec(text)?.[0].replace(/[,;)]+$/, '') ?? '';
}

/** Within a string literal its quotes are escaped, and one of the literal's own stands at the end. */
function unquoted(header: string): string {
  const plain = header.includes('\\"') ? header.replaceAll('\\"', '"').replace(/"\s*[,;)]*\s*$/, '') : header;
  const quotes = plain.split('"').length - 1;
  return (quotes % 2 === 1 ? plain.replace(/"\s*[,;)]*\s*$/, '') : plain).replace(/['`]\s*[,;)]*\s*$/, '').trim();
}
