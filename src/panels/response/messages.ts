import type { BodySummary } from '../../bodies/openBody.ts';
import type { Header, SentRequest, Timing } from '../../exchange/record.ts';
import type { Received } from '../../exchange/transport/transport.ts';
import type { BodyExport, BodyQuestion } from './bodyQuestions.ts';
import type { ResponseStrings } from './strings.ts';

/** What the panel shows: a call under way, one that was cancelled, or what came of it. */
export type ResponseState = RunningState | DoneState;

/** What is true of a panel whatever it shows. */
export interface PanelFacts {
  /** Tells panels apart, for commands of menus; lasts as long as the window. */
  readonly panelId: string;
  /** The next answer does not take this one's place. */
  readonly pinned: boolean;
  /** What brings the panel back when the window was loaded again. */
  readonly restore: Restore;
}

/** Names a response for a later window. */
export interface Restore {
  /** The request's; see ResponsePanels. */
  readonly key: string;
  readonly title: string;
  /** The file of the history that has it; absent until it is kept, or when it is not. */
  readonly file?: string;
}

export interface RunningState extends PanelFacts {
  /** `gone`: the panel was there before the window was loaded again, and what it showed is kept nowhere. */
  readonly phase: 'running' | 'cancelled' | 'gone';
  readonly title: string;
  /** Account and credential in one line. */
  readonly accountLabel: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** As soon as something of the body is there. */
  readonly received?: Received;
  /** How the body begins, as soon as there is enough of it. */
  readonly preview?: string;
  /** The account has too many calls at once: until then it is not tried again. Milliseconds since 1970. */
  readonly waiting?: { readonly until: number; readonly code: string };
}

export interface DoneState extends PanelFacts {
  readonly phase: 'done';
  /** Grows with every exchange of the panel; pages of an earlier body are refused. */
  readonly bodyId: number;
  readonly title: string;
  readonly accountLabel: string;
  readonly startedAt: number;
  readonly account: { readonly id: string; readonly name: string };
  readonly request: SentRequest;
  /** It carried an access token, or was to: there is no signature to look at. */
  readonly isByToken?: true;
  readonly timing: Timing;
  /** Absent when there was no response. */
  readonly response?: ShownResponse;
  /** What went wrong in words, made by the host. */
  readonly failure?: FailureText;
  /** What the request's checks came to, in the order of the file; empty when it has none. */
  readonly checks: readonly CheckLine[];
  /** Of a call to a RESTlet: what its script has logged. */
  readonly log?: ShownLog;
  /** Of the frames of the script's stack, those whose file a SuiteCloud project of the workspace has. */
  readonly scripts?: readonly number[];
  /** What is known of the answer's error; absent until it was looked up, or when nothing is. */
  readonly explained?: ExplainedAnswer;
  /** From the history, which keeps the beginning of a long body: bytes that are there. */
  readonly partial?: number;
}

/** What NetSuite's error means, in words. */
export interface ExplainedAnswer {
  /** Absent for a code that nothing is known of. */
  readonly code?: { readonly meaning: string; readonly fix: string; readonly source: string };
  /** The login failed, or looks like it: why can be asked. */
  readonly isLogin: boolean;
}

/** What a script has logged; as the core reads it. */
export interface ShownScriptLog {
  readonly entries: readonly ShownLogEntry[];
  /** How often it was asked for. */
  readonly polls: number;
  /** Whether there are more than were read. */
  readonly isCut: boolean;
}

export interface ShownLogEntry {
  readonly level: 'DEBUG' | 'AUDIT' | 'ERROR' | 'EMERGENCY' | 'OTHER';
  readonly title: string;
  readonly detail: string;
  /** The detail indented, when it is JSON. */
  readonly detailJson?: string;
  /** Milliseconds since 1970 by the server's clock. */
  readonly at: number;
}

/** How the reading of a script's log stands. */
export interface ShownLog {
  /** After each call to this account, without being asked. */
  readonly always: boolean;
  readonly reading: boolean;
  readonly read?: ShownScriptLog;
  /** Why it could not be read; text for people. */
  readonly failure?: string;
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
  /** What its Content-Encoding says, where that could not be undone. */
  readonly packedAs?: string;
  /** It came only so far. */
  readonly brokeOff?: true;
  /** How it begins, of one that takes a while to read. */
  readonly preview?: string;
  /** Absent while the body is being read. */
  readonly body?: BodySummary;
  /** Instead of `body` when reading it failed; text for people. */
  readonly bodyFailure?: string;
}

/** A node of the body that `bodyId` names. */
export interface NodeOf {
  readonly bodyId: number;
  readonly node: number;
}

export interface ExportOf {
  readonly bodyId: number;
  readonly wanted: BodyExport;
}

/** A node of the body, and what of it is wanted: as spelled, indented, its text, or where it stands. */
export interface NodeWanted extends NodeOf {
  readonly form: 'sent' | 'meant' | 'pretty' | 'path';
}

interface ResponseCalls {
  readonly ready: { readonly params: null; readonly result: Opening };
  /** See BodyQuestions, which says what is answered. */
  readonly body: { readonly params: BodyQuestion; readonly result: unknown };
  readonly image: { readonly params: { readonly bodyId: number }; readonly result: Uint8Array };
  readonly copyNode: { readonly params: NodeWanted; readonly result: null };
  readonly openNode: { readonly params: NodeWanted; readonly result: null };
  /** The file that a string holds in base64. */
  readonly saveEmbedded: { readonly params: NodeOf; readonly result: null };
  readonly openEmbedded: { readonly params: NodeOf; readonly result: null };
  readonly saveExport: { readonly params: ExportOf; readonly result: null };
  readonly copyExport: { readonly params: ExportOf; readonly result: null };
  /** The same list from another row on; its answer takes this one's place. */
  readonly page: { readonly params: { readonly bodyId: number; readonly offset: number }; readonly result: null };
  readonly cancel: { readonly params: null; readonly result: null };
  readonly resend: { readonly params: null; readonly result: null };
  readonly inspect: { readonly params: null; readonly result: null };
  readonly pin: { readonly params: { readonly pinned: boolean }; readonly result: null };
  readonly comparePrevious: { readonly params: null; readonly result: null };
  /** What NetSuite's support asks for: request, times and the IDs that the answer names; no body. */
  readonly copySupportCase: { readonly params: null; readonly result: null };
  /** Shows a text of the exchange (a request body, a long header) in an editor. */
  readonly openText: { readonly params: { readonly title: string; readonly text: string }; readonly result: null };
  /** Adds `Content-Type: application/json` to the request in its file, and shows it. */
  readonly addContentType: { readonly params: null; readonly result: null };
  /** Opens the file that frame `index` of the script's stack names, where a SuiteCloud project has it. */
  readonly openFrame: { readonly params: { readonly index: number }; readonly result: null };
  /** Opens what can be known of why the login failed. */
  readonly explainLogin: { readonly params: null; readonly result: null };
  readonly readLog: { readonly params: null; readonly result: null };
  readonly logAlways: { readonly params: { readonly always: boolean }; readonly result: null };
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
