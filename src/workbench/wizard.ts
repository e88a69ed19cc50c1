import * as vscode from 'vscode';
import { plainText } from './plainText.ts';

/** What a step of a wizard ended with. */
export type StepResult<T> =
  { readonly kind: 'next'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'cancel' };

/** Where a step stands: `step` of `total`, from 1; there is a Back button from the second on. */
export interface Place {
  readonly title: string;
  readonly step: number;
  readonly total: number;
}

/** A remark under an input box; an error keeps the person from going on. */
export interface Remark {
  readonly message: string;
  readonly severity: 'information' | 'warning' | 'error';
}

/** A remark that keeps the person from going on. */
export function errorRemark(message: string): Remark {
  return { message, severity: 'error' };
}

export interface InputStep {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly masked?: boolean;
  /** Called with every change and before going on. */
  readonly check: (text: string) => Remark | undefined;
}

export interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/**
 * Runs steps one after the other; Back returns to the one before with what was entered there.
 *
 * @param steps each takes what is known so far and answers it enriched; one that has nothing to ask answers `skip`
 * @returns undefined when the person left
 */
export async function runWizard<S>(
  start: S,
  steps: readonly ((state: S, step: number) => Promise<StepResult<S> | 'skip'>)[],
): Promise<S | undefined> {
  const visited: number[] = [];
  let index = 0;
  let state = start;
  while (index < steps.length) {
    const result = await steps[index]?.(state, index + 1);
    if (result === undefined || result === 'skip') {
      index++;
    } else if (result.kind === 'next') {
      visited.push(index);
      state = result.value;
      index++;
    } else if (result.kind === 'back') {
      // What was entered stays in the state, so that no step asks again from nothing.
      index = visited.pop() ?? 0;
    } else {
      return undefined;
    }
  }
  return state;
}

/** A further button in the title of an input box; pressing it ends the step with what was typed so far. */
export interface ExtraButton {
  readonly icon: string;
  readonly tooltip: string;
}

/** Asks for a line of text. It stays open when the focus leaves, since people fetch the text from a browser. */
export function askText(place: Place, options: InputStep): Promise<StepResult<string>> {
  return askTextOr(place, options, undefined).then(result =>
    // Without the button there is no such answer.
    result.kind === 'extra' ? { kind: 'cancel' } : result,
  );
}

/** Asks for a line of text, with a further button that leads elsewhere. */
export function askTextOr(
  place: Place,
  options: InputStep,
  extra: ExtraButton | undefined,
): Promise<StepResult<string> | { readonly kind: 'extra'; readonly typed: string }> {
  const box = vscode.window.createInputBox();
  Object.assign(box, {
    title: place.title,
    ...stepsOf(place),
    prompt: options.prompt,
    placeholder: options.placeholder ?? '',
    value: options.value ?? '',
    password: options.masked ?? false,
    ignoreFocusOut: true,
    buttons: [
      ...(place.step > 1 ? [vscode.QuickInputButtons.Back] : []),
      ...(extra ? [{ iconPath: new vscode.ThemeIcon(extra.icon), tooltip: extra.tooltip }] : []),
    ],
  });
  const review = (): Remark | undefined => {
    const remark = options.check(box.value);
    box.validationMessage = remark && { message: plainText(remark.message), severity: severityOf(remark) };
    return remark;
  };
  // An error about an empty box would greet people before they have typed a letter.
  if (box.value !== '') {
    review();
  }
  return settle<StepResult<string> | { readonly kind: 'extra'; readonly typed: string }>(box, finish => [
    box.onDidChangeValue(review),
    box.onDidTriggerButton(button =>
      finish(button === vscode.QuickInputButtons.Back ? { kind: 'back' } : { kind: 'extra', typed: box.value }),
    ),
    box.onDidAccept(() => {
      if (review()?.severity !== 'error') {
        finish({ kind: 'next', value: box.value });
      }
    }),
    // At the end: VS Code leaves what was typed in its page until another box opens, a secret too. A box that was left by
    // Escape takes no change any more.
    {
      dispose: () => {
        box.value = '';
        box.hide();
      },
    },
  ]);
}

/** A question that stands alone is not the first of one. */
function stepsOf({ step, total }: Place): { readonly step?: number; readonly totalSteps?: number } {
  return total > 1 ? { step, totalSteps: total } : {};
}

/** Asks for one of a few choices. */
export function askChoice<T>(place: Place, placeholder: string, items: readonly PickItem<T>[]): Promise<StepResult<T>> {
  const pick = vscode.window.createQuickPick<PickItem<T>>();
  Object.assign(pick, {
    title: place.title,
    ...stepsOf(place),
    placeholder,
    items,
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
    buttons: place.step > 1 ? [vscode.QuickInputButtons.Back] : [],
  });
  return settle<StepResult<T>>(pick, finish => [
    pick.onDidTriggerButton(() => finish({ kind: 'back' })),
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) {
        finish({ kind: 'next', value: item.value });
      }
    }),
  ]);
}

async function settle<R>(
  input: vscode.QuickInput,
  listen: (finish: (result: R | { readonly kind: 'cancel' }) => void) => vscode.Disposable[],
): Promise<R | { readonly kind: 'cancel' }> {
  let listeners: vscode.Disposable[] = [];
  try {
    return await new Promise<R | { readonly kind: 'cancel' }>(resolve => {
      listeners = [...listen(resolve), input.onDidHide(() => resolve({ kind: 'cancel' }))];
      input.show();
    });
  } finally {
    listeners.forEach(listener => void listener.dispose());
    input.dispose();
  }
}

function severityOf(remark: Remark): vscode.InputBoxValidationSeverity {
  switch (remark.severity) {
    case 'information':
      return vscode.InputBoxValidationSeverity.Info;
    case 'warning':
      return vscode.InputBoxValidationSeverity.Warning;
    case 'error':
      return vscode.InputBoxValidationSeverity.Error;
  }
}
