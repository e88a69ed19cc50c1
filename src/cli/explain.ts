import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { CodedError } from '../codedError.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { FoundCall } from '../formats/sentCall/foundCall.ts';
import { isSigned, readSentCalls } from '../formats/sentCall/readSentCalls.ts';
import { runBatch } from './batch.ts';
import type { ExitCode } from './cli.ts';
import { readEnvironment, readKnownCredentials } from './credentials.ts';
import { describeDiagnosis, explainLine, readServerTime } from './explainLine.ts';
import { explainReport } from './explainReport.ts';

/** `tba explain`: why the signature of a call that another program made is wrong. */
export async function runExplain(words: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(words);
  if (values.batch) {
    if (positionals.length > 0) {
      throw new CodedError('usage', { reason: '--batch takes its calls from standard input.' });
    }
    return runBatch(process.stdin, process.stdout, explainLine);
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
  let isGood = true;
  for (const request of requests) {
    const diagnosis = await diagnose({ ...request, credentials, serverTime: serverTime ?? request.serverTime });
    isGood &&= isFine(diagnosis);
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ method: request.method, url: request.url, ...describeDiagnosis(diagnosis) })}\n`
        : explainReport(request, diagnosis),
    );
  }
  return isGood ? 0 : 1;
}

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

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        batch: { type: 'boolean' },
        json: { type: 'boolean' },
        method: { type: 'string' },
        url: { type: 'string' },
        'server-time': { type: 'string' },
        'env-file': { type: 'string' },
      },
    });
  } catch (cause) {
    throw new CodedError('usage', { reason: (cause as Error).message }, { cause });
  }
}

/** @throws CodedError `explain-unreadable` (data: path, reason) */
async function readInput(path: string): Promise<string> {
  try {
    return path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8');
  } catch (cause) {
    throw new CodedError(
      'explain-unreadable',
      { path, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
}
