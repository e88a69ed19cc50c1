import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes around the set-up guide and the roles that it writes; undefined for all others. */
export function guideErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'role-id-shape':
      return text(
        l10n.t('“{0}” cannot be the script ID of a role.', at('scriptId')),
        l10n.t('It starts with customrole and goes on with lower-case letters, digits and “_”.'),
      );
    case 'role-id-long':
      return text(l10n.t('A script ID of a role has at most {0} characters.', at('most')));
    case 'role-name-empty':
      return text(l10n.t('Enter a name.'));
    case 'role-name-characters':
      return text(l10n.t('A name holds no control characters.'));
    case 'role-no-project':
      return text(
        l10n.t('There is no SuiteCloud project in this window.'),
        l10n.t('A role is written into the Objects folder beside a project’s manifest.xml.'),
        l10n.t('Open the folder of a project, or make the role on NetSuite’s page.'),
      );
    case 'role-file-unsaved':
      return text(
        l10n.t('Nothing was written: {0} has changes that are not saved.', at('file')),
        '',
        l10n.t('Save or revert it and try again.'),
      );
    case 'role-file-changed':
      return text(
        l10n.t('Nothing was written: {0} was changed meanwhile.', at('file')),
        '',
        l10n.t('Look at it and try again.'),
      );
    case 'role-file-unreadable':
      return text(
        l10n.t('Nothing was written: what stands in {0} cannot be read.', at('file')),
        '',
        l10n.t('Move it away, or choose another script ID.'),
      );
    default:
      return undefined;
  }
}
