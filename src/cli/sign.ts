import { parseArgs } from 'node:util';
import { CodedError } from '../codedError.ts';
import { systemNonceSource } from '../tba/nonce.ts';
import { signRequest } from '../tba/signRequest.ts';
import type { SignatureSteps } from '../tba/signatureSteps.ts';
import type { ExitCode } from './cli.ts';
import { readCredentials, readEnvironment } from './credentials.ts';
import { runBatch } from './batch.ts';
import { signLine, signPassportLine } from './signLine.ts';

/** `tba sign`: one request from the arguments, or many from standard input. */
export async function runSign(words: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(words);
  if (values.batch) {
    if (positionals.length > 0) {
      throw new CodedError('usage', { reason: '--batch takes its requests from standard input.' });
    }
    return runBatch(process.stdin, process.stdout, values.soap ? signPassportLine : signLine);
  }
  if (values.soap) {
    throw new CodedError('usage', { reason: '--soap goes with --batch.' });
  }
  const [method, url, ...more] = positionals;
  if (method === undefined || url === undefined || more.length > 0) {
    throw new CodedError('usage', { reason: 'sign takes a method and a URL.' });
  }
  const { account, secrets } = readCredentials(await readEnvironment(values['env-file']));
  const source = systemNonceSource();
  const steps = signRequest(
    {
      method,
      url,
      contentType: values['content-type'],
      body: values.data,
      realm: account.realm,
      nonce: source.nonce(),
      timestamp: source.timestamp(),
    },
    secrets,
  );
  process.stdout.write(values.show ? describe(steps) : `${steps.authorization}\n`);
  if (steps.url.wire !== url) {
    process.stderr.write(`tba: send exactly the URL that was signed: ${steps.url.wire}\n`);
  }
  return 0;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        batch: { type: 'boolean' },
        soap: { type: 'boolean' },
        show: { type: 'boolean' },
        'content-type': { type: 'string' },
        data: { type: 'string' },
        'env-file': { type: 'string' },
      },
    });
  } catch (cause) {
    throw new CodedError('usage', { reason: (cause as Error).message }, { cause });
  }
}

function describe(steps: SignatureSteps): string {
  const { consumerSecret, tokenSecret } = steps.key;
  return [
    `URL             ${steps.url.wire}`,
    ...steps.url.notes.map(note => `                (${note})`),
    'Parameters, in signed order',
    ...steps.parameters.map(
      ({ source, encodedName, encodedValue }) => `  ${source.padEnd(6)}  ${encodedName}=${encodedValue}`,
    ),
    `Base string     ${steps.baseString.text}`,
    `Signing key     consumer secret (${consumerSecret.length} characters) & token secret (${tokenSecret.length} characters)`,
    `Signature       ${steps.signature}`,
    `Authorization   ${steps.authorization}`,
    '',
  ].join('\n');
}
