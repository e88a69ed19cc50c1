import { CodedError } from '../../codedError.ts';
import type { Pair } from '../../tba/percentEncoding.ts';
import { signPassport } from '../../tba/soapPassport.ts';
import { signRequest } from '../../tba/signRequest.ts';
import type { Line } from '../batch.ts';

/** One request of `sign --batch`. */
export function signLine(line: Line): object {
  const steps = signRequest(
    {
      method: text(line, 'method'),
      url: text(line, 'url'),
      contentType: optionalText(line, 'contentType'),
      body: optionalText(line, 'body'),
      realm: text(line, 'realm'),
      nonce: text(line, 'nonce'),
      timestamp: text(line, 'timestamp'),
      params: readParams(line['params']),
    },
    secretsOf(line),
  );
  return {
    url: steps.url.wire,
    baseString: steps.baseString.text,
    signature: steps.signature,
    authorization: steps.authorization,
  };
}

/** One TokenPassport of `sign --soap --batch`. */
export function signPassportLine(line: Line): object {
  const passport = { account: text(line, 'account'), nonce: text(line, 'nonce'), timestamp: text(line, 'timestamp') };
  if (!/^[0-9]+$/.test(passport.timestamp)) {
    throw new CodedError('timestamp-invalid');
  }
  return signPassport(passport, secretsOf(line));
}

function secretsOf(line: Line) {
  return {
    consumerKey: text(line, 'consumerKey'),
    consumerSecret: text(line, 'consumerSecret'),
    token: optionalText(line, 'token') ?? '',
    tokenSecret: optionalText(line, 'tokenSecret') ?? '',
  };
}

function text(line: Line, field: string): string {
  const value = optionalText(line, field);
  if (value === undefined) {
    throw new CodedError('field-missing', { field });
  }
  return value;
}

function optionalText(line: Line, field: string): string | undefined {
  const value = line[field];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw new CodedError('field-type', { field });
  }
  return value;
}

function readParams(value: unknown): Pair[] {
  if (value === undefined || value === null) {
    return [];
  }
  const entries: unknown[] = Array.isArray(value) ? value : typeof value === 'object' ? Object.entries(value) : [value];
  return entries.map(entry => {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string' || typeof entry[1] !== 'string') {
      throw new CodedError('params-shape');
    }
    return { name: entry[0], value: entry[1] };
  });
}
