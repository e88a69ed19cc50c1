import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The text of the history's own codes; undefined for any other. */
export function historyErrorText(code: string, data: Data): ErrorText | undefined {
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'history-entry-gone':
      return {
        title: l10n.t('This call is not in the history any more.'),
        reason: l10n.t('It was deleted, or newer calls took its place.'),
        next: l10n.t('How many are kept, the setting netsuiteTba.history.size says.'),
      };
    case 'history-entry-broken':
      return {
        title: l10n.t('This file of the history cannot be read.'),
        reason: l10n.t('It was changed by another program, or written by a newer version.'),
        next: l10n.t('It was left as it is: {0}', at('name')),
      };
    case 'history-not-deleted':
      return {
        title:
          data['count'] === 1
            ? l10n.t('1 file of the history could not be deleted.')
            : l10n.t('{0} files of the history could not be deleted.', at('count')),
        reason: l10n.t('Another program may hold them open, or the disk may be read-only.'),
        next: l10n.t('The log has the details. They lie in the folder that “NetSuite TBA: Open History Folder” shows.'),
      };
    case 'opened-not-deleted':
      return {
        title:
          data['count'] === 1
            ? l10n.t('1 file that was opened from a response could not be deleted.')
            : l10n.t('{0} files that were opened from responses could not be deleted.', at('count')),
        reason: l10n.t('Another program may hold them open.'),
        next: l10n.t('Close it and clear the history again. They lie in {0}', at('folder')),
      };
    case 'history-no-signature':
      if (data['scheme'] === 'oauth2') {
        return {
          title: l10n.t('This call has no signature, and its access token was not kept.'),
          reason: l10n.t('It logged in by OAuth 2.0, which signs nothing, and access tokens are kept in no history.'),
          next: l10n.t('Send it again to look at what its new access token says.'),
        };
      }
      return {
        title: l10n.t('The signature of this call was not kept.'),
        reason: l10n.t('It signed too many parameters to keep each of them.'),
        next: l10n.t('Inspect it where the request stands.'),
      };
    case 'history-no-token':
      return {
        title: l10n.t('Not sent: there is no token of account {0} any more.', at('account')),
        reason: l10n.t('A call is sent again only to the account that it was sent to.'),
        next: l10n.t('Add a token of that account and send it again.'),
      };
    case 'request-not-kept-whole':
      return {
        title:
          data['why'] === 'redacted'
            ? l10n.t('Not sent: the request held secret values, which the history does not keep.')
            : l10n.t('Not sent: of the body of the request, the history keeps only the beginning.'),
        reason: l10n.t('This response was brought back from the history.'),
        next: l10n.t('Send the request from its file, and turn the pages of that response.'),
      };
    case 'history-no-source':
      return {
        title: l10n.t('Nobody knows where this request came from.'),
        reason: l10n.t('No file was kept with the call.'),
        next: '',
      };
    default:
      return undefined;
  }
}
