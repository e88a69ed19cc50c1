import type { Line } from '../../bodies/lines.ts';
import type { BodySummary } from '../../bodies/openBody.ts';
import type { Row } from '../../bodies/rows.ts';
import type { Header, SentRequest, Timing } from '../../exchange/record.ts';
import type { ResponseStrings } from './strings.ts';

/** What the panel shows: a call under way, one that was cancelled, or what came of it. */
export type ResponseState = RunningState | DoneState;

export interface RunningState {
  readonly phase: 'running' | 'cancelled';
  readonly title: string;
  /** Account and credential in one line. */
  readonly accountLabel: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

export interface DoneState {
  readonly phase: 'done';
  /** Grows with every exchange of the panel; pages of an earlier body are refused. */
  readonly bodyId: number;
  readonly title: string;
  readonly accountLabel: string;
  readonly startedAt: number;
  readonly request: SentRequest;
  readonly timing: Timing;
  /** Absent when there was no response. */
  readonly response?: ShownResponse;
  /** What went wrong in words, made by the host. */
  readonly failure?: FailureText;
  /** What the request's checks came to, in the order of the file; empty when it has none. */
  readonly checks: readonly CheckLine[];
}

/** A check as it is written in the request, and in words why it does not hold. */
export interface CheckLine {
  readonly passed: boolean;
  readonly text: string;
  readonly why?: string;
}

/** A failure in words: what, why, and what to do. */
export interface FailureText {
  readonly title: string;
  readonly reason: string;
  readonly next: string;
}

export interface ShownResponse {
  readonly status: number;
  /** Never empty for a status that has a name. */
  readonly statusText: string;
  readonly headers: readonly Header[];
  /** Bytes after decoding. */
  readonly bodyBytes: number;
  readonly wireBytes?: number;
  readonly contentType?: string;
  /** Absent while the body is being read. */
  readonly body?: BodySummary;
  /** Instead of `body` when reading it failed; text for people. */
  readonly bodyFailure?: string;
}

/** A piece of the rows or lines of the body that `bodyId` names. */
export interface PageOf {
  readonly bodyId: number;
  readonly from: number;
  readonly count: number;
}

/** After folding: how many rows there are now and where the node is (-1: hidden). */
export interface Folded {
  readonly rows: number;
  readonly row: number;
}

interface ResponseCalls {
  readonly ready: { readonly params: null; readonly result: Opening };
  readonly rows: { readonly params: PageOf; readonly result: readonly Row[] };
  readonly lines: { readonly params: PageOf; readonly result: readonly Line[] };
  readonly toggle: { readonly params: { readonly bodyId: number; readonly node: number }; readonly result: Folded };
  /** `level` null unfolds everything; 1 shows the root's own entries. */
  readonly foldToLevel: {
    readonly params: { readonly bodyId: number; readonly level: number | null };
    readonly result: Folded;
  };
  readonly cancel: { readonly params: null; readonly result: null };
  readonly resend: { readonly params: null; readonly result: null };
  readonly inspect: { readonly params: null; readonly result: null };
  readonly copyBody: { readonly params: null; readonly result: null };
  readonly copyText: { readonly params: { readonly text: string }; readonly result: null };
  readonly openBody: { readonly params: null; readonly result: null };
}

/** What the panel may ask of its host. */
export type ResponseContract = { [M in keyof ResponseCalls]: ResponseCalls[M] };

/** The first answer. */
export interface Opening {
  readonly state: ResponseState;
  readonly strings: ResponseStrings;
}
