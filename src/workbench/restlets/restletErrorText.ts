import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes around an account's RESTlets and Upload and Send; undefined for all others. */
export function restletErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'restlets-unreadable':
      return unreadableText(data, {
        title: said => l10n.t('The RESTlets of the account could not be read: NetSuite answered {0}.', said),
        query: l10n.t(
          'NetSuite also says so of tables that a role may not see: try a token whose role has the permission SuiteScript.',
        ),
        other: l10n.t('The answer is no list of RESTlets.'),
      });
    case 'record-types-unreadable':
      return unreadableText(data, {
        title: said => l10n.t('The record types of the account could not be read: NetSuite answered {0}.', said),
        query: l10n.t('NetSuite also says so of records that a role may not see: try a token with another role.'),
        other: l10n.t('The answer is no metadata catalogue.'),
      });
    case 'script-log-unreadable':
      return unreadableText(data, {
        title: said => l10n.t('The script’s log could not be read: NetSuite answered {0}.', said),
        query: l10n.t(
          'NetSuite also says so of tables that a role may not see: try a token whose role has the permission SuiteScript.',
        ),
        other: l10n.t('The answer is no list of log entries.'),
      });
    case 'login-audit-unreadable':
      return unreadableText(data, {
        title: said => l10n.t('The Login Audit Trail could not be read: NetSuite answered {0}.', said),
        query: l10n.t(
          'NetSuite also says so of tables that a role may not see: try a token whose role has the permission View Login Audit Trail.',
        ),
        other: l10n.t('The answer is no list of logins.'),
      });
    case 'inventory-unreadable':
      return unreadableText(data, {
        title: said => l10n.t('The tokens of the account could not be read: NetSuite answered {0}.', said),
        query: l10n.t('NetSuite also says so of tables that a role may not see: try a token with another role.'),
        other: l10n.t('The answer is no list of tokens or logins.'),
      });
    case 'upload-no-script':
      return text(
        l10n.t('There is no script to upload.'),
        '',
        l10n.t('Open the RESTlet’s source and save it in a SuiteCloud project.'),
      );
    case 'upload-not-local':
      return text(
        l10n.t('Not uploaded: {0} is not on this machine.', at('file')),
        l10n.t('The SuiteCloud CLI runs beside the files, and the extension runs where you are.'),
        l10n.t('Upload it in a terminal of that machine: suitecloud file:upload.'),
      );
    case 'upload-outside-project':
      return text(
        l10n.t('Not uploaded: {0} is in no SuiteCloud project’s FileCabinet folder.', at('file')),
        l10n.t('What NetSuite runs is what stands there, beside manifest.xml.'),
        l10n.t('Build your sources into it, and upload the file that comes out.'),
      );
    case 'upload-not-saved':
      return text(l10n.t('Not uploaded: {0} could not be saved.', at('file')));
    case 'upload-refused':
      return text(
        l10n.t('{0} was not uploaded, and nothing was sent.', at('file')),
        at('reason'),
        l10n.t('The whole output is under “NetSuite TBA: SuiteCloud”.'),
      );
    case 'upload-unclear':
      return text(
        l10n.t('Whether {0} was uploaded is not clear, so nothing was sent.', at('file')),
        l10n.t('The SuiteCloud CLI ended without naming the file.'),
        l10n.t('Its output is under “NetSuite TBA: SuiteCloud”.'),
      );
    case 'suitecloud-missing':
      return text(
        l10n.t('The SuiteCloud CLI is not installed.'),
        l10n.t('There is no suitecloud in node_modules/.bin of {0} or above, nor on the PATH.', at('folder')),
        l10n.t('Install it: npm install -g @oracle/suitecloud-cli'),
      );
    case 'suitecloud-not-set-up':
      return text(
        l10n.t('The SuiteCloud CLI is not set up for this project.'),
        l10n.t('{0} has no project.json with a defaultAuthId.', at('folder')),
        l10n.t('Run there: suitecloud account:setup'),
      );
    case 'suitecloud-not-started':
      return text(
        l10n.t('The SuiteCloud CLI could not be started.'),
        at('reason'),
        l10n.t('Try it in a terminal: suitecloud file:upload --help'),
      );
    default:
      return undefined;
  }
}

interface UnreadableWords {
  readonly title: (said: string) => string;
  /** What to do where something is not there. */
  readonly query: string;
  /** What is wrong with an answer of another kind. */
  readonly other: string;
}

function unreadableText(data: Data, words: UnreadableWords): ErrorText {
  const at = (key: string) => String(data[key] ?? '');
  const title = words.title([at('status'), at('code')].filter(part => part !== '').join(' '));
  const detail = at('detail');
  switch (at('why')) {
    case 'login':
      return {
        title,
        reason: l10n.t('The login was refused, for whatever cause.'),
        next: l10n.t('Test the token in the tree of accounts. REST web services also need a permission of their own.'),
      };
    case 'permission':
      return {
        title,
        reason: detail,
        next: l10n.t('The role needs the permissions {0}, or take a token with another role.', at('permissions')),
      };
    case 'query':
      return { title, reason: detail, next: words.query };
    case 'busy':
      return { title, reason: detail, next: l10n.t('Try again when other integrations are done.') };
    default:
      return {
        title,
        reason: detail || words.other,
        next: l10n.t('The log has the call: “NetSuite TBA: Show Log”.'),
      };
  }
}
