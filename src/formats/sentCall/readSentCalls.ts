import { curlCall } from './curlCall.ts';
import type { FoundCall } from './foundCall.ts';
import { httpCall, postmanConsoleCall } from './httpCall.ts';
import { readJsonCalls } from './jsonCalls.ts';

/** Characters that are looked at. */
const longest = 20_000_000;

/**
 * Reads what another program sent: a curl command, raw HTTP, a HAR log or a piece of it, a dump of Postman's console, a
 * SOAP envelope, or an Authorization header with method and URL beside it. Nothing is left out and nothing is normalised.
 *
 * @returns several only of a HAR log; none when there is nothing of that in the text
 */
export function readSentCalls(pasted: string): readonly FoundCall[] {
  const text = pasted
    .slice(0, longest)
    .replace(/^\ufeff/, '')
    .trim();
  const curl = curlCall(text);
  if (curl) {
    // What curl -v printed below the command has the answer.
    const { answer, serverTime } = httpCall(text) ?? {};
    return [{ ...curl, ...(answer && { answer }), ...(serverTime !== undefined && { serverTime }) }];
  }
  if (/^[[{]/.test(text)) {
    return readJsonCalls(text);
  }
  const console = consoleJson(text);
  if (console.length > 0) {
    return console;
  }
  const found = postmanConsoleCall(text) ?? httpCall(text) ?? soapCall(text) ?? headerCall(text);
  return found ? [found] : [];
}

/** Of several calls the first one that carries an OAuth header or a TokenPassport. */
export function readSentCall(pasted: string): FoundCall | undefined {
  const calls = readSentCalls(pasted);
  return calls.find(isSigned) ?? calls[0];
}

/** Whether a call carries what the doctor can judge: a log holds calls to others, too. */
export function isSigned({ authorization, body }: FoundCall): boolean {
  return authorization === ''
    ? /<[\w.-]*:?tokenPassport[\s>/]/.test(body ?? '')
    : !/^(?:Basic|Digest|NLAuth|Bearer)\s/i.test(authorization);
}

/** Whether a call asks for an access token, or carries one. */
export function isByOAuth2({ authorization, body }: FoundCall): boolean {
  return /^Bearer\s/i.test(authorization) || /(?:^|[&\n])grant_type=/.test(body ?? '');
}

/** A line with method and URL, then JSON with the headers: another way in which Postman's console copies. */
function consoleJson(text: string): readonly FoundCall[] {
  const [, line = '', rest = ''] =
    /^([A-Z]{3,10}\s+https?:\/\/\S*[^\s:]):?[^\S\n]*(?=[\n{])\s*(\{[\s\S]*)$/.exec(text) ?? [];
  return line === '' ? [] : readJsonCalls(`{${JSON.stringify(line)}: ${rest}}`);
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
