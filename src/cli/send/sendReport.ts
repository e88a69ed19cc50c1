import type { Writable } from 'node:stream';
import { readCharset, toUtf8 } from '../../bodies/charset.ts';
import { guessContent } from '../../bodies/contentKind.ts';
import type { CheckResult } from '../../exchange/checks/checkAnswer.ts';
import type { Exchange, Header, Timing } from '../../exchange/record.ts';
import { errorText } from '../errorText.ts';
import type { OutputMask } from '../streams/outputMask.ts';
import { paintFor, type Paint } from '../streams/paint.ts';
import { printable } from '../streams/printable.ts';
import type { Outcome } from './sendRun.ts';
import { writeOut } from '../streams/writeOut.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

type Output = Writable & { readonly isTTY?: boolean };

/**
 * One line of JSON a request: `{name, request: {method, url, headers}, response: {status, headers, body}, timings}`.
 * Without an answer `error: {code, message}` stands in place of the response. A request that nothing is known of, since
 * the answer that it needs did not come, is given as it is written. With checks there is
 * `checks: [{check, passed, actual?, error?}]`, and after a refused login by OAuth 2.0 `causes`, the likeliest first. Headers are an object by name, of strings or, where a name repeats, of
 * lists; a body that is no text is in Base64, with `bodyEncoding: "base64"` beside it. Secret values are masked.
 */
export function jsonReport(output: Output, mask: ReportMask): (outcome: Outcome) => Promise<void> {
  return outcome => writeOut(output, `${JSON.stringify(describeOutcome(outcome, mask))}\n`);
}

/** Status line, the checks that do not hold, and the body, under the request's name when there are several. */
export function textReport(
  output: Output,
  several: boolean,
  mask: ReportMask,
  paint: Paint = paintFor(output),
): (outcome: Outcome) => Promise<void> {
  return async ({ step, run, exchange, checks = [], error }) => {
    const { response, timing } = exchange?.record ?? {};
    const nth = run === undefined ? '' : ` (run ${run})`;
    const title = several ? `${paint('bold', `### ${printable(step.label)}${nth}`)}\n` : '';
    if (!response || !exchange) {
      await writeOut(output, several ? `${title}${paint('red', 'not answered')}\n\n` : '');
      return;
    }
    const milliseconds = Math.round(timing?.total ?? 0);
    const status = [String(response.status), printable(response.statusText)].filter(part => part !== '').join(' ');
    const head = `${paint(error ? 'red' : 'green', status)} ${paint('dim', `(${milliseconds} ms)`)}`;
    const before = `${title}${head}\n${checkLines(checks, mask, paint)}\n`;
    const body = bodyForPeople(exchange, output.isTTY === true, mask);
    const after = several ? '\n' : '';
    if (typeof body === 'string') {
      // At once: a pipe takes as long for each piece as making all of them does.
      await writeOut(output, before + body + after);
      return;
    }
    await writeOut(output, before);
    await writeOut(output, body);
    await writeOut(output, after);
  };
}

/** What hides secret values. */
export type ReportMask = Pick<OutputMask, 'hide' | 'hideInAnswer' | 'hideInExcerpt'>;

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

/** A request and its answer as `--json` has them. */
export function describeOutcome(
  { step, run, call, exchange, checks, error, explanation }: Outcome,
  mask: ReportMask,
): object {
  const { record } = exchange ?? {};
  const sent = record?.request ?? call ?? asWritten(step);
  return {
    name: step.name ?? null,
    ...(run !== undefined && { run }),
    request: { method: sent.method, url: mask.hide(sent.url), headers: headersOf(sent.headers, mask.hide) },
    ...(exchange && record?.response
      ? {
          response: {
            status: record.response.status,
            headers: headersOf(record.response.headers, mask.hideInAnswer),
            ...bodyOf(exchange, mask),
          },
        }
      : { error: { code: error?.code, message: mask.hide(errorText(error)) } }),
    ...(explanation && { causes: explanation.causes }),
    ...(checks && checks.length > 0 && { checks: checks.map(check => describeCheck(check, mask)) }),
    timings: record ? timingsOf(record.timing) : null,
  };
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

function bodyOf(exchange: Exchange, mask: ReportMask): { readonly body: string; readonly bodyEncoding?: 'base64' } {
  const text = textOf(exchange);
  return text === undefined
    ? { body: Buffer.from(exchange.body).toString('base64'), bodyEncoding: 'base64' }
    : { body: mask.hideInAnswer(text) };
}

/** At a terminal nothing that it would obey; elsewhere text in UTF-8, and what is no text byte for byte. */
function bodyForPeople(exchange: Exchange, isTerminal: boolean, mask: ReportMask): string | Uint8Array {
  const { body } = exchange;
  const text = textOf(exchange);
  if (text === undefined) {
    return isTerminal ? `(${body.byteLength} bytes that are no text; send them into a file)\n` : body;
  }
  const hidden = mask.hideInAnswer(text);
  const shown = isTerminal ? printable(hidden) : hidden;
  return shown === '' || shown.endsWith('\n') ? shown : `${shown}\n`;
}

/** The body; undefined where it is no text. */
function textOf(exchange: Exchange): string | undefined {
  const contentType = contentTypeOf(exchange);
  const body = toUtf8(exchange.body, readCharset(contentType, exchange.body));
  const { declared, looks } = guessContent(contentType, body);
  const isBinary = looks === 'binary' || (declared === 'binary' && looks !== 'empty');
  return isBinary ? undefined : utf8.decode(body);
}

function contentTypeOf({ record }: Exchange): string | undefined {
  return record.response?.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
}

/** Milliseconds, to a tenth; a phase that the transport cannot tell is left out. */
function timingsOf({ total, connect, waiting, receiving }: Timing): Readonly<Record<string, number>> {
  const phases = Object.entries({ total, connect, waiting, receiving });
  return Object.fromEntries(
    phases.flatMap(([phase, time]) => (time === undefined ? [] : [[phase, Math.round(time * 10) / 10]])),
  );
}
