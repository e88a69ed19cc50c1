import { readNetSuiteError } from '../../bodies/netSuiteError.ts';
import { CodedError } from '../../codedError.ts';
import { readLoginFailure } from '../loginFailure.ts';
import type { Exchange } from '../record.ts';

/**
 * Why something could not be read from an account; `why` in the data of the codes that say so.
 *
 * - `login`: refused, the token does not work
 * - `permission`: the role may not do it
 * - `query`: what was asked for is not there; NetSuite also says so of what a role may not see
 * - `busy`: too many calls at once
 * - `answer`: anything else, also an answer of another kind
 */
export type UnreadableReason = 'login' | 'permission' | 'query' | 'busy' | 'answer';

/** What is being read, as far as errors tell of it. */
export interface ReadKind {
  /** The code of its errors. */
  readonly code:
    | 'restlets-unreadable'
    | 'record-types-unreadable'
    | 'script-log-unreadable'
    | 'login-audit-unreadable'
    | 'inventory-unreadable';
  /** The keys of what the role needs. */
  readonly permissions: string;
}

/**
 * The JSON of an answer with status 200; undefined when it is none.
 *
 * @throws CodedError of the kind's code (data: status, code, why, detail, and for `permission` the keys that it takes); the
 *   code of the failure when there was no answer
 */
export function readAnswer({ record, body }: Exchange, kind: ReadKind): unknown {
  const { response, failure } = record;
  if (!response) {
    throw new CodedError(failure?.code ?? 'connection-broken', failure?.data ?? {});
  }
  if (response.status !== 200) {
    throw unreadable(response.status, body, kind);
  }
  return parse(new TextDecoder().decode(body));
}

/** An answer that is there, and not what was asked for. */
export function otherAnswer({ code }: ReadKind, column = ''): CodedError {
  return new CodedError(code, { status: 200, code: '', why: 'answer', detail: '', column });
}

/** Names are people's own: one line, and not for ever. */
export function shortened(text = ''): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

function unreadable(status: number, body: Uint8Array, kind: ReadKind): CodedError {
  const refusal = readLoginFailure(status, body);
  const error = readNetSuiteError({ status, body });
  const code = refusal ?? error?.code ?? '';
  const why = reasonOf(status, code, refusal !== undefined);
  const detail = shortened(error?.message);
  return new CodedError(kind.code, {
    status,
    code,
    why,
    detail,
    ...(why === 'permission' && { permissions: kind.permissions }),
  });
}

/** INSUFFICIENT_PERMISSION with 403 and INVALID_PARAMETER with 400 are recorded in public code. */
function reasonOf(status: number, code: string, isLogin: boolean): UnreadableReason {
  if (isLogin) {
    return 'login';
  }
  if (status === 403 || /PERMISSION/.test(code)) {
    return 'permission';
  }
  if (status === 429 || /CONCURRENCY_LIMIT|REQUEST_LIMIT/.test(code)) {
    return 'busy';
  }
  return status === 400 || status === 404 ? 'query' : 'answer';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
