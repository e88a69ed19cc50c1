import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';

/** More than this brings clipboards, and what one pastes into, to a halt. Characters. */
const longest = 64 * 1024 * 1024;

/** @throws CodedError `too-long-to-copy` (data: limit, megabytes) */
export async function copyText(text: string): Promise<void> {
  if (text.length > longest) {
    throw new CodedError('too-long-to-copy', { limit: longest / 1024 / 1024 });
  }
  await vscode.env.clipboard.writeText(text);
}
