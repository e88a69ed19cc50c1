import { l10n } from 'vscode';
import type { StatementView, StepView, TableView } from '../../../panels/guide/messages.ts';
import { placeView } from '../places.ts';
import { advice, assumed, documented, reported } from '../statements.ts';
import type { GuideContext, StepContent } from './guideContext.ts';

const recordPage = 'bridgehead_4249032125';

/** Step 4: the application (NetSuite: integration record), and a token of it. */
export function applicationStep(context: GuideContext): StepContent {
  const { account, reader, release } = context;
  const isLate = release === 'from-2027.1';
  return {
    id: 'application',
    title: isLate ? l10n.t('Use an application, then make a token') : l10n.t('Create the application, then a token'),
    lead: isLate
      ? l10n.t('No new application can use tokens in this release: choose one that does already.')
      : reader === 'administrator'
        ? l10n.t('Save the record, put its key and secret in here at once, then make the token.')
        : l10n.t('Ask for the application’s consumer key and secret. The token you can get by signing in.'),
    statements: [...(isLate ? lateStatements() : newRecordStatements()), ...tokenStatements()],
    tables: [...(isLate ? [] : [fieldTable()]), tokenTable()],
    places: [
      placeView('integrations', account),
      ...(isLate ? [] : [placeView('newIntegration', account)]),
      placeView('newToken', account),
      placeView('myTokens', account),
    ],
    looksLike: [
      documented(
        l10n.t('The record’s State is Enabled, and Token-Based Authentication is ticked.'),
        'bridgehead_4249032125',
      ),
      reported(l10n.t('After Save, the page shows consumer key and secret: 64 characters each, 0-9 and a-f.')),
      reported(l10n.t('The page of the new token shows token ID and secret in the same form.')),
    ],
    goesWrong: goesWrong(),
    actions: actionsOf(context),
  };
}

function newRecordStatements(): readonly StatementView[] {
  return [
    // The permission is that of oracle/netsuite-suitecloud-sdk.
    documented(
      l10n.t(
        'A role with the permission Integration Application (ADMI_INTEGRAPP), level Full, may create it, or an administrator.',
      ),
    ),
    documented(
      l10n.t('Consumer key and secret are shown once, when the record is saved. They do not expire.'),
      recordPage,
    ),
    documented(
      l10n.t(
        'Who has lost them can only have new ones made (Reset Credentials, administrators, in the account that owns the record). The old pair ends at once for everybody who uses it; tokens go on with the new pair.',
      ),
      'section_4395597766',
    ),
  ];
}

function lateStatements(): readonly StatementView[] {
  return [
    documented(
      l10n.t(
        'Records that use Token-based Authentication already run on, and may still be edited. Have the consumer key and secret of one, or new ones made by Reset Credentials, which ends the old pair for everybody who uses it.',
      ),
      'section_158921905537',
    ),
    assumed(
      l10n.t('Whether new tokens of such a record can be made, Oracle does not say. Try it: the page tells at once.'),
    ),
    documented(
      l10n.t('A new integration uses OAuth 2.0: RESTlets and REST web services take it.'),
      'chapter_157769826287',
    ),
  ];
}

function tokenStatements(): readonly StatementView[] {
  return [
    documented(
      l10n.t('Token ID and secret are shown once, too. A token does not expire; revoking it is for ever.'),
      'bridgehead_4254081947',
    ),
    documented(
      l10n.t('A sandbox refresh deletes the tokens of the sandbox. Tokens are never copied from production.'),
      'section_1515141510',
    ),
    advice(l10n.t('Copy the values straight into the workbench: they go into secret storage, not into a file.')),
  ];
}

/** Field names are NetSuite's own and stay as they are. */
function fieldTable(): TableView {
  return {
    caption: l10n.t('The record, field by field'),
    head: [l10n.t('Field'), l10n.t('What to enter')],
    rows: [
      ['Name', l10n.t('What the integration is called in lists and in the audit trail.')],
      ['Description, Note', l10n.t('Your own words: whom to ask, where it runs.')],
      ['State', l10n.t('Enabled. Blocked refuses every call with its key.')],
      ['Token-Based Authentication', l10n.t('Ticked, for every use of tokens.')],
      [
        'TBA: Authorization Flow',
        l10n.t('Ticked when tokens are to be made by signing in, as “Sign In Through NetSuite” does.'),
      ],
      ['Callback URL', l10n.t('With the box above. For the workbench: http://localhost:*')],
      ['TBA: IssueToken Endpoint', l10n.t('Not ticked. Oracle advises the authorization flow in its place.')],
      ['OAuth 2.0', l10n.t('Not ticked, unless the same record is to use OAuth 2.0 too.')],
    ],
    note: documented(
      l10n.t('http://localhost:* lets any port of the person’s own machine be the callback.'),
      recordPage,
    ),
  };
}

function tokenTable(): TableView {
  return {
    caption: l10n.t('A token, by hand or by signing in'),
    head: [l10n.t('How'), l10n.t('Who does it'), l10n.t('What it takes')],
    rows: [
      [
        l10n.t('Signing in'),
        l10n.t('The user whose token it is, in the browser'),
        l10n.t('TBA: Authorization Flow and the callback URL on the record'),
      ],
      [
        'Access Tokens > New',
        l10n.t('Somebody with Access Token Management, or an administrator'),
        l10n.t('Application, user and role; the values are copied by hand'),
      ],
      [
        'Manage Access Tokens',
        l10n.t('The user with User Access Tokens, or an administrator for oneself'),
        l10n.t('Application; it is for the role one is in'),
      ],
    ],
  };
}

function goesWrong(): StepContent['goesWrong'] {
  return [
    {
      sign: l10n.t('The page was left before key and secret were copied.'),
      remedy: documented(
        l10n.t('Nobody can read them again. Of a record that nobody uses yet, make new ones: Reset Credentials.'),
        'section_4395597766',
      ),
    },
    {
      sign: l10n.t('The Login Audit Trail says consumer_key_unknown under Detail.'),
      remedy: documented(
        l10n.t(
          'No record of this account has the key. It may be of another account, such as production’s in a sandbox, or from before a reset.',
        ),
        'subsect_156935170194',
      ),
    },
    {
      sign: l10n.t('The Login Audit Trail says consumer_key_refused under Detail.'),
      remedy: documented(l10n.t('The record is Blocked. Set its State to Enabled.'), 'subsect_156935170194'),
    },
    {
      sign: l10n.t('The Login Audit Trail says token_rejected under Detail.'),
      remedy: documented(
        l10n.t('The token is inactive, was revoked, or belongs to another application.'),
        'subsect_156935170194',
      ),
    },
    {
      sign: l10n.t('Signing in ends with AuthorizationFlowRequired.'),
      remedy: documented(l10n.t('Tick TBA: Authorization Flow on the record.'), 'subsect_156934879823'),
    },
  ];
}

function actionsOf({ hasApplication, reader }: GuideContext): StepView['actions'] {
  return [
    { id: 'signIn', label: l10n.t('Sign In Through NetSuite'), isMain: true },
    { id: 'addAccount', label: l10n.t('Type the Four Values') },
    { id: 'importCredentials', label: l10n.t('Import Credentials…') },
    ...(hasApplication ? [{ id: 'addToken', label: l10n.t('Add a Token…') } as const] : []),
    ...(reader === 'developer' ? [{ id: 'copyRequest', label: l10n.t('Copy What to Ask For') } as const] : []),
  ];
}
