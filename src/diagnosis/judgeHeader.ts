import { isCoded } from '../codedError.ts';
import { parseAccountId } from '../tba/accountId.ts';
import type { CallParts, Item } from './callParts.ts';
import type { CauseCode } from './causeCodes.ts';
import type { Cause, SentCall } from './diagnosis.ts';
import type { HashName } from './sentSignature.ts';
import type { HeaderFlaw } from './sentHeader.ts';

/** What there is to be seen in a header, or a TokenPassport, whatever its signature. */
export interface HeaderFacts {
  readonly parameters: readonly Item[];
  readonly flaws: readonly HeaderFlaw[];
  /** Undefined where the signature cannot be read. */
  readonly hash: HashName | undefined;
}

/** Five minutes. https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_156935170194.html */
const tolerance = 300;
const shortestNonce = 6;

type Say = (code: CauseCode, detail?: string) => void;

/** The faults that can be seen by looking at the header. */
export function judgeHeader(facts: HeaderFacts, call: SentCall, parts: CallParts): Cause[] {
  const causes: Cause[] = [];
  const say: Say = (code, detail) => {
    causes.push({ code, ...(detail !== undefined && { detail }), proof: 'header' });
  };
  for (const flaw of facts.flaws) say('header-malformed', flaw);
  judgeNames(facts.parameters, call, parts, say);
  judgeKeys(facts.parameters, call, say);
  judgeMethod(facts, say);
  judgeTimes(facts.parameters, call.serverTime, say);
  if (parts.isLatin1) say('charset-latin1');
  return causes;
}

/** In NetSuite's own spelling where it can only be an account ID, otherwise as given. */
export function accountOf(given: string): string {
  try {
    const { id, kind } = parseAccountId(given);
    return kind === 'unknown' ? given : id;
  } catch (error) {
    if (isCoded(error)) {
      return given;
    }
    throw error;
  }
}

export function valueOf(parameters: readonly Item[], name: string): string | undefined {
  return parameters.find(item => item.name === name)?.value;
}

/** The parameters of a header that the URL or the form body has too, and that are no business of the header's. */
export function isCopy(item: Item, parts: CallParts): boolean {
  return (
    !item.name.startsWith('oauth_') &&
    item.name !== 'realm' &&
    [...parts.query, ...parts.form].some(({ name }) => name === item.name)
  );
}

/** Whether a header without `oauth_token` is right: nobody has a token yet, or none is known here. */
export function needsToken({ credentials }: SentCall): boolean {
  return credentials.token !== '' || credentials.tokenSecret !== '';
}

function judgeNames(parameters: readonly Item[], call: SentCall, parts: CallParts, say: Say): void {
  const required = [
    // Step one of the flow goes without: https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156338994830.html
    ...(call.credentials.account !== '' && needsToken(call) ? ['realm'] : []),
    'oauth_consumer_key',
    ...(needsToken(call) ? ['oauth_token'] : []),
    'oauth_signature_method',
    'oauth_timestamp',
    'oauth_nonce',
    'oauth_signature',
  ];
  for (const name of required) {
    if ((valueOf(parameters, name) ?? '') === '') {
      say('header-param-missing', name);
    }
  }
  const counts = new Map<string, number>();
  for (const item of parameters) {
    counts.set(item.name, (counts.get(item.name) ?? 0) + 1);
    if (
      item.value === '' &&
      !required.includes(item.name) &&
      item.name.startsWith('oauth_') &&
      item.name !== 'oauth_version'
    ) {
      say('header-malformed', item.name);
    }
    if (item.name === 'oauth_token_secret' || item.name === 'oauth_consumer_secret') {
      say('header-malformed', item.name);
    }
  }
  const copies = new Set(parameters.filter(item => isCopy(item, parts)).map(item => item.name));
  for (const [name, count] of counts) {
    if (count > 1 && !copies.has(name)) say('header-param-duplicated', name);
  }
  if (copies.size > 0) say('query-params-in-header', [...copies].join(', '));
  const version = valueOf(parameters, 'oauth_version');
  if (version !== undefined && version !== '1.0') say('version-wrong', version);
  if (counts.has('oauth_body_hash')) say('body-hash-added');
}

function judgeKeys(parameters: readonly Item[], { credentials }: SentCall, say: Say): void {
  const account = accountOf(credentials.account);
  const realm = valueOf(parameters, 'realm') ?? '';
  if (account !== '' && realm !== '' && realm !== account) say('realm-wrong', realm);
  const key = valueOf(parameters, 'oauth_consumer_key') ?? '';
  const token = valueOf(parameters, 'oauth_token') ?? '';
  const isKeyOther = key !== '' && credentials.consumerKey !== '' && key !== credentials.consumerKey;
  const isTokenOther = token !== '' && credentials.token !== '' && token !== credentials.token;
  if (isKeyOther && isTokenOther && key === credentials.token && token === credentials.consumerKey) {
    say('key-token-swapped');
    return;
  }
  if (isKeyOther) say('consumer-key-mismatch');
  if (isTokenOther) say('token-mismatch');
}

const labels: Readonly<Record<string, HashName>> = { 'HMAC-SHA256': 'sha256', 'HMAC-SHA1': 'sha1' };

/** @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html */
function judgeMethod({ parameters, hash }: HeaderFacts, say: Say): void {
  const label = valueOf(parameters, 'oauth_signature_method') ?? '';
  const labelled = labels[label];
  if (label !== '' && !labelled) {
    say('signature-method-unsupported', label.slice(0, 40));
  } else if (label !== '' && hash && labelled !== hash) {
    say('algorithm-label-mismatch', label);
  }
  if (hash === 'sha1' || (labelled === 'sha1' && !hash)) {
    say('sha1-used');
  }
}

function judgeTimes(parameters: readonly Item[], serverTime: number | undefined, say: Say): void {
  const timestamp = valueOf(parameters, 'oauth_timestamp') ?? '';
  let seconds: number | undefined;
  if (/^\d{12,20}$/.test(timestamp) || /^\d{1,11}[.,]\d+$/.test(timestamp)) {
    say('timestamp-milliseconds');
  } else if (/^\d{1,11}$/.test(timestamp)) {
    seconds = Number(timestamp);
  } else if (timestamp !== '') {
    say('header-malformed', 'oauth_timestamp');
  }
  if (serverTime !== undefined && seconds !== undefined && Math.abs(seconds - serverTime) > tolerance) {
    say('timestamp-skew', `${seconds > serverTime ? '+' : ''}${Math.round(seconds - serverTime)}`);
  }
  const nonce = valueOf(parameters, 'oauth_nonce') ?? '';
  if (nonce !== '' && nonce.length < shortestNonce) say('nonce-too-short', String(nonce.length));
}
