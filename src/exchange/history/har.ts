import type { Scheme } from '../../accounts/records.ts';
import type { SourcedPair } from '../../tba/baseString.ts';
import type { UrlNote } from '../../tba/requestUrl.ts';
import type { Timing } from '../record.ts';

// HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as far as one call of ours fills it. Names that begin with
// an underscore are our own, as the format provides for; times are milliseconds, sizes bytes, -1 means unknown.

export interface HarPair {
  readonly name: string;
  readonly value: string;
}

export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarPair[];
  readonly headers: readonly HarPair[];
  readonly queryString: readonly HarPair[];
  readonly postData?: HarPostData;
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarPostData {
  readonly mimeType: string;
  readonly text: string;
  /** Only the beginning of the body is here. */
  readonly _truncated?: true;
}

export interface HarResponse {
  /** 0 when there was no response; then the entry has `_error`. */
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarPair[];
  readonly headers: readonly HarPair[];
  readonly content: HarContent;
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarContent {
  /** Of the whole body, however much of it is kept. */
  readonly size: number;
  readonly mimeType: string;
  readonly text?: string;
  /** How `text` spells bytes that are no text. */
  readonly encoding?: 'base64';
  readonly _truncated?: true;
  /** The encoding that the text came in. */
  readonly _charset?: string;
}

export interface HarTimings {
  readonly blocked: number;
  readonly dns: number;
  readonly connect: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
  /** Part of `connect`. */
  readonly ssl: number;
}

export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: HarTimings;
  /** The stable code of what went wrong. */
  readonly _error?: string;
  readonly _tbaWorkbench: HistoryDetail;
}

/** A HAR file of one call. */
export interface HarFile {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly _tbaWorkbench: HistorySummary;
    readonly entries: readonly [HarEntry];
  };
}

/** What a list of calls shows; stands first in the file, so that the list need not read all of it. */
export interface HistorySummary {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly url: string;
  /** Absent when there was no response. */
  readonly status?: number;
  readonly statusText?: string;
  readonly failure?: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly total: number;
  readonly account: { readonly id: string; readonly name: string };
  readonly credential: { readonly scheme: Scheme; readonly label: string };
}

/** What HAR has no place for. */
export interface HistoryDetail {
  /** The token's record in the account book; no NetSuite token ID. */
  readonly credentialId?: string;
  readonly source?: HistorySource;
  /** A secret was replaced somewhere in the request, so that it cannot be sent as it stands here. */
  readonly redactedRequest?: true;
  readonly timing: Timing;
  readonly failureData?: Readonly<Record<string, string | number | boolean>>;
  readonly signature?: KeptSignature;
}

/** Where a request came from. */
export interface HistorySource {
  /** The file, as an URI. */
  readonly uri: string;
  /** The request's own name; absent when it has none. */
  readonly name?: string | undefined;
  /** The request as it stood in its file. */
  readonly text: string;
}

/** What the steps of a signature can be made of again: everything but the signature and what the key looked like. */
export interface KeptSignature {
  readonly scheme: 'tba';
  readonly method: string;
  readonly given: string;
  readonly baseUri: string;
  readonly query: readonly HarPair[];
  readonly notes: readonly UrlNote[];
  readonly parameters: readonly SourcedPair[];
  readonly consumerSecretLength: number;
  readonly tokenSecretLength: number;
  readonly realm: string;
  /** The header's value, its signature masked. */
  readonly authorization: string;
}
