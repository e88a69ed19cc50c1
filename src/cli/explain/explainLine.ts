import { isLosslessNumber } from 'lossless-json';
import { CodedError } from '../../codedError.ts';
import { causeTexts, fillIn } from '../../diagnosis/causeTexts.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Cause, Diagnosis, DoctorCredentials } from '../../diagnosis/diagnosis.ts';
import { readTokenPassport } from '../../formats/readTokenPassport.ts';
import type { Line } from '../batch.ts';

/** One call of `explain --batch`. */
export async function explainLine(line: Line): Promise<object> {
  const body = optionalText(line, 'body');
  const authorization = optionalText(line, 'authorization');
  if (authorization === undefined && !readTokenPassport(body ?? '')) {
    throw new CodedError('field-missing', { field: 'authorization' });
  }
  const diagnosis = await diagnose({
    method: text(line, 'method'),
    url: text(line, 'url'),
    contentType: optionalText(line, 'contentType'),
    body,
    authorization: authorization ?? '',
    credentials: credentialsOf(line['credentials']),
    serverTime: readServerTime(line['serverTime']),
  });
  return describeDiagnosis(diagnosis);
}

/** What the command line answers of a diagnosis. */
export function describeDiagnosis({ valid, causes, expected }: Diagnosis): object {
  return {
    valid,
    causes: causes.map(cause => ({
      code: cause.code,
      ...(cause.detail !== undefined && { detail: cause.detail }),
      explanation: explanationOf(cause),
      fix: fixOf(cause).join('\n'),
    })),
    expected: { baseString: expected.baseString, signature: expected.signature },
  };
}

export function explanationOf({ code, detail }: Cause): string {
  const { explanation, about } = causeTexts[code];
  return detail === undefined || detail === '' || about === undefined
    ? explanation
    : `${explanation} ${fillIn(about, detail)}`;
}

/** What to change, then a line for each stack. */
export function fixOf({ code }: Cause): string[] {
  const { fix, stacks } = causeTexts[code];
  return [fix, ...Object.entries(stacks).map(([stack, line]) => `${stack}: ${line}`)];
}

/**
 * Seconds since 1970, as a number or digits; milliseconds are known by their size, and a date by its form.
 *
 * @throws CodedError `server-time-invalid`
 */
export function readServerTime(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  const spelled = isLosslessNumber(value) ? value.toString() : value;
  if (typeof spelled !== 'string' && typeof spelled !== 'number') {
    throw new CodedError('server-time-invalid');
  }
  const number = Number(spelled);
  const seconds = Number.isFinite(number)
    ? number > 1e11
      ? number / 1000
      : number
    : Date.parse(String(spelled)) / 1000;
  if (!Number.isFinite(seconds)) {
    throw new CodedError('server-time-invalid');
  }
  return seconds;
}

function credentialsOf(value: unknown): DoctorCredentials {
  if (value === undefined || value === null) {
    throw new CodedError('field-missing', { field: 'credentials' });
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new CodedError('field-type', { field: 'credentials' });
  }
  const fields = value as Line;
  const take = (name: string) => text(fields, name, 'credentials.');
  return {
    account: take('account'),
    consumerKey: take('consumerKey'),
    consumerSecret: take('consumerSecret'),
    token: optionalText(fields, 'token', 'credentials.') ?? '',
    tokenSecret: optionalText(fields, 'tokenSecret', 'credentials.') ?? '',
  };
}

function text(line: Line, name: string, within = ''): string {
  const value = optionalText(line, name, within);
  if (value === undefined) {
    throw new CodedError('field-missing', { field: within + name });
  }
  return value;
}

function optionalText(line: Line, name: string, within = ''): string | undefined {
  const value = line[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw new CodedError('field-type', { field: within + name });
  }
  return value;
}
