import { createHash } from 'node:crypto';
import { CodedError } from '../../codedError.ts';
import type { AccountKind, AccountState, Application, PracticeState } from '../state/model.ts';
import { cleaned, fieldProblems, fieldsOf, refuseProblems } from './applicationFields.ts';
import type { ApplicationFields } from './applicationFields.ts';
import { ownsApplication } from './rules.ts';
import type { Sources } from './sources.ts';

// What can be done to integration records, whoever asks. Who may ask must be decided by the caller.

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
 * record cannot be deleted, only blocked, is assumed from ORA:section_4389727047; that what OAuth 2.0 gave out ends as
 * well, and that certificate mappings go, is assumed.
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
    certificateMappings: state.certificateMappings.filter(each => each.applicationId !== applicationId),
    oauth2Tokens: state.oauth2Tokens.map(token =>
      token.applicationId === applicationId ? { ...token, state: 'revoked' as const } : token,
    ),
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
