import { l10n } from 'vscode';
import type { Fix } from '../../../requests/editor/edits.ts';

/** What a quick fix does, as VS Code's menu says it. */
export function fixText({ id, data }: Fix): string {
  const of = (key: string) => data[key] ?? '';
  switch (id) {
    case 'add-parameter':
      return l10n.t('Add {0}={1}', of('parameter'), of('value'));
    case 'remove-parameter':
      return l10n.t('Remove “{0}” from the Query', of('parameter'));
    case 'remove-oauth-parameters':
      return l10n.t('Remove the Signature from the Query');
    case 'remove-user-info':
      return l10n.t('Remove the Credentials from the URL');
    case 'change-method':
      return l10n.t('Change the Method to {0}', of('method'));
    case 'remove-body':
      return l10n.t('Remove the Body');
    case 'change-content-type':
      return l10n.t('Change the Content-Type to {0}', of('value'));
    case 'add-header':
      return l10n.t('Add {0}: {1}', of('header'), of('value'));
    case 'remove-header':
      return l10n.t('Remove the Header {0}', of('header'));
    case 'remove-line':
      return l10n.t('Remove the Line');
    case 'make-relative':
      return l10n.t('Leave the Host Out: It Follows from the Account');
    case 'name-account':
      return l10n.t('Send to Account {0}', of('account'));
    case 'use-https':
      return l10n.t('Use https');
    case 'change-host':
      return l10n.t('Change the Host to {0}', of('host'));
    case 'change-account-id':
      return l10n.t('Write {0}', of('account'));
    case 'define-variable':
      return l10n.t('Define @{0} at the Top of the File', of('name'));
    case 'rename-request':
      return l10n.t('Rename to “{0}”', of('name'));
    case 'write-as-variable':
      return l10n.t('Put “=” after the Name');
  }
}
