import type { AccountFacts, Api, LoginCount, LoginOwner, LoginPlace, TokenFacts } from './accountFacts.ts';

/**
 * What is to be seen of a token at once.
 *
 * - `soap`: it calls SOAP, which OAuth 2.0 does not open and which NetSuite removes
 * - `administrator`: it is of the Administrator role
 * - `user-inactive`: its user is inactive, so that it cannot log in
 * - `failing`: its last login failed
 * - `never-used`: the trail has no login of it at all
 * - `unused`: it has not logged in within the days that were counted
 * - `ambiguous`: several tokens have its name, and the trail goes by names
 * - `trail-only`: the trail names it, and the table of tokens does not
 * - `not-in-book`: the account book has no application of this name
 */
export type Mark =
  | 'soap'
  | 'administrator'
  | 'user-inactive'
  | 'failing'
  | 'never-used'
  | 'unused'
  | 'ambiguous'
  | 'trail-only'
  | 'not-in-book';

/** `unknown` where no column told it. */
export type TokenStatus = 'active' | 'inactive' | 'revoked' | 'unknown';

/** How often something occurs. */
export interface Counted<T> {
  readonly value: T;
  readonly count: number;
}

/** A token, with what the trail says of it. */
export interface InventoryEntry extends Omit<TokenFacts, 'application'> {
  /** Its name, else its internal ID, else ''. */
  readonly application: string;
  readonly status: TokenStatus;
  /** Undefined where the trail could not be read. */
  readonly logins?: number;
  readonly failures?: number;
  /** ms since 1970; of a login that worked, also before the days that were counted. */
  readonly lastUsed?: number;
  readonly firstUsed?: number;
  readonly lastFailure?: number;
  readonly addresses: readonly Counted<string>[];
  readonly apis: readonly Counted<Api>[];
  readonly marks: readonly Mark[];
}

/** The tokens of an account, and what is not known of them. */
export interface Inventory extends Pick<AccountFacts, 'readAt' | 'days' | 'cut' | 'missing'> {
  readonly entries: readonly InventoryEntry[];
  readonly hasTokens: boolean;
  readonly hasTrail: boolean;
  /** Failed logins that name an application and no token, by application. */
  readonly strangers: readonly Counted<string>[];
}

/** The internal ID of the Administrator role (assumed: widely used so, documented nowhere). */
const administratorRole = '3';

/**
 * Brings tokens and trail together. The trail knows tokens by name only, and names need not be unique: user and role help
 * where both sides have them, and what stays ambiguous is marked.
 *
 * @param bookApplications names of the applications that the account book has of the account
 */
export function takeInventory(facts: AccountFacts, bookApplications: readonly string[]): Inventory {
  const { readAt, days, cut, missing, tokens, logins } = facts;
  const inBook = new Set(bookApplications.map(folded));
  const listed = (tokens ?? []).map(token => makeEntry(token, facts, inBook, isAmbiguous(token, tokens ?? [])));
  const others = ownersWithoutToken(facts).map(owner => makeEntry(tokenOf(owner), facts, inBook, false, true));
  return {
    readAt,
    days,
    cut,
    missing,
    entries: [...listed, ...others],
    hasTokens: tokens !== undefined,
    hasTrail: logins !== undefined,
    strangers: strangersOf(logins ?? []),
  };
}

/** How names are compared that people wrote in two places. */
export function folded(name: string): string {
  return name.trim().toLowerCase();
}

function makeEntry(
  token: TokenFacts,
  facts: AccountFacts,
  inBook: ReadonlySet<string>,
  isAmbiguousName: boolean,
  isFromTrail = false,
): InventoryEntry {
  const isMine = (owner: LoginOwner) => isOwner(owner, token);
  const logins = facts.logins?.filter(isMine);
  const worked = logins?.filter(({ isSuccess }) => isSuccess) ?? [];
  const failed = logins?.filter(({ isSuccess }) => !isSuccess) ?? [];
  const older = facts.older?.filter(isMine) ?? [];
  const places = (facts.places ?? []).filter(place => place.isSuccess && isMine(place));
  const use = {
    ...(logins && { logins: total(worked), failures: total(failed) }),
    ...defined('lastUsed', latest([...worked, ...older])),
    ...defined('firstUsed', earliest(worked)),
    ...defined('lastFailure', latest(failed)),
    addresses: counted(places, ({ address }) => address),
    apis: counted(places, ({ api }) => api),
  };
  const application = token.application ?? token.applicationId ?? '';
  const entry = { ...token, application, status: statusOf(token), ...use };
  const marks = marksOf(entry, facts).concat(
    isAmbiguousName && facts.logins ? ['ambiguous'] : [],
    isFromTrail && facts.tokens && !facts.cut.includes('tokens') ? ['trail-only'] : [],
    token.application !== undefined && !inBook.has(folded(token.application)) ? ['not-in-book'] : [],
  );
  return { ...entry, marks };
}

function marksOf(entry: Omit<InventoryEntry, 'marks'>, { logins, older, cut }: AccountFacts): readonly Mark[] {
  const { status, apis, roleId, role, lastUsed, lastFailure = 0 } = entry;
  const mayLogIn = status === 'active' || status === 'unknown';
  const isUnused = logins !== undefined && !cut.includes('logins') && entry.logins === 0 && mayLogIn;
  const isNever = isUnused && older !== undefined && !cut.includes('older') && lastUsed === undefined;
  const isAdministrator = roleId === administratorRole || (roleId === undefined && role === 'Administrator');
  return [
    ...(apis.some(({ value }) => value === 'soap') ? ['soap' as const] : []),
    ...(isAdministrator ? ['administrator' as const] : []),
    ...(entry.isUserInactive === true && mayLogIn ? ['user-inactive' as const] : []),
    ...(lastFailure > (lastUsed ?? 0) && mayLogIn ? ['failing' as const] : []),
    ...(isNever ? ['never-used' as const] : isUnused ? ['unused' as const] : []),
  ];
}

function statusOf({ isRevoked, isInactive }: TokenFacts): TokenStatus {
  if (isRevoked) {
    return 'revoked';
  }
  if (isInactive) {
    return 'inactive';
  }
  return isRevoked === undefined && isInactive === undefined ? 'unknown' : 'active';
}

/** Whether a login may be one of this token's: nothing that both sides know differs. */
function isOwner(owner: LoginOwner, token: TokenFacts): boolean {
  const agrees = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  return (
    owner.token === token.name &&
    agrees(owner.application, token.application) &&
    agrees(owner.userId, token.userId) &&
    agrees(owner.roleId, token.roleId)
  );
}

function isAmbiguous(token: TokenFacts, tokens: readonly TokenFacts[]): boolean {
  return tokens.some(other => other !== token && isOwner({ ...other, token: other.name }, token));
}

/** Tokens that the trail names and the table does not have: each once. */
function ownersWithoutToken({ tokens = [], logins = [] }: AccountFacts): readonly LoginOwner[] {
  const named = logins.filter(({ token }) => token !== undefined);
  const known = named.filter(owner => !tokens.some(token => isOwner(owner, token)));
  return [
    ...new Map(
      known.map(owner => [JSON.stringify([owner.application, owner.token, owner.userId, owner.roleId]), owner]),
    ).values(),
  ];
}

function tokenOf({ application, token = '', user, userId, role, roleId }: LoginOwner): TokenFacts {
  return {
    name: token,
    ...defined('application', application),
    ...defined('user', user),
    ...defined('userId', userId),
    ...defined('role', role),
    ...defined('roleId', roleId),
  };
}

function strangersOf(logins: readonly LoginCount[]): readonly Counted<string>[] {
  return counted(
    logins.filter(({ isSuccess, token }) => !isSuccess && token === undefined),
    ({ application }) => application,
  );
}

function total(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

function latest(rows: readonly LoginCount[]): number | undefined {
  const times = rows.flatMap(({ last }) => last ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

function earliest(rows: readonly LoginCount[]): number | undefined {
  const times = rows.flatMap(({ first }) => first ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** What occurs most comes first. */
function counted<Row extends LoginCount | LoginPlace, T extends string>(
  rows: readonly Row[],
  of: (row: Row) => T | undefined,
): readonly Counted<T>[] {
  const counts = new Map<T, number>();
  for (const row of rows) {
    const value = of(row);
    if (value !== undefined) {
      counts.set(value, (counts.get(value) ?? 0) + row.count);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function defined<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}
