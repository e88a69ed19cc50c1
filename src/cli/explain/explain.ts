import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { CodedError, isCoded } from '../../codedError.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import type { OAuth2Known } from '../../diagnosis/oauth2/evidence.ts';
import type { FoundCall } from '../../formats/sentCall/foundCall.ts';
import { isByOAuth2, isSigned, readSentCalls } from '../../formats/sentCall/readSentCalls.ts';
import { runBatch } from '../batch.ts';
import { command } from '../command.ts';
import { readEnvironment, readKnownCredentials } from '../credentials.ts';
import { describeDiagnosis, explainLine, readServerTime } from './explainLine.ts';
import {
  describeLogin,
  type FoundLogin,
  isFine as isFineLogin,
  knownLogin,
  loginOfCall,
  loginOfToken,
  loginReport,
} from './explainOAuth2.ts';
import { explainReport } from './explainReport.ts';
import { paintFor } from '../streams/paint.ts';
import { parseWords } from '../parseWords.ts';
import { standardInput } from '../streams/standardInput.ts';

/** `tba explain`: why the signature of a call that another program made is wrong, or why its login by OAuth 2.0 was refused. */
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
  const environment = await readEnvironment(values['env-file']);
  const credentials = readKnownCredentials(environment);
  const text = await readInput(path);
  const found = readSentCalls(text);
  const requests = found
    .filter(call => isSigned(call) && !isByOAuth2(call))
    .map(call => completed(call, values))
    .filter(({ url }) => url !== '');
  const known = knownLogin(environment);
  const calls = found.filter(isByOAuth2).map(call => loginOfCall(completed(call, values), serverTime, known));
  const alone = found.length === 0 ? tokenAlone(text, serverTime, known) : undefined;
  const logins = alone ? [alone] : calls;
  if (requests.length + logins.length === 0) {
    throw new CodedError('explain-none');
  }
  const paint = paintFor(process.stdout);
  let isGood = logins.every(isFineLogin);
  for (const login of logins) {
    process.stdout.write(values.json ? `${JSON.stringify(describeLogin(login))}\n` : loginReport(login, paint));
  }
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

function tokenAlone(text: string, serverTime: number | undefined, known: OAuth2Known): FoundLogin | undefined {
  try {
    return loginOfToken(text, serverTime, known);
  } catch (error) {
    // Then nothing at all was found.
    if (isCoded(error, 'jwt-none')) return undefined;
    throw error;
  }
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
