import type { PreparedCall } from './prepareCall.ts';

/** The comment's first lines, each after the language's mark, with an empty one below them. */
export function intro(about: readonly string[], mark: string): string {
  return about.length === 0 ? '' : [...about.map(line => `${mark} ${line}\n`), `${mark}\n`].join('');
}

/** The lines at the top of a program: what it is, what it does, and what it needs. */
export function opening({ about, oauth2 }: PreparedCall, mark: string, needs: string): string {
  const lines = oauth2 ? [...(oauth2.isPersonal ? ownCertificate : []), ...loginLines(needs)] : signatureLines(needs);
  return intro(about, mark) + lines.map(line => `${mark} ${line}\n`).join('');
}

/** How what is said of a URL that a gateway hands calls on to begins. */
export const gatewayNote = 'The gateway at that address hands the call on to this one, which is';

const signatureLines = (needs: string): readonly string[] => [
  `Signs with OAuth 1.0a (HMAC-SHA256) and sends. Needs ${needs}, and in the environment:`,
  'NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET',
];

const loginLines = (needs: string): readonly string[] => [
  `Logs in by OAuth 2.0 client credentials and sends. Needs ${needs},`,
  'and in the environment: NETSUITE_CLIENT_ID, NETSUITE_CERTIFICATE_ID (as NetSuite lists the certificate) and',
  'NETSUITE_PRIVATE_KEY_FILE (the path of its private key: PEM, without a passphrase)',
];

/**
 * What a program needs in place of a person.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_162686838198.html
 */
export const ownCertificate: readonly string[] = [
  'The request was made with the sign-in of a person, which a program cannot repeat. It needs a certificate of its own:',
  'Setup, Integration, Manage Authentication, OAuth 2.0 Client Credentials (M2M) Setup.',
];
