import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes about explaining a failed login; undefined for all others. */
export function loginErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  switch (code) {
    case 'login-no-token':
      return text(
        l10n.t('There is no token of account {0} any more that made this call.', String(data['account'] ?? '')),
        l10n.t('What is known of a failed login is known of its token.'),
        l10n.t('Add the token and send the call again.'),
      );
    case 'audit-empty':
      return text(l10n.t('There is nothing to read.'), '', l10n.t('Paste a value of the column Detail, or rows.'));
    case 'audit-too-long':
      return text(l10n.t('This is more than {0} characters.', Number(data['limit'] ?? 0).toLocaleString()));
    case 'audit-unrecognised':
      return text(
        l10n.t('No row and no value of the column Detail was found in this text.'),
        l10n.t('Rows are recognised by their headings, or by a value of Detail that Oracle’s tables have.'),
        l10n.t('Copy the rows with their headings, or the value alone.'),
      );
    case 'login-question-failed':
      return text(
        l10n.t('What came back could not be read.'),
        '',
        l10n.t('The log has the details: “NetSuite TBA: Show Log”.'),
      );
    default:
      return undefined;
  }
}
