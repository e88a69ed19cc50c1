import type { Api } from './accountFacts.ts';
import { folded, type Inventory, type InventoryEntry } from './takeInventory.ts';

/** An application as the plan needs it: small enough to be kept. Nothing in it is secret. */
export interface PlanSubject {
  readonly name: string;
  /** Whether NetSuite was asked about it, or the account book alone names it. */
  readonly isRead: boolean;
  /** Tokens that may log in. */
  readonly tokens: number;
  /** Successful logins in the days that were counted; undefined where the trail could not be read. */
  readonly logins?: number;
  /** ms since 1970 */
  readonly lastUsed?: number;
  readonly apis: readonly Api[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly hasAdministrator: boolean;
}

/**
 * What becomes of an application: it moves to OAuth 2.0; its SOAP calls have to be written anew before anything moves; or
 * nobody uses it, and it can go.
 */
export type Fate = 'moves' | 'soap' | 'retires';

/** Who logs in: a program by itself (client credentials), or people (authorization code with PKCE). */
export type Grant = 'machine' | 'person';

/**
 * By when: the last release in which TBA applications can be made; the end of TBA, of which Oracle's pages say 2028.1 and
 * 2028.2; the removal of SOAP.
 */
export type Deadline = 'before-2027.1' | 'before-end-of-tba' | 'before-2028.2';

export type GeneralStep = 'feature' | 'last-records' | 'unused' | 'search';
export type ApplicationStep =
  | 'rewrite'
  | 'confirm-unused'
  | 'record'
  | 'role'
  | 'assign'
  | 'certificate'
  | 'sign-in'
  | 'switch'
  | 'rehearse'
  | 'revoke';

/** One thing to do. */
export interface PlanStep<Kind extends GeneralStep | ApplicationStep = GeneralStep | ApplicationStep> {
  /** Stays the same for the same thing, so that what was ticked can be kept by it. */
  readonly id: string;
  readonly kind: Kind;
  readonly by: Deadline;
}

/** What is to be done about one application. */
export interface ApplicationPlan {
  readonly id: string;
  readonly subject: PlanSubject;
  readonly fate: Fate;
  readonly grant: Grant;
  readonly steps: readonly PlanStep<ApplicationStep>[];
}

export interface MigrationPlan {
  readonly general: readonly PlanStep<GeneralStep>[];
  readonly applications: readonly ApplicationPlan[];
}

/** Names that are kept of users and roles of one application. */
const mostNames = 20;

/**
 * The applications of an inventory, and those that only the account book has.
 *
 * @param bookApplications names of the applications that the account book has of the account
 */
export function planSubjects(
  inventory: Inventory | undefined,
  bookApplications: readonly string[],
): readonly PlanSubject[] {
  const byName = Map.groupBy(
    (inventory?.entries ?? []).filter(({ application }) => application !== ''),
    ({ application }) => folded(application),
  );
  const read = [...byName.values()].map(entries => subjectOf(entries));
  const onlyBook = bookApplications.filter(name => !byName.has(folded(name)));
  const unread = [...new Map(onlyBook.map(name => [folded(name), name])).values()].map((name): PlanSubject => ({
    name,
    isRead: false,
    tokens: 0,
    apis: [],
    users: [],
    roles: [],
    hasAdministrator: false,
  }));
  return [...read, ...unread];
}

function subjectOf(entries: readonly InventoryEntry[]): PlanSubject {
  const live = entries.filter(({ status }) => status === 'active' || status === 'unknown');
  const logins = entries.map(entry => entry.logins).filter(count => count !== undefined);
  const used = entries.flatMap(({ lastUsed }) => lastUsed ?? []);
  const names = (of: (entry: InventoryEntry) => string | undefined) =>
    [...new Set(live.map(of).filter(name => name !== undefined))].slice(0, mostNames);
  return {
    name: entries[0]?.application ?? '',
    isRead: true,
    tokens: live.length,
    ...(logins.length > 0 && { logins: logins.reduce((sum, count) => sum + count, 0) }),
    ...(used.length > 0 && { lastUsed: Math.max(...used) }),
    apis: [...new Set(entries.flatMap(({ apis }) => apis.map(({ value }) => value)))],
    users: names(({ user, userId }) => user ?? userId),
    roles: names(({ role, roleId }) => role ?? roleId),
    hasAdministrator: live.some(({ marks }) => marks.includes('administrator')),
  };
}

/**
 * What to do, in order: first what holds for the account, then application by application, those with most logins first.
 *
 * @param grants what the person chose, by the plan's ID of the application; a program by itself unless they did
 */
export function migrationPlan(
  subjects: readonly PlanSubject[],
  grants: Readonly<Record<string, Grant>>,
): MigrationPlan {
  const applications = subjects.map((subject): ApplicationPlan => {
    const id = `application/${folded(subject.name)}`;
    const fate = fateOf(subject);
    const grant = (Object.hasOwn(grants, id) ? grants[id] : undefined) ?? 'machine';
    const steps = stepsOf(fate, grant).map((kind): PlanStep<ApplicationStep> => ({
      id: `${id}/${kind}`,
      kind,
      by: kind === 'rewrite' ? 'before-2028.2' : 'before-end-of-tba',
    }));
    return { id, subject, fate, grant, steps };
  });
  return { general: generalSteps, applications: applications.sort(inOrder) };
}

const generalSteps: readonly PlanStep<GeneralStep>[] = [
  { id: 'account/last-records', kind: 'last-records', by: 'before-2027.1' },
  { id: 'account/unused', kind: 'unused', by: 'before-2027.1' },
  { id: 'account/feature', kind: 'feature', by: 'before-end-of-tba' },
  { id: 'account/search', kind: 'search', by: 'before-end-of-tba' },
];

function fateOf({ isRead, tokens, logins, apis }: PlanSubject): Fate {
  if (isRead && (tokens === 0 || logins === 0)) {
    return 'retires';
  }
  return apis.includes('soap') ? 'soap' : 'moves';
}

function stepsOf(fate: Fate, grant: Grant): readonly ApplicationStep[] {
  if (fate === 'retires') {
    return ['confirm-unused', 'rehearse', 'revoke'];
  }
  return [
    ...(fate === 'soap' ? (['rewrite'] as const) : []),
    'record',
    'role',
    'assign',
    grant === 'machine' ? 'certificate' : 'sign-in',
    'switch',
    'rehearse',
    'revoke',
  ];
}

const fates: readonly Fate[] = ['soap', 'moves', 'retires'];

function inOrder(a: ApplicationPlan, b: ApplicationPlan): number {
  return (
    fates.indexOf(a.fate) - fates.indexOf(b.fate) ||
    (b.subject.logins ?? 0) - (a.subject.logins ?? 0) ||
    a.subject.name.localeCompare(b.subject.name)
  );
}

/** The role that a program of this application needs: REST web services take a permission of their own. */
export function rolePurposeOf({ apis }: PlanSubject): 'restlets-oauth2' | 'rest-oauth2' {
  // What called SOAP will call REST web services, as nothing else takes their place.
  return apis.some(api => api === 'rest' || api === 'soap') ? 'rest-oauth2' : 'restlets-oauth2';
}

/** Whether tokens are left that nobody used in the days that were counted. */
export function unusedTokens({ entries }: Pick<Inventory, 'entries'>): number {
  return entries.filter(({ marks }) => marks.includes('unused') || marks.includes('never-used')).length;
}
