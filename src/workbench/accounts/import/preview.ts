import * as vscode from 'vscode';
import { plainText } from '../../plainText.ts';
import type { Assessment } from './assessCandidate.ts';
import { candidateText } from './candidateText.ts';
import type { Candidate } from './combineFindings.ts';
import { problemText } from './noteText.ts';
import type { FindProblem } from '../../../formats/foundCredentials.ts';

/** A candidate with what can be made of it. */
export interface Assessed {
  readonly candidate: Candidate;
  readonly assessment: Assessment;
}

interface Row extends vscode.QuickPickItem {
  readonly assessed?: Assessed;
}

/**
 * Shows what was recognised, masked, and lets the person choose. Rows that cannot be imported stand apart and cannot be
 * ticked.
 *
 * @returns undefined when the person left
 */
export function chooseCandidates(
  all: readonly Assessed[],
  problems: readonly FindProblem[],
  from: string,
): Promise<Candidate[] | undefined> {
  const usable = all.filter(isUsable);
  const unusable = all.filter(each => !isUsable(each));
  const rows = usable.map(rowOf);
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = [vscode.l10n.t('Import Credentials'), from].filter(part => part !== '').join(': ');
  pick.placeholder = [vscode.l10n.t('Which of these should be imported?'), ...problems.map(problemText)].join(' ');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = [
    ...(unusable.length > 0 ? [separator(vscode.l10n.t('Can be imported'))] : []),
    ...rows,
    ...(unusable.length > 0 ? [separator(vscode.l10n.t('Cannot be imported'))] : []),
    ...unusable.map(rowOf),
  ];
  pick.selectedItems = rows.filter(({ assessed }) => rows.length === 1 || isSafe(assessed));
  return new Promise<Candidate[] | undefined>(resolve => {
    pick.onDidChangeSelection(selected => {
      const allowed = selected.filter(({ assessed }) => assessed && isUsable(assessed));
      if (allowed.length < selected.length) {
        // VS Code knows no row without a box; the tick is taken back at once.
        pick.selectedItems = allowed;
      }
    });
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems.flatMap(({ assessed }) =>
        assessed && isUsable(assessed) ? [assessed.candidate] : [],
      );
      if (chosen.length > 0) {
        resolve(usable.map(({ candidate }) => candidate).filter(candidate => chosen.includes(candidate)));
        pick.hide();
      }
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

export function isUsable({ assessment }: Assessed): boolean {
  return assessment.kind === 'usable';
}

function isSafe(assessed: Assessed | undefined): boolean {
  return assessed?.assessment.kind === 'usable' && assessed.assessment.isSafe;
}

function rowOf(assessed: Assessed): Row {
  const { label, description, detail } = candidateText(assessed.candidate, assessed.assessment);
  return {
    label: plainText(label),
    description: plainText(description),
    detail: plainText(detail),
    iconPath: new vscode.ThemeIcon(!isUsable(assessed) ? 'circle-slash' : isSafe(assessed) ? 'key' : 'warning'),
    assessed,
  };
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
