import { l10n } from 'vscode';
import type { StatementView, TableView } from '../../../panels/guide/messages.ts';
import { placeView } from '../places.ts';
import { advice, assumed, documented, reported } from '../statements.ts';
import type { GuideContext, StepContent } from './guideContext.ts';

const permissionsPage = 'bridgehead_4248124361';

/** Step 2: which permissions a role needs, for its purpose and no more. */
export function rolesStep({ account, reader, purpose }: GuideContext): StepContent {
  return {
    id: 'roles',
    title: l10n.t('Give a role the permissions'),
    lead:
      reader === 'administrator'
        ? l10n.t('Make a role of its own for the integration, with what it needs and no more.')
        : l10n.t('Write the role into your SuiteCloud project, or ask an administrator for it.'),
    statements: [
      ...purposeStatements(purpose),
      documented(
        l10n.t(
          'Roles, unlike features, can be deployed from a SuiteCloud project. SDF cannot set their subsidiaries, forms, searches and dashboard: those are left to NetSuite’s page.',
        ),
        'section_4731154857',
      ),
      documented(
        l10n.t('Roles that ask for two-factor authentication or single sign-on in the browser can use tokens.'),
        'chapter_4247329078',
      ),
    ],
    tables: [permissionTable()],
    places: [placeView('roles', account)],
    looksLike: looksLike(purpose),
    goesWrong: [
      {
        sign: l10n.t('The Login Audit Trail says permission_denied under Detail.'),
        remedy: documented(
          l10n.t(
            'The role has neither Log in using Access Tokens nor User Access Tokens, it or its user is inactive, or the user hid the role in View My Roles.',
          ),
          'subsect_156935170194',
        ),
      },
      ...(purpose === 'restlets'
        ? [
            {
              sign: l10n.t('The login works, and one RESTlet cannot be called.'),
              remedy: reported(l10n.t('Add the role to the Audience of the script’s deployment.')),
            },
            {
              sign: l10n.t('The RESTlet starts and stops with INSUFFICIENT_PERMISSION.'),
              remedy: reported(l10n.t('The role lacks a record that the script touches. The message names it.')),
            },
          ]
        : []),
      ...(purpose === 'rest'
        ? [
            {
              sign: l10n.t('The login works, and REST answers 403.'),
              remedy: assumed(l10n.t('The role lacks REST Web Services, or the record that is asked for.')),
            },
          ]
        : []),
    ],
    actions: [
      { id: 'writeRole', label: l10n.t('Write the Role into a Project…'), isMain: true },
      ...(reader === 'developer' ? [{ id: 'copyRequest', label: l10n.t('Copy What to Ask For') } as const] : []),
    ],
  };
}

function permissionTable(): TableView {
  const yes = l10n.t('yes');
  const no = l10n.t('no');
  return {
    caption: l10n.t('Who may make tokens for whom, and who may log in with one'),
    head: [
      l10n.t('Permission'),
      l10n.t('Makes tokens for others'),
      l10n.t('Makes tokens for oneself'),
      l10n.t('Logs in with tokens'),
    ],
    rows: [
      ['Access Token Management', l10n.t('yes, but not for the Administrator role'), no, no],
      ['User Access Tokens', no, l10n.t('yes, for the role one is in'), yes],
      ['Log in using Access Tokens', no, no, yes],
      [
        l10n.t('Administrator (needs none of them)'),
        l10n.t('yes, but not for other administrators'),
        l10n.t('yes, under Manage Access Tokens'),
        yes,
      ],
    ],
    note: documented(
      l10n.t('Each of the three has the levels None and Full. User Access Tokens includes logging in.'),
      permissionsPage,
    ),
  };
}

function purposeStatements(purpose: GuideContext['purpose']): readonly StatementView[] {
  switch (purpose) {
    case 'restlets':
      return [
        documented(
          l10n.t('A caller of RESTlets needs Log in using Access Tokens (ADMI_LOGIN_OAUTH) or User Access Tokens.'),
          permissionsPage,
        ),
        advice(
          l10n.t('It also needs the records that the script touches, and a place in the audience of the deployment.'),
        ),
        documented(l10n.t('A role with Web Services Only Role ticked cannot call RESTlets.'), 'section_4254801119'),
        reported(
          l10n.t(
            'SuiteScript (ADMI_CUSTOMSCRIPT) is often listed for callers as well. Nothing shows that it is required; leave it out first.',
          ),
        ),
      ];
    case 'rest':
      return [
        documented(
          l10n.t('A caller needs Log in using Access Tokens (ADMI_LOGIN_OAUTH) or User Access Tokens.'),
          permissionsPage,
        ),
        reported(
          l10n.t(
            'REST web services take the permission REST Web Services (ADMI_RESTWEBSERVICES), level Full: so says Oracle’s own SuiteCloud SDK.',
          ),
        ),
        advice(l10n.t('It also needs the records that it reads or writes.')),
      ];
    case 'tokens':
      return [
        documented(
          l10n.t(
            'Access Token Management (ADMI_MANAGE_OAUTH_TOKENS) makes and revokes the tokens of others. With it alone one can neither make a token for oneself nor log in with one.',
          ),
          permissionsPage,
        ),
        documented(
          l10n.t(
            'Administrators make their own tokens under Manage Access Tokens. Nobody can make a token of the Administrator role for somebody else.',
          ),
          permissionsPage,
        ),
      ];
  }
}

function looksLike(purpose: GuideContext['purpose']): readonly StatementView[] {
  switch (purpose) {
    case 'restlets':
      return [
        documented(
          l10n.t('The role’s tab Permissions, Setup: Log in using Access Tokens, level Full.'),
          'bridgehead_4248124361',
        ),
      ];
    case 'rest':
      return [
        documented(
          l10n.t('The role’s tab Permissions, Setup: Log in using Access Tokens, level Full.'),
          'bridgehead_4248124361',
        ),
        reported(l10n.t('On the same tab: REST Web Services, level Full.')),
      ];
    case 'tokens':
      return [
        documented(
          l10n.t('The role’s tab Permissions, Setup: Access Token Management, level Full.'),
          'bridgehead_4248124361',
        ),
      ];
  }
}
