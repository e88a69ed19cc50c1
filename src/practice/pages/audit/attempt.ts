import type { LoginAuditEntry, SeenRequest } from '../../loginAudit.ts';
import type { AccountState } from '../../state/model.ts';
import type { Visit } from '../page.ts';
import { baseStringDrafts, passportDrafts } from './baseStringMistakes.ts';
import { isCut } from './readable.ts';
import { explainSignature } from './signatureMistakes.ts';
import type { Explanation, KeyMaterial } from './signatureMistakes.ts';
import { pairsWithOrigin, queryParameters, signedHeaderParameters, takeApart, takePassportApart } from './takeApart.ts';
import { splitTarget } from '../../authentication/parameters.ts';
import { hmacSha256 } from '../../authentication/baseString.ts';

/** A row of the trail that a signed request made, and what the account knows around it now. */
export interface Attempt {
  readonly visit: Visit;
  readonly entry: LoginAuditEntry;
  readonly seen: SeenRequest;
  /** The first value of a parameter; octets. */
  readonly value: (name: string) => string | undefined;
  readonly state: AccountState;
  /** The other account of the pair. */
  readonly sibling: AccountState;
  readonly isPassport: boolean;
}

export function attemptOf(visit: Visit, entry: LoginAuditEntry, seen: SeenRequest): Attempt {
  const { account, state } = visit;
  return {
    visit,
    entry,
    seen,
    value: name => seen.parameters.find(each => each.name === name)?.value,
    state,
    sibling: account.world.current()[account.kind === 'sandbox' ? 'production' : 'sandbox'],
    isPassport: entry.surface === 'soap',
  };
}

/** The secrets that the attempt was checked with, as far as they are still here and still the same. */
export interface Secrets {
  readonly consumerSecret: string;
  /** '' in the first step of the three-step flow. */
  readonly tokenSecret: string;
}

export function secretsOf({ entry, seen, state, value }: Attempt): Secrets | undefined {
  const application = state.applications.find(({ id }) => id === entry.applicationId);
  const holder =
    entry.surface === 'request-token'
      ? { tokenSecret: '' }
      : entry.surface === 'access-token'
        ? state.requestTokens.find(({ token }) => token === value('oauth_token'))
        : state.tokens.find(({ id }) => id === entry.tokenId);
  if (!application || !holder || seen.expectedSignature === '') {
    return undefined;
  }
  const secrets = { consumerSecret: application.consumerSecret, tokenSecret: holder.tokenSecret };
  // Credentials may have been reset since. A base string that was cut cannot be computed again.
  const isSame =
    isCut(seen.baseString) ||
    hmacSha256(seen.baseString, secrets.consumerSecret, secrets.tokenSecret) === seen.expectedSignature;
  return isSame ? secrets : undefined;
}

/** How the signature that was received came about; undefined when none of the usual mistakes gives it. */
export function explainAttempt(attempt: Attempt): Explanation | undefined {
  const { seen, value } = attempt;
  const secrets = secretsOf(attempt);
  const received = value('oauth_signature');
  const texts = [seen.baseString, seen.target, ...seen.parameters.flatMap(each => [each.name, each.value])];
  if (!secrets || !received || seen.baseString === '' || texts.some(isCut)) {
    return undefined;
  }
  const drafts = attempt.isPassport ? draftsOfPassport(attempt) : draftsOfRequest(attempt);
  return explainSignature(received, drafts, keyMaterial(attempt, secrets));
}

function draftsOfPassport({ seen, state }: Attempt) {
  const values = takePassportApart(seen.baseString).map(({ value }) => value);
  return passportDrafts(values, state.accountId);
}

function draftsOfRequest({ seen, state, value }: Attempt) {
  const { method = '', uri = '' } = takeApart(seen.baseString) ?? {};
  return baseStringDrafts({
    method,
    uri,
    header: signedHeaderParameters(seen),
    query: queryParameters(seen),
    body: pairsWithOrigin(seen).filter(({ from }) => from === 'body'),
    rawQuery: splitTarget(seen.target).query,
    realm: value('realm') ?? '',
    accountId: state.accountId,
  });
}

/** Of other secrets so many: a page has to answer at once. */
const mostOthers = 40;

function keyMaterial({ state, sibling, value }: Attempt, secrets: Secrets): KeyMaterial {
  const both = [state, sibling];
  const where = (account: AccountState) => (account === state ? 'this account' : sibling.accountId);
  const others = both.flatMap(account =>
    account.applications.map(({ name, consumerSecret }) => ({
      name: `the application “${name}” of ${where(account)}`,
      secret: consumerSecret,
    })),
  );
  const otherTokens = both.flatMap(account =>
    account.tokens.map(({ name, tokenSecret }) => ({
      name: `the token “${name}” of ${where(account)}`,
      secret: tokenSecret,
    })),
  );
  return {
    ...secrets,
    consumerKey: value('oauth_consumer_key') ?? '',
    token: value('oauth_token') ?? '',
    otherConsumerSecrets: others.filter(({ secret }) => secret !== secrets.consumerSecret).slice(0, mostOthers),
    otherTokenSecrets: otherTokens.filter(({ secret }) => secret !== secrets.tokenSecret).slice(0, mostOthers),
  };
}
