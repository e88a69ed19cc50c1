import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PracticeAccount } from '../account.ts';
import type { AccountKind } from '../state/model.ts';

/** One request being answered: its body is in, its login not yet checked. */
export interface Exchange {
  readonly account: PracticeAccount;
  /** Where the two accounts are, `http://127.0.0.1:<port>` each. */
  readonly sites: Sites;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query as sent. */
  readonly target: string;
  /** The path of the target. */
  readonly path: string;
  readonly body: Buffer;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
  /** The server's clock in milliseconds, as this request sees it. */
  readonly now: () => number;
}

export type Sites = Readonly<Record<AccountKind, string>>;

/** What answers the requests for a path. */
export interface Route {
  readonly methods: readonly string[];
  /** Calls of programs take part in faults on demand; pages do not. */
  readonly isCall: boolean;
  /** Bytes that a body may have; without it those of `bodyLimit`. */
  readonly bodyLimit?: number;
  readonly answer: (exchange: Exchange) => void | Promise<void>;
}
