import { splitCommand, type Shell } from '../shellWords.ts';
import { cleanBody, cleanHeaders, cleanMethod, cleanUrl, contentTypeOf, listOf } from './cleanRequest.ts';
import { encodeData, readData, type CurlData } from './curlData.ts';
import { curlStart } from './curlStart.ts';
import { readOptions, type CurlOption } from './curlOptions.ts';
import { isNetsuiteUrl } from './netsuiteTarget.ts';
import type { FoundHeader, FoundRequest, RequestNote } from './types.ts';

const mostCommands = 500;

export interface CurlRequests {
  readonly requests: readonly FoundRequest[];
  /** Whether there is nothing else in the text: what is put in its place loses nothing. */
  readonly isWhole: boolean;
}

/**
 * Reads the curl commands that a text begins with, one after the other, as people copy them from a terminal (bash, zsh,
 * cmd, PowerShell) and as browsers and Postman write them. What logs in is left out.
 */
export function readCurlRequests(text: string): CurlRequests {
  const requests: FoundRequest[] = [];
  let rest = text;
  while (requests.length < mostCommands) {
    const match = curlStart.exec(rest.slice(0, 1000));
    if (!match) {
      break;
    }
    const shell = shellOf(rest.slice(match[0].length));
    const { words, end, isUnterminated } = splitCommand(rest, match[0].length, shell);
    const found = requestOf(
      words.map(word => word.text),
      isUnterminated,
    );
    if (!found) {
      break;
    }
    requests.push(found);
    rest = afterCommand(rest.slice(end));
  }
  return { requests, isWhole: requests.length > 0 && rest.trim() === '' };
}

/** What a command is piped into belongs to it; `;` and `&` end it. */
function afterCommand(text: string): string {
  return text.replace(/^[ \t]*\|[^\r\n]*/, '').replace(/^[\s;&]+/, '');
}

/** Told by the sign that ends a continued line, or escapes a quote; bash where there is none. */
export function shellOf(text: string): Shell {
  const end = text.search(/[^\\^`\s][^\S\r\n]*(?:\r|\n|$)/);
  const command = text.slice(0, Math.min(end < 0 ? Infinity : end + 2, 20_000));
  const first = /[\\^`](?=[^\S\r\n]*[\r\n])|\^"|`"/.exec(command)?.[0];
  return first?.startsWith('^') ? 'cmd' : first?.startsWith('`') ? 'powershell' : 'bash';
}

function requestOf(words: readonly string[], isUnterminated: boolean): FoundRequest | undefined {
  const { options, urls: bare } = readOptions(words);
  const named = options.flatMap(({ name, value }) => (name === 'url' && value !== undefined ? [value] : []));
  const [given, ...otherUrls] = [...named, ...bare];
  if (given === undefined) {
    return undefined;
  }
  const notes: RequestNote[] = [];
  const has = (name: string) => options.some(option => option.name === name);
  const data = readData(options);
  const isQuery = has('get');
  const { url, hasVariables } = urlOf(given, options, isQuery ? data?.text : undefined, notes);
  const kept = cleanHeaders(headersOf(options, data, isQuery, notes), hasVariables);
  notes.push(...kept.notes);
  const body = isQuery ? {} : bodyOf(options, data, contentTypeOf(kept.headers), notes);
  const method = cleanMethod(methodOf(options, data));
  notes.push(...method.notes, ...optionNotes(options));
  if (otherUrls.length > 0) {
    notes.push({ code: 'urls-left-out', data: { count: otherUrls.length } });
  }
  if (data && data.leftOut.length > 0) {
    notes.push({ code: 'files-left-out', data: { names: listOf(data.leftOut) } });
  }
  if (isUnterminated) {
    notes.push({ code: 'unterminated-quote' });
  }
  return { method: method.method, url, headers: kept.headers, ...body, ...(hasVariables && { hasVariables }), notes };
}

function urlOf(given: string, options: readonly CurlOption[], data: string | undefined, notes: RequestNote[]) {
  // Without a scheme curl takes http; NetSuite has https only.
  const isAbsolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(given);
  const variable = /^\$(?:\{(\w+)\}|(\w+))/.exec(given);
  const isReference = given.startsWith('{{') || variable !== null;
  const spelled = variable ? `{{${variable[1] ?? variable[2] ?? ''}}}${given.slice(variable[0].length)}` : given;
  const whole = isAbsolute || isReference ? spelled : (isNetsuiteUrl(spelled) ? 'https://' : 'http://') + spelled;
  const queries = [
    ...options.flatMap(({ name, value = '' }) =>
      name !== 'url-query' ? [] : [value.startsWith('+') ? value.slice(1) : encodeData(value)],
    ),
    ...(data === undefined || data === '' ? [] : [data]),
  ].join('&');
  const [base = '', fragment = ''] = whole.split(/(?=#)/s, 2);
  const joined = queries === '' ? base : base + (base.includes('?') ? '&' : '?') + queries + fragment;
  const cleaned = cleanUrl(joined);
  notes.push(...cleaned.notes);
  // curl refuses nested braces in a URL: the command is a template of another client's.
  const hasVariables = isReference || (/\{\{[^{}\r\n]+\}\}/.test(given) && !options.some(isGlobOff));
  return { url: cleaned.url, hasVariables };
}

function isGlobOff({ name }: CurlOption): boolean {
  return name === 'g' || name === 'globoff';
}

function headersOf(
  options: readonly CurlOption[],
  data: CurlData | undefined,
  isQuery: boolean,
  notes: RequestNote[],
): FoundHeader[] {
  const headers: FoundHeader[] = [];
  const files: string[] = [];
  for (const { name, value = '' } of options) {
    if (name === 'header' && value.startsWith('@')) {
      files.push(value.slice(1));
    } else if (name === 'header') {
      // `Name;` has an empty value, `Name:` takes a header of curl's own away.
      const [, header = '', text = ''] = /^([^:;]+):(.*)$/s.exec(value) ?? [];
      const emptyName = /^([^:;]+);$/.exec(value)?.[1];
      headers.push(...(text.trim() !== '' ? [{ name: header, value: text }] : []));
      headers.push(...(emptyName === undefined ? [] : [{ name: emptyName, value: '' }]));
    }
  }
  if (files.length > 0) {
    notes.push({ code: 'files-left-out', data: { names: listOf(files) } });
  }
  const isThere = (name: string) =>
    options.some(option => option.name === 'header' && option.value?.toLowerCase().startsWith(`${name}:`));
  if (data?.isJson === true && !isQuery) {
    headers.push(...(isThere('content-type') ? [] : [{ name: 'Content-Type', value: 'application/json' }]));
    headers.push(...(isThere('accept') ? [] : [{ name: 'Accept', value: 'application/json' }]));
  } else if (data && !isQuery && !isThere('content-type')) {
    headers.push({ name: 'Content-Type', value: 'application/x-www-form-urlencoded' });
  }
  const isForm = options.some(({ name }) => name === 'form' || name === 'form-string');
  return isForm ? headers.filter(({ name }) => name.trim().toLowerCase() !== 'content-type') : headers;
}

function bodyOf(
  options: readonly CurlOption[],
  data: CurlData | undefined,
  contentType: string,
  notes: RequestNote[],
): { readonly body?: string; readonly bodyFile?: string } {
  const fields = options.flatMap(({ name, value = '' }) =>
    name === 'form' || name === 'form-string' ? [value.split('=', 1)[0] ?? ''] : [],
  );
  if (fields.length > 0) {
    notes.push({ code: 'multipart-left-out', data: { fields: listOf(fields) } });
    return {};
  }
  const upload = options.findLast(({ name }) => name === 'upload-file')?.value;
  const file = data ? data.file : upload;
  if (file !== undefined) {
    return { bodyFile: file };
  }
  if (data?.text === undefined || data.text === '') {
    return {};
  }
  const { body, notes: bodyNotes } = cleanBody(data.text, contentType);
  notes.push(...bodyNotes);
  return body === '' ? {} : { body };
}

/** The method that curl sends: the one that is given, else what its other options come to. */
export function methodOf(options: readonly CurlOption[], data: CurlData | undefined): string {
  const has = (...names: string[]) => options.some(({ name }) => names.includes(name));
  const given = options.findLast(({ name }) => name === 'request')?.value;
  if (given !== undefined && given !== '') {
    return given;
  }
  if (has('head')) {
    return 'HEAD';
  }
  if (has('get')) {
    return 'GET';
  }
  return data || has('form', 'form-string') ? 'POST' : has('upload-file') ? 'PUT' : 'GET';
}

/** What has no say in the request, or is said by other notes. */
const silent: ReadonlySet<string> = new Set(
  `url url-query header request head get data data-ascii data-binary data-raw data-urlencode json form form-string
  upload-file user-agent referer compressed location location-trusted silent show-error verbose include fail fail-with-body
  globoff output remote-name write-out progress-bar no-progress-meter no-buffer http1.1 http2 http1.0 http2-prior-knowledge
  max-time connect-timeout retry retry-delay retry-max-time s S v i f g O # N 0 1 2 dump-header create-dirs`
    .trim()
    .split(/\s+/),
);

function optionNotes(options: readonly CurlOption[]): RequestNote[] {
  const notes: RequestNote[] = [];
  const others: string[] = [];
  for (const { name, spelled } of options) {
    if (name === 'user' || name === 'proxy-user') {
      notes.push({ code: 'password-left-out' });
    } else if (name === 'oauth2-bearer' || name === 'aws-sigv4') {
      notes.push({ code: 'authorization-left-out', data: { scheme: name === 'oauth2-bearer' ? 'Bearer' : '' } });
    } else if (name === 'cookie') {
      notes.push({ code: 'cookies-left-out' });
    } else if (!silent.has(name)) {
      others.push(spelled);
    }
  }
  if (others.length > 0) {
    notes.push({ code: 'options-left-out', data: { options: listOf(others) } });
  }
  return notes;
}
