import * as vscode from 'vscode';
import { credentialLabel } from '../../../accounts/labels.ts';
import type { Credential } from '../../../accounts/records.ts';
import { TestRun, type SkipReason, type TestOutcome } from '../../../accounts/testRun.ts';
import { isCoded } from '../../../codedError.ts';
import { explainError } from '../../errorText.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import type { TestResult } from '../verifyToken.ts';
import { testCredential } from './testCredential.ts';
import { tellResults } from './testResults.ts';

/** Tests the tokens of an account or application, or all there are, one after the other. */
export async function verifyAll(services: AccountServices, node: AccountNode | undefined): Promise<void> {
  requireTrust();
  const { book, practice, log } = services;
  const below = () => book.credentials().filter(credential => node === undefined || isBelow(credential, node));
  if (below().some(({ account }) => account.practice)) {
    // It may run on another port by now.
    await practice.adopt().catch((error: unknown) => log.error('look for the practice account', error));
  }
  const credentials = below();
  if (credentials.length === 0) {
    void vscode.window.showInformationMessage(
      node === undefined
        ? vscode.l10n.t('There is no token to test yet.')
        : vscode.l10n.t('There is no token below “{0}” to test.', plainText(node.record.name)),
    );
    return;
  }
  const run = new TestRun(credentials);
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Testing {0} tokens', credentials.length),
      cancellable: true,
    },
    async (progress, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => {
        stop.abort();
        run.cancel();
      });
      await testEach(run, services, progress, stop.signal);
    },
  );
  tellResults(run.results());
}

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

async function testEach(
  run: TestRun,
  services: AccountServices,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const { book } = services;
  for (
    let credential = run.next(book.credentials(), Date.now());
    credential;
    credential = run.next(book.credentials(), Date.now())
  ) {
    const { total, done } = run.progress;
    const label = plainText(credentialLabel(credential));
    progress.report({ message: vscode.l10n.t('{0} of {1}: {2}', done + 1, total, label) });
    run.settle(credential.token.id, await testOne(credential, services, signal));
    progress.report({ increment: (100 * (run.progress.done - done)) / total });
  }
}

/** Whatever goes wrong with one token is its outcome: the others are tested all the same. */
async function testOne(credential: Credential, services: AccountServices, signal: AbortSignal): Promise<TestOutcome> {
  const { callers, network, log } = services;
  try {
    const { caller } = await callers.of(credential);
    if (network.failuresToAskAbout(caller.credentialId) > 0) {
      return { kind: 'skipped', reason: 'login-guard' };
    }
    return outcomeOf(await testCredential(services, credential, signal), signal);
  } catch (error) {
    if (signal.aborted) {
      return { kind: 'skipped', reason: 'cancelled' };
    }
    const reason = isCoded(error) ? skipReasons[error.code] : undefined;
    if (reason !== undefined) {
      return { kind: 'skipped', reason };
    }
    log.error('test token', error);
    const { title, reason: why, next } = explainError(error);
    return { kind: 'unclear', at: Date.now(), message: title, detail: `${why} ${next}`.trim() };
  }
}

/** What keeps a token from being tested, by the code that says so. */
const skipReasons: Readonly<Record<string, SkipReason>> = {
  'secret-missing': 'secret-missing',
  'secret-unreadable': 'secret-unreadable',
  'secret-newer': 'secret-unreadable',
  'vault-unavailable': 'vault-unavailable',
  'login-guard': 'login-guard',
  'record-gone': 'record-gone',
};

function outcomeOf({ verification, failure, message, detail }: TestResult, signal: AbortSignal): TestOutcome {
  if (verification?.outcome === 'accepted') {
    return { kind: 'accepted', at: verification.at, message };
  }
  if (verification) {
    const { at, status, code } = verification;
    return { kind: 'refused', at, status, code };
  }
  if (signal.aborted) {
    return { kind: 'skipped', reason: 'cancelled' };
  }
  return { kind: failure === undefined ? 'unclear' : 'silent', at: Date.now(), message, detail };
}

function isBelow({ account, application, token }: Credential, { record }: AccountNode): boolean {
  return [account.id, application.id, token.id].includes(record.id);
}
