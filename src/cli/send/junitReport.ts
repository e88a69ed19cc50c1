import { errorText } from '../errorText.ts';
import { failedChecks, type ReportMask } from './sendReport.ts';
import type { Outcome } from './sendRun.ts';
import { verdictOf } from './tally.ts';

interface Case {
  readonly name: string;
  /** Seconds. */
  readonly time: number;
  readonly result: 'passed' | 'failure' | 'error' | 'skipped';
  readonly xml: string;
}

/**
 * A JUnit report as CI servers read it: a suite each time that all is run, a test case for each request. An answer that
 * is not wanted is a failure, no answer an error, a request that was not sent is skipped. Bodies stay out of it.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export class JunitReport {
  readonly #file: string;
  readonly #mask: ReportMask;
  readonly #startedAt: Date;
  readonly #suites = new Map<number | undefined, Case[]>();

  constructor(file: string, mask: ReportMask, startedAt: Date) {
    this.#file = file;
    this.#mask = mask;
    this.#startedAt = startedAt;
  }

  add(outcome: Outcome): void {
    const { step, run, exchange } = outcome;
    const cases = this.#suites.get(run) ?? [];
    this.#suites.set(run, cases);
    const time = (exchange?.record.timing.total ?? 0) / 1000;
    cases.push({ name: step.label, time, ...this.#resultOf(outcome) });
  }

  /** @param seconds that all of it took */
  text(seconds: number): string {
    const suites = [...this.#suites].map(([run, cases]) => {
      const name = run === undefined ? this.#file : `${this.#file}, run ${run}`;
      const head = `name=${quoted(name)} ${counts(cases)} timestamp=${quoted(this.#startedAt.toISOString())}`;
      return `  <testsuite ${head}>\n${cases.map(one => this.#caseText(one)).join('')}  </testsuite>\n`;
    });
    const all = [...this.#suites.values()].flat();
    return (
      `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tba send" ${counts(all, seconds)}>\n` +
      `${suites.join('')}</testsuites>\n`
    );
  }

  #resultOf(outcome: Outcome): Pick<Case, 'result' | 'xml'> {
    const { error, exchange, checks = [] } = outcome;
    if (error === undefined) {
      return { result: 'passed', xml: '' };
    }
    const message = this.#mask.hide(errorText(error));
    if (verdictOf(outcome) === 'notSent') {
      return { result: 'skipped', xml: `      <skipped message=${quoted(message)}/>\n` };
    }
    const result = exchange?.record.response ? 'failure' : 'error';
    const lines = failedChecks(checks, this.#mask).map(({ check, why }) => `${check}\n  ${why}\n`);
    const text = lines.length > 0 ? lines.join('') : message;
    return {
      result,
      xml: `      <${result} type=${quoted(error.code)} message=${quoted(message)}>${escaped(text)}</${result}>\n`,
    };
  }

  #caseText({ name, time, xml }: Case): string {
    const head = `    <testcase name=${quoted(name)} classname=${quoted(this.#file)} time="${time.toFixed(3)}"`;
    return xml === '' ? `${head}/>\n` : `${head}>\n${xml}    </testcase>\n`;
  }
}

function counts(cases: readonly Case[], seconds = cases.reduce((sum, { time }) => sum + time, 0)): string {
  const count = (wanted: Case['result']) => cases.filter(({ result }) => result === wanted).length;
  return (
    `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" ` +
    `time="${seconds.toFixed(3)}"`
  );
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;
}

/** XML has no form for most control characters, nor for half a surrogate pair. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
