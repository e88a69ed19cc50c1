import * as vscode from 'vscode';
import { CodedError } from '../codedError.ts';

/**
 * Called at the head of everything that signs, sends or copies a signature. Commands can be run however their menus
 * are hidden, so the check stands in the code.
 *
 * @throws CodedError `workspace-untrusted`
 */
export function requireTrust(): void {
  if (!vscode.workspace.isTrusted) {
    throw new CodedError('workspace-untrusted');
  }
}
