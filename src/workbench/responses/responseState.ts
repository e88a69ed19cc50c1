import { STATUS_CODES } from 'node:http';
import type { BodySummary } from '../../bodies/openBody.ts';
import type { ExchangeRecord, ReceivedResponse } from '../../exchange/record.ts';
import { redactHeader } from '../../exchange/redact.ts';
import type { ArrivedPart } from './arrivingBody.ts';
import type { CheckLine, DoneState, FailureText, PanelFacts, ShownResponse } from '../../panels/response/messages.ts';

/** What is shown of an exchange besides what its record says. */
export interface Outcome {
  /** Shown with or without a response. */
  readonly failure?: FailureText | undefined;
  readonly checks: readonly CheckLine[];
  /** Bytes of the body that are there, when that is not all of it. */
  readonly partial?: number | undefined;
}

/** The summary of a body without bytes, for which no thread is started. */
export const emptyBody: BodySummary = {
  kind: 'empty',
  charset: { label: 'utf-8', from: 'default', bomBytes: 0 },
  bytes: 0,
  notes: [],
};

/** An exchange as the panel shows it, its body still to be read. */
export function doneState(record: ExchangeRecord, outcome: Outcome, bodyId: number, facts: PanelFacts): DoneState {
  return {
    ...facts,
    phase: 'done',
    bodyId,
    title: record.title,
    accountLabel: accountLabel(record),
    startedAt: record.startedAt,
    account: record.account,
    request: record.request,
    ...(record.credential.scheme === 'oauth2' && { isByToken: true }),
    timing: record.timing,
    ...(record.response && { response: shownResponse(record.response) }),
    ...(outcome.failure && { failure: outcome.failure }),
    checks: outcome.checks,
    ...(outcome.partial !== undefined && { partial: outcome.partial }),
  };
}

/** An answer that broke off, as far as it came. Its record has none of it. */
export function partialResponse({ answer, body, wireBytes }: ArrivedPart): ShownResponse {
  return {
    ...shownResponse({
      status: answer.status,
      statusText: answer.statusText,
      headers: answer.headers.map(redactHeader),
      bodyBytes: body.byteLength,
      wireBytes,
    }),
    brokeOff: true,
  };
}

/** Account and credential in one line. */
function accountLabel({ account, credential }: Pick<ExchangeRecord, 'account' | 'credential'>): string {
  return `${account.name} · ${credential.label}`;
}

/** The value of a header of the response, however its name is spelled. */
export function headerOf({ headers }: Pick<ReceivedResponse, 'headers'>, name: string): string | undefined {
  return headers.find(header => header.name.toLowerCase() === name)?.value;
}

function shownResponse(response: ReceivedResponse): ShownResponse {
  const contentType = headerOf(response, 'content-type');
  return {
    status: response.status,
    statusText: response.statusText === '' ? (STATUS_CODES[response.status] ?? '') : response.statusText,
    headers: response.headers,
    bodyBytes: response.bodyBytes,
    ...(response.wireBytes !== undefined && { wireBytes: response.wireBytes }),
    ...(contentType !== undefined && { contentType }),
    ...(response.packedAs !== undefined && { packedAs: response.packedAs }),
  };
}
