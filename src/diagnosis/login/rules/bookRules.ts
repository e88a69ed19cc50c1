import { inScope } from '../causeTraits.ts';
import type { LoginEvidence, TokenFacts, ValueName, ValueShape } from '../evidence.ts';
import type { LoginCauseCode } from '../loginCauseCodes.ts';
import { moment, when, type Rule, type Seen } from './rule.ts';

/** Milliseconds: a login that was good as lately as this says how things are now. */
const lately = 24 * 60 * 60 * 1000;
/** Failed logins that lock a user (ORA:subsect_156935170194). */
const failuresThatLock = 5;

type Sibling = TokenFacts['siblings'][number];

const names: Readonly<Record<ValueName, string>> = {
  consumerKey: 'consumer key',
  consumerSecret: 'consumer secret',
  token: 'token ID',
  tokenSecret: 'token secret',
};

const shapes: Readonly<Record<Exclude<ValueShape, 'as-netsuite-makes-them'>, string>> = {
  'too-short': 'too short',
  'too-long': 'too long',
  'has-blanks': 'with blanks in it',
  other: 'of another form',
  missing: 'missing',
};

/** The Detail that a wrong value gives (ORA:subsect_156935170194): a shape explains no failure of another kind. */
const detailOf: Readonly<Record<ValueName, readonly string[]>> = {
  consumerKey: ['consumer_key_unknown', 'UnknownIntegration'],
  consumerSecret: ['InvalidSignature'],
  token: ['token_rejected', 'TokenRejected'],
  tokenSecret: ['InvalidSignature'],
};

/** When the question is asked, as far as the evidence tells. */
function presentOf({ call, token }: LoginEvidence): number {
  return call?.at ?? token.lastFailure ?? 0;
}

function canMatter({ audited }: Seen, value: ValueName): boolean {
  return !audited || audited.detail.meanings.length === 0 || detailOf[value].includes(audited.detail.value);
}

function oddShape(seen: Seen): readonly (readonly [ValueName, Exclude<ValueShape, 'as-netsuite-makes-them'>])[] {
  return (Object.entries(seen.evidence.token.shapes) as [ValueName, ValueShape][]).flatMap(([name, shape]) =>
    shape !== 'as-netsuite-makes-them' && canMatter(seen, name) ? [[name, shape] as const] : [],
  );
}

/** A sibling whose last login was good, and lately. */
function worksNow(evidence: LoginEvidence, { state, lastSuccess }: Sibling): boolean {
  return state === 'works' && lastSuccess !== undefined && lastSuccess >= presentOf(evidence) - lately;
}

/** A sibling that worked once, and has been refused since. */
function hasStopped({ state, lastSuccess }: Sibling): boolean {
  return state === 'fails' && lastSuccess !== undefined;
}

const valueRules: readonly Rule[] = [
  {
    from: 'book',
    causes: ['value-incomplete'],
    weight: 6,
    text: 'The {value} is {shape}; NetSuite’s have 64 hexadecimal digits.',
    applies: seen => {
      const [first] = oddShape(seen);
      return first && { value: names[first[0]], shape: shapes[first[1]] };
    },
  },
  {
    from: 'book',
    causes: ['value-incomplete'],
    weight: -4,
    text: 'All four values have the form of NetSuite’s.',
    applies: ({ evidence: { token } }) =>
      when(Object.values(token.shapes).every(shape => shape === 'as-netsuite-makes-them')),
  },
  {
    from: 'book',
    causes: ['values-swapped'],
    weight: 6,
    text: 'The {one} and the {other} are the same text.',
    applies: ({ evidence: { token } }) => {
      const [pair] = token.sameValues;
      return pair && { one: names[pair[0]], other: names[pair[1]] };
    },
  },
  {
    from: 'book',
    causes: ['values-swapped'],
    weight: 6,
    text: 'The {value} is kept as {as} in “{where}”.',
    applies: ({ evidence: { token } }) => {
      const found = token.alsoElsewhere.find(({ value, as }) => value !== as);
      return found && { value: names[found.value], as: names[found.as], where: found.in.slice(0, 100) };
    },
  },
  {
    from: 'book',
    causes: ['values-swapped'],
    weight: -1,
    text: 'No value is there twice or known under another name.',
    applies: ({ evidence: { token } }) =>
      when(token.sameValues.length === 0 && token.alsoElsewhere.every(({ value, as }) => value === as)),
  },
  {
    from: 'book',
    causes: ['token-of-other-application'],
    weight: 5,
    text: 'The same token is kept in “{where}” too; it can belong to one application only.',
    applies: ({ evidence: { token } }) => {
      const found = token.alsoElsewhere.find(({ value, as }) => value === 'token' && as === 'token');
      return found && { where: found.in.slice(0, 100) };
    },
  },
  {
    from: 'book',
    causes: ['other-environment'],
    weight: 6,
    text: 'The same token is kept for {accounts} too; a token opens one account only.',
    applies: ({ evidence: { token } }) =>
      (token.tokenInOtherAccounts ?? []).length > 0
        ? { accounts: (token.tokenInOtherAccounts ?? []).join(', ').slice(0, 200) }
        : undefined,
  },
  {
    from: 'book',
    causes: ['other-environment'],
    weight: -1,
    text: 'Neither application nor token are kept for another account.',
    applies: ({ evidence: { token } }) => when(token.inOtherAccounts.length === 0),
  },
  {
    from: 'book',
    causes: ['other-environment'],
    weight: 1.5,
    text: 'The application is kept for {accounts} too.',
    applies: ({ evidence: { token } }) =>
      token.inOtherAccounts.length > 0 && (token.tokenInOtherAccounts ?? []).length === 0
        ? { accounts: token.inOtherAccounts.join(', ').slice(0, 200) }
        : undefined,
  },
];

/** What ceases to be so, where a login was good before; and what was never right, where none was. */
const lost: readonly LoginCauseCode[] = [
  'application-deleted',
  'application-blocked',
  'token-inactive',
  'token-revoked',
  'role-lost',
  'user-or-role-inactive',
];
const neverRight: readonly LoginCauseCode[] = [
  'values-swapped',
  'value-incomplete',
  'token-secret-wrong',
  'application-unknown',
  'token-unknown',
  'token-of-other-application',
  'other-environment',
  'gateway-host',
];

const historyRules: readonly Rule[] = [
  {
    from: 'book',
    causes: ['consumer-secret-wrong'],
    weight: 1,
    text: 'The token worked before, last on {when}: the application’s credentials may have been reset since.',
    applies: ({ evidence: { token } }) =>
      token.lastSuccess === undefined ? undefined : { when: moment(token.lastSuccess) },
  },
  {
    from: 'book',
    causes: lost,
    weight: 1.5,
    text: 'The token worked before, last on {when}: something has changed since.',
    applies: ({ evidence: { token } }) =>
      token.lastSuccess === undefined ? undefined : { when: moment(token.lastSuccess) },
  },
  {
    from: 'book',
    causes: neverRight,
    weight: -2.5,
    text: 'The token worked before, last on {when}, with these values.',
    applies: ({ evidence: { token } }) =>
      token.lastSuccess === undefined ? undefined : { when: moment(token.lastSuccess) },
  },
  {
    from: 'book',
    causes: [...neverRight, 'permission-missing', 'web-services-only-role'],
    weight: 1,
    text: 'No login with this token has been good yet.',
    applies: ({ evidence: { token } }) => when(token.lastSuccess === undefined),
  },
  {
    from: 'book',
    causes: [...lost, 'sandbox-refreshed'],
    weight: -1,
    text: 'No login with this token has been good yet.',
    applies: ({ evidence: { token } }) => when(token.lastSuccess === undefined),
  },
  {
    from: 'book',
    causes: ['application-waiting'],
    weight: 2.5,
    text: 'The token is new, and no login with it has been good yet: an application that was installed by signing in may wait for approval.',
    applies: ({ evidence }) => {
      const { createdAt, lastSuccess } = evidence.token;
      // A token that was typed in may be as old as it likes; one that came from signing in has its date.
      return when(lastSuccess === undefined && createdAt !== undefined && presentOf(evidence) - createdAt < lately);
    },
  },
  {
    from: 'book',
    causes: ['application-waiting'],
    weight: -4,
    text: 'The token worked before, so that its application was approved.',
    applies: ({ evidence: { token } }) => when(token.lastSuccess !== undefined),
  },
  {
    from: 'book',
    causes: ['token-revoked'],
    weight: 12,
    shows: true,
    text: 'The token was revoked at NetSuite from here on {when}.',
    applies: ({ evidence: { token } }) =>
      token.revokedAt === undefined ? undefined : { when: moment(token.revokedAt) },
  },
  {
    from: 'book',
    causes: ['user-locked'],
    weight: 5,
    text: '{count} logins failed within the last 30 minutes, and five lock a user.',
    applies: ({ evidence: { token } }) =>
      token.recentFailures >= failuresThatLock ? { count: String(token.recentFailures) } : undefined,
  },
  {
    from: 'book',
    causes: ['user-locked'],
    weight: -1.5,
    text: 'Failed logins from here within the last 30 minutes: {count}, fewer than lock a user. Other programs may have failed too.',
    applies: ({ evidence: { token } }) =>
      token.recentFailures < failuresThatLock - 1 ? { count: String(token.recentFailures) } : undefined,
  },
  {
    from: 'book',
    causes: ['wrong-host'],
    weight: 6,
    text: 'NetSuite names other hosts for this account than those in use.',
    applies: ({ evidence: { account } }) => when(account.hostsDiffer),
  },
  {
    from: 'book',
    causes: ['wrong-host'],
    weight: -1.5,
    text: 'NetSuite names the hosts that are in use.',
    applies: ({ evidence: { account } }) => when(account.hostsDiffer === false),
  },
  {
    from: 'book',
    causes: ['gateway-host'],
    weight: 3,
    text: 'Calls of this account go to a base URL of its own.',
    applies: ({ evidence: { account } }) => when(account.hasBaseUrl),
  },
];

const siblingRules: readonly Rule[] = [
  {
    from: 'book',
    causes: [...inScope('application', 'account'), 'sandbox-refreshed'],
    weight: -6,
    text: 'Another token of the same application works.',
    applies: ({ evidence }) =>
      when(evidence.token.siblings.some(each => each.sameApplication && worksNow(evidence, each))),
  },
  {
    from: 'book',
    causes: ['token-secret-wrong'],
    weight: 2,
    text: 'Another token signs with the same consumer secret, and works.',
    applies: ({ evidence }) =>
      when(evidence.token.siblings.some(each => each.sameApplication && worksNow(evidence, each))),
  },
  {
    from: 'book',
    causes: [...inScope('account'), 'sandbox-refreshed', 'gateway-host'],
    weight: -6,
    text: 'Another token of the same account works.',
    applies: ({ evidence }) =>
      when(evidence.token.siblings.some(each => !each.sameApplication && worksNow(evidence, each))),
  },
  {
    from: 'book',
    causes: ['wrong-host', 'clock-skew'],
    weight: -2,
    text: 'Another token of the same account works.',
    applies: ({ evidence }) =>
      when(evidence.token.siblings.some(each => !each.sameApplication && worksNow(evidence, each))),
  },
  {
    from: 'book',
    causes: inScope('user'),
    weight: -6,
    text: 'Another token of the same user and role works.',
    applies: ({ evidence }) =>
      when(evidence.token.siblings.some(each => each.sameUserAndRole === true && worksNow(evidence, each))),
  },
  {
    from: 'book',
    causes: inScope('application'),
    weight: 2,
    text: 'Another token of the same application fails as well.',
    applies: ({ evidence: { token } }) =>
      when(token.siblings.some(({ sameApplication, state }) => sameApplication && state === 'fails')),
  },
  {
    from: 'book',
    causes: inScope('account'),
    weight: 3,
    text: 'Tokens of other applications of this account fail as well.',
    applies: ({ evidence: { token } }) =>
      when(token.siblings.some(({ sameApplication, state }) => !sameApplication && state === 'fails')),
  },
  {
    from: 'book',
    causes: inScope('application'),
    weight: -2,
    text: 'Tokens of other applications worked once and fail now as well: it is not this application alone.',
    applies: ({ evidence: { token } }) => when(token.siblings.some(each => !each.sameApplication && hasStopped(each))),
  },
  {
    from: 'book',
    causes: ['sandbox-refreshed'],
    weight: 4,
    text: 'The account is a sandbox, and tokens of its other applications worked once and have been refused since.',
    applies: ({ evidence: { account, token } }) =>
      when(
        isSandbox(account) &&
          token.lastSuccess !== undefined &&
          token.siblings.some(each => !each.sameApplication && hasStopped(each)),
      ),
  },
  {
    from: 'book',
    causes: ['sandbox-refreshed'],
    weight: 2,
    text: 'The account is a sandbox, and another token of the application worked once and has been refused since.',
    applies: ({ evidence: { account, token } }) =>
      when(
        isSandbox(account) &&
          token.lastSuccess !== undefined &&
          token.siblings.some(each => each.sameApplication && hasStopped(each)),
      ),
  },
  {
    from: 'book',
    causes: ['sandbox-refreshed'],
    weight: 1.5,
    text: 'The account is a sandbox, and the token worked in it before.',
    applies: ({ evidence: { account, token } }) => when(isSandbox(account) && token.lastSuccess !== undefined),
  },
  {
    from: 'book',
    causes: ['sandbox-refreshed'],
    weight: -12,
    text: 'The account is no sandbox.',
    applies: ({ evidence: { account } }) => when(!isSandbox(account)),
  },
];

/** The practice account that is handed out plays a sandbox. */
function isSandbox({ kind, accountId }: LoginEvidence['account']): boolean {
  return kind === 'sandbox' || (kind === 'practice' && /_SB\d+$/.test(accountId));
}

/** All that the account book tells. */
export const bookRules: readonly Rule[] = [...valueRules, ...historyRules, ...siblingRules];
