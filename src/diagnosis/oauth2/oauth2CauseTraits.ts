import type { Asked } from './evidence.ts';
import type { OAuth2CauseCode } from './oauth2CauseCodes.ts';

/** What a cause looks like from outside. */
export interface OAuth2CauseTraits {
  /** What it can spoil. */
  readonly asked: readonly Asked[];
  /** Errors of RFC 6749 5.2 and RFC 6750 3.1 that it gives by their meaning; which one NetSuite gives is not documented. */
  readonly errors: readonly string[];
  /** Values of the Detail column (ORA:subsect_158324637123; those for timestamp, algorithm and feature assumed). */
  readonly details: readonly string[];
  /** Those of a call, where they are others. */
  readonly detailsOfCall?: readonly string[];
  /** How often people meet it, in doublings of the odds; assumed. */
  readonly prior: number;
}

const signed: readonly Asked[] = ['assertion'];
const client: readonly Asked[] = ['assertion', 'refresh-token', 'authorization-code'];
const all: readonly Asked[] = [...client, 'call'];
const call: readonly Asked[] = ['call'];
const invalidClient = ['invalid_client'];
const invalidGrant = ['invalid_grant'];
const invalidToken = ['invalid_token'];

/** In the unit of Rule.weight. */
export const oauth2CauseTraits: Readonly<Record<OAuth2CauseCode, OAuth2CauseTraits>> = {
  'algorithm-refused': { asked: signed, errors: invalidClient, details: ['UnknownAlgorithm'], prior: 0.5 },
  'type-wrong': { asked: signed, errors: invalidClient, details: ['UnknownAlgorithm'], prior: 0 },
  'times-malformed': { asked: signed, errors: invalidClient, details: ['InvalidTimestamp'], prior: 0 },
  'assertion-expired': { asked: signed, errors: invalidClient, details: ['InvalidTimestamp'], prior: 0.5 },
  'assertion-too-long': { asked: signed, errors: invalidClient, details: ['InvalidTimestamp'], prior: 0 },
  'clock-skew': { asked: signed, errors: invalidClient, details: ['InvalidTimestamp'], prior: 0.5 },
  'audience-wrong': { asked: signed, errors: invalidClient, details: ['TokenRejected'], prior: 0.5 },
  'request-malformed': {
    asked: client,
    errors: ['invalid_request', 'unsupported_grant_type'],
    details: ['MissingRequiredParameter'],
    prior: 1,
  },

  'certificate-unknown': { asked: signed, errors: invalidClient, details: ['InvalidSignature'], prior: 1.5 },
  'key-mismatch': { asked: signed, errors: invalidClient, details: ['InvalidSignature'], prior: 1 },
  'certificate-revoked': {
    asked: ['assertion', 'call'],
    errors: ['invalid_client', 'invalid_token'],
    details: ['InvalidSignature'],
    detailsOfCall: ['TokenRejected'],
    prior: 0.75,
  },
  'certificate-expired': { asked: signed, errors: invalidClient, details: ['InvalidSignature'], prior: 0.5 },
  'mapping-cleared': { asked: signed, errors: invalidClient, details: ['InvalidSignature'], prior: 0 },

  'client-unknown': { asked: client, errors: invalidClient, details: ['InvalidIntegration'], prior: 1 },
  'integration-blocked': {
    asked: all,
    errors: ['invalid_client', 'invalid_token'],
    details: ['InvalidIntegration'],
    prior: 0.75,
  },
  'grant-not-allowed': {
    asked: all,
    errors: ['unauthorized_client', 'invalid_token'],
    details: ['InvalidIntegration'],
    prior: 0.5,
  },
  'scope-refused': { asked: client, errors: ['invalid_scope'], details: ['TokenRejected'], prior: 1 },

  'role-permission-missing': {
    asked: all,
    errors: ['invalid_grant', 'invalid_token'],
    details: ['EntityOrRoleDisabled'],
    prior: 1,
  },
  'user-or-role-unusable': {
    asked: all,
    errors: ['invalid_grant', 'invalid_token'],
    details: ['EntityOrRoleDisabled'],
    prior: 0.5,
  },
  'feature-off': {
    asked: all,
    errors: ['unauthorized_client', 'invalid_token'],
    details: ['FeatureDisabled'],
    prior: 0.25,
  },

  'refresh-expired': { asked: ['refresh-token'], errors: invalidGrant, details: ['TokenRejected'], prior: 1.5 },
  'refresh-used': { asked: ['refresh-token'], errors: invalidGrant, details: ['TokenRejected'], prior: 1.25 },
  'refresh-revoked': { asked: ['refresh-token'], errors: invalidGrant, details: ['TokenRejected'], prior: 1 },
  'code-used-or-expired': {
    asked: ['authorization-code'],
    errors: invalidGrant,
    details: ['TokenRejected'],
    prior: 1.5,
  },
  'verifier-wrong': { asked: ['authorization-code'], errors: invalidGrant, details: ['TokenRejected'], prior: 1 },
  'redirect-differs': {
    asked: ['authorization-code'],
    errors: ['invalid_grant', 'invalid_request'],
    details: ['TokenRejected'],
    prior: 1,
  },

  'access-token-malformed': { asked: call, errors: ['invalid_request'], details: ['TokenRejected'], prior: 1 },
  'access-token-expired': { asked: call, errors: invalidToken, details: ['AccessTokenExpired'], prior: 1.5 },
  'access-token-refused': { asked: call, errors: invalidToken, details: ['TokenRejected'], prior: 1 },
  'access-token-foreign': { asked: call, errors: invalidToken, details: ['InvalidSignature'], prior: 0.5 },
  'scope-insufficient': {
    asked: call,
    errors: ['insufficient_scope', 'invalid_token'],
    details: ['TokenRejected'],
    prior: 1,
  },
  'rest-permission-missing': { asked: call, errors: invalidToken, details: ['EntityOrRoleDisabled'], prior: 1.25 },
  'web-services-only-role': { asked: call, errors: invalidToken, details: ['EntityOrRoleDisabled'], prior: 0.5 },
  'session-sent': {
    asked: call,
    errors: ['invalid_request', 'invalid_token'],
    details: ['TokenRejected'],
    prior: -1,
  },
  'surface-takes-none': { asked: call, errors: invalidToken, details: ['TokenRejected'], prior: 0 },
};
