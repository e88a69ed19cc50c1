/** One name and its value. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** A call to be written out as code: its target resolved, every variable in place, nothing signed. */
export interface CodeCall {
  readonly method: string;
  /** Absolute: where the call goes. */
  readonly url: string;
  /** As the request has them, without `Authorization`. */
  readonly headers: readonly NamedValue[];
  readonly body?: string | undefined;
  /** The header's realm, e.g. `1234567_SB1`. */
  readonly accountId: string;
  /** What a gateway's URL is signed as, where that is another one. */
  readonly signedUrl?: string | undefined;
  /** How the code gets an access token, where it logs in by OAuth 2.0; absent: it signs. */
  readonly oauth2?: CodeLogin | undefined;
  /** Words for the comment at the top; reduced to one line each of characters that no language minds. */
  readonly title?: string | undefined;
  readonly comment?: string | undefined;
}

/** How code logs in by OAuth 2.0 client credentials. */
export interface CodeLogin {
  /** Absolute: where access tokens are given out. */
  readonly tokenUrl: string;
  /** The token endpoint as NetSuite knows it: another URL than `tokenUrl` behind a gateway. */
  readonly audience: string;
  readonly scopes: readonly string[];
  /** A person signed in by a browser, which code cannot do: it logs in as something else. */
  readonly isPersonal: boolean;
}

/** What a request can be written out as. */
export type CodeLanguage =
  'curl' | 'node' | 'python' | 'csharp' | 'php' | 'java' | 'suitescript-same' | 'suitescript-other';

/** Why a request cannot be written in a language: data `reason` of `code-not-possible`. */
export type CodeObstacle =
  /** Neither a RESTlet nor a call of SuiteTalk REST, the only two that NetSuite authenticates by itself. */
  | 'not-restlet-or-rest'
  /** A RESTlet's URL without script or deploy. */
  | 'no-deployment'
  /** The function does not know the method. */
  | 'method'
  /** The function sends a body with POST and PUT only. */
  | 'body-not-sent'
  /** The function wants a body, even an empty one, and the request has none. */
  | 'body-missing'
  /** The function wants a Content-Type with a body. */
  | 'content-type-missing'
  /** The function takes parameters as an object, which has a name once. */
  | 'repeated-parameter'
  /** NetSuite does not take header names with an underscore from scripts. */
  | 'header-underscore'
  /** N/https sends over https only. */
  | 'not-https'
  /** A header value beyond ASCII, which HTTP clients send each in its own way. */
  | 'header-not-ascii';
