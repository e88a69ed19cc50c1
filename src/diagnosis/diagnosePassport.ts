import { createHmac } from 'node:crypto';
import type { TokenPassport } from '../formats/readTokenPassport.ts';
import type { CallParts, Item } from './callParts.ts';
import { conclude, hasSecrets } from './conclude.ts';
import type { Cause, Diagnosis, DoctorOptions, SentCall } from './diagnosis.ts';
import { accountOf, judgeHeader } from './judgeHeader.ts';
import { correctedHeader } from './roots.ts';
import { keyShape, keyText } from './search/keyText.ts';
import { passportText, searchPassport } from './search/passportSearch.ts';
import { correctKey } from './search/plan.ts';
import { runInBreaths } from './search/runInBreaths.ts';
import { readSentSignature } from './sentSignature.ts';

/** The names that a header has for a passport's fields, by which all else here knows them. */
const headerNames: Readonly<Record<string, string>> = {
  account: 'realm',
  consumerKey: 'oauth_consumer_key',
  token: 'oauth_token',
  nonce: 'oauth_nonce',
  timestamp: 'oauth_timestamp',
  signature: 'oauth_signature',
};
const fieldNames = new Map([
  ...Object.entries(headerNames).map(([field, name]) => [name, field] as const),
  ['oauth_signature_method', 'algorithm'] as const,
]);

const noCall: CallParts = {
  method: 'POST',
  url: {
    scheme: 'https',
    host: '',
    rawHost: '',
    port: '',
    path: '',
    rawPath: '',
    rawQuery: undefined,
    rawFragment: '',
  },
  query: [],
  form: [],
  otherBody: '',
  isLatin1: false,
};

/**
 * The same for a SOAP call, whose TokenPassport signs its own fields and nothing of the envelope.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html
 */
export async function diagnosePassport(
  passport: TokenPassport,
  call: SentCall,
  options: DoctorOptions,
): Promise<Diagnosis> {
  const items = itemsOf(passport);
  const signature = items.find(({ name }) => name === 'oauth_signature')?.value.trim();
  // Nothing is percent-encoded within XML.
  const sent = signature === undefined ? undefined : readSentSignature(signature, encodeURIComponent(signature));
  const causes = judgeHeader({ parameters: items, flaws: [], hash: sent?.hash }, call, noCall).map(inFields);
  const account = accountOf(call.credentials.account);
  const corrected = [
    ...correctedHeader(items, call, noCall).filter(({ name }) => name !== 'oauth_signature_method'),
    ...items.filter(({ name }) => name === 'realm').map(item => (account === '' ? item : { ...item, value: account })),
  ];
  const text = passportText(corrected);
  const key = keyText(correctKey, call.credentials);
  const isJudged = sent !== undefined && hasSecrets(call);
  const result = isJudged
    ? await runInBreaths(searchPassport(items, corrected, call.credentials, sent), options)
    : undefined;
  return conclude({
    call,
    header: causes,
    sent,
    result,
    expected: {
      baseString: text,
      signature: hasSecrets(call) ? createHmac('sha256', key).update(text).digest('base64') : '',
      key: keyShape(correctKey),
      algorithm: 'HMAC-SHA256',
    },
    order: [],
  });
}

function itemsOf({ fields, algorithm }: TokenPassport): Item[] {
  const items = fields.map(({ name, value }) => [headerNames[name] ?? name, value] as const);
  // Axis and other toolkits write the underscore of their own constant.
  const method = algorithm.replaceAll('_', '-');
  return [...items, ['oauth_signature_method', method] as const].map(([name, value]) => ({
    place: 'header',
    name,
    value,
    rawName: name,
    rawValue: value,
    bare: false,
  }));
}

function inFields(cause: Cause): Cause {
  const field = fieldNames.get(cause.detail ?? '');
  return field === undefined ? cause : { ...cause, detail: field };
}
