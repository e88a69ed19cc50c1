import * as vscode from 'vscode';
import { credentialLabel } from '../../../accounts/labels.ts';
import type { Credential } from '../../../accounts/records.ts';
import { isCoded } from '../../../codedError.ts';
import type { CommandId } from '../../commandIds.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { pickCredential } from '../chooseToken/pickCredential.ts';
import { absoluteTime } from '../tree/times.ts';
import type { TestResult } from '../verifyToken.ts';
import { confirmUseAgain } from './confirmUseAgain.ts';
import { testCredential, type TestServices } from './testCredential.ts';

/** Calls NetSuite with one token, keeps what it answers, and says so. */
export async function verify(services: AccountServices, node: AccountNode | undefined): Promise<void> {
  requireTrust();
  const { book, active } = services;
  const credential =
    node?.kind === 'token'
      ? book.credential(node.record.id)
      : (active.get() ?? (await pickCredential(book.credentials(), vscode.l10n.t('Test which token?'))));
  if (!credential) {
    return;
  }
  const result = await testAsking(services, credential);
  if (result) {
    void tellTest(credential, result);
  }
}

/**
 * Tests one token with progress, asking first where that is called for.
 *
 * @returns undefined when the person did not want it, or cancelled it
 * @throws CodedError as testCredential does, save `login-guard`
 */
export async function testAsking(services: TestServices, credential: Credential): Promise<TestResult | undefined> {
  if (credential.token.revokedAt !== undefined && !(await confirmRevoked(credential, credential.token.revokedAt))) {
    return undefined;
  }
  try {
    return await testWithProgress(services, credential, false);
  } catch (error) {
    if (!isCoded(error, 'login-guard')) {
      throw error;
    }
    return (await confirmUseAgain(error)) ? testWithProgress(services, credential, true) : undefined;
  }
}

async function testWithProgress(
  services: TestServices,
  credential: Credential,
  acknowledged: boolean,
): Promise<TestResult | undefined> {
  const title = vscode.l10n.t('Testing {0}…', plainText(credentialLabel(credential)));
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        const result = await testCredential(services, credential, stop.signal, acknowledged);
        return stop.signal.aborted && !result.verification ? undefined : result;
      } catch (error) {
        if (stop.signal.aborted) {
          return undefined;
        }
        throw error;
      }
    },
  );
}

async function confirmRevoked(credential: Credential, revokedAt: number): Promise<boolean> {
  const testAllTheSame = vscode.l10n.t('Test All the Same');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('“{0}” was revoked at NetSuite.', credentialLabel(credential)),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It was revoked from here on {0} and opens nothing any more. A test would be one more failed login of its user.',
        absoluteTime(revokedAt, vscode.env.language),
      ),
    },
    testAllTheSame,
  );
  return answer === testAllTheSame;
}

/** Says what a test found out; of a refused login, why can be asked. */
export async function tellTest(credential: Credential, result: TestResult): Promise<void> {
  if (result.verification?.outcome === 'accepted') {
    void vscode.window.showInformationMessage(plainText(result.message));
    return;
  }
  const { message, detail } = result;
  const sentence = message.endsWith('.') ? message : `${message}.`;
  const text = plainText(`${credentialLabel(credential)}: ${sentence} ${detail}`);
  const why = vscode.l10n.t('Why Did It Fail?');
  const isRefused = result.verification?.outcome === 'refused';
  const answer = await vscode.window.showWarningMessage(text, ...(isRefused ? [why] : []));
  if (answer === why) {
    await vscode.commands.executeCommand('netsuiteTba.explainLogin' satisfies CommandId, { credential });
  }
}
