import type { LoginCauseText } from '../explanation.ts';
import { documented, reported, trailOfTokens } from '../sources.ts';

/** Of how the one call was signed and written. */
export const callTexts = {
  'clock-skew': {
    title: 'The clock of this machine is wrong',
    explanation:
      'The timestamp of a call may differ from NetSuite’s time by five minutes at most. A call that waits in a queue after it was signed, or is sent again as it is, gets too old in the same way.',
    fix: 'Set the clock by a time server, or sign with the corrected time; sign each attempt anew.',
    source: trailOfTokens,
  },
  'timestamp-form': {
    title: 'The timestamp is no whole number of seconds',
    explanation:
      'oauth_timestamp holds the seconds since 1970, a positive whole number. Milliseconds, fractions and dates are refused.',
    fix: 'Send seconds, rounded down.',
    source: trailOfTokens,
  },
  'nonce-used': {
    title: 'The call was sent a second time as it was',
    explanation:
      'A pair of nonce and timestamp serves once for each user. A retry, a proxy that repeats calls, or a nonce that is not random sends it again.',
    fix: 'Make a new nonce, and sign anew, for every attempt.',
    source: trailOfTokens,
  },
  'nonce-too-short': {
    title: 'The nonce is too short',
    explanation: 'oauth_nonce needs at least six characters; Oracle advises about twenty.',
    fix: 'Use some twenty random letters and digits.',
    source: trailOfTokens,
  },
  'parameter-malformed': {
    title: 'An OAuth parameter is there twice, empty or malformed',
    explanation:
      'NetSuite refuses a header in which an OAuth parameter is repeated or empty, values are not quoted, or anything stands that does not belong there, such as parameters of the query.',
    fix: 'Send each parameter once, quoted and percent-encoded, and none of the query.',
    source: trailOfTokens,
  },
  'parameter-missing': {
    title: 'An OAuth parameter is missing',
    explanation:
      'A call needs realm, consumer key, token, nonce, timestamp, signature method and signature; a TokenPassport needs all its fields. Without an Authorization header all of them are missing.',
    fix: 'Complete the header, or look at what removes it on the way.',
    source: trailOfTokens,
  },
  'version-wrong': {
    title: 'The version of OAuth is not 1.0',
    explanation: 'The parameter may be left out; when it is there it must be exactly 1.0.',
    fix: 'Send oauth_version="1.0", or leave it out.',
    source: trailOfTokens,
  },
  'signature-method': {
    title: 'The call is not signed with HMAC-SHA256',
    explanation:
      'NetSuite takes HMAC-SHA256 alone. HMAC-SHA1, still the default of many libraries, is refused since 2023.1.',
    fix: 'Sign with HMAC-SHA256 and name it in oauth_signature_method.',
    source: documented('section_1534941088'),
  },
  'cookie-sent': {
    title: 'A session cookie was sent beside the signature',
    explanation:
      'A call has either an Authorization header or session cookies, never both. That NetSuite refuses such a call for it is assumed.',
    fix: 'Send no Cookie header; with a library, switch its cookie jar off.',
    source: documented('section_N2971402'),
  },
  'realm-wrong': {
    title: 'The realm is not the account ID',
    explanation:
      'The realm is the account ID as NetSuite spells it: upper case, with an underscore before SB1 or RP, where the host name has a hyphen. Other spellings are reported to fail as a wrong signature.',
    fix: 'Take the account ID from Company Information, and send it as the realm.',
    place: {
      menu: 'Setup > Company > Company Information > Account ID',
      path: '/app/common/otherlists/company.nl',
      pathConfidence: 'medium',
    },
    source: reported('netsuitephp/netsuite-php#121'),
  },
  'signature-wrong': {
    title: 'The signature is not right for what was sent',
    explanation:
      'Computed anew from the call and the values kept here, the signature comes out differently: the program that made it has a mistake, or the call was changed after signing.',
    fix: 'Open the call in the signature doctor, which names the mistake.',
    source: trailOfTokens,
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
