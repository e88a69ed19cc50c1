import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Credential } from '../../accounts/records.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { testToken } from '../accounts/verifyToken.ts';

/** An account that has just started may be slow to answer, on a busy machine at least. */
const attempts = 3;

/** Asks a practice account that is new to the tree who its token is, so that the tree can say so. */
export async function introducePractice(credential: Credential, services: AccountServices): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    return;
  }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (await introduce(credential, services)) {
      return;
    }
    await sleep(attempt * 1000);
  }
}

/** Whether the account answered, whatever it said. */
async function introduce(
  { account, application, token }: Credential,
  { book, network, log }: AccountServices,
): Promise<boolean> {
  try {
    const secrets = await book.secrets({ account, application, token });
    const { verification, message } = await testToken(network, account, secrets, AbortSignal.timeout(10_000));
    if (verification) {
      await book.recordVerification(token.id, verification);
    } else {
      log.info(`the practice account did not say who its token is: ${message}`);
    }
    return verification !== undefined;
  } catch (error) {
    // The tree then shows the token as not verified, which is true.
    log.error('ask the practice account who its token is', error);
    return false;
  }
}
