import type { SourcedPair } from '../../tba/baseString.ts';
import type { UrlNote } from '../../tba/requestUrl.ts';
import type { SignatureSteps } from '../../tba/signatureSteps.ts';
import type { HarContent, HistorySource, HistorySummary, KeptSignature } from './har.ts';
import { bytesOf } from './keptBody.ts';
import { isShowableTime } from '../../showableTime.ts';
import { restoreSignature } from './keptSignature.ts';
import type { EarlierTry, ExchangeFailure, Header, ReceivedResponse, Timing } from '../record.ts';

/** A call of the history, as far as its file tells. */
export interface HistoryEntry {
  readonly summary: HistorySummary;
  readonly credentialId?: string;
  readonly source?: HistorySource;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly Header[];
    readonly body?: string;
    /** Why it cannot be sent again as it stands here. */
    readonly incomplete?: 'truncated' | 'redacted';
  };
  readonly response?: ReceivedResponse & {
    /** What was kept of the body, decoded. */
    readonly body: Uint8Array;
    readonly isTruncated: boolean;
  };
  readonly failure?: ExchangeFailure;
  readonly timing: Timing;
  /** Its signature masked; absent when it was too long to keep. */
  readonly signature?: SignatureSteps;
}

/** Reads a file of the history; undefined for anything else, and for one that is broken. Never throws. */
export function readHistoryEntry(text: string): HistoryEntry | undefined {
  const log = asObject(asObject(parse(text))?.['log']);
  const summary = readSummary(log?.['_tbaWorkbench']);
  const entries = log?.['entries'];
  const entry = Array.isArray(entries) ? asObject(entries[0]) : undefined;
  const request = readRequest(entry);
  if (!summary || !entry || !request) {
    return undefined;
  }
  const detail = asObject(entry['_tbaWorkbench']) ?? {};
  const response = summary.status === undefined ? undefined : readResponse(entry['response'], summary.status);
  const source = readSource(detail['source']);
  const signature = readSignature(detail['signature']);
  const credentialId = asString(detail['credentialId']);
  return {
    summary,
    request,
    timing: readTiming(detail['timing']) ?? { via: 'direct', total: summary.total },
    ...(credentialId !== undefined && { credentialId }),
    ...(source && { source }),
    ...(response && { response }),
    ...(summary.failure !== undefined && { failure: { code: summary.failure, data: readData(detail['failureData']) } }),
    ...(signature && { signature }),
  };
}

/**
 * Reads what a list shows from the beginning of a file. `head` holds its first line; undefined when that is cut off, or is
 * not of the history.
 */
export function readHistorySummary(head: string): HistorySummary | undefined {
  const end = head.indexOf('[\n');
  const log = end < 0 ? undefined : asObject(asObject(parse(`${head.slice(0, end)}[]}}`))?.['log']);
  return readSummary(log?.['_tbaWorkbench']);
}

function readSummary(value: unknown): HistorySummary | undefined {
  const found = asObject(value);
  const account = asObject(found?.['account']);
  const credential = asObject(found?.['credential']);
  const id = asString(found?.['id']);
  const title = asString(found?.['title']);
  const method = asString(found?.['method']);
  const url = asString(found?.['url']);
  const startedAt = asNumber(found?.['startedAt']);
  const accountId = asString(account?.['id']);
  if (
    id === undefined ||
    title === undefined ||
    method === undefined ||
    url === undefined ||
    !isShowableTime(startedAt) ||
    accountId === undefined
  ) {
    return undefined;
  }
  const status = asNumber(found?.['status']);
  const statusText = asString(found?.['statusText']);
  const failure = asString(found?.['failure']);
  return {
    id,
    title,
    method,
    url,
    ...(status !== undefined && { status }),
    ...(statusText !== undefined && { statusText }),
    ...(failure !== undefined && { failure }),
    startedAt,
    total: asNumber(found?.['total']) ?? 0,
    account: { id: accountId, name: asString(account?.['name']) ?? accountId },
    credential: {
      scheme: credential?.['scheme'] === 'oauth2' ? 'oauth2' : 'tba',
      label: asString(credential?.['label']) ?? '',
    },
  };
}

function readRequest(entry: Readonly<Record<string, unknown>> | undefined): HistoryEntry['request'] | undefined {
  const request = asObject(entry?.['request']);
  const method = asString(request?.['method']);
  const url = asString(request?.['url']);
  if (method === undefined || url === undefined) {
    return undefined;
  }
  const post = asObject(request?.['postData']);
  const body = asString(post?.['text']);
  const isRedacted = asObject(entry?.['_tbaWorkbench'])?.['redactedRequest'] === true;
  const incomplete = isRedacted ? 'redacted' : post?.['_truncated'] === true ? 'truncated' : undefined;
  return {
    method,
    url,
    headers: readPairs(request?.['headers']),
    ...(body !== undefined && { body }),
    ...(incomplete && { incomplete }),
  };
}

function readResponse(value: unknown, status: number): HistoryEntry['response'] | undefined {
  const response = asObject(value);
  const content = asObject(response?.['content']);
  if (!response || !content) {
    return undefined;
  }
  const wireBytes = asNumber(response['bodySize']) ?? -1;
  const text = asString(content['text']);
  const charset = asString(content['_charset']);
  const kept: HarContent = {
    size: asNumber(content['size']) ?? 0,
    mimeType: '',
    ...(text !== undefined && { text }),
    ...(content['encoding'] === 'base64' && { encoding: 'base64' as const }),
    ...(charset !== undefined && { _charset: charset }),
  };
  return {
    status,
    statusText: asString(response['statusText']) ?? '',
    headers: readPairs(response['headers']),
    bodyBytes: kept.size,
    ...(wireBytes >= 0 && { wireBytes }),
    body: bytesOf(kept),
    isTruncated: content['_truncated'] === true,
  };
}

function readSource(value: unknown): HistorySource | undefined {
  const source = asObject(value);
  const uri = asString(source?.['uri']);
  const name = asString(source?.['name']);
  return uri === undefined
    ? undefined
    : { uri, ...(name !== undefined && { name }), text: asString(source?.['text']) ?? '' };
}

function readTiming(value: unknown): Timing | undefined {
  const timing = asObject(value);
  const total = asNumber(timing?.['total']);
  if (!timing || total === undefined) {
    return undefined;
  }
  const phases = (['connect', 'dns', 'tls', 'waiting', 'receiving'] as const).flatMap(name => {
    const milliseconds = asNumber(timing[name]);
    return milliseconds === undefined ? [] : [[name, milliseconds] as const];
  });
  const reason = asString(asObject(timing['firstTry'])?.['reason']);
  const earlierTries = readTries(timing['earlierTries']);
  return {
    via: timing['via'] === 'host' ? 'host' : 'direct',
    total,
    ...Object.fromEntries(phases),
    ...(reason !== undefined && { firstTry: { reason } }),
    ...(earlierTries.length > 0 && { earlierTries }),
  };
}

/** More were never made. */
const mostTries = 10;

function readTries(value: unknown): readonly EarlierTry[] {
  return (Array.isArray(value) ? value.slice(0, mostTries) : []).flatMap((entry: unknown) => {
    const found = asObject(entry);
    const [status, total, waited] = ['status', 'total', 'waited'].map(name => asNumber(found?.[name]));
    const code = asString(found?.['code']);
    return status === undefined || total === undefined || waited === undefined || code === undefined
      ? []
      : [{ status, code, total, waited }];
  });
}

function readData(value: unknown): ExchangeFailure['data'] {
  const entries = Object.entries(asObject(value) ?? {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
    ),
  );
}

function readSignature(value: unknown): SignatureSteps | undefined {
  const found = asObject(value);
  const method = asString(found?.['method']);
  const baseUri = asString(found?.['baseUri']);
  const authorization = asString(found?.['authorization']);
  if (!found || method === undefined || baseUri === undefined || authorization === undefined) {
    return undefined;
  }
  const kept: KeptSignature = {
    scheme: 'tba',
    method,
    given: asString(found['given']) ?? baseUri,
    baseUri,
    query: readPairs(found['query']),
    notes: asList(found['notes']).filter((note): note is UrlNote => isOneOf(note, urlNotes)),
    parameters: asList(found['parameters']).flatMap(readParameter),
    consumerSecretLength: asNumber(found['consumerSecretLength']) ?? 0,
    tokenSecretLength: asNumber(found['tokenSecretLength']) ?? 0,
    realm: asString(found['realm']) ?? '',
    authorization,
  };
  try {
    return restoreSignature(kept);
  } catch {
    // Half of a character was cut off somewhere; the rest of the entry is as good as ever.
    return undefined;
  }
}

const urlNotes: readonly UrlNote[] = [
  'fragment-dropped',
  'default-port-dropped',
  'host-lowercased',
  'path-normalised',
  'query-re-encoded',
];
const sources: readonly SourcedPair['source'][] = ['query', 'form', 'oauth', 'header'];

function readParameter(value: unknown): SourcedPair[] {
  const [pair] = readPairs([value]);
  const source = asObject(value)?.['source'];
  return pair && isOneOf(source, sources) ? [{ ...pair, source }] : [];
}

function readPairs(value: unknown): { readonly name: string; readonly value: string }[] {
  return asList(value).flatMap(each => {
    const pair = asObject(each);
    const name = asString(pair?.['name']);
    const text = asString(pair?.['value']);
    return name === undefined || text === undefined ? [] : [{ name, value: text }];
  });
}

function isOneOf<T extends string>(value: unknown, known: readonly T[]): value is T {
  return (known as readonly unknown[]).includes(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
