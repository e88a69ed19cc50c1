import * as vscode from 'vscode';
import { plainText } from '../../plainText.ts';
import type { Outcome } from './outcome.ts';
import type { RequestRunner, RunOptions } from './requestRunner.ts';
import type { Step } from './step.ts';

/** Milliseconds after which a run is also told where one may have gone: the panel shows it where one looks. */
const slow = 1500;

/**
 * Sends requests, and shows in a notification which one it is at when that takes longer; Cancel ends the run.
 *
 * @throws CodedError as RequestRunner.run does
 */
export async function runWithProgress(
  runner: RequestRunner,
  steps: readonly Step[],
  options: RunOptions,
): Promise<readonly Outcome[] | undefined> {
  const stop = new AbortController();
  let at = 0;
  let tell: ((message: string) => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const message = () =>
    steps.length === 1
      ? ''
      : vscode.l10n.t(
          '{0} of {1}: {2}',
          Math.min(at + 1, steps.length),
          steps.length,
          plainText(steps[at]?.title ?? ''),
        );
  const work = runner.run(
    steps,
    {
      ...options,
      onStep: (step, index) => {
        at = index;
        tell?.(message());
        options.onStep?.(step, index);
        // Questions are over.
        timer ??= setTimeout(() => void show(), slow);
      },
    },
    stop.signal,
  );
  const show = () =>
    vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title:
          steps.length === 1
            ? vscode.l10n.t('Sending {0}…', plainText(steps[0]?.title ?? ''))
            : vscode.l10n.t('Sending {0} requests…', steps.length),
        cancellable: true,
      },
      async (progress, cancellation) => {
        tell = text => progress.report({ message: text });
        tell(message());
        cancellation.onCancellationRequested(() => stop.abort());
        await work.catch(() => undefined);
      },
    );
  return work.finally(() => clearTimeout(timer));
}
