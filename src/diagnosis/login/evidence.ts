/**
 * Everything that may be known about a login that failed; no secret among it. What is not known is absent. Times are
 * milliseconds since 1970.
 */
export interface LoginEvidence {
  readonly account: AccountFacts;
  readonly token: TokenFacts;
  /** The call that failed; absent when somebody asks about a token without one. */
  readonly call?: CallFacts;
  /** Calls made on request to tell causes apart, in the order made. */
  readonly probes?: readonly ProbeResult[];
  /** Rows of the Login Audit Trail, pasted or read with another token. */
  readonly audit?: readonly AuditRow[];
  /** The deployment of the RESTlet that was called, as the account itself or its project has it. */
  readonly deployment?: DeploymentFacts;
  /** User and role of the token, by their own records as another token read them. */
  readonly holder?: HolderFacts;
}

/** Whether user and role are inactive; absent where it could not be read. */
export interface HolderFacts {
  readonly isUserInactive?: boolean;
  readonly isRoleInactive?: boolean;
}

/** A deployment by its own record; whom its audience lets in is not among what can be asked for. */
export interface DeploymentFacts {
  /** Whether script and deployment are there under the IDs of the call. */
  readonly isFound: boolean;
  /** Status Released, the script active, and the box Deployed ticked. */
  readonly isReleased: boolean;
}

/** What the account book tells of an account. */
export interface AccountFacts {
  /** Normalised. */
  readonly accountId: string;
  readonly kind: 'production' | 'sandbox' | 'release-preview' | 'practice' | 'other';
  /** Calls go to a base URL of the person's own instead of the account's hosts. */
  readonly hasBaseUrl: boolean;
  /** Whether the hosts that NetSuite named for it differ from those in use; absent when never asked. */
  readonly hostsDiffer?: boolean;
}

/** How a value looks that ought to be 64 hexadecimal digits. */
export type ValueShape = 'as-netsuite-makes-them' | 'too-short' | 'too-long' | 'has-blanks' | 'other' | 'missing';

/** The four values of a token, by name. */
export type ValueName = 'consumerKey' | 'consumerSecret' | 'token' | 'tokenSecret';

/** What the account book tells of a token and its application. */
export interface TokenFacts {
  readonly shapes: Readonly<Record<ValueName, ValueShape>>;
  /** Pairs of the token's own values that are the same text. */
  readonly sameValues: readonly (readonly [ValueName, ValueName])[];
  /** Values that are kept under another name or elsewhere too: swapped ones, or one credential entered twice. */
  readonly alsoElsewhere: readonly { readonly value: ValueName; readonly as: ValueName; readonly in: string }[];
  /** The same application or token is kept for another account too, such as production and its sandbox. */
  readonly inOtherAccounts: readonly string[];
  /** Those of them that have the token itself, which opens one account only. */
  readonly tokenInOtherAccounts?: readonly string[];
  readonly createdAt?: number;
  readonly addedAt?: number;
  readonly lastSuccess?: number;
  readonly lastFailure?: number;
  readonly revokedAt?: number;
  /** Failed logins of the last 30 minutes, this one included. */
  readonly recentFailures: number;
  /** Other tokens of the same account: of the same application, of others, and what became of their last logins. */
  readonly siblings: readonly {
    readonly sameApplication: boolean;
    /** NetSuite took both for the same user in the same role when it last took them. */
    readonly sameUserAndRole?: boolean;
    readonly state: 'untried' | 'works' | 'fails' | 'revoked';
    readonly lastSuccess?: number;
    readonly lastFailure?: number;
  }[];
}

/** Which of NetSuite's doors a call knocked at. */
export type Surface = 'restlet' | 'rest' | 'soap' | 'token-endpoint' | 'page' | 'other';

/** A failed call, as far as it went. */
export interface CallFacts {
  readonly surface: Surface;
  readonly at: number;
  /** The host that it went to. */
  readonly host: string;
  /** Without its query; the trail shows it. */
  readonly path?: string;
  /** Milliseconds until the answer was there. */
  readonly took?: number;
  /** As sent; absent when the call had none. */
  readonly realm?: string;
  readonly signatureMethod?: string;
  /** Seconds since 1970, as signed. */
  readonly timestamp?: number;
  readonly nonce?: string;
  readonly version?: string;
  /** Names of the OAuth parameters that are there twice or empty. */
  readonly oddParameters: readonly string[];
  /** What else is wrong with how the header is written, a few words each. */
  readonly headerFlaws?: readonly string[];
  /** Whether a Cookie was sent beside the signature. */
  readonly hasCookie: boolean;
  /** Whether the signature was recomputed from what was sent and is right for the values in the book. */
  readonly signatureChecked?: boolean;
  readonly answer?: AnswerFacts;
  /** The stable code of why there was no answer. */
  readonly failure?: string;
  /** What the system said of it, such as `ENOTFOUND`. */
  readonly failureReason?: string;
}

/** What came back. */
export interface AnswerFacts {
  readonly status: number;
  /** NetSuite's error code, of whichever surface. */
  readonly code?: string;
  readonly message?: string;
  readonly contentType?: string;
  /** The server's Date header. */
  readonly date?: number;
  /** Where a 3xx leads. */
  readonly location?: string;
  readonly isHtml: boolean;
  /** HTML that is NetSuite's page to log in. */
  readonly isLoginPage: boolean;
  /** What shows that a proxy or gateway answered or stood in between: header names and values of theirs. */
  readonly proxySigns: readonly string[];
  /** The error and description of WWW-Authenticate. */
  readonly wwwAuthenticate?: string;
}

/** The calls that tell causes apart. */
export type ProbeKind = 'hosts' | 'tokeninfo' | 'restlet' | 'rest-record' | 'soap-time';

/** What became of one. */
export interface ProbeResult {
  readonly kind: ProbeKind;
  readonly at: number;
  readonly outcome: 'worked' | 'login-refused' | 'other-refusal' | 'no-answer' | 'not-tried';
  /** Why it was not tried, where nothing refused it. */
  readonly leftOut?: 'refused-before' | 'login-refused-meanwhile' | 'too-many-failures' | 'nothing-to-call';
  readonly answer?: AnswerFacts;
  readonly failure?: string;
  /** Of `hosts`: whether NetSuite names others than those in use. */
  readonly hostsDiffer?: boolean;
}

/** A row of the Login Audit Trail as far as it was given; columns by ORA:section_1534941538. */
export interface AuditRow {
  readonly detail: string;
  readonly status?: 'Success' | 'Failure';
  readonly at?: number;
  /** The time as the account writes it, where it was pasted: its order of day and month is not known. */
  readonly when?: string;
  readonly application?: string;
  readonly token?: string;
  readonly user?: string;
  readonly role?: string;
  /** Internal IDs, where the row was read by SuiteQL. */
  readonly userId?: string;
  readonly roleId?: string;
  readonly ipAddress?: string;
  readonly requestUri?: string;
}
