import { mayCreateTbaApplications } from '../access/rules.ts';
import type { Sources } from '../access/sources.ts';
import { createToken } from '../access/tokens.ts';
import type { TokenWish } from '../access/tokens.ts';
import type { PracticeAccount } from '../account.ts';
import type { AccessToken, AccountState, Application } from '../state/model.ts';

/**
 * The integration records of the sibling account that this one does not have yet. The three-step flow and issuetoken
 * install them by themselves (ORA:section_156537025868, ORA:section_156337184796). Until then their ids are those of the
 * other account, negative, so that they are no record's of this one; their state counts as Enabled, because it is each
 * account's own (ORA:bridgehead_4249032125).
 *
 * None from 2027.1: that installing a record counts as creating a TBA integration is the stricter reading, assumed.
 */
export function installableApplications({ kind, world }: PracticeAccount): readonly Application[] {
  const { production, sandbox } = world.current();
  const [here, there] = kind === 'production' ? [production, sandbox] : [sandbox, production];
  if (!mayCreateTbaApplications(here)) {
    return [];
  }
  return there.applications
    .filter(({ consumerKey }) => !here.applications.some(each => each.consumerKey === consumerKey))
    .map(application => ({ ...application, id: -application.id, state: 'enabled', note: '' }));
}

export function isInstalled({ id }: Application): boolean {
  return id > 0;
}

/** A record of this account or an installable one, by the id that a request token keeps. */
export function findApplication(account: PracticeAccount, applicationId: number): Application | undefined {
  const { applications } = account.store.current();
  return [...applications, ...installableApplications(account)].find(({ id }) => id === applicationId);
}

/**
 * Makes a token, and installs the record first where it has to be. With Require Approval during Auto-Installation of
 * Integration the record then waits for approval (ORA:section_156537025868); that the token is made all the same, and
 * its calls are refused until then, is assumed.
 *
 * @throws CodedError with a TokenObstacle as its code
 */
export function createTokenFor(
  state: AccountState,
  application: Application,
  wish: Omit<TokenWish, 'applicationId'>,
  sources: Sources,
): readonly [AccountState, AccessToken] {
  if (isInstalled(application)) {
    return createToken(state, { ...wish, applicationId: application.id }, sources);
  }
  const [installedState, { id }] = install(state, application, sources);
  const [next, token] = createToken(installedState, { ...wish, applicationId: id }, sources);
  return [state.preferences.requireApproval ? awaitingApproval(next, id) : next, token];
}

/** Flows that are under way for the same record go on with the installed one. */
function install(
  state: AccountState,
  application: Application,
  sources: Sources,
): readonly [AccountState, Application] {
  const id = state.nextIds.application;
  const installed: Application = { ...application, id, createdAt: new Date(sources.now()).toISOString() };
  const requestTokens = state.requestTokens.map(each =>
    each.applicationId === application.id ? { ...each, applicationId: id } : each,
  );
  const nextIds = { ...state.nextIds, application: id + 1 };
  return [{ ...state, applications: [...state.applications, installed], requestTokens, nextIds }, installed];
}

function awaitingApproval(state: AccountState, applicationId: number): AccountState {
  return {
    ...state,
    applications: state.applications.map(each =>
      each.id === applicationId ? { ...each, state: 'waiting-for-approval' } : each,
    ),
  };
}
