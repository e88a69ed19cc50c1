import { readTokenPassport } from '../readTokenPassport.ts';
import { readSentCurl } from './curlRequests.ts';
import { readJsonRequests } from './jsonRequests.ts';
import { readRawRequest } from './rawRequests.ts';
import type { SentRequest } from './types.ts';

const longest = 20_000_000;

/**
 * Reads what people paste of a failing call, with its Authorization header: a curl command, a request as HTTP has it or
 * as Postman's console shows it, a HAR log or a piece of it, an Authorization header (with method and URL in a line
 * before it, or given), a SOAP envelope.
 *
 * @param known method and URL where the text has none
 */
export function readSentRequests(
  given: string,
  known: { readonly method?: string; readonly url?: string } = {},
): SentRequest[] {
  const text = given
    .slice(0, longest)
    .replace(/^\uFEFF/, '')
    .trim();
  const curl = readSentCurl(text);
  if (curl) {
    return [curl];
  }
  if (/^[[{]/.test(text)) {
    return readJsonRequests(text);
  }
  const console = consoleRequest(text);
  if (console.length > 0) {
    return console;
  }
  const raw = readRawRequest(text);
  if (raw) {
    return [raw];
  }
  const url = known.url ?? /https?:\/\/[^\s"'<>]+/.exec(text.replace(/realm="[^"]*"/g, ''))?.[0];
  const header = /(?:^|[\s"'])(?:authorization\s*:\s*)?(OAuth\s[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)*)/i.exec(text)?.[1];
  if (header !== undefined && url !== undefined) {
    return [{ method: known.method?.toUpperCase() ?? methodIn(text) ?? 'GET', url, authorization: header.trim() }];
  }
  if (readTokenPassport(text)) {
    // What is signed of a SOAP call is in its passport alone.
    return [
      {
        method: 'POST',
        url: url ?? 'https://webservices.netsuite.com/',
        contentType: 'text/xml',
        body: text,
        authorization: '',
      },
    ];
  }
  return [];
}

function methodIn(text: string): string | undefined {
  return /^\s*(GET|POST|PUT|DELETE|PATCH|HEAD)\b/m.exec(text)?.[1];
}

/** A line with method and URL, then JSON with the headers: another way in which Postman's console copies. */
function consoleRequest(text: string): SentRequest[] {
  const [, line = '', rest = ''] =
    /^([A-Z]{3,10}\s+https?:\/\/\S*[^\s:]):?[^\S\n]*(?=[\n{])\s*(\{[\s\S]*)$/.exec(text) ?? [];
  return line === '' ? [] : readJsonRequests(`{${JSON.stringify(line)}: ${rest}}`);
}
