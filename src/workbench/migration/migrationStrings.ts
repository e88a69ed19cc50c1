import { l10n } from 'vscode';
import type { MigrationStrings } from '../../panels/migration/messages.ts';
import { columnNames } from './inventoryWords.ts';

/** The panel's own text in the person's language. */
export function migrationStrings(): MigrationStrings {
  return {
    title: l10n.t('From TBA to OAuth 2.0'),
    account: l10n.t('Account'),
    noAccount: l10n.t('No account'),
    views: { inventory: l10n.t('Inventory'), plan: l10n.t('Plan') },
    read: l10n.t('Read from NetSuite…'),
    readHelp: l10n.t(
      'Reads the tables OAuthToken and LoginAudit by SuiteQL with a token whose role may: REST Web Services, View Login Audit Trail and, as is assumed, Access Token Management. Nothing is changed, and a refused login ends it.',
    ),
    cancel: l10n.t('Cancel'),
    saveCsv: l10n.t('Save as CSV…'),
    saveMarkdown: l10n.t('Save as Markdown…'),
    filter: l10n.t('Filter'),
    shown: l10n.t('{0} of {1} shown'),
    noRows: l10n.t('There is no token.'),
    noMatch: l10n.t('No token matches the filter.'),
    notRead: l10n.t('Not read yet in this window.'),
    table: l10n.t('Tokens'),
    columns: columnNames(),
    deadlines: l10n.t('By when'),
    general: l10n.t('The account as a whole'),
    grant: l10n.t('Who logs in'),
    machine: l10n.t('a program by itself (client credentials)'),
    person: l10n.t('people (authorization code with PKCE)'),
    check: l10n.t('Check'),
    undo: l10n.t('Way back'),
    openPage: l10n.t('Open'),
    writeRole: l10n.t('Write the Role into a Project…'),
    noApplications: l10n.t('No application is known yet.'),
    source: l10n.t('source'),
    confidences: {
      documented: l10n.t('Oracle documents it'),
      reported: l10n.t('reported'),
      assumed: l10n.t('assumed'),
    },
  };
}
