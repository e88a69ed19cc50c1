import type { AnswerKind } from './answerKind.ts';
import type { Surface } from './evidence.ts';
import { loginCauseCodes, type LoginCauseCode } from './loginCauseCodes.ts';

/** What a cause spoils: everything beside that works speaks against it. */
export type Scope =
  'way' | 'call' | 'values' | 'application' | 'token' | 'user' | 'account' | 'door' | 'script' | 'flow';

/** What a cause looks like from outside. */
export interface CauseTraits {
  readonly scope: Scope;
  /** Answers that it is known, or assumed, to give. */
  readonly seenAs: readonly AnswerKind[];
  /** Values that the Detail column then has; none where the trail gets no row, or one of a success. */
  readonly details: readonly string[];
  /** The surfaces that it can spoil; absent for all. */
  readonly surfaces?: readonly Surface[];
  /**
   * How often people meet it, in the unit of Rule.weight: by what public questions are about (realm forms, permissions
   * and refreshed sandboxes most), and by what this workbench, which signs by itself, can get wrong at all.
   */
  readonly prior: number;
}

const refused = ['login-refused'] as const;
const malformed = ['malformed'] as const;
const either = ['login-refused', 'malformed'] as const;
const endpoints = ['token-endpoint'] as const;

/** What Oracle's tables of the Detail column, and of codes and statuses, say of each cause. */
export const causeTraits: Readonly<Record<LoginCauseCode, CauseTraits>> = {
  'no-answer': { scope: 'way', seenAs: ['no-answer'], details: [], prior: 1 },
  'wrong-host': {
    scope: 'way',
    seenAs: ['redirect', 'forbidden', 'not-found', 'no-answer', 'login-page'],
    details: [],
    prior: 1,
  },
  'login-page': { scope: 'way', seenAs: ['login-page'], details: [], prior: 1 },
  'proxy-between': {
    scope: 'way',
    seenAs: ['html', 'forbidden', 'redirect', 'login-page', 'other', 'no-answer', 'server-error', ...either],
    details: ['InvalidSignature'],
    prior: -1,
  },
  'gateway-host': { scope: 'way', seenAs: refused, details: ['InvalidSignature'], prior: -1 },
  'concurrency-overload': { scope: 'way', seenAs: ['busy', ...refused], details: [], prior: -1.5 },
  'service-down': { scope: 'way', seenAs: ['server-error', 'html'], details: [], prior: 1 },

  'clock-skew': { scope: 'call', seenAs: either, details: ['InvalidTimestamp'], prior: 0.5 },
  'timestamp-form': { scope: 'call', seenAs: either, details: ['InvalidTimestamp'], prior: -2 },
  'nonce-used': { scope: 'call', seenAs: refused, details: ['nonce_used', 'NonceUsed'], prior: -1 },
  'nonce-too-short': { scope: 'call', seenAs: refused, details: ['nonce_rejected', 'NonceRejected'], prior: -2 },
  'parameter-malformed': { scope: 'call', seenAs: either, details: ['parameter_rejected'], prior: -1 },
  'parameter-missing': {
    scope: 'call',
    seenAs: either,
    details: ['MissingTokenPassportRequiredFields', 'MissingRequiredParameter'],
    prior: -1,
  },
  'version-wrong': { scope: 'call', seenAs: malformed, details: ['VersionRejected'], prior: -2 },
  'signature-method': { scope: 'call', seenAs: either, details: ['UnknownAlgorithm'], prior: -1 },
  'cookie-sent': { scope: 'call', seenAs: either, details: ['parameter_rejected'], prior: -2 },
  'realm-wrong': { scope: 'call', seenAs: refused, details: ['InvalidSignature'], prior: -1 },
  'signature-wrong': { scope: 'call', seenAs: refused, details: ['InvalidSignature'], prior: -1 },

  'value-incomplete': {
    scope: 'values',
    seenAs: either,
    details: ['InvalidSignature', 'consumer_key_unknown', 'token_rejected', 'UnknownIntegration', 'TokenRejected'],
    prior: -1,
  },
  'values-swapped': {
    scope: 'values',
    seenAs: refused,
    details: ['InvalidSignature', 'consumer_key_unknown', 'token_rejected', 'UnknownIntegration', 'TokenRejected'],
    prior: 0,
  },
  'token-secret-wrong': { scope: 'token', seenAs: refused, details: ['InvalidSignature'], prior: 1 },
  'consumer-secret-wrong': { scope: 'application', seenAs: refused, details: ['InvalidSignature'], prior: 0.5 },

  'application-unknown': {
    scope: 'application',
    seenAs: refused,
    details: ['consumer_key_unknown', 'UnknownIntegration'],
    prior: 0.5,
  },
  'application-deleted': {
    scope: 'application',
    seenAs: refused,
    details: ['consumer_key_unknown', 'UnknownIntegration'],
    prior: 0,
  },
  'application-blocked': {
    scope: 'application',
    seenAs: refused,
    details: ['consumer_key_refused', 'IntegrationBlocked'],
    prior: 1,
  },
  'application-waiting': {
    scope: 'application',
    seenAs: refused,
    details: ['consumer_key_refused', 'IntegrationBlocked'],
    prior: 0,
  },
  'application-tba-off': {
    scope: 'application',
    seenAs: refused,
    details: ['consumer_key_refused', 'AuthorizationFlowRequired'],
    prior: -0.5,
  },

  'other-environment': {
    scope: 'token',
    seenAs: refused,
    details: ['token_rejected', 'consumer_key_unknown', 'TokenRejected', 'UnknownIntegration'],
    prior: 0,
  },
  'sandbox-refreshed': {
    scope: 'token',
    seenAs: refused,
    details: ['token_rejected', 'consumer_key_unknown'],
    prior: 0,
  },
  'token-unknown': { scope: 'token', seenAs: refused, details: ['token_rejected', 'TokenRejected'], prior: 0 },
  'token-of-other-application': {
    scope: 'token',
    seenAs: refused,
    details: ['token_rejected', 'TokenRejected'],
    prior: 0,
  },
  'token-inactive': { scope: 'token', seenAs: refused, details: ['token_rejected', 'TokenRejected'], prior: 0.5 },
  'token-revoked': { scope: 'token', seenAs: refused, details: ['token_rejected', 'TokenRejected'], prior: 0.5 },

  'user-locked': { scope: 'user', seenAs: refused, details: ['temporary_locked'], prior: 0 },
  'role-lost': { scope: 'user', seenAs: refused, details: ['permission_denied', 'EntityOrRoleDisabled'], prior: 0.5 },
  'user-or-role-inactive': {
    scope: 'user',
    seenAs: refused,
    details: ['permission_denied', 'EntityOrRoleDisabled'],
    prior: 0,
  },
  'permission-missing': {
    scope: 'user',
    seenAs: refused,
    details: ['permission_denied', 'EntityOrRoleDisabled'],
    prior: 1,
  },
  'two-factor-required': { scope: 'user', seenAs: refused, details: [], prior: -4 },
  'password-login': { scope: 'call', seenAs: refused, details: [], prior: -4 },

  'rest-permission-missing': {
    scope: 'door',
    seenAs: ['login-refused', 'forbidden'],
    details: ['permission_denied'],
    surfaces: ['rest'],
    prior: 1,
  },
  'soap-permission-missing': {
    scope: 'door',
    seenAs: ['login-refused', 'forbidden'],
    details: ['permission_denied'],
    surfaces: ['soap'],
    prior: 1,
  },
  'web-services-only-role': {
    scope: 'door',
    seenAs: refused,
    details: ['permission_denied'],
    surfaces: ['restlet'],
    prior: -0.5,
  },
  'script-not-released': {
    scope: 'script',
    seenAs: ['script', 'not-found'],
    details: [],
    surfaces: ['restlet'],
    prior: 1,
  },
  'outside-audience': { scope: 'script', seenAs: ['script'], details: [], surfaces: ['restlet'], prior: 0.5 },
  'scripting-off': { scope: 'script', seenAs: ['script'], details: [], surfaces: ['restlet'], prior: -1 },
  'web-services-off': { scope: 'door', seenAs: ['feature'], details: [], surfaces: ['rest', 'soap'], prior: 1 },

  'feature-off': { scope: 'account', seenAs: refused, details: ['FeatureDisabled'], prior: 0.5 },
  'tba-ended': { scope: 'account', seenAs: refused, details: ['FeatureDisabled'], prior: -3 },

  'callback-mismatch': {
    scope: 'flow',
    seenAs: refused,
    details: ['InvalidCallback'],
    surfaces: endpoints,
    prior: -1,
  },
  'flow-not-allowed': {
    scope: 'flow',
    seenAs: refused,
    details: ['AuthorizationFlowRequired'],
    surfaces: endpoints,
    prior: -1,
  },
  'request-token-refused': {
    scope: 'flow',
    seenAs: refused,
    details: ['TokenRejected'],
    surfaces: endpoints,
    prior: -1,
  },
  'verifier-wrong': { scope: 'flow', seenAs: refused, details: ['InvalidVerifier'], surfaces: endpoints, prior: -1 },
  'oauth2-login': { scope: 'flow', seenAs: [], details: ['AccessTokenExpired', 'InvalidIntegration'], prior: -1 },
};

/** The causes of some scopes. */
export function inScope(...scopes: readonly Scope[]): readonly LoginCauseCode[] {
  return loginCauseCodes.filter(code => scopes.includes(causeTraits[code].scope));
}
