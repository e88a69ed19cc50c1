import { canUseRole, hasPermission } from '../access/rules.ts';
import type { AccountState, Application, CertificateMapping, Employee, OAuth2Scope, Role } from '../state/model.ts';
import { isKnownAlgorithm, isSignedBy, readAssertion } from './assertion.ts';
import type { Assertion } from './assertion.ts';
import { refuse } from './refusals.ts';
import type { OAuth2Detail, OAuth2Error, TokenRefusal } from './refusals.ts';
import { readScopes } from './scopes.ts';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** How far the clock of whoever signs may be ahead, in seconds (assumed: Oracle gives no figure). */
const clockTolerance = 60;

/** `exp` lies less than this behind `iat`, in seconds (ORA:section_162790605110). */
const longestAssertionLife = 3600;

/** What was found out on the way, whether the assertion is good or not. */
export interface AssertionFindings {
  readonly application: Application | undefined;
  readonly employee: Employee | undefined;
  readonly role: Role | undefined;
}

export type AssertionResult =
  | (AssertionFindings & TokenRefusal)
  | {
      readonly ok: true;
      readonly application: Application;
      readonly employee: Employee;
      readonly role: Role;
      readonly mapping: CertificateMapping;
      readonly scopes: readonly OAuth2Scope[];
    };

interface Facts extends AssertionFindings {
  readonly state: AccountState;
  readonly assertion: Assertion | undefined;
  readonly mapping: CertificateMapping | undefined;
  /** URLs that name this token endpoint. */
  readonly audiences: readonly string[];
  /** Unix seconds. */
  readonly now: number;
  readonly claim: (name: string) => unknown;
}

interface AssertionCheck {
  readonly id: string;
  readonly error: OAuth2Error;
  readonly detail: OAuth2Detail;
  /** Where the rule comes from; `assumed` where no source says it. */
  readonly source: string;
  readonly fails: (facts: Facts) => boolean;
}

/**
 * Checks a client assertion, in the order of the table below; the first that fails decides.
 *
 * @param now Unix seconds
 */
export function checkAssertion(
  text: string,
  { state, audiences, now }: Pick<Facts, 'state' | 'audiences' | 'now'>,
): AssertionResult {
  const assertion = readAssertion(text);
  const claim = (name: string) =>
    assertion && Object.hasOwn(assertion.claims, name) ? assertion.claims[name] : undefined;
  const application = state.applications.find(({ consumerKey }) => consumerKey === claim('iss'));
  const mapping = state.certificateMappings.find(({ id }) => id === assertion?.header['kid']);
  const employee = state.employees.find(({ id }) => id === mapping?.employeeId);
  const role = state.roles.find(({ id }) => id === mapping?.roleId);
  const facts: Facts = { state, assertion, application, mapping, employee, role, audiences, now, claim };
  const failed = assertionChecks.find(check => check.fails(facts));
  const scopes = readScopes(claim('scope'));
  if (failed) {
    return { ...refuse(failed.error, failed.detail, failed.id), application, employee, role };
  }
  if (!application || !employee || !role || !mapping || !scopes) {
    throw new Error('The table of checks let an assertion through that names nobody.');
  }
  return { ok: true, application, employee, role, mapping, scopes };
}

/**
 * The order is assumed, from what can be read over what can be looked up to what must be computed, rights last; so is
 * which error of RFC 6749 5.2 belongs to which: a client that cannot show who it is is `invalid_client`.
 */
const assertionChecks: readonly AssertionCheck[] = [
  {
    id: 'oauth2-feature',
    error: 'unauthorized_client',
    detail: 'FeatureDisabled',
    source: 'feature OAUTH2 (ORA:section_162686838198); error and Detail assumed',
    fails: ({ state }) => !state.features.includes('OAUTH2'),
  },
  {
    id: 'assertion-form',
    error: 'invalid_request',
    detail: 'MissingRequiredParameter',
    source: 'RFC 7515 7.1; Detail assumed',
    fails: ({ assertion }) => assertion === undefined,
  },
  {
    id: 'assertion-algorithm',
    error: 'invalid_client',
    detail: 'UnknownAlgorithm',
    source:
      'ORA:section_162790605110 (PS256/384/512, ES256/384/512, typ JWT); refusing crit (RFC 7515 4.1.11) and Detail assumed',
    fails: ({ assertion }) =>
      assertion?.header['typ'] !== 'JWT' ||
      assertion.header['crit'] !== undefined ||
      !isKnownAlgorithm(assertion.header['alg']),
  },
  {
    id: 'assertion-issuer',
    error: 'invalid_client',
    detail: 'InvalidIntegration',
    source: 'ORA:section_162790605110 (iss is the client ID), ORA:subsect_158324637123',
    fails: ({ application }) => application?.state !== 'enabled',
  },
  {
    id: 'assertion-grant',
    error: 'unauthorized_client',
    detail: 'InvalidIntegration',
    source: 'ORA:subsect_158324637123; the error assumed',
    fails: ({ application }) => !application?.clientCredentials,
  },
  {
    id: 'assertion-certificate',
    error: 'invalid_client',
    detail: 'InvalidSignature',
    source: 'ORA:section_162790605110 (kid is the certificate ID), section_162686838198; Detail assumed',
    fails: ({ mapping, application, now }) =>
      mapping === undefined ||
      mapping.applicationId !== application?.id ||
      mapping.isRevoked ||
      now * 1000 < mapping.validFrom ||
      now * 1000 >= mapping.validUntil,
  },
  {
    id: 'assertion-signature',
    error: 'invalid_client',
    detail: 'InvalidSignature',
    source: 'ORA:subsect_158324637123',
    fails: ({ assertion, mapping }) => !assertion || !mapping || !isSignedBy(assertion, mapping.certificate),
  },
  {
    id: 'assertion-audience',
    error: 'invalid_client',
    detail: 'TokenRejected',
    source: 'ORA:section_162790605110 (aud is the token endpoint); one text and no list, and the Detail, assumed',
    fails: ({ claim, audiences }) => !audiences.some(each => each === claim('aud')),
  },
  {
    id: 'assertion-times',
    error: 'invalid_client',
    detail: 'InvalidTimestamp',
    source: `ORA:section_162790605110 (exp less than 60 minutes after iat); ${clockTolerance} s of tolerance, whole seconds and the Detail assumed`,
    fails: ({ claim, now }) => {
      const [issued, expires, notBefore] = [claim('iat'), claim('exp'), claim('nbf') ?? 0];
      return (
        !isSeconds(issued) ||
        !isSeconds(expires) ||
        !isSeconds(notBefore) ||
        expires - issued >= longestAssertionLife ||
        expires <= issued ||
        issued > now + clockTolerance ||
        notBefore > now + clockTolerance ||
        expires <= now
      );
    },
  },
  {
    id: 'assertion-scope',
    error: 'invalid_scope',
    detail: 'TokenRejected',
    source: 'ORA:section_162790605110; that each must be ticked on the record, and the Detail, assumed',
    fails: ({ claim, application }) => !readScopes(claim('scope'))?.every(each => application?.scopes.includes(each)),
  },
  {
    id: 'oauth2-user-and-role',
    error: 'invalid_grant',
    detail: 'EntityOrRoleDisabled',
    source: 'ORA:subsect_158324637123; a locked user, and the error, assumed',
    fails: ({ employee, role, now }) => !mayLogInWithOAuth2(employee, role, now * 1000),
  },
];

/** Whether somebody may log in with OAuth 2.0 at all. @param now milliseconds since 1970 */
export function mayLogInWithOAuth2(employee: Employee | undefined, role: Role | undefined, now: number): boolean {
  return (
    employee !== undefined &&
    role !== undefined &&
    canUseRole(employee, role) &&
    hasPermission(role, 'ADMI_LOGIN_OAUTH2') &&
    employee.lockedUntil <= now
  );
}

function isSeconds(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
