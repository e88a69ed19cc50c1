import * as vscode from 'vscode';
import { credentialLabel } from '../../../accounts/labels.ts';
import type { Credential } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import type { Exchange } from '../../../exchange/record.ts';
import { credentialItem } from '../../accounts/chooseToken/pickCredential.ts';
import { errorLine } from '../../errorText.ts';
import { plainText } from '../../plainText.ts';
import { readableBody } from '../../responses/readableBody.ts';
import type { Compared, ResponseDocuments } from '../../responses/responseDocuments.ts';
import type { RequestServices } from '../requestCommands.ts';
import type { Outcome } from '../run/outcome.ts';
import type { RequestRunner } from '../run/requestRunner.ts';
import { runWithProgress } from '../run/runWithProgress.ts';
import { stepAs, type Step } from '../run/step.ts';

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
  if (!chosen) {
    return;
  }
  const steps = chosen.map(credential => stepAs(step, credential));
  const sides = new Map<string, Compared>();
  const outcomes = await runWithProgress(runner, runner.withNeeded(steps), {
    stopAtFailure: false,
    show: 'none',
    onOutcome: (outcome, exchange) => sides.set(outcome.step.key, sideOf(outcome, exchange)),
  });
  const [left, right] = steps.map(({ key }) => sides.get(key));
  if (outcomes && left && right) {
    await documents.compare(vscode.l10n.t('{0}: {1} ↔ {2}', step.title, left.label, right.label), [left, right]);
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

/** What is alike whenever the answers are: no times, no IDs of the call, JSON in one form with every digit kept. */
function sideOf(outcome: Outcome, exchange: Exchange | undefined): Compared {
  const { credential } = outcome.step;
  const label = credential ? plainText(credentialLabel(credential)) : outcome.step.title;
  const { response } = exchange?.record ?? {};
  if (!exchange || !response) {
    return { label, kind: 'text', text: failureOf(outcome) };
  }
  const contentType = response.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  const { kind, text } = readableBody(exchange.body, contentType);
  // The status stands in the title: the body alone keeps its colours.
  return { label: `${label} (${response.status})`, kind, text };
}

function failureOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answered':
      return vscode.l10n.t('no answer ({0})', outcome.record.failure?.code ?? '');
    case 'not-sent':
      return errorLine(outcome.error);
    case 'cancelled':
      return vscode.l10n.t('cancelled');
  }
}
