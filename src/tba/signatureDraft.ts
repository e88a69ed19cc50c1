import type { Pair } from './percentEncoding.ts';

/** What a signature is made from, secrets aside: plain data that can be changed and signed anew. */
export interface SignatureDraft {
  readonly method: string;
  /** Absolute, as it was written; its own query counts only where `query` is absent. */
  readonly url: string;
  readonly query?: readonly Pair[] | undefined;
  /** Pairs of the body; absent unless it is a form. */
  readonly form?: readonly Pair[] | undefined;
  readonly realm: string;
  readonly consumerKey: string;
  /** Empty leaves `oauth_token` out. */
  readonly token: string;
  readonly nonce: string;
  readonly timestamp: string;
  /** Further parameters of the header, such as `oauth_callback` or `role`. */
  readonly params: readonly Pair[];
}
