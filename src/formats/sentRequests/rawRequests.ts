import { sentRequest, type SentHeaders, type SentRequest } from './types.ts';

const requestLine = /^[ \t]*(?:[>*][ \t]+)?([A-Z]{3,10})[ \t]+((?:https?:\/\/|\/)\S*)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/;
const headerLine = /^[ \t]*(?:[>][ \t]*)?([A-Za-z][\w-]*)[ \t]*:[ \t]?(.*)$/;

/**
 * Reads a request as HTTP has it (also with a whole URL in its first line), as `curl -v` prints it, and as Postman's
 * console shows it, with its headings. Where the first line has a path only, the Host header gives the rest.
 */
export function readRawRequest(text: string): SentRequest | undefined {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const at = lines.findIndex(line => requestLine.test(line));
  if (at < 0) {
    return undefined;
  }
  const [, method = '', target = ''] = requestLine.exec(lines[at] ?? '') ?? [];
  const headers: [string, string][] = [];
  const answer: [string, string][] = [];
  let place: 'headers' | 'body' | 'answer' | 'over' = 'headers';
  const body: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const heading =
      /^[ \t]*(?:▼|▶|>)?[ \t]*(Network|Request Headers|Request Body|Response Headers|Response Body)[ \t]*:?[ \t]*$/i.exec(
        line,
      )?.[1];
    if (heading !== undefined) {
      const name = heading.toLowerCase();
      place =
        name === 'request body'
          ? 'body'
          : name === 'response headers'
            ? 'answer'
            : name === 'response body'
              ? 'over'
              : 'headers';
    } else if (/^[ \t]*(?:<[ \t]+)?HTTP\/[\d.]+[ \t]+\d{3}/.test(line)) {
      place = 'answer';
    } else if (place === 'headers') {
      const [, name, value = ''] = headerLine.exec(line) ?? [];
      const isFolded = /^[ \t]+\S/.test(line) && name === undefined;
      const last = headers.at(-1);
      if (name !== undefined) {
        headers.push([name, unquoted(value)]);
      } else if (isFolded && last) {
        last[1] += ` ${line.trim()}`;
      } else if (/^[ \t]*>?[ \t]*$/.test(line) && headers.length > 0) {
        place = 'body';
      }
    } else if (place === 'body') {
      body.push(line);
    } else if (place === 'answer') {
      const [, name, value = ''] = headerLine.exec(line.replace(/^[ \t]*<[ \t]*/, '')) ?? [];
      if (name !== undefined) answer.push([name, unquoted(value)]);
    }
  }
  const url = /^https?:/i.test(target) ? target : withHost(target, headers);
  return url === undefined
    ? undefined
    : sentRequest({ method, url, headers, body: body.join('\n').replace(/\n+$/, ''), answer });
}

function withHost(path: string, headers: SentHeaders): string | undefined {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1].trim();
  return host === undefined ? undefined : `https://${host}${path}`;
}

/** Postman's console quotes values, with escaped quotes within. */
function unquoted(value: string): string {
  const inner = /^"(.*)"[ \t]*$/s.exec(value.trim())?.[1];
  return inner === undefined ? value.trim() : inner.replaceAll('\\"', '"').replaceAll('\\\\', '\\');
}
