import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The text of the practice account's own codes; undefined for any other. */
export function practiceErrorText(code: string, data: Data): ErrorText | undefined {
  if (!code.startsWith('practice-')) {
    return undefined;
  }
  const title =
    code === 'practice-stop-failed'
      ? l10n.t('The practice account does not stop.')
      : l10n.t('The practice account could not be started.');
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'practice-locked':
      return {
        title,
        reason: l10n.t('Process {0} holds its folder {1} and does not answer.', at('pid'), at('folder')),
        next: l10n.t('End that process and start again.'),
      };
    case 'practice-port-in-use':
      return {
        title,
        reason: l10n.t('Another program uses port {0}.', at('port')),
        next: l10n.t('End that program, or leave the port to choice.'),
      };
    case 'practice-folder-unusable':
      return {
        title,
        reason: l10n.t('Its folder {0} cannot be used ({1}).', at('folder'), at('reason')),
        next: l10n.t('Check the folder’s permissions and the space on the disk.'),
      };
    case 'practice-state-corrupt':
      return {
        title,
        reason: l10n.t('Its state in {0} cannot be read. It was left as it is.', at('file')),
        next: l10n.t('Move the file away to begin with a new practice account.'),
      };
    case 'practice-state-newer':
      return {
        title,
        reason: l10n.t('Its state in {0} was written by a newer version. It was left as it is.', at('file')),
        next: l10n.t('Update the extension.'),
      };
    case 'practice-control-failed':
      return {
        title: l10n.t('The practice account did not do it.'),
        reason: l10n.t('It answered with status {0}.', at('status')),
        next: l10n.t('Stop it, start it, and try again.'),
      };
    case 'practice-stop-failed':
      return { title, reason: l10n.t('Process {0} goes on.', at('pid')), next: l10n.t('End that process.') };
    default:
      return { title, reason: `(${code})`, next: l10n.t('The log has the details: “NetSuite TBA: Show Log”.') };
  }
}
