import * as vscode from 'vscode';
import { isCoded } from '../../../codedError.ts';
import { errorLine, explainError } from '../../errorText.ts';

/** What the box is about. */
export interface PastedAddress<T> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** Answers of NetSuite all the same: the box would not take a better address. */
  readonly final: ReadonlySet<string>;
  /** @throws CodedError when it is not the address that is waited for */
  readonly read: (address: string) => T;
}

/**
 * Asks for the address that the browser ended on, masked: it holds the verifier. The box closes by itself when the
 * signal is aborted, as when the browser came through after all.
 *
 * @returns undefined when the person closed the box
 * @throws CodedError when NetSuite's answer was no permission
 */
export async function askPastedAddress<T>(asked: PastedAddress<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) {
    return undefined;
  }
  const box = vscode.window.createInputBox();
  Object.assign(box, {
    title: asked.title,
    prompt: asked.prompt,
    placeholder: asked.placeholder,
    password: true,
    ignoreFocusOut: true,
  });
  const close = () => box.hide();
  signal.addEventListener('abort', close);
  try {
    const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
    box.onDidHide(() => resolve(undefined));
    box.onDidChangeValue(value => {
      box.validationMessage = value === '' ? undefined : review(value, asked);
    });
    box.onDidAccept(() => {
      try {
        resolve(asked.read(cleanAddress(box.value)));
      } catch (error) {
        if (isCoded(error) && !asked.final.has(error.code)) {
          box.validationMessage = review(box.value, asked);
        } else {
          reject(error);
        }
      }
    });
    box.show();
    return await promise;
  } finally {
    signal.removeEventListener('abort', close);
    box.dispose();
  }
}

function review<T>(value: string, { read, final }: PastedAddress<T>): vscode.InputBoxValidationMessage {
  try {
    read(cleanAddress(value));
    return {
      message: vscode.l10n.t('This is NetSuite’s answer. Enter finishes the sign-in.'),
      severity: vscode.InputBoxValidationSeverity.Info,
    };
  } catch (error) {
    if (!isCoded(error)) {
      return { message: errorLine(error), severity: vscode.InputBoxValidationSeverity.Error };
    }
    const { title, next } = explainError(error);
    return final.has(error.code)
      ? { message: title, severity: vscode.InputBoxValidationSeverity.Warning }
      : { message: `${title} ${next}`, severity: vscode.InputBoxValidationSeverity.Error };
  }
}

/** Some browsers leave the scheme out when an address is copied. */
function cleanAddress(value: string): string {
  const text = value.trim();
  // With a port it is this machine's own listener, without one an address of OAuth 2.0.
  return text.replace(/^localhost(?=:)/i, 'http://localhost').replace(/^localhost(?=\/)/i, 'https://localhost');
}
