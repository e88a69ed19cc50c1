import * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import { credentialItem } from '../../accounts/chooseToken/pickCredential.ts';
import type { ResponseDocuments } from '../../responses/responseDocuments.ts';
import type { RequestServices } from '../requestCommands.ts';
import type { RequestRunner } from '../run/requestRunner.ts';
import type { Step } from '../run/step.ts';
import { compareRuns } from './compareRuns.ts';

/**
 * Sends one request as two tokens that the person chooses, and compares the answers in VS Code's diff editor. A relative
 * target goes to the host of each account, and requests whose answers it needs are sent before as each of the two. What has
 * to be asked is asked once for both.
 *
 * @throws CodedError `two-tokens-needed`, `account-not-allowed`, those of requestsNeeded and of RequestRunner.run
 */
export async function sendToTwo(
  step: Step,
  runner: RequestRunner,
  services: RequestServices,
  documents: ResponseDocuments,
): Promise<void> {
  const chosen = await chooseTwo(step, services);
  if (chosen) {
    await compareRuns([step], chosen, runner, documents);
  }
}

async function chooseTwo(
  { document }: Step,
  { book, active }: RequestServices,
): Promise<readonly [Credential, Credential] | undefined> {
  const list = active.allowList(document.uri);
  const allowed = book.credentials().filter(({ account }) => list.allows(account));
  if (allowed.length < 2) {
    throw new CodedError('two-tokens-needed');
  }
  const current = active.get(document.uri)?.token.id;
  const title = vscode.l10n.t('Send as Two Tokens and Compare');
  const pick = async (from: readonly Credential[], placeHolder: string) =>
    (
      await vscode.window.showQuickPick(
        from.map(credential => credentialItem(credential, current)),
        { title, placeHolder, matchOnDetail: true, matchOnDescription: true },
      )
    )?.value;
  // The active one is mostly one of the two.
  const first = await pick(
    [...allowed].sort((a, b) => Number(b.token.id === current) - Number(a.token.id === current)),
    vscode.l10n.t('First token, on the left'),
  );
  const second =
    first &&
    (await pick(
      allowed.filter(({ token }) => token.id !== first.token.id),
      vscode.l10n.t('Second token, on the right'),
    ));
  return first && second && [first, second];
}
