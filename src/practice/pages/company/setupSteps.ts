import {
  canUseRole,
  hasPermission,
  isAdministrator,
  mayCreateTbaApplications,
  mayLogInWithToken,
  nameOf,
  takesTokens,
} from '../../access/rules.ts';
import { features } from '../../state/features.ts';
import type { FeatureId } from '../../state/features.ts';
import type { AccountState, Role } from '../../state/model.ts';
import { integrationsPath } from '../integrations/texts.ts';
import { accessTokensPath } from '../tokens/texts.ts';
import { employeeListPath } from '../users/employeeForm.ts';
import { roleListPath } from '../users/roleForm.ts';
import { tokenHindrance } from '../users/tokenUse.ts';
import { featuresPath } from './features.ts';

/** One thing that must be set up before a call with a token works. */
export interface SetupStep {
  readonly title: string;
  readonly isDone: boolean;
  /** What there is, or what is missing. */
  readonly found: string;
  /** The page that does it, its name, and NetSuite's menu path to it. */
  readonly path: string;
  readonly pageName: string;
  readonly menuPath: string;
  /** Whether a role may open that page. */
  readonly isFor: (role: Role) => boolean;
}

/** RESTlets with tokens need all three (ORA:bridgehead_4253254429). */
const neededFeatures: readonly FeatureId[] = ['CUSTOMCODE', 'SERVERSIDESCRIPTING', 'TBA'];

/** The way from a new account to a call that works, and how far it has been gone. */
export function setupSteps(state: AccountState, now: number): readonly SetupStep[] {
  // The Administrator role can log in anyway; an integration should not.
  const roles = state.roles.filter(role => !isAdministrator(role) && !role.isInactive && mayLogInWithToken(role));
  const people = state.employees.filter(employee => roles.some(role => canUseRole(employee, role)));
  const applications = state.applications.filter(takesTokens);
  const tokens = state.tokens.filter(token => tokenHindrance(state, token, now) === undefined);
  const off = features.filter(({ id }) => neededFeatures.includes(id) && !state.features.includes(id));
  return [
    {
      title: 'Enable the features',
      isDone: off.length === 0,
      found:
        off.length === 0
          ? 'Client and Server SuiteScript and Token-based Authentication are on.'
          : `Still off: ${listed(off.map(({ label }) => label))}.`,
      path: featuresPath,
      pageName: 'Enable Features',
      menuPath: 'Setup > Company > Enable Features > SuiteCloud',
      isFor: role => hasPermission(role, 'ADMI_ENABLEFEATURES'),
    },
    {
      title: 'Have a role that may log in with tokens',
      isDone: roles.length > 0,
      found:
        roles.length > 0
          ? `${listed(roles.map(({ name }) => name))}.`
          : 'No active role besides Administrator has Log in using Access Tokens or User Access Tokens.',
      path: roleListPath,
      pageName: 'Manage Roles',
      menuPath: 'Setup > Users/Roles > Manage Roles',
      isFor: isAdministrator,
    },
    {
      title: 'Give the role to somebody',
      isDone: people.length > 0,
      found: people.length > 0 ? `${listed(people.map(nameOf))}.` : 'Nobody active has such a role yet.',
      path: employeeListPath,
      pageName: 'Employees',
      menuPath: 'Lists > Employees > Employees, then Access',
      isFor: isAdministrator,
    },
    {
      title: 'Create the application',
      isDone: applications.length > 0,
      found:
        applications.length > 0
          ? `${listed(applications.map(({ name }) => name))}.`
          : `No enabled integration record has Token-based Authentication ticked.${
              mayCreateTbaApplications(state) ? '' : ' In this release no new one can be made.'
            }`,
      path: integrationsPath,
      pageName: 'Manage Integrations',
      menuPath: 'Setup > Integration > Manage Integrations',
      isFor: role => hasPermission(role, 'ADMI_INTEGRAPP'),
    },
    {
      title: 'Create an access token',
      isDone: tokens.length > 0,
      found: tokens.length > 0 ? `${listed(tokens.map(({ name }) => name))}.` : noToken(state, now),
      path: accessTokensPath,
      pageName: 'Access Tokens',
      menuPath: 'Setup > Users/Roles > Access Tokens',
      isFor: role => hasPermission(role, 'ADMI_MANAGE_OAUTH_TOKENS'),
    },
  ];
}

function noToken(state: AccountState, now: number): string {
  const [first] = state.tokens.filter(token => token.state === 'active');
  return first
    ? `No token can log in. ${first.name}: ${tokenHindrance(state, first, now) ?? ''}.`
    : 'There is no active access token.';
}

/** The first three, and how many more. */
function listed(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return names.slice(0, 3).join(', ') + more;
}
