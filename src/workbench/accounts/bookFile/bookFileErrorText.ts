import { l10n } from 'vscode';
import type { ErrorText } from '../../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes that come up with exported files and with secrets left over; undefined for all others. */
export function bookFileErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const at = (key: string) => String(data[key] ?? '');
  const refused = (reason: string, next = l10n.t('Nothing was imported.')) =>
    text(l10n.t('The file cannot be imported.'), reason, next);
  switch (code) {
    case 'book-file-not-one':
      return refused(
        l10n.t('It is no file that “Export Accounts” wrote.'),
        l10n.t('For the files of other programs there is “NetSuite TBA: Import Credentials”.'),
      );
    case 'book-file-newer':
      return refused(l10n.t('A newer version of this extension wrote it.'), l10n.t('Update the extension.'));
    case 'book-file-too-large':
      return refused(l10n.t('It is larger than {0} MB.', Number(data['limit'] ?? 0) / 1024 / 1024));
    case 'book-file-too-many':
      return refused(l10n.t('It has more than {0} of these: {1}.', at('limit'), at('path')));
    case 'book-file-too-long':
      return refused(l10n.t('{0} has more than {1} characters.', at('path'), at('limit')));
    case 'book-file-field':
      return refused(l10n.t('{0} is missing or not what it should be.', at('path')));
    case 'book-file-characters':
      return refused(l10n.t('{0} holds characters that cannot be seen.', at('path')));
    case 'book-file-half':
      return refused(l10n.t('{0} is missing, though what belongs to it is there.', at('path')));
    case 'book-file-account-id':
      return refused(l10n.t('{0} is no account ID.', at('path')));
    case 'book-file-url':
      return refused(
        l10n.t(
          '{0} is no base URL: https (http for this machine only), without user name, query or fragment.',
          at('path'),
        ),
      );
    case 'book-file-not-read':
      return text(l10n.t('“{0}” cannot be read ({1}).', at('name'), at('reason')));
    case 'book-file-damaged':
      return refused(
        l10n.t('It was cut or changed since it was encrypted.'),
        l10n.t('Take another copy of it. Nothing was imported.'),
      );
    case 'book-file-other-key':
      return refused(
        l10n.t('It is encrypted for a key and not with a passphrase.'),
        l10n.t('Open it with “age -d -i KEY”, and encrypt the result with “age -p”.'),
      );
    case 'book-file-work-factor':
      return refused(l10n.t('Opening it would take more memory and time than is sensible.'));
    case 'book-file-passphrase':
      return refused(l10n.t('The passphrase does not open it.'));
    case 'book-file-worker':
      return text(
        l10n.t('The file could not be encrypted or opened.'),
        l10n.t('The thread that does it ended before it was done.'),
        l10n.t('Try again; the log may say more: “NetSuite TBA: Show Log”.'),
      );
    case 'secret-adopted':
      return text(
        l10n.t('Nothing was deleted: the secret belongs to an account again.'),
        l10n.t('It was adopted meanwhile, perhaps in another window.'),
      );
    default:
      return undefined;
  }
}
