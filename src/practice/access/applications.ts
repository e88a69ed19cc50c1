import { createHash } from 'node:crypto';
import { CodedError } from '../../codedError.ts';
import type { AccountKind, AccountState, Application, PracticeState } from '../state/model.ts';
import { noOAuth2Boxes } from '../state/seed.ts';
import { callbackProblem } from './callbackUrl.ts';
import type { CallbackProblem } from './callbackUrl.ts';
import { mayCreateTbaApplications, ownsApplication } from './rules.ts';
import type { Sources } from './sources.ts';

// What can be done to integration records, whoever asks. Who may ask must be decided by the caller.

/** Longest texts, in UTF-16 units (assumed). */
export const longest = { name: 200, description: 2000, note: 2000 } as const;

/** What a person fills in. */
export type ApplicationFields = Pick<
  Application,
  'name' | 'description' | 'note' | 'state' | 'tba' | 'authorizationFlow' | 'callbackUrl' | 'issueToken'
>;

export type FieldProblem =
  CallbackProblem | 'required' | 'too-long' | 'installed' | 'state-not-offered' | 'needs-tba' | TbaLock;

export type FieldProblems = Readonly<Partial<Record<keyof ApplicationFields, FieldProblem>>>;

/** Fields that cannot be saved, and why. */
export class InvalidApplication extends CodedError<'application-invalid'> {
  readonly problems: FieldProblems;

  constructor(problems: FieldProblems) {
    super('application-invalid', { fields: Object.keys(problems).join(' ') });
    this.problems = problems;
  }
}

export type TbaLock = 'tba-feature-off' | 'no-new-tba';

const boxes = ['tba', 'authorizationFlow', 'issueToken'] as const;

/**
 * Why the boxes for token-based authentication cannot be changed; undefined when they can. With the feature off
 * (assumed); from 2027.1 for what was no TBA integration before, while existing ones may still be edited
 * (ORA:section_158921905537). A record that has had tokens counts as existing even with its boxes cleared, so that the
 * rehearsal of ORA:section_0525022007 (clear the boxes for a while) can be undone: assumed.
 */
export function tbaLock(state: AccountState, existing: Application | undefined): TbaLock | undefined {
  if (!state.features.includes('TBA')) {
    return 'tba-feature-off';
  }
  const isTba =
    existing !== undefined &&
    (boxes.some(box => existing[box]) || state.tokens.some(({ applicationId }) => applicationId === existing.id));
  return isTba || mayCreateTbaApplications(state) ? undefined : 'no-new-tba';
}

/**
 * A new record of this account with a key and secret of its own. Names need not be unique (assumed).
 *
 * @throws InvalidApplication
 */
export function createApplication(
  state: AccountState,
  fields: ApplicationFields,
  sources: Sources,
): readonly [AccountState, Application] {
  const clean = cleaned(fields);
  refuseProblems(fieldProblems(state, clean, undefined));
  const application: Application = {
    ...noOAuth2Boxes,
    ...clean,
    id: state.nextIds.application,
    ownerAccountId: state.accountId,
    consumerKey: sources.secret(),
    consumerSecret: sources.secret(),
    createdAt: new Date(sources.now()).toISOString(),
  };
  const nextIds = { ...state.nextIds, application: application.id + 1 };
  return [{ ...state, applications: [...state.applications, application], nextIds }, application];
}

/**
 * Changes a record; key, secret and owner stay.
 *
 * @param version what `versionOf` said when the person began; another window may have saved since
 * @throws InvalidApplication; CodedError `application-unknown`, `application-changed`
 */
export function editApplication(
  state: AccountState,
  applicationId: number,
  fields: ApplicationFields,
  version: string,
): AccountState {
  const application = applicationOf(state, applicationId);
  if (versionOf(application) !== version) {
    throw new CodedError('application-changed', { applicationId });
  }
  const clean = cleaned(fields);
  refuseProblems(fieldProblems(state, clean, application));
  return withApplication(state, { ...application, ...clean });
}

/** A short text that is another one once any field that people fill in has changed. */
export function versionOf(application: Application): string {
  return shortHash(JSON.stringify(fieldsOf(application)));
}

/** A short text that is another one once the credentials were reset; it gives nothing of them away. */
export function credentialsVersionOf({ consumerKey }: Application): string {
  return shortHash(consumerKey);
}

/**
 * Takes a record away and revokes all its tokens, which are kept for audit (ORA:bridgehead_4249078810). That an installed
 * record cannot be deleted, only blocked, is assumed from ORA:section_4389727047.
 *
 * @throws CodedError `application-unknown`, `application-installed`
 */
export function deleteApplication(state: AccountState, applicationId: number): AccountState {
  const application = ownApplicationOf(state, applicationId);
  return {
    ...state,
    applications: state.applications.filter(each => each !== application),
    tokens: state.tokens.map(token =>
      token.applicationId === applicationId ? { ...token, state: 'revoked' as const } : token,
    ),
    requestTokens: state.requestTokens.filter(token => token.applicationId !== applicationId),
  };
}

/**
 * Whether the other account has the same key: a record that came with a refresh is the same integration in both
 * (ORA:section_1515139626).
 */
export function sharesKey(world: PracticeState, kind: AccountKind, { consumerKey }: Application): boolean {
  const other = world[kind === 'sandbox' ? 'production' : 'sandbox'];
  return other.applications.some(each => each.consumerKey === consumerKey);
}

/**
 * A new key and secret; the old pair ends at once, tokens keep working with the new one (ORA:section_4395597766). Where
 * both accounts share the key, both get the new pair: that a sandbox's reset breaks production is ORA:section_1515139626,
 * that the new pair is shared again is assumed.
 *
 * @param asked what was so when the person was asked
 * @throws CodedError `application-unknown`, `application-installed`, `reset-question-stale` (the credentials were reset in
 *   the meantime, or whether they are shared has changed)
 */
export function resetCredentials(
  world: PracticeState,
  kind: AccountKind,
  applicationId: number,
  asked: { readonly version: string; readonly isShared: boolean },
  sources: Sources,
): readonly [PracticeState, Application] {
  const application = ownApplicationOf(world[kind], applicationId);
  if (credentialsVersionOf(application) !== asked.version || sharesKey(world, kind, application) !== asked.isShared) {
    throw new CodedError('reset-question-stale', { applicationId });
  }
  const pair = { consumerKey: sources.secret(), consumerSecret: sources.secret() };
  const inAccount = (state: AccountState): AccountState => ({
    ...state,
    applications: state.applications.map(each =>
      each.consumerKey === application.consumerKey ? { ...each, ...pair } : each,
    ),
  });
  return [
    { ...world, production: inAccount(world.production), sandbox: inAccount(world.sandbox) },
    { ...application, ...pair },
  ];
}

/** 96 bits are enough to notice a change. */
function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** What a record holds of what people fill in. */
export function fieldsOf(application: ApplicationFields): ApplicationFields {
  const { name, description, note, state, tba, authorizationFlow, callbackUrl, issueToken } = application;
  return { name, description, note, state, tba, authorizationFlow, callbackUrl, issueToken };
}

/** Browsers end lines of a text area with CRLF. */
function cleaned(fields: ApplicationFields): ApplicationFields {
  const text = (value: string) => value.replace(/\r\n?/g, '\n').trim();
  const { name, description, note, callbackUrl } = fields;
  return {
    ...fieldsOf(fields),
    name: text(name),
    description: text(description),
    note: text(note),
    callbackUrl: callbackUrl.trim(),
  };
}

function fieldProblems(
  state: AccountState,
  fields: ApplicationFields,
  existing: Application | undefined,
): FieldProblems {
  if (existing && !ownsApplication(state, existing)) {
    return { ...changesTo(existing, fields, ['state', 'note'], 'installed'), ...textProblems(fields, ['note']) };
  }
  const lock = tbaLock(state, existing);
  return {
    ...textProblems(fields, ['name', 'description', 'note']),
    ...(fields.name === '' ? { name: 'required' } : {}),
    ...(fields.state === 'waiting-for-approval' && existing?.state !== fields.state
      ? { state: 'state-not-offered' }
      : {}),
    ...(lock === undefined ? tbaProblems(fields) : lockedProblems(fields, existing, lock)),
  };
}

/** That the two boxes below need the first one is assumed: without it the login refuses the record anyway. */
function tbaProblems(fields: ApplicationFields): FieldProblems {
  const callback =
    fields.authorizationFlow || fields.callbackUrl !== '' ? callbackProblem(fields.callbackUrl) : undefined;
  return {
    ...(fields.authorizationFlow && !fields.tba ? { authorizationFlow: 'needs-tba' } : {}),
    ...(fields.issueToken && !fields.tba ? { issueToken: 'needs-tba' } : {}),
    ...(callback === undefined ? {} : { callbackUrl: callback }),
  };
}

function lockedProblems(fields: ApplicationFields, existing: Application | undefined, lock: TbaLock): FieldProblems {
  const before = existing ?? { ...fields, tba: false, authorizationFlow: false, issueToken: false, callbackUrl: '' };
  return changesTo(before, fields, ['name', 'description', 'note', 'state'], lock);
}

function changesTo(
  before: ApplicationFields,
  after: ApplicationFields,
  allowed: readonly (keyof ApplicationFields)[],
  problem: FieldProblem,
): FieldProblems {
  const changed = keysOf(fieldsOf(after)).filter(name => !allowed.includes(name) && before[name] !== after[name]);
  return Object.fromEntries(changed.map(name => [name, problem]));
}

function textProblems(fields: ApplicationFields, names: readonly (keyof typeof longest)[]): FieldProblems {
  return Object.fromEntries(names.filter(name => fields[name].length > longest[name]).map(name => [name, 'too-long']));
}

function refuseProblems(problems: FieldProblems): void {
  if (Object.keys(problems).length > 0) {
    throw new InvalidApplication(problems);
  }
}

function applicationOf({ applications }: AccountState, applicationId: number): Application {
  const application = applications.find(({ id }) => id === applicationId);
  if (!application) {
    throw new CodedError('application-unknown', { applicationId });
  }
  return application;
}

function ownApplicationOf(state: AccountState, applicationId: number): Application {
  const application = applicationOf(state, applicationId);
  if (!ownsApplication(state, application)) {
    throw new CodedError('application-installed', { applicationId });
  }
  return application;
}

function withApplication(state: AccountState, application: Application): AccountState {
  return { ...state, applications: state.applications.map(each => (each.id === application.id ? application : each)) };
}

function keysOf(fields: ApplicationFields): readonly (keyof ApplicationFields)[] {
  return Object.keys(fields) as (keyof ApplicationFields)[];
}
