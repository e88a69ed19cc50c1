import type { AccountState, Application, OAuth2Scope } from '../state/model.ts';
import type { OAuth2Detail } from './refusals.ts';
import { readScopes } from './scopes.ts';

/** What an application asks a person for (ORA:section_158081944642). */
export interface AuthorizationRequest {
  readonly application: Application;
  readonly redirectUri: string;
  readonly scopes: readonly OAuth2Scope[];
  readonly state: string;
  /** S256; '' without PKCE. */
  readonly challenge: string;
  /** `prompt` has the word login: whoever is signed in has to be chosen anew. */
  readonly asksWho: boolean;
}

/** Errors that go to the application by a redirect (ORA:subsect_161252455245, RFC 6749 4.1.2.1). */
export type AuthorizationError =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'consent_required';

/** Why a request ends on a page of its own: there is nowhere that an answer may be sent. */
export type AuthorizationProblem = 'feature-off' | 'client-unknown' | 'redirect-uri-unknown';

interface Refused {
  readonly ok: false;
  readonly application: Application | undefined;
  readonly detail: OAuth2Detail;
  /** Which of the checks it was, for the page of the attempt. */
  readonly check: string;
}

export type AuthorizationResult =
  | { readonly ok: true; readonly request: AuthorizationRequest }
  | (Refused & { readonly problem: AuthorizationProblem })
  | (Refused & {
      readonly problem: undefined;
      readonly error: AuthorizationError;
      readonly redirectUri: string;
      /** The state to send back; undefined when it is what is wrong. */
      readonly state: string | undefined;
    });

/** Parameters that there are, and that a form of the consent page brings back. */
export const requestParameters = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'prompt',
] as const;

type Name = (typeof requestParameters)[number];

/** The words of prompt; that there are these, and `login consent`, is assumed from OpenID Connect Core 3.1.2.1. */
const prompts = ['none', 'login', 'consent', 'login consent', 'consent login'];

/**
 * Reads what an application asks for. Client and redirect URI come first: only when both are sound may anything go back
 * by a redirect (ORA:subsect_161252455245, RFC 6749 4.1.2.1). Parameters of other names are ignored (RFC 6749 3.1).
 */
export function readAuthorizationRequest(account: AccountState, fields: URLSearchParams): AuthorizationResult {
  const value = (name: Name) => {
    const values = fields.getAll(name);
    return values.length === 1 ? values[0] || undefined : undefined;
  };
  const onPage = (problem: AuthorizationProblem, detail: OAuth2Detail, application?: Application) =>
    ({ ok: false, problem, detail, check: `oauth2-authorize-${problem}`, application }) as const;
  if (!account.features.includes('OAUTH2')) {
    return onPage('feature-off', 'FeatureDisabled');
  }
  const application = account.applications.find(({ consumerKey }) => consumerKey === value('client_id'));
  if (!application) {
    return onPage('client-unknown', 'UnknownIntegration');
  }
  const redirectUri = value('redirect_uri');
  if (redirectUri === undefined || !application.redirectUris.includes(redirectUri)) {
    return onPage('redirect-uri-unknown', 'InvalidRedirectURI', application);
  }
  const state = value('state');
  const isSoundState = state !== undefined && /^[\x20-\x7e]{22,1024}$/.test(state);
  const scopes = readScopes(value('scope'));
  const facts = { account, application, value, isSoundState, scopes };
  const failed = requestChecks.find(check =>
    check.fails({ ...facts, isTwice: name => fields.getAll(name).length > 1 }),
  );
  if (failed) {
    const { id, error, detail } = failed;
    const sentBack = isSoundState ? state : undefined;
    return { ok: false, problem: undefined, error, detail, check: id, application, redirectUri, state: sentBack };
  }
  const request = {
    application,
    redirectUri,
    scopes: scopes ?? [],
    state: state ?? '',
    challenge: value('code_challenge') ?? '',
    asksWho: value('prompt')?.includes('login') ?? false,
  };
  return { ok: true, request };
}

/**
 * Whether a code must be asked for with PKCE: by public clients always, from 2027.1 by every new integration
 * (ORA:section_158921905537). When a record was made, in terms of releases, is not known here: that then all are new is
 * the stricter way, assumed.
 */
function needsPkce({ preferences }: AccountState, { publicClient }: Application): boolean {
  return publicClient || preferences.release !== '2026.2';
}

interface Facts {
  readonly account: AccountState;
  readonly application: Application;
  readonly value: (name: Name) => string | undefined;
  readonly isTwice: (name: Name) => boolean;
  readonly isSoundState: boolean;
  readonly scopes: readonly OAuth2Scope[] | undefined;
}

interface RequestCheck {
  readonly id: string;
  readonly error: AuthorizationError;
  readonly detail: OAuth2Detail;
  /** Where the rule comes from; `assumed` where no source says it. */
  readonly source: string;
  readonly fails: (facts: Facts) => boolean;
}

const requestChecks: readonly RequestCheck[] = [
  {
    id: 'oauth2-authorize-blocked',
    error: 'unauthorized_client',
    detail: 'IntegrationBlocked',
    source: 'ORA:subsect_156934879823 for the three-step flow; here assumed',
    fails: ({ application }) => application.state !== 'enabled',
  },
  {
    id: 'oauth2-authorize-grant',
    error: 'unauthorized_client',
    detail: 'AuthorizationCodeGrantRequired',
    source: 'ORA:subsect_158711892221; the error assumed',
    fails: ({ application }) => !application.authorizationCode,
  },
  {
    id: 'oauth2-authorize-once',
    error: 'invalid_request',
    detail: 'MissingRequiredParameter',
    source: 'RFC 6749 3.1; Detail assumed',
    fails: ({ isTwice }) => requestParameters.some(isTwice),
  },
  {
    id: 'oauth2-authorize-state',
    error: 'invalid_request',
    detail: 'InvalidState',
    source:
      'ORA:section_158081944642 (22 to 1024 characters, printable ASCII), ORA:subsect_158711892221; error assumed',
    fails: ({ isSoundState }) => !isSoundState,
  },
  {
    id: 'oauth2-authorize-missing',
    error: 'invalid_request',
    detail: 'MissingRequiredParameter',
    source: 'ORA:subsect_161252455245; Detail assumed',
    fails: ({ value }) => value('response_type') === undefined || value('scope') === undefined,
  },
  {
    id: 'oauth2-authorize-response-type',
    error: 'unsupported_response_type',
    detail: 'MissingRequiredParameter',
    source: 'ORA:subsect_161252455245; Detail assumed',
    fails: ({ value }) => value('response_type') !== 'code',
  },
  {
    id: 'oauth2-authorize-scope',
    error: 'invalid_scope',
    detail: 'ScopeMismatched',
    source:
      'ORA:subsect_158711892221, ORA:section_158081944642 (each must be ticked); mcp, which nothing here answers, assumed',
    fails: ({ scopes, application }) => !scopes?.every(each => application.scopes.includes(each)),
  },
  {
    id: 'oauth2-authorize-challenge',
    error: 'invalid_request',
    detail: 'MissingRequiredParameter',
    source:
      'ORA:section_158081944642 (S256, plain is refused), RFC 7636 4.2 and 4.3 (without a method it is plain); Detail assumed',
    fails: ({ account, application, value }) => {
      const [challenge, method] = [value('code_challenge'), value('code_challenge_method')];
      return challenge === undefined
        ? method !== undefined || needsPkce(account, application)
        : method !== 'S256' || !/^[A-Za-z0-9_-]{43}$/.test(challenge);
    },
  },
  {
    id: 'oauth2-authorize-prompt',
    error: 'invalid_request',
    detail: 'MissingRequiredParameter',
    source: 'ORA:section_158081944642 names prompt; its words and all else assumed',
    fails: ({ value }) => !prompts.includes(value('prompt') ?? 'consent'),
  },
  {
    id: 'oauth2-authorize-no-prompt',
    error: 'consent_required',
    detail: 'MissingRequiredParameter',
    source: 'assumed: consent is always asked for here, so it cannot be left out (OpenID Connect Core 3.1.2.6)',
    fails: ({ value }) => value('prompt') === 'none',
  },
];
