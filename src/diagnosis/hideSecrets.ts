import type { DoctorCredentials } from './diagnosis.ts';

const shortest = 6;

/**
 * Takes the secrets out of a text that is to be shown. They only get into a base string where a client put them there:
 * as a key, as `oauth_token_secret`. A secret that is an ID as well (Oracle's examples have such) hides nothing.
 */
export function secretHider(credentials: DoctorCredentials): (text: string) => string {
  const { account, consumerKey, token } = credentials;
  const ids = new Set([account, consumerKey, token]);
  const secrets = [credentials.consumerSecret, credentials.tokenSecret].filter(
    secret => secret.length >= shortest && !ids.has(secret),
  );
  const spellings = secrets.flatMap(secret => {
    const once = encodeURIComponent(secret.toWellFormed());
    return [secret, once, encodeURIComponent(once)];
  });
  const longestFirst = [...new Set(spellings)].toSorted((a, b) => b.length - a.length);
  return text => longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, '•••'), text);
}
