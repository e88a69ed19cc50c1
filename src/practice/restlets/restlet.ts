import type { AccountStore } from '../state/stateStore.ts';
import type { Format } from '../server/answer.ts';

export type RestletMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What a RESTlet's entry point is given. */
export interface RestletCall {
  readonly method: RestletMethod;
  /** Query parameters without `script` and `deploy`; the first value when a name repeats. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body as text, checked to be JSON when the format is; undefined when there is none. */
  readonly body: string | undefined;
  /** The format of the request, which the answer takes too. */
  readonly format: Format;
  readonly store: AccountStore;
  /** The server's clock in milliseconds. */
  readonly now: () => number;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

/** Text in the format of the call, or JSON made piece by piece whatever the format (as `restlet.createResponse` may). */
export type RestletResult = string | { readonly jsonPieces: Iterable<string> };

export type Restlet = (call: RestletCall) => RestletResult | Promise<RestletResult>;

/** What `error.create` and the record calls of SuiteScript throw: `name` becomes the code of the answer. */
export class SuiteScriptError extends Error {
  /** @param name such as RCRD_DSNT_EXIST */
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
