import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { CodedError, isCoded } from '../codedError.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { FoundCall } from '../formats/sentCall/foundCall.ts';
import { isSigned, readSentCalls } from '../formats/sentCall/readSentCalls.ts';
import { runBatch } from './batch.ts';
import { command } from './command.ts';
import { readEnvironment, readKnownCredentials } from './credentials.ts';
import { describeDiagnosis, explainLine, readServerTime } from './explainLine.ts';
import { explainReport } from './explainReport.ts';
import { paintFor } from './paint.ts';
import { parseWords } from './parseWords.ts';
import { standardInput } from './standardInput.ts';

/** `tba explain`: why the signature of a call that another program made is wrong. */
export const runExplain = command('explain', async words => {
  const { values, positionals } = parseWords(words, {
    batch: { type: 'boolean' },
    json: { type: 'boolean' },
    method: { type: 'string' },
    url: { type: 'string' },
    'server-time': { type: 'string' },
    'env-file': { type: 'string' },
  });
  if (values.batch) {
    if (positionals.length > 0) {
      throw new CodedError('usage', { reason: '--batch takes its calls from standard input.' });
    }
    return runBatch(standardInput(), process.stdout, explainLine);
  }
  const [path = '-', ...more] = positionals;
  if (more.length > 0) {
    throw new CodedError('usage', { reason: 'explain takes one file.' });
  }
  const serverTime = readServerTime(values['server-time']);
  const credentials = readKnownCredentials(await readEnvironment(values['env-file']));
  const requests = readSentCalls(await readInput(path))
    .filter(isSigned)
    .map(call => completed(call, values))
    .filter(({ url }) => url !== '');
  if (requests.length === 0) {
    throw new CodedError('explain-none');
  }
  const paint = paintFor(process.stdout);
  let isGood = true;
  for (const request of requests) {
    const diagnosis = await diagnose({ ...request, credentials, serverTime: serverTime ?? request.serverTime });
    isGood &&= isFine(diagnosis);
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ method: request.method, url: request.url, ...describeDiagnosis(diagnosis) })}\n`
        : explainReport(request, diagnosis, paint),
    );
  }
  return isGood ? 0 : 1;
});

/** A signature that could not be judged is no good news. */
function isFine({ valid, signature }: Diagnosis): boolean {
  return valid && signature !== 'not-judged';
}

/** With method and URL as the options say where the text does not; of a SOAP call, neither is signed. */
function completed(call: FoundCall, options: { readonly method?: string; readonly url?: string }): FoundCall {
  const url = call.url === '' && call.kind === 'soap' ? 'https://webservices.netsuite.com/' : call.url;
  return {
    ...call,
    method: (call.method === '' ? (options.method ?? 'GET') : call.method).toUpperCase(),
    url: options.url !== undefined && call.url === '' ? options.url : url,
  };
}

/** @throws CodedError `explain-unreadable` (data: path, reason) */
async function readInput(path: string): Promise<string> {
  if (path === '-' && process.stdin.isTTY) {
    process.stderr.write(
      'tba: Paste the call here, then press Ctrl-D on a line of its own (on Windows Ctrl-Z, Enter).\n',
    );
  }
  try {
    return path === '-' ? await readAll(standardInput()) : await readFile(path, 'utf8');
  } catch (cause) {
    if (isCoded(cause)) throw cause;
    throw new CodedError(
      'explain-unreadable',
      { path, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
}
