import type { Writable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import type { CheckResult } from '../../exchange/checks/checkAnswer.ts';
import type { Header, Timing } from '../../exchange/record.ts';
import { redactHeader } from '../../exchange/redact.ts';
import { errorText } from '../errorText.ts';
import type { OutputMask } from '../streams/outputMask.ts';
import { paintFor, type Paint } from '../streams/paint.ts';
import { printable } from '../streams/printable.ts';
import { answerOf, base64Of, textOf, type ShownAnswer } from './answerBody.ts';
import type { Outcome } from './sendRun.ts';
import { writeOut } from '../streams/writeOut.ts';

type Output = Writable & { readonly isTTY?: boolean };

/**
 * One line of JSON a request: `{name, request: {method, url, headers}, response: {status, headers, body}, timings}`.
 * Without an answer `error: {code, message}` stands in place of the response; of one that broke off or was too large,
 * what had come stands beside it, `truncated: {status, headers, body}`. A request that nothing is known of, since
 * the answer that it needs did not come, is given as it is written. With checks there is
 * `checks: [{check, passed, actual?, error?}]`, and after a refused login by OAuth 2.0 `causes`, the likeliest first. Headers are an object by name, of strings or, where a name repeats, of
 * lists; a body that is no text is in Base64, with `bodyEncoding: "base64"` beside it. Secret values are masked.
 */
export function jsonReport(output: Output, mask: ReportMask): (outcome: Outcome) => Promise<void> {
  return async outcome => {
    for (const piece of outcomeJson(outcome, mask)) {
      await writeOut(output, piece);
    }
    await writeOut(output, '\n');
  };
}

/** Status line, the checks that do not hold, and the body, under the request's name when there are several. */
export function textReport(
  output: Output,
  several: boolean,
  mask: ReportMask,
  paint: Paint = paintFor(output),
): (outcome: Outcome) => Promise<void> {
  return async outcome => {
    const { step, run, exchange, checks = [], error } = outcome;
    const answer = answerOf(outcome);
    const nth = run === undefined ? '' : ` (run ${run})`;
    const title = several ? `${paint('bold', `### ${printable(step.label)}${nth}`)}\n` : '';
    if (!answer) {
      await writeOut(output, several ? `${title}${paint('red', 'not answered')}\n\n` : '');
      return;
    }
    const milliseconds = Math.round(exchange?.record.timing.total ?? 0);
    const { status, statusText } = answer.head;
    const shown = [String(status), printable(statusText)].filter(part => part !== '').join(' ');
    const cut = answer.isCut ? `${paint('red', `truncated: ${answer.body.byteLength} bytes had come`)}\n` : '';
    const head = `${paint(error ? 'red' : 'green', shown)} ${paint('dim', `(${milliseconds} ms)`)}\n${cut}`;
    const before = `${title}${head}${answer.isCut ? '' : checkLines(checks, mask, paint)}\n`;
    // At once where it is little: a pipe takes as long for each piece as making all of them does.
    let waiting = before;
    for (const piece of bodyForPeople(answer, output.isTTY === true, mask)) {
      if (typeof piece !== 'string' || waiting.length > mostAtOnce) {
        await writeOut(output, waiting);
        waiting = '';
      }
      if (typeof piece === 'string') waiting += piece;
      else await writeOut(output, piece);
    }
    await writeOut(output, several ? `${waiting}\n` : waiting);
  };
}

/** Characters. */
const mostAtOnce = 1 << 20;

/** What hides secret values. */
export type ReportMask = Pick<OutputMask, 'hide' | 'hideInAnswer' | 'hideInExcerpt' | 'hideInPieces'>;

function checkLines(checks: readonly CheckResult[], mask: ReportMask, paint: Paint): string {
  const lines = failedChecks(checks, mask).map(({ check, why }) => `${paint('red', 'failed:')} ${check}\n  ${why}\n`);
  const held = checks.length - lines.length;
  return checks.length === 0 ? '' : `${lines.join('')}${held} of ${checks.length} checks hold\n`;
}

/** The checks that do not hold, each with what there was instead, in one line. */
export function failedChecks(
  checks: readonly CheckResult[],
  mask: ReportMask,
): readonly { readonly check: string; readonly why: string }[] {
  return checks
    .filter(({ passed }) => !passed)
    .map(result => ({ check: printable(result.check.directive.value.value), why: whyNot(result, mask) }));
}

function whyNot({ check, actual, expected, error }: CheckResult, mask: ReportMask): string {
  if (error) {
    return mask.hide(errorText(error));
  }
  if (actual === undefined) {
    return 'There is no such value.';
  }
  const oneLine = (text: string) => printable(mask.hideInExcerpt(text)).replaceAll('\n', '\\n');
  return expected === undefined || expected === check.value?.value
    ? `It is ${oneLine(actual)}`
    : `It is ${oneLine(actual)}, compared with ${oneLine(mask.hide(expected))}`;
}

/** A request and its answer as `--json` has them, in pieces: a body may be larger than a string can be. */
export function* outcomeJson(outcome: Outcome, mask: ReportMask): Generator<string> {
  const answer = answerOf(outcome);
  // Stands where the body will.
  const place = randomUUID();
  const [before = '', after] = JSON.stringify(describeOutcome(outcome, answer, place, mask)).split(`"${place}"`);
  if (!answer || after === undefined) {
    yield before;
    return;
  }
  let waiting = `${before}"`;
  for (const piece of bodyText(answer, mask)) {
    waiting += JSON.stringify(piece).slice(1, -1);
    if (waiting.length > mostAtOnce) {
      yield waiting;
      waiting = '';
    }
  }
  yield `${waiting}"${after}`;
}

function describeOutcome(
  { step, run, call, exchange, checks, error, explanation }: Outcome,
  answer: ShownAnswer | undefined,
  body: string,
  mask: ReportMask,
): object {
  const { record } = exchange ?? {};
  const sent = record?.request ?? call ?? asWritten(step);
  const described = answer && {
    status: answer.head.status,
    headers: headersOf(answer.isCut ? answer.head.headers.map(redactHeader) : answer.head.headers, mask.hideInAnswer),
    body,
    ...(!textOf(answer) && { bodyEncoding: 'base64' }),
  };
  return {
    name: step.name ?? null,
    ...(run !== undefined && { run }),
    request: { method: sent.method, url: mask.hide(sent.url), headers: headersOf(sent.headers, mask.hide) },
    ...(described && !answer.isCut
      ? { response: described }
      : { error: { code: error?.code, message: mask.hide(errorText(error)) } }),
    ...(described && answer.isCut && { truncated: described }),
    ...(explanation && { causes: explanation.causes }),
    ...(checks && checks.length > 0 && { checks: checks.map(check => describeCheck(check, mask)) }),
    timings: record ? timingsOf(record.timing) : null,
  };
}

function bodyText(answer: ShownAnswer, mask: ReportMask): Iterable<string> {
  const text = textOf(answer);
  return text === undefined ? base64Of(answer.body) : mask.hideInPieces(text, answer.isCut);
}

function describeCheck({ check, passed, actual, error }: CheckResult, mask: ReportMask): object {
  return {
    check: check.directive.value.value,
    passed,
    ...(actual !== undefined && { actual: mask.hideInExcerpt(actual) }),
    ...(error && { error: { code: error.code, message: mask.hide(errorText(error)) } }),
  };
}

function asWritten({ request: { method, target, headers } }: Outcome['step']) {
  return {
    method: method.value,
    url: target.value,
    headers: headers.map(({ name, value }) => ({ name: name.value, value: value.value })),
  };
}

function headersOf(
  headers: readonly Header[],
  hide: (text: string) => string,
): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const { name, value } of headers) {
    values.set(name, [...(values.get(name) ?? []), hide(value)]);
  }
  return Object.fromEntries(
    [...values].map(([name, [first = '', ...more]]) => [name, more.length > 0 ? [first, ...more] : first]),
  );
}

/** At a terminal nothing that it would obey; elsewhere text in UTF-8, and what is no text byte for byte. */
function* bodyForPeople(answer: ShownAnswer, isTerminal: boolean, mask: ReportMask): Generator<string | Uint8Array> {
  const { body, isCut } = answer;
  const text = textOf(answer);
  if (text === undefined) {
    yield isTerminal ? `(${body.byteLength} bytes that are no text; send them into a file)\n` : body;
    return;
  }
  let last = '\n';
  for (const piece of mask.hideInPieces(text, isCut)) {
    const shown = isTerminal ? printable(piece) : piece;
    last = shown.at(-1) ?? last;
    yield shown;
  }
  yield last === '\n' ? '' : '\n';
}

/** Milliseconds, to a tenth; a phase that the transport cannot tell is left out. */
function timingsOf({ total, connect, waiting, receiving }: Timing): Readonly<Record<string, number>> {
  const phases = Object.entries({ total, connect, waiting, receiving });
  return Object.fromEntries(
    phases.flatMap(([phase, time]) => (time === undefined ? [] : [[phase, Math.round(time * 10) / 10]])),
  );
}
