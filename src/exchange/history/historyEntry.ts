import { shortId } from '../../accounts/labels.ts';
import { decodePairs } from '../../tba/percentEncoding.ts';
import type {
  HarEntry,
  HarFile,
  HarPair,
  HarRequest,
  HarResponse,
  HarTimings,
  HistoryDetail,
  HistorySource,
  HistorySummary,
} from './har.ts';
import { keepBody, keepText } from './keptBody.ts';
import { keepSignature } from './keptSignature.ts';
import type { Exchange, ExchangeRecord, Header, Timing } from '../record.ts';
import { secretMask, type SecretMask } from '../secretMask.ts';

/** What is known of a call besides its exchange. */
export interface HistoryContext {
  readonly source?: HistorySource | undefined;
  /** The token's record in the account book. */
  readonly credentialId?: string | undefined;
  /** Values that are never kept, whatever spelling they occur in. */
  readonly secrets?: readonly string[] | undefined;
}

/** Bytes of bodies that are kept. */
export interface HistoryLimits {
  readonly request: number;
  readonly response: number;
}

const defaultLimits: HistoryLimits = { request: 64 * 1024, response: 256 * 1024 };

/** Lists read no more than the first line of a file. In characters. */
const longestTitle = 200;
const longestUrl = 2000;
/** Of a request as it stands in its file; in characters. */
const longestSource = 64 * 1024;

/**
 * A call as a HAR 1.2 file of its own, which any browser's network panel opens. Chosen over one file for all: two windows
 * never write to the same one, and each can be opened, handed on and deleted by itself. Holds no signature and no secret,
 * and of consumer key and token ID the ends: they tell tokens apart, and are half of what a login takes.
 */
export function historyEntry(
  exchange: Exchange,
  context: HistoryContext = {},
  limits: HistoryLimits = defaultLimits,
): HarFile {
  const mask = secretMask(context.secrets ?? []);
  const { record } = exchange;
  const shorten = keyShortener(record.signature);
  const hide = (text: string) => shorten(mask.hide(text));
  const { request, isRedacted } = keepRequest(record, limits.request, mask, hide);
  const signature = record.signature && keepSignature(record.signature, hide);
  const detail: HistoryDetail = {
    ...(context.credentialId !== undefined && { credentialId: context.credentialId }),
    ...(context.source && { source: keepSource(context.source, hide) }),
    ...(isRedacted && { redactedRequest: true as const }),
    timing: record.timing,
    ...(record.failure && { failureData: hideData(record.failure.data, hide) }),
    ...(signature && { signature }),
  };
  const timings = harTimings(record.timing);
  const entry: HarEntry = {
    startedDateTime: new Date(record.startedAt).toISOString(),
    time: sumOf(timings),
    request,
    response: keepResponse(exchange, limits.response, mask),
    cache: {},
    timings,
    ...(record.failure && { _error: record.failure.code }),
    _tbaWorkbench: detail,
  };
  const creator = { name: 'TBA Workbench for NetSuite', version: '1' };
  return { log: { version: '1.2', creator, _tbaWorkbench: summaryOf(record, hide), entries: [entry] } };
}

/** The file's text: its first line holds all that a list shows, the rest is for reading. */
export function printHistory({ log }: HarFile): string {
  const { entries, ...head } = log;
  const first = JSON.stringify({ log: head }).slice(0, -2);
  return `${first},"entries":[\n${JSON.stringify(entries[0], null, 2)}\n]}}\n`;
}

function summaryOf(record: ExchangeRecord, hide: (text: string) => string): HistorySummary {
  const { id, title, startedAt, timing, account, credential, request, response, failure } = record;
  return {
    id,
    title: hide(title).slice(0, longestTitle),
    method: hide(request.method).slice(0, longestTitle),
    url: hide(request.url).slice(0, longestUrl),
    ...(response && { status: response.status, statusText: hide(response.statusText).slice(0, longestTitle) }),
    ...(failure && { failure: failure.code }),
    startedAt,
    total: Math.round(timing.total),
    account: { id: account.id, name: hide(account.name).slice(0, longestTitle) },
    credential: { scheme: credential.scheme, label: hide(credential.label).slice(0, longestTitle) },
  };
}

function keepRequest(
  { request, timing }: ExchangeRecord,
  limit: number,
  mask: SecretMask,
  hide: (text: string) => string,
): { readonly request: HarRequest; readonly isRedacted: boolean } {
  const { method, url, headers, body } = request;
  const kept = body === undefined ? undefined : keepText(body, limit, mask);
  // Made anew with each call: the ends of the keys in it are no reason not to send it again.
  const own = headers.filter(({ name }) => name.toLowerCase() !== 'authorization');
  const texts = [method, url, ...own.flatMap(({ name, value }) => [name, value])];
  const isRedacted = texts.some(text => hide(text) !== text) || (body !== undefined && mask.hide(body) !== body);
  return {
    isRedacted,
    request: {
      method: hide(method),
      url: hide(url),
      httpVersion: httpVersion(timing),
      cookies: [],
      headers: keepHeaders(headers, hide),
      queryString: queryOf(url).map(({ name, value }) => ({ name: hide(name), value: hide(value) })),
      ...(kept && { postData: { mimeType: hide(headerOf(headers, 'content-type') ?? ''), ...kept } }),
      headersSize: -1,
      bodySize: body === undefined ? 0 : Buffer.byteLength(body),
    },
  };
}

function keepResponse({ record, body }: Exchange, limit: number, mask: SecretMask): HarResponse {
  const { response, timing } = record;
  const hide = (text: string) => mask.hide(text);
  const headers = response?.headers ?? [];
  const type = headerOf(headers, 'content-type');
  return {
    status: response?.status ?? 0,
    statusText: hide(response?.statusText ?? ''),
    httpVersion: response ? httpVersion(timing) : '',
    cookies: [],
    headers: keepHeaders(headers, hide),
    content: {
      size: response?.bodyBytes ?? 0,
      mimeType: hide(type ?? ''),
      ...(response && body.byteLength > 0 ? keepBody(body, type, limit, mask) : {}),
    },
    redirectURL: hide(headerOf(headers, 'location') ?? ''),
    headersSize: -1,
    bodySize: response?.wireBytes ?? -1,
  };
}

/** Shorter than NetSuite's by far, a key could be any word. */
const shortestKey = 16;

/** Puts its ends in place of each key that a call was signed with, `ef…e4`. */
function keyShortener(signature: ExchangeRecord['signature']): (text: string) => string {
  const keys = (signature?.parameters ?? [])
    .filter(({ name, source, value }) => source === 'oauth' && isKey(name) && value.length >= shortestKey)
    .map(({ value }) => value);
  return text => keys.reduce((rest, key) => rest.replaceAll(key, shortId(key)), text);
}

function isKey(name: string): boolean {
  return name === 'oauth_consumer_key' || name === 'oauth_token';
}

function keepSource({ uri, name, text }: HistorySource, hide: (text: string) => string): HistorySource {
  return {
    uri,
    ...(name !== undefined && { name: hide(name) }),
    text: hide(text).slice(0, longestSource),
  };
}

function hideData(
  data: Readonly<Record<string, string | number | boolean>>,
  hide: (text: string) => string,
): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    // An assertion is written in another way than what is to be hidden.
    Object.entries(data)
      .filter(([key]) => key !== 'assertion')
      .map(([key, value]) => [key, typeof value === 'string' ? hide(value) : value]),
  );
}

function keepHeaders(headers: readonly Header[], hide: (text: string) => string): HarPair[] {
  return headers.map(({ name, value }) => ({ name: hide(name), value: hide(value) }));
}

function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(header => header.name.toLowerCase() === name)?.value;
}

/** undici speaks HTTP/1.1 here; what the host's fetch spoke, it does not tell. */
function httpVersion({ via }: Timing): string {
  return via === 'direct' ? 'HTTP/1.1' : 'unknown';
}

function queryOf(url: string): readonly HarPair[] {
  try {
    return decodePairs(new URL(url).search.slice(1));
  } catch {
    return [];
  }
}

/** HAR wants the phases to add up; what no phase accounts for was spent before the connection. */
function harTimings({ total, connect, dns, tls, waiting, receiving }: Timing): HarTimings {
  const known = (connect ?? 0) + (waiting ?? 0) + (receiving ?? 0);
  const rest = Math.max(0, total - known);
  const unknown = waiting === undefined && receiving === undefined;
  return {
    blocked: unknown ? -1 : rounded(rest),
    dns: rounded(dns ?? -1),
    connect: rounded(connect === undefined ? -1 : Math.max(0, connect - (dns ?? 0))),
    send: 0,
    wait: rounded(unknown ? rest : (waiting ?? 0)),
    receive: rounded(receiving ?? 0),
    ssl: rounded(tls ?? -1),
  };
}

function sumOf({ blocked, dns, connect, send, wait, receive }: HarTimings): number {
  return rounded([blocked, dns, connect, send, wait, receive].reduce((sum, each) => sum + Math.max(0, each), 0));
}

/** To microseconds: more is noise of the clock. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
