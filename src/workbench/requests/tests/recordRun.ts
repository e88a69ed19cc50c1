import * as vscode from 'vscode';
import { errorLine } from '../../errorText.ts';
import { whyNot } from '../run/checkResults.ts';
import type { Outcome } from '../run/outcome.ts';
import type { RequestRunner } from '../run/requestRunner.ts';
import type { Step } from '../run/step.ts';

/**
 * Sends requests and writes what becomes of each into a test run, as it comes.
 *
 * @throws CodedError as RequestRunner.withNeeded and RequestRunner.run do
 */
export async function recordRun(
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
  runner: RequestRunner,
  wanted: readonly Step[],
  itemOf: (step: Step) => vscode.TestItem | undefined,
  token: vscode.CancellationToken,
): Promise<void> {
  // Before there is a run: it may refuse them, and a run that has begun has to end.
  const steps = runner.withNeeded(wanted);
  const run = controller.createTestRun(request);
  const stop = new AbortController();
  const cancelled = [token, run.token].map(each => each.onCancellationRequested(() => stop.abort()));
  const each = (step: Step, tell: (item: vscode.TestItem) => void) => {
    const item = itemOf(step);
    if (item) {
      tell(item);
    }
  };
  steps.forEach(step => each(step, item => run.enqueued(item)));
  try {
    const outcomes = await runner.run(
      steps,
      {
        stopAtFailure: vscode.workspace.getConfiguration('netsuiteTba').get('stopAtFailure', true),
        show: 'none',
        onStep: step => each(step, item => run.started(item)),
        onOutcome: outcome => {
          run.appendOutput(`${outcomeLine(outcome)}\r\n`);
          each(outcome.step, item => tellOutcome(run, item, outcome));
        },
      },
      stop.signal,
    );
    if (!outcomes) {
      run.appendOutput(`${vscode.l10n.t('Nothing was sent.')}\r\n`);
      steps.forEach(step => each(step, item => run.skipped(item)));
    }
  } finally {
    cancelled.forEach(listener => void listener.dispose());
    run.end();
  }
}

function tellOutcome(run: vscode.TestRun, item: vscode.TestItem, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'cancelled':
      run.skipped(item);
      return;
    case 'not-sent':
      run.errored(item, new vscode.TestMessage(errorLine(outcome.error)));
      return;
    case 'answered':
      if (outcome.isGood) {
        run.passed(item, outcome.record.timing.total);
      } else {
        run.failed(item, failures(outcome), outcome.record.timing.total);
      }
  }
}

function failures({
  step: { document },
  checks,
  record,
}: Extract<Outcome, { kind: 'answered' }>): vscode.TestMessage[] {
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length === 0) {
    return [new vscode.TestMessage(statusWords(record))];
  }
  return failed.map(result => {
    const { directive, value } = result.check;
    const text = `${directive.value.value}\n${whyNot(result)}`;
    const message =
      value && result.actual !== undefined && result.error === undefined
        ? vscode.TestMessage.diff(text, result.expected ?? value.value, result.actual)
        : new vscode.TestMessage(text);
    const { start, end } = directive.range;
    message.location = new vscode.Location(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(end)),
    );
    return message;
  });
}

function outcomeLine(outcome: Outcome): string {
  const { title } = outcome.step;
  switch (outcome.kind) {
    case 'cancelled':
      return vscode.l10n.t('cancelled: {0}', title);
    case 'not-sent':
      return vscode.l10n.t('not sent: {0}: {1}', title, errorLine(outcome.error));
    case 'answered': {
      const { record, checks } = outcome;
      const failed = checks.filter(({ passed }) => !passed);
      const lines = failed.map(result => `    ${result.check.directive.value.value}: ${whyNot(result)}`);
      return [`${statusWords(record)} (${Math.round(record.timing.total)} ms): ${title}`, ...lines].join('\r\n');
    }
  }
}

function statusWords({ response, failure }: Extract<Outcome, { kind: 'answered' }>['record']): string {
  return response
    ? `${response.status} ${response.statusText}`.trim()
    : vscode.l10n.t('no answer ({0})', failure?.code ?? '');
}
