import { answerOf, callOfHeaders, headerOf, secondsOf, type FoundCall } from './foundCall.ts';

interface HeaderLine {
  readonly name: string;
  readonly value: string;
}

/** A raw HTTP request, as proxies and `curl -v` print it, with or without the answer after it; undefined for anything else. */
export function httpCall(pasted: string): FoundCall | undefined {
  const lines = withoutArrows(pasted);
  const first = lines.findIndex(line => requestLine.test(line));
  const [, method = '', target = ''] = requestLine.exec(lines[first] ?? '') ?? [];
  const next = lines[first + 1] ?? '';
  if (first < 0 || (!headerLine.test(next) && !/ HTTP\/\d/.test(lines[first] ?? ''))) {
    return undefined;
  }
  const { headers, end } = headersFrom(lines, first + 1);
  const answer = lines.findIndex((line, at) => at >= end && statusLine.test(line));
  const status = Number(statusLine.exec(lines[answer] ?? '')?.[1] ?? 0);
  const body = lines
    .slice(end, answer < 0 ? undefined : answer)
    .join('\n')
    .replace(/\s+$/, '');
  const answered = answer < 0 ? { headers: [], end: lines.length } : headersFrom(lines, answer + 1);
  return {
    kind: 'http',
    method,
    url: urlOf(target, headerOf(headers, 'host')),
    ...callOfHeaders(headers),
    ...(body !== '' && { body }),
    ...secondsOf(headerOf(answered.headers, 'date')),
    ...(status > 0 && answerOf(status, answered.headers, answeredBody(lines.slice(answered.end)))),
  };
}

/** What curl says of the connection stands behind a body without a line end. */
function answeredBody(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\* Connection #\d+ to host [\s\S]*$/, '')
    .trim();
}

/**
 * Postman's console, as “Copy” gives it with a request unfolded: method and URL, then titled sections. Names and values
 * may be quoted.
 */
export function postmanConsoleCall(pasted: string): FoundCall | undefined {
  const lines = pasted.split(/\r?\n/).map(line => line.replace(/^[\s▼▶▸▾]+/, '').trimEnd());
  const title = (name: string) => lines.findIndex(line => new RegExp(`^${name}:?$`, 'i').test(line));
  const headersAt = title('Request Headers');
  const first = lines
    .map(line => /^["']?([A-Z]{3,7})\s+(https?:\/\/[^\s"']+)/.exec(line))
    .find(match => match !== null);
  if (headersAt < 0 || !first) {
    return undefined;
  }
  const ends = ['Request Body', 'Response Headers', 'Response Body', 'Network', 'Response'].map(title);
  const endAfter = (at: number) => Math.min(...ends.filter(end => end > at), lines.length);
  const sectionAt = (at: number) => (at < 0 ? [] : lines.slice(at + 1, endAfter(at)));
  const headers = sectionAt(headersAt).flatMap(consoleHeader);
  const body = sectionAt(title('Request Body')).join('\n').trim();
  const answered = sectionAt(title('Response Headers')).flatMap(consoleHeader);
  return {
    kind: 'postman-console',
    method: first[1] ?? '',
    url: first[2] ?? '',
    ...callOfHeaders(headers),
    ...(body !== '' && { body }),
    ...secondsOf(headerOf(answered, 'date')),
  };
}

const requestLine = /^([A-Za-z]{3,7}) ((?:\/|https?:)\S*)(?: HTTP\/\d(?:\.\d)?)?\s*$/;
const statusLine = /^HTTP\/\d(?:\.\d)? (\d{3})\b/;
const headerLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s?(.*)$/;

/**
 * A `curl -v` log marks the request's head with `>` and the answer's with `<`, and speaks for itself with `*`, `{` and
 * `}`. What stands unmarked between the two heads is the request's body; below, it is the answer's.
 */
function withoutArrows(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (!lines.some(line => /^> [A-Z]+ \S+ HTTP\//.test(line))) {
    return lines;
  }
  const headEnd = lines.findIndex(line => /^> ?$/.test(line));
  const answer = lines.findIndex(line => line.startsWith('< '));
  const isBody = (line: string, at: number) =>
    headEnd >= 0 &&
    at > headEnd &&
    (answer < 0 || at < answer ? !/^[*{}] /.test(line) : !/^(?:\* |[{}] \[)/.test(line));
  return lines.flatMap((line, at) => {
    if (/^[<>](?: |$)/.test(line)) {
      return [line.slice(2)];
    }
    return isBody(line, at) ? [line] : [];
  });
}

function headersFrom(lines: readonly string[], from: number): { headers: HeaderLine[]; end: number } {
  const headers: HeaderLine[] = [];
  let at = from;
  for (; at < lines.length && lines[at]?.trim() !== ''; at++) {
    const line = lines[at] ?? '';
    const match = headerLine.exec(line);
    const last = headers.at(-1);
    if (match) {
      headers.push({ name: match[1] ?? '', value: match[2] ?? '' });
    } else if (last && /^\s/.test(line)) {
      // A long header that was wrapped where it was printed.
      headers[headers.length - 1] = { ...last, value: `${last.value} ${line.trim()}` };
    } else {
      break;
    }
  }
  return { headers, end: at + 1 };
}

function urlOf(target: string, host: string | undefined): string {
  return target.startsWith('/') && host !== undefined && host !== '' ? schemeOf(host) + host + target : target;
}

/** A raw request does not say; NetSuite has https only, and this machine has the practice account. */
function schemeOf(host: string): string {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i.test(host) ? 'http://' : 'https://';
}

/** `Name: value`, `"Name": "value"`, and `Name: "value"`. */
function consoleHeader(line: string): HeaderLine[] {
  const [, name = '', spelled = ''] = /^["']?([\w-]+)["']?\s*:\s*(.*?),?$/.exec(line) ?? [];
  const [, , quoted] = /^(["'])([\s\S]*)\1$/.exec(spelled) ?? [];
  return name === '' ? [] : [{ name, value: (quoted ?? spelled).replaceAll('\\"', '"') }];
}
