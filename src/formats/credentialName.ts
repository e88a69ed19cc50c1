import type { CredentialField } from './foundCredentials.ts';

/** What a variable's name says about its value. */
export interface CredentialName {
  readonly field?: CredentialField;
  /** Whether the name is used for OAuth 2.0 as well, so that only company tells. */
  readonly isWeak: boolean;
  /** Whether the name says NetSuite. */
  readonly isNetSuite: boolean;
  readonly isPassword: boolean;
  /** What is left of the name, upper case: `SB1`, `PROD`, `ACME_SANDBOX`, mostly nothing. */
  readonly group: string;
}

/**
 * The names in public use, as words between underscores; the first that occurs counts. Seen in
 * public .env files and code: NETSUITE_ACCOUNT_ID, NS_ACCOUNT, NETSUITE_REALM, REALM_ID, NETSUITE_OAUTH_CONSUMER_KEY,
 * NETSUITE_CONSUMER_TOKEN(_SECRET), NETSUITE_TOKEN_KEY, NS_ACCESS_TOKEN_SB, NETSUITE_ACCESS_KEY / _SECRET,
 * NETSUITE_OAUTH_TOKEN, NETSUITE_OAUTH_KEY / _SECRET, sb1_token_key, C_NETSUITE_CONSUMER_KEY, NETSUITE_CLIENT_ID.
 */
const fieldPatterns: readonly (readonly [CredentialField, RegExp, 'weak'?])[] = [
  ['consumerSecret', /_(?:consumer_?token_?secret|consumer_?secret(?:_?key)?|integration_?secret)(?=_)/],
  ['consumerKey', /_(?:consumer_?token|consumer_?(?:key|id)|integration_?key)(?=_)/],
  ['tokenSecret', /_(?:(?:access_?|user_?)?token_?secret(?:_?key)?|access_?secret)(?=_)/],
  ['token', /_(?:(?:access_?|user_?)?token_?(?:id|key)|access_?key|(?:access_?)?token)(?=_)/],
  ['accountId', /_(?:account_?(?:id|number|no)?|acct_?(?:id)?|realm_?(?:id)?|comp_?id)(?=_)/],
  ['consumerSecret', /_client_?secret(?=_)/, 'weak'],
  ['consumerKey', /_client_?id(?=_)/, 'weak'],
  ['consumerSecret', /_oauth_secret(?=_)/, 'weak'],
  ['consumerKey', /_oauth_key(?=_)/, 'weak'],
];

const passwordPattern = /_(?:password|passwd|passphrase|nlauth_signature)(?=_)/;
const netSuitePattern = /_(?:netsuite|ns|suitetalk|nlauth)(?=_)/;
/** Words that tell nothing of which credentials of several are meant. */
const noise =
  /_(?:netsuite|ns|suitetalk|nlauth|oauth|oauth1|oauth1a|oauth10a|tba|api|auth|credentials?|vite|next|public|react|app)(?=_)/g;
const urlNoise =
  /_(?:url|uri|host|hostname|endpoint|base|restlets?|rest|soap|sql|suiteql|domain|services?|company|web|record|wsdl)(?=_)/g;

export function readCredentialName(name: string): CredentialName {
  if (name.length > 100) {
    return { isWeak: false, isNetSuite: false, isPassword: false, group: '' };
  }
  const words = `_${name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()}_`;
  const isNetSuite = netSuitePattern.test(words);
  const isPassword = passwordPattern.test(words);
  for (const [field, pattern, weak] of fieldPatterns) {
    const match = pattern.exec(words);
    if (match) {
      const rest = words.slice(0, match.index) + words.slice(match.index + match[0].length);
      // An account's name and its URL are often named alike: NETSUITE_ACCOUNT_ID, NETSUITE_ACCOUNT_URL.
      const group = field === 'accountId' ? groupOf(rest, noise, urlNoise) : groupOf(rest, noise);
      return { field, isWeak: weak === 'weak', isNetSuite, isPassword, group };
    }
  }
  return { isWeak: false, isNetSuite, isPassword, group: groupOf(words.replace(passwordPattern, ''), noise, urlNoise) };
}

function groupOf(words: string, ...removed: readonly RegExp[]): string {
  return removed
    .reduce((text, pattern) => text.replace(pattern, ''), words)
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
}
