import { isCoded } from '../../codedError.ts';
import type { Paint } from '../streams/paint.ts';
import type { Outcome } from './sendRun.ts';

/** How a run went. */
export type Verdict = 'passed' | 'failed' | 'notSent';

export interface Counts extends Readonly<Record<Verdict, number>> {
  readonly requests: number;
}

export function verdictOf({ error }: Outcome): Verdict {
  return error === undefined ? 'passed' : isCoded(error, 'not-sent') ? 'notSent' : 'failed';
}

/** Counts what became of requests. */
export class Tally {
  readonly #counts = { requests: 0, passed: 0, failed: 0, notSent: 0 };

  add(outcome: Outcome): void {
    this.#counts.requests++;
    this.#counts[verdictOf(outcome)]++;
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** For people, in one line. */
  text(milliseconds: number, paint: Paint): string {
    const { requests, passed, failed, notSent } = this.#counts;
    const parts = [
      paint(passed > 0 ? 'green' : 'dim', `${passed} went well`),
      ...(failed > 0 ? [paint('red', `${failed} did not`)] : []),
      ...(notSent > 0 ? [paint('yellow', `${notSent} not sent`)] : []),
    ];
    return `${requests} requests: ${parts.join(', ')} ${paint('dim', `(${Math.round(milliseconds)} ms)`)}\n`;
  }
}
