import { createHmac } from 'node:crypto';
import { readTokenPassport } from '../formats/readTokenPassport.ts';
import { readCallParts, type CallParts, type Item } from './callParts.ts';
import { conclude, hasSecrets } from './conclude.ts';
import type { Diagnosis, DoctorOptions, SentCall } from './diagnosis.ts';
import { diagnosePassport } from './diagnosePassport.ts';
import { accountOf, judgeHeader, needsToken, valueOf } from './judgeHeader.ts';
import { correctedHeader, rootsOf } from './roots.ts';
import { Candidates } from './search/candidates.ts';
import { keyShape } from './search/keyText.ts';
import { correctKey } from './search/plan.ts';
import { runInBreaths } from './search/runInBreaths.ts';
import { search } from './search/search.ts';
import { urlPlanOf } from './search/urlPlanOf.ts';
import { forgetTexts } from './search/writing.ts';
import { readSentHeader } from './sentHeader.ts';
import { readSentSignature, type HashName, type SentSignature } from './sentSignature.ts';

/**
 * Says whether a call that another program signed is right, and where it is not, which bug makes exactly that signature:
 * by trying the known ones, alone and together. Gives the thread free now and then, so that a worker can be stopped.
 *
 * @throws CodedError `url-invalid`, `url-scheme`, `url-not-unicode`, `method-invalid`, `text-not-unicode`; the signal's
 *   reason when it is aborted
 */
export async function diagnose(call: SentCall, options: DoctorOptions = {}): Promise<Diagnosis> {
  options.signal?.throwIfAborted();
  try {
    const passport = call.authorization.trim() === '' ? readTokenPassport(call.body ?? '') : undefined;
    return passport ? await diagnosePassport(passport, call, options) : await diagnoseHeader(call, options);
  } finally {
    forgetTexts();
  }
}

async function diagnoseHeader(call: SentCall, options: DoctorOptions): Promise<Diagnosis> {
  const parts = readCallParts(call);
  const header = readSentHeader(call.authorization);
  const corrected = correctedHeader(header.parameters, call, parts);
  const sent = sentSignature(header.parameters);
  const causes = judgeHeader({ ...header, hash: sent?.hash }, call, parts);
  const expected = expectedOf(corrected, call, parts);
  const isIncomplete = ['oauth_nonce', 'oauth_timestamp'].some(name => valueOf(header.parameters, name) === undefined);
  const isJudged = sent !== undefined && hasSecrets(call);
  const roots = rootsOf(header.parameters, corrected, parts);
  const scene = (hash: HashName) => ({
    call: parts,
    credentials: call.credentials,
    account: accountOf(call.credentials.account),
    header: header.parameters,
    hash,
  });
  const result = isJudged
    ? await runInBreaths(search(scene(sent.hash), roots, sent.digest, isIncomplete), options)
    : undefined;
  return conclude({ call, header: causes, sent, result, expected, order: header.parameters });
}

function sentSignature(header: readonly Item[]): SentSignature | undefined {
  const parameter = header.find(({ name }) => name === 'oauth_signature');
  return parameter && readSentSignature(parameter.value, parameter.rawValue);
}

function expectedOf(corrected: readonly Item[], call: SentCall, parts: CallParts): Diagnosis['expected'] {
  const candidates = new Candidates([...parts.query, ...parts.form, ...corrected], urlPlanOf(parts), call.credentials);
  const right = candidates.make([]);
  const base = right.front.text + right.parameters.text;
  return {
    baseString: base,
    signature: hasSecrets(call) ? createHmac('sha256', right.key.text).update(base).digest('base64') : '',
    key: keyShape({ ...correctKey, ...(needsToken(call) ? {} : { second: 'nothing' }) }),
    algorithm: 'HMAC-SHA256',
  };
}
