import * as vscode from 'vscode';
import type { PickItem, Place, StepResult } from '../../wizard.ts';

/** Asks for some of several things, with boxes to tick. Like the steps of the wizard. */
export function askSeveral<T>(
  place: Place,
  placeholder: string,
  items: readonly PickItem<T>[],
  ticked: (value: T) => boolean,
): Promise<StepResult<readonly T[]>> {
  const pick = vscode.window.createQuickPick<PickItem<T>>();
  Object.assign(pick, {
    title: place.title,
    step: place.step,
    totalSteps: place.total,
    placeholder,
    items,
    canSelectMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
    buttons: place.step > 1 ? [vscode.QuickInputButtons.Back] : [],
  });
  pick.selectedItems = items.filter(({ value }) => ticked(value));
  return new Promise<StepResult<readonly T[]>>(resolve => {
    pick.onDidTriggerButton(() => resolve({ kind: 'back' }));
    pick.onDidAccept(() => resolve({ kind: 'next', value: pick.selectedItems.map(({ value }) => value) }));
    pick.onDidHide(() => resolve({ kind: 'cancel' }));
    pick.show();
  }).finally(() => pick.dispose());
}
