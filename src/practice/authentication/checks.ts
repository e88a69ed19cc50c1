import type { AccessToken, Application } from '../state/model.ts';
import type { AuthorizationHeader } from './authorizationHeader.ts';
import type { NonceMemory } from './nonceMemory.ts';
import type { Parameter } from './parameters.ts';

/** The Detail column of the Login Audit Trail for calls with a token to a RESTlet (ORA:subsect_156935170194). */
export type AuditDetail =
  | 'InvalidSignature'
  | 'InvalidTimestamp'
  | 'nonce_used'
  | 'nonce_rejected'
  | 'parameter_rejected'
  | 'MissingTokenPassportRequiredFields'
  | 'VersionRejected'
  | 'UnknownAlgorithm'
  | 'consumer_key_unknown'
  | 'consumer_key_refused'
  | 'token_rejected';

/** All that a client learns: that the login failed (401), or that the request made no sense (400). */
export type ClientAnswer = 'INVALID_LOGIN_ATTEMPT' | 'INVALID_REQUEST';

/** Everything the checks look at; nothing in it is trusted yet. */
export interface LoginFacts {
  /** How many Authorization headers the request carries. */
  readonly headerCount: number;
  readonly header: AuthorizationHeader;
  /** Header parameters, `realm` included, in the order sent. */
  readonly parameters: readonly Parameter[];
  /** Parameters of the query and of a form body. */
  readonly otherParameters: readonly Parameter[];
  /** The first value of a header parameter. */
  readonly value: (name: string) => string | undefined;
  readonly accountId: string;
  /** Unix seconds. */
  readonly now: number;
  readonly application: Application | undefined;
  readonly token: AccessToken | undefined;
  readonly nonces: NonceMemory;
  readonly signatureIsValid: () => boolean;
}

/** One row of the table: what makes a request fail, and what the two sides are told about it. */
export interface AuthenticationCheck {
  readonly id: string;
  readonly detail: AuditDetail;
  readonly answer: ClientAnswer;
  /** Where the rule comes from; `assumed` where no source says it. */
  readonly source: string;
  readonly fails: (facts: LoginFacts) => boolean;
}

/** Five minutes either way, in seconds. */
export const timestampTolerance = 300;

const required = [
  'realm',
  'oauth_consumer_key',
  'oauth_token',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_signature_method',
  'oauth_signature',
];
const known = new Set([...required, 'oauth_version']);

/**
 * The checks in the order they are made; the first that fails decides. Oracle documents the causes but not their order:
 * the order is assumed, from what can be read (syntax) over what can be looked up to what must be computed, and at the
 * end as in RFC 5849 3.2 (signature before nonce). That a missing, repeated or malformed parameter is a 400 is taken
 * from ORA:subsect_158521885412, which says so of OAuth 2.0 calls to the same endpoints.
 */
export const authenticationChecks: readonly AuthenticationCheck[] = [
  {
    id: 'header-present',
    detail: 'MissingTokenPassportRequiredFields',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'status ORA:section_4634920277 (401: no valid login for the call), detail assumed',
    fails: facts => facts.headerCount === 0,
  },
  {
    id: 'header-syntax',
    detail: 'parameter_rejected',
    answer: 'INVALID_REQUEST',
    source: 'ORA:section_4634920277, ORA:subsect_156935170194, GH:NetSweet/netsuite#557; several headers assumed',
    fails: facts => facts.headerCount > 1 || !facts.header.ok,
  },
  {
    id: 'oauth-only-in-header',
    detail: 'parameter_rejected',
    answer: 'INVALID_REQUEST',
    source: 'assumed (Oracle documents the header only; RFC 5849 3.1 forbids a parameter in two places)',
    fails: facts => facts.otherParameters.some(({ name }) => name.startsWith('oauth_')),
  },
  {
    id: 'once-each',
    detail: 'parameter_rejected',
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194, RFC 5849 3.2',
    fails: facts => new Set(facts.parameters.map(({ name }) => name)).size < facts.parameters.length,
  },
  {
    id: 'none-empty',
    detail: 'parameter_rejected',
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194',
    fails: facts => facts.parameters.some(({ value }) => value === ''),
  },
  {
    id: 'only-oauth-in-header',
    detail: 'parameter_rejected',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'status GH:timbal-ai/timbal#80; detail, and that it holds for unknown oauth_ names too, assumed',
    fails: facts => facts.parameters.some(({ name }) => !known.has(name)),
  },
  {
    id: 'none-missing',
    detail: 'MissingTokenPassportRequiredFields',
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194; realm among them assumed',
    fails: facts => required.some(name => facts.value(name) === undefined),
  },
  {
    id: 'version',
    detail: 'VersionRejected',
    answer: 'INVALID_REQUEST',
    source: 'ORA:section_156338994830 (optional, else 1.0), ORA:section_4634920277',
    fails: facts => (facts.value('oauth_version') ?? '1.0') !== '1.0',
  },
  {
    id: 'signature-method',
    detail: 'UnknownAlgorithm',
    answer: 'INVALID_REQUEST',
    source: 'ORA:section_1534941088, GH:suiteplus/nscabinet#31',
    fails: facts => facts.value('oauth_signature_method') !== 'HMAC-SHA256',
  },
  {
    id: 'timestamp-form',
    detail: 'InvalidTimestamp',
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194, RFC 5849 3.3 (a positive integer); leading zeros refused, assumed',
    fails: facts => !/^[1-9][0-9]{0,14}$/.test(facts.value('oauth_timestamp') ?? ''),
  },
  {
    id: 'timestamp-window',
    detail: 'InvalidTimestamp',
    answer: 'INVALID_REQUEST',
    source: 'ORA:subsect_156935170194 (five minutes either way), status ORA:section_4634920277',
    fails: facts => Math.abs(Number(facts.value('oauth_timestamp')) - facts.now) > timestampTolerance,
  },
  {
    id: 'nonce-length',
    detail: 'nonce_rejected',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194 (at least 6); at most 64 assumed from the SOAP passport, ORA:section_4395630653',
    fails: facts => !/^.{6,64}$/s.test(facts.value('oauth_nonce') ?? ''),
  },
  {
    id: 'consumer-key-known',
    detail: 'consumer_key_unknown',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194',
    fails: facts => facts.application === undefined,
  },
  {
    id: 'application-enabled',
    detail: 'consumer_key_refused',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194, ORA:section_4639959077',
    fails: facts => facts.application?.state !== 'enabled',
  },
  {
    id: 'token-usable',
    detail: 'token_rejected',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194 (not found, inactive, or for another application)',
    fails: facts => facts.token?.state !== 'active' || facts.token.applicationId !== facts.application?.id,
  },
  {
    id: 'realm',
    detail: 'InvalidSignature',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'GH:netsuitephp/netsuite-php#121 (lower case); another account ID altogether assumed',
    fails: facts => facts.value('realm') !== facts.accountId,
  },
  {
    id: 'signature',
    detail: 'InvalidSignature',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194, RFC 5849 3.2 and 3.4',
    fails: facts => !facts.signatureIsValid(),
  },
  {
    id: 'nonce-new',
    detail: 'nonce_used',
    answer: 'INVALID_LOGIN_ATTEMPT',
    source: 'ORA:subsect_156935170194 (nonce and timestamp, for each user)',
    fails: facts =>
      facts.nonces.wasUsed(
        facts.token?.entityId ?? 0,
        Number(facts.value('oauth_timestamp')),
        facts.value('oauth_nonce') ?? '',
      ),
  },
];
