import * as vscode from 'vscode';
import type { CommandId } from '../commandIds.ts';
import type { CorrectedClocks } from '../network/correctedClocks.ts';
import { durationWords } from './loginWords.ts';

/** A status bar item for as long as signatures carry another time than this machine's; a click takes that back. */
export function showCorrectedClocks(clocks: CorrectedClocks): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('netsuiteTba.clock', vscode.StatusBarAlignment.Left, 9);
  item.name = vscode.l10n.t('NetSuite TBA: Corrected Clock');
  item.command = 'netsuiteTba.useOwnClock' satisfies CommandId;
  const update = () => {
    const [first, ...more] = clocks.all();
    if (!first) {
      item.hide();
      return;
    }
    const [, seconds] = first;
    const sign = seconds > 0 ? '+' : '−';
    item.text = `$(watch) ${sign}${durationWords(Math.abs(seconds))}`;
    const label = vscode.l10n.t(
      'Signatures of {0} carry NetSuite’s time, {1} from this machine’s.',
      [first, ...more].map(([id]) => id).join(', '),
      `${sign}${durationWords(Math.abs(seconds))}`,
    );
    item.tooltip = `${label}\n${vscode.l10n.t('Click to sign with this machine’s time again.')}`;
    item.accessibilityInformation = { label, role: 'button' };
    item.show();
  };
  const listening = clocks.onChange(update);
  update();
  return vscode.Disposable.from(item, listening);
}
