import type { LoginCauseText } from '../../login/explanation.ts';
import { places } from '../../login/places.ts';
import { documented } from '../../login/sources.ts';

const assertion = documented('section_162790605110');
const setup = documented('section_162686838198');

/** Of the assertion, its key and its certificate. */
export const assertionTexts = {
  'algorithm-refused': {
    title: 'The assertion is signed with an algorithm that NetSuite does not take',
    explanation:
      'NetSuite takes PS256, PS384, PS512, ES256, ES384 and ES512. Many libraries sign with RS256 unless told otherwise; the same RSA key can sign PS256.',
    fix: 'Sign with PS256 where the key is RSA, and with ES256, ES384 or ES512 after the curve of the key.',
    source: assertion,
  },
  'type-wrong': {
    title: 'The assertion’s header says another type than JWT',
    explanation: 'Oracle documents typ in the header as JWT.',
    fix: 'Set typ to JWT in the header.',
    source: assertion,
  },
  'times-malformed': {
    title: 'A time of the assertion cannot be read',
    explanation:
      'iat and exp are numbers: seconds since 1970. One is missing, is a text, is in milliseconds, or exp is not after iat.',
    fix: 'Set iat to the time of signing and exp to some minutes later, both in seconds.',
    source: assertion,
  },
  'assertion-expired': {
    title: 'The assertion has expired',
    explanation:
      'When NetSuite looked at it, exp had passed. An assertion is made for one request for a token; one that is kept and sent again ends like this.',
    fix: 'Sign a new assertion for each access token, and send it at once.',
    source: assertion,
  },
  'assertion-too-long': {
    title: 'The assertion holds for 60 minutes or more',
    explanation: 'exp has to lie less than 60 minutes behind iat.',
    fix: 'Set exp to a few minutes after iat; the assertion is used at once.',
    source: assertion,
  },
  'clock-skew': {
    title: 'The clock that signed the assertion is wrong',
    explanation:
      'iat or exp do not fit NetSuite’s time: the machine’s clock is off, or local time was taken for UTC. How much NetSuite lets pass, Oracle does not say.',
    fix: 'Set the machine’s clock by a time server, and take iat from UTC.',
    source: assertion,
  },
  'audience-wrong': {
    title: 'The assertion is for another token endpoint',
    explanation:
      'aud has to be the URL of the token endpoint of the account that is called, such as https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token: with the account’s own host in lower case, and with a hyphen.',
    fix: 'Set aud to exactly the URL that the request for a token goes to.',
    source: assertion,
  },
  'request-malformed': {
    title: 'The request for a token is malformed',
    explanation:
      'The token endpoint takes a form: grant_type, and for client credentials client_assertion_type and client_assertion, each once, in a POST body of the type application/x-www-form-urlencoded.',
    fix: 'Compare the form’s fields and its Content-Type with Oracle’s example.',
    source: documented('section_162755359851'),
  },
  'certificate-unknown': {
    title: 'NetSuite does not know the certificate that the assertion names',
    explanation:
      'kid has to be the certificate ID that NetSuite showed when the certificate was uploaded in this account, for this integration record. It is not the fingerprint, and not the ID of a certificate in another account.',
    fix: 'Compare kid with the column Certificate ID of the set-up page.',
    place: places.clientCredentials,
    source: assertion,
  },
  'key-mismatch': {
    title: 'The private key does not belong to the certificate',
    explanation:
      'The signature is checked with the certificate that kid names. It was made with another key: an older one, or that of another client.',
    fix: 'Sign with the private key of that certificate, or upload the certificate of the key.',
    place: places.clientCredentials,
    source: assertion,
  },
  'certificate-revoked': {
    title: 'The certificate was revoked',
    explanation:
      'Somebody revoked it on the set-up page. Nothing signed with its key is taken any more; that access tokens from before end too is assumed.',
    fix: 'Look at the certificate on the set-up page. If it was revoked on purpose, make a new key pair and upload its certificate.',
    place: places.clientCredentials,
    source: setup,
  },
  'certificate-expired': {
    title: 'The certificate has ended',
    explanation:
      'A certificate is good for two years at most; NetSuite cuts a longer one without a word. What is signed with its key is refused from then on.',
    fix: 'Make a new key pair, upload its certificate, and change over before the next one ends.',
    place: places.clientCredentials,
    source: documented('subsect_162755332391'),
  },
  'mapping-cleared': {
    title: 'The client was not set up in this account, or a refresh has cleared it',
    explanation:
      'Which certificate belongs to which integration record, user and role is set up in each account for itself. It is not copied to sandboxes, and a refresh of a sandbox clears it.',
    fix: 'Set the client up again in this account; the certificate gets a new ID.',
    place: places.clientCredentials,
    source: setup,
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
