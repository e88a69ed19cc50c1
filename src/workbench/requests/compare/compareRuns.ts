import * as vscode from 'vscode';
import { credentialLabel } from '../../../accounts/labels.ts';
import type { Credential } from '../../../accounts/records.ts';
import type { Exchange } from '../../../exchange/record.ts';
import { errorLine } from '../../errorText.ts';
import { plainText } from '../../plainText.ts';
import { readableBody } from '../../responses/readableBody.ts';
import type { Compared, ResponseDocuments } from '../../responses/responseDocuments.ts';
import type { Outcome } from '../run/outcome.ts';
import type { RequestRunner } from '../run/requestRunner.ts';
import { runWithProgress } from '../run/runWithProgress.ts';
import { stepAs, type Step } from '../run/step.ts';

/** What one request was answered. */
type Answer = Omit<Compared, 'label'> & { readonly status: string };

/**
 * Sends requests as one credential and then as another, and compares the answers in VS Code's diff editor: those of one
 * request by themselves, those of several below one another.
 *
 * @param staysInAccount whether requests that name another account are not sent
 * @throws CodedError those of requestsNeeded and of RequestRunner.run
 */
export async function compareRuns(
  steps: readonly Step[],
  sides: readonly [Credential, Credential],
  runner: RequestRunner,
  documents: ResponseDocuments,
  staysInAccount = false,
): Promise<void> {
  const runs = sides.map(credential => steps.map(step => stepAs(step, credential, staysInAccount)));
  const answers = new Map<string, Answer>();
  const outcomes = await runWithProgress(runner, runner.withNeeded(runs.flat()), {
    stopAtFailure: false,
    show: 'none',
    onOutcome: (outcome, exchange) => answers.set(outcome.step.key, answerOf(outcome, exchange)),
  });
  const [left, right] = runs.map((run, i) => sideOf(run, answers, sides[i]));
  if (outcomes && left && right) {
    const title = steps.length === 1 ? (steps[0]?.title ?? '') : vscode.l10n.t('{0} requests', steps.length);
    await documents.compare(vscode.l10n.t('{0}: {1} ↔ {2}', title, left.label, right.label), [left, right]);
  }
}

function sideOf(
  run: readonly Step[],
  answers: ReadonlyMap<string, Answer>,
  credential: Credential | undefined,
): Compared | undefined {
  const label = credential ? plainText(credentialLabel(credential)) : '';
  const [only, ...more] = run;
  const answer = only && answers.get(only.key);
  if (only && more.length === 0) {
    // The status stands in the title: the body alone keeps its colours.
    return answer && { ...answer, label: answer.status === '' ? label : `${label} (${answer.status})` };
  }
  const text = run
    .map(step => {
      const { status = vscode.l10n.t('not sent'), text: body = '' } = answers.get(step.key) ?? {};
      return [`### ${step.title}`, status, '', body.trimEnd(), '']
        .filter((line, i) => i !== 1 || line !== '')
        .join('\n');
    })
    .join('\n');
  return { label, kind: 'text', text };
}

/** What is alike whenever the answers are: no times, no IDs of the call, JSON in one form with every digit kept. */
function answerOf(outcome: Outcome, exchange: Exchange | undefined): Answer {
  const { response } = exchange?.record ?? {};
  if (!exchange || !response) {
    return { status: '', kind: 'text', text: failureOf(outcome) };
  }
  const contentType = response.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  const { kind, text } = readableBody(exchange.body, contentType);
  return { status: String(response.status), kind, text };
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
