import * as vscode from 'vscode';
import type { Credential } from '../../accounts/accountBook.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { testToken } from '../accounts/verifyToken.ts';

/** Asks a practice account that is new to the tree who its token is, so that the tree can say so. */
export async function introducePractice(
  { account, application, token }: Credential,
  { book, network, log }: AccountServices,
): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    return;
  }
  try {
    const secrets = await book.secrets({ account, application, token });
    const { verification } = await testToken(network, account, secrets, AbortSignal.timeout(10_000));
    if (verification) {
      await book.recordVerification(token.id, verification);
    }
  } catch (error) {
    // The tree then shows the token as not verified, which is true.
    log.error('ask the practice account who its token is', error);
  }
}
