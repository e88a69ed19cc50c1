import { isCoded, type CodedError } from '../../codedError.ts';
import type { Pause } from '../../exchange/throttling.ts';
import { errorText } from '../errorText.ts';
import type { ExitCode } from '../exitCode.ts';
import { paintFor } from '../streams/paint.ts';
import { printable } from '../streams/printable.ts';
import type { ReportFile } from './reportFiles.ts';
import type { ReportMask } from './sendReport.ts';
import type { Outcome, RunListener } from './sendRun.ts';
import { Tally } from './tally.ts';

/** Tells of what was sent: on standard output, in files, and of what did not go well on standard error. */
export class RunReport implements RunListener {
  readonly #print: (outcome: Outcome) => Promise<void>;
  readonly #mask: ReportMask;
  readonly #tally = new Tally();
  readonly #startedAt = performance.now();
  #files: readonly ReportFile[];
  #isBroken = false;
  #isProductionWrite = false;

  constructor(files: readonly ReportFile[], print: (outcome: Outcome) => Promise<void>, mask: ReportMask) {
    this.#files = files;
    this.#print = print;
    this.#mask = mask;
  }

  async outcome(outcome: Outcome): Promise<void> {
    await this.#print(outcome);
    this.#tally.add(outcome);
    if (outcome.error) {
      this.#isProductionWrite ||= isCoded(outcome.error, 'production-write');
      process.stderr.write(troubleText(outcome.step.label, outcome.error, this.#mask));
      for (const line of outcome.explanation?.lines ?? []) {
        process.stderr.write(`${this.#mask.hide(line)}\n`);
      }
    }
    await this.#eachFile(file => file.add(outcome));
  }

  pause(label: string, { milliseconds, code }: Pause): void {
    const seconds = Math.ceil(milliseconds / 1000);
    const text = `The account has too many calls at once (${printable(this.#mask.hideInAnswer(code))}). Trying again in ${seconds} s.`;
    process.stderr.write(`tba: ${printable(label)}: ${text}\n`);
  }

  /**
   * @param exitCode of an interrupted run
   * @param isSummed whether a line for people sums it up
   */
  async end(exitCode: ExitCode | undefined, isSummed: boolean): Promise<ExitCode> {
    const milliseconds = performance.now() - this.#startedAt;
    const { counts } = this.#tally;
    if (isSummed) {
      process.stdout.write(this.#tally.text(milliseconds, paintFor(process.stdout)));
    }
    await this.#eachFile(file => file.end(counts, milliseconds));
    process.stderr.write(this.#isProductionWrite ? productionHint : '');
    return exitCode ?? (counts.passed < counts.requests || this.#isBroken ? 1 : 0);
  }

  /** A disk that is full is told of once, and is no reason to leave requests unsent. */
  async #eachFile(work: (file: ReportFile) => Promise<void>): Promise<void> {
    for (const file of this.#files) {
      try {
        await work(file);
      } catch (error) {
        if (!isCoded(error)) throw error;
        this.#isBroken = true;
        this.#files = this.#files.filter(other => other !== file);
        process.stderr.write(`tba: ${errorText(error)}\n`);
      }
    }
  }
}

/** Of one request, in one line. */
export function troubleText(label: string, error: CodedError, mask: ReportMask): string {
  return `${paintFor(process.stderr)('red', 'tba:')} ${printable(label)}: ${mask.hide(errorText(error))}\n`;
}

export const productionHint = 'tba: Add --production to send to this account what may write.\n';
