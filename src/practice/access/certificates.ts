import { randomBytes, X509Certificate } from 'node:crypto';
import { CodedError } from '../../codedError.ts';
import type { AccountState, CertificateMapping } from '../state/model.ts';
import { canUseRole, hasPermission } from './rules.ts';

// What can be done to the mappings of OAuth 2.0 Client Credentials (M2M) Setup, whoever asks.

/** Active certificates for one integration (ORA:section_162686838198). */
export const certificatesPerApplication = 5;

/** A certificate counts for two years at most; what lies behind is cut silently (ORA:subsect_162755332391). */
const longestYears = 2;

/** Longest text that is read as a certificate (assumed). */
const longestPem = 16_384;

export type CertificateProblem =
  | 'certificate-missing'
  | 'certificate-private-key'
  | 'certificate-unreadable'
  | 'certificate-key'
  | 'certificate-expired'
  | 'certificate-in-use'
  | 'certificate-too-many'
  | 'certificate-pair-taken'
  | 'application-unfit'
  | 'entity-unfit';

/** A mapping that cannot be made, and why. */
export class InvalidCertificate extends CodedError<'certificate-invalid'> {
  readonly problem: CertificateProblem;

  constructor(problem: CertificateProblem) {
    super('certificate-invalid', { problem });
    this.problem = problem;
  }
}

export interface MappingFields {
  readonly applicationId: number;
  readonly employeeId: number;
  readonly roleId: number;
  /** PEM */
  readonly certificate: string;
}

/** Whether a mapping counts at a time, in milliseconds since 1970. */
export function isActive({ isRevoked, validUntil }: CertificateMapping, now: number): boolean {
  return !isRevoked && now < validUntil;
}

/**
 * Maps a certificate to an application, an entity and a role; the certificate ID is random.
 *
 * @param now milliseconds since 1970
 * @throws InvalidCertificate
 */
export function createMapping(
  state: AccountState,
  { applicationId, employeeId, roleId, certificate }: MappingFields,
  now: number,
): readonly [AccountState, CertificateMapping] {
  const application = state.applications.find(({ id }) => id === applicationId);
  const employee = state.employees.find(({ id }) => id === employeeId);
  const role = state.roles.find(({ id }) => id === roleId);
  // That only an enabled record with the box ticked can be chosen, and only who may log in, is assumed.
  if (application?.state !== 'enabled' || !application.clientCredentials) {
    throw new InvalidCertificate('application-unfit');
  }
  if (!employee || !role || !canUseRole(employee, role) || !hasPermission(role, 'ADMI_LOGIN_OAUTH2')) {
    throw new InvalidCertificate('entity-unfit');
  }
  const { pem, validFrom, validUntil } = readCertificate(certificate, now);
  const active = state.certificateMappings.filter(each => isActive(each, now));
  const ofApplication = active.filter(each => each.applicationId === applicationId);
  if (active.some(each => each.certificate === pem)) {
    // Oracle says one certificate per integration, role and entity: that it serves no other pair either is assumed.
    throw new InvalidCertificate('certificate-in-use');
  }
  if (ofApplication.some(each => each.employeeId === employeeId && each.roleId === roleId)) {
    throw new InvalidCertificate('certificate-pair-taken');
  }
  if (ofApplication.length >= certificatesPerApplication) {
    throw new InvalidCertificate('certificate-too-many');
  }
  const mapping: CertificateMapping = {
    id: randomBytes(32).toString('base64url'),
    applicationId,
    employeeId,
    roleId,
    certificate: pem,
    validFrom,
    validUntil,
    isRevoked: false,
    createdAt: new Date(now).toISOString(),
  };
  return [{ ...state, certificateMappings: [...state.certificateMappings, mapping] }, mapping];
}

/** @throws CodedError `certificate-unknown` */
export function revokeMapping(state: AccountState, id: string): AccountState {
  if (!state.certificateMappings.some(each => each.id === id)) {
    throw new CodedError('certificate-unknown', { id });
  }
  return {
    ...state,
    certificateMappings: state.certificateMappings.map(each => (each.id === id ? { ...each, isRevoked: true } : each)),
  };
}

/** Sizes and validity ORA:subsect_162755332391; that one which is valid later only can be uploaded now is assumed. */
function readCertificate(text: string, now: number) {
  const pem = text.replace(/\r\n?/g, '\n').trim();
  if (pem === '') {
    throw new InvalidCertificate('certificate-missing');
  }
  if (/PRIVATE KEY-----/.test(pem)) {
    throw new InvalidCertificate('certificate-private-key');
  }
  const certificate = parse(pem);
  const { publicKey } = certificate;
  const { modulusLength = 0, namedCurve = '' } = publicKey.asymmetricKeyDetails ?? {};
  const isStrong =
    publicKey.asymmetricKeyType === 'rsa'
      ? [3072, 4096].includes(modulusLength)
      : publicKey.asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(namedCurve);
  if (!isStrong) {
    throw new InvalidCertificate('certificate-key');
  }
  const validFrom = Date.parse(certificate.validFrom);
  const longest = new Date(validFrom);
  longest.setUTCFullYear(longest.getUTCFullYear() + longestYears);
  const validUntil = Math.min(Date.parse(certificate.validTo), longest.getTime());
  if (validUntil <= now) {
    throw new InvalidCertificate('certificate-expired');
  }
  return { pem: certificate.toString().trim(), validFrom, validUntil };
}

/** One certificate and nothing else: a chain is no certificate (assumed). */
function parse(pem: string): X509Certificate {
  const isOne = pem.length <= longestPem && pem.split('-----BEGIN CERTIFICATE-----').length === 2;
  try {
    if (isOne) {
      return new X509Certificate(pem);
    }
  } catch {
    // Said below.
  }
  throw new InvalidCertificate('certificate-unreadable');
}
