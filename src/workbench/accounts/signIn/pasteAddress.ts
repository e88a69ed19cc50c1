import * as vscode from 'vscode';
import { isCoded } from '../../../codedError.ts';
import type { CallbackAnswer } from '../../../tba/callbackAddress.ts';
import { errorLine, explainError } from '../../errorText.ts';
import { signInErrorText } from './signInErrorText.ts';

/** Answers of NetSuite all the same: the box would not take a better address. */
const final = new Set(['sign-in-denied', 'sign-in-other-account']);

/**
 * Asks for the address that the browser ended on, masked: it holds the verifier. The box closes by itself when the
 * signal is aborted, as when the browser came through after all.
 *
 * @param read throws CodedError when it is not the address that is waited for
 * @returns undefined when the person closed the box
 * @throws CodedError when NetSuite's answer was no permission
 */
export async function askPastedAddress(
  read: (address: string) => CallbackAnswer,
  signal: AbortSignal,
): Promise<CallbackAnswer | undefined> {
  if (signal.aborted) {
    return undefined;
  }
  const box = vscode.window.createInputBox();
  Object.assign(box, {
    title: vscode.l10n.t('Sign In Through NetSuite'),
    prompt: vscode.l10n.t(
      'If the browser ends on a page that cannot be reached, paste the whole address of that page here. If it says that you can close it, there is nothing to do.',
    ),
    placeholder: 'http://localhost:…/tba/…?oauth_token=…&oauth_verifier=…',
    password: true,
    ignoreFocusOut: true,
  });
  const close = () => box.hide();
  signal.addEventListener('abort', close);
  try {
    const { promise, resolve, reject } = Promise.withResolvers<CallbackAnswer | undefined>();
    box.onDidHide(() => resolve(undefined));
    box.onDidChangeValue(value => {
      box.validationMessage = value === '' ? undefined : review(value, read);
    });
    box.onDidAccept(() => {
      try {
        resolve(read(cleanAddress(box.value)));
      } catch (error) {
        if (isCoded(error) && !final.has(error.code)) {
          box.validationMessage = review(box.value, read);
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

function review(value: string, read: (address: string) => CallbackAnswer): vscode.InputBoxValidationMessage {
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
    const { title, next } = signInErrorText(error.code, error.data) ?? explainError(error);
    return final.has(error.code)
      ? { message: title, severity: vscode.InputBoxValidationSeverity.Warning }
      : { message: `${title} ${next}`, severity: vscode.InputBoxValidationSeverity.Error };
  }
}

/** Some browsers leave the scheme out when an address is copied. */
function cleanAddress(value: string): string {
  const text = value.trim();
  return /^localhost:/i.test(text) ? `http://${text}` : text;
}
