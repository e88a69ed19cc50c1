import { CodedError } from '../../codedError.ts';
import { systemNonceSource } from '../../tba/nonce.ts';
import { signRequest } from '../../tba/signRequest.ts';
import type { SignatureSteps } from '../../tba/signatureSteps.ts';
import { runBatch } from '../batch.ts';
import { command } from '../command.ts';
import { readCredentials, readEnvironment } from '../credentials.ts';
import { paintFor, type Paint } from '../streams/paint.ts';
import { parseWords } from '../parseWords.ts';
import { signLine, signPassportLine } from './signLine.ts';
import { standardInput } from '../streams/standardInput.ts';

/** `tba sign`: one request from the arguments, or many from standard input. */
export const runSign = command('sign', async words => {
  const { values, positionals } = parseWords(words, {
    batch: { type: 'boolean' },
    soap: { type: 'boolean' },
    show: { type: 'boolean' },
    'content-type': { type: 'string' },
    data: { type: 'string' },
    'env-file': { type: 'string' },
  });
  if (values.batch) {
    if (positionals.length > 0) {
      throw new CodedError('usage', { reason: '--batch takes its requests from standard input.' });
    }
    return runBatch(standardInput(), process.stdout, values.soap ? signPassportLine : signLine);
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
  process.stdout.write(values.show ? describe(steps, paintFor(process.stdout)) : `${steps.authorization}\n`);
  if (steps.url.wire !== url) {
    process.stderr.write(`tba: send exactly the URL that was signed: ${steps.url.wire}\n`);
  }
  return 0;
});

function describe(steps: SignatureSteps, paint: Paint): string {
  const { consumerSecret, tokenSecret } = steps.key;
  const label = (text: string) => paint('bold', text.padEnd(16));
  return [
    `${label('URL')}${steps.url.wire}`,
    ...steps.url.notes.map(note => `                (${note})`),
    paint('bold', 'Parameters, in signed order'),
    ...steps.parameters.map(
      ({ source, encodedName, encodedValue }) => `  ${paint('dim', source.padEnd(6))}  ${encodedName}=${encodedValue}`,
    ),
    `${label('Base string')}${steps.baseString.text}`,
    `${label('Signing key')}consumer secret (${consumerSecret.length} characters) & token secret (${tokenSecret.length} characters)`,
    `${label('Signature')}${steps.signature}`,
    `${label('Authorization')}${steps.authorization}`,
    '',
  ].join('\n');
}
