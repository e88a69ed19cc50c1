import type { CallParts, Item } from './callParts.ts';
import type { DoctorCredentials } from './diagnosis.ts';
import { isCopy, needsToken } from './judgeHeader.ts';
import type { SentCall } from './diagnosis.ts';
import { isHeaderOnly } from './search/scene.ts';

/**
 * The parameters of the header as a right client would have had them: each once, those of the query not copied, with the
 * keys of these credentials. Nonce and time are the sent ones, since nobody can know others.
 */
export function correctedHeader(header: readonly Item[], call: SentCall, parts: CallParts): Item[] {
  const { credentials } = call;
  const seen = new Set<string>();
  const kept = header.filter(item => {
    const isKept =
      !isHeaderOnly(item.name) &&
      !isCopy(item, parts) &&
      !seen.has(item.name) &&
      !(item.name === 'oauth_token' && item.value === '') &&
      item.name !== 'oauth_token_secret' &&
      item.name !== 'oauth_consumer_secret';
    seen.add(item.name);
    return isKept;
  });
  const corrected = kept.map(item => {
    const value = correctedValue(item, credentials);
    return value === item.value ? item : { ...item, value, rawValue: value };
  });
  for (const [name, value] of [
    ['oauth_consumer_key', credentials.consumerKey],
    ['oauth_token', needsToken(call) ? credentials.token : ''],
    ['oauth_signature_method', 'HMAC-SHA256'],
  ] as const) {
    if (value !== '' && !corrected.some(item => item.name === name)) {
      corrected.push({ place: 'header', name, value, rawName: name, rawValue: value, bare: false });
    }
  }
  return corrected;
}

function correctedValue({ name, value }: Item, credentials: DoctorCredentials): string {
  switch (name) {
    case 'oauth_consumer_key':
      return credentials.consumerKey === '' ? value : credentials.consumerKey;
    case 'oauth_token':
      return credentials.token === '' ? value : credentials.token;
    case 'oauth_signature_method':
      return 'HMAC-SHA256';
    case 'oauth_version':
      return '1.0';
    case 'oauth_timestamp':
      return /^\d{12,20}$/.test(value) ? value.slice(0, 10) : (/^(\d{1,11})[.,]\d+$/.exec(value)?.[1] ?? value);
    default:
      return value;
  }
}

/**
 * What a client may have had as its parameters, given what it wrote into the header: just that, or what it would have
 * written without the faults that can be seen there. The order of URL, body and header is that of most code.
 */
export function rootsOf(header: readonly Item[], corrected: readonly Item[], parts: CallParts): Item[][] {
  const sent = header.filter(({ name }) => !isHeaderOnly(name));
  const lists = [
    sent,
    corrected,
    sent.filter(item => !isCopy(item, parts)),
    unique(sent),
    unique(sent.toReversed()).toReversed(),
    unique(sent.filter(item => !isCopy(item, parts))),
    corrected.map(item => sent.find(({ name }) => name === item.name && name === 'oauth_signature_method') ?? item),
    corrected.map(item =>
      item.name === 'oauth_timestamp' ? (sent.find(({ name }) => name === item.name) ?? item) : item,
    ),
    // The header was made of the keys that are wrong, the rest is right.
    corrected.map(item =>
      ['oauth_consumer_key', 'oauth_token'].includes(item.name)
        ? (sent.find(({ name }) => name === item.name) ?? item)
        : item,
    ),
    sent.map(item => (item.name === 'oauth_version' ? { ...item, value: '1.0', rawValue: '1.0' } : item)),
  ];
  const roots: Item[][] = [];
  const seen = new Set<string>();
  for (const list of lists) {
    const mark = JSON.stringify(list.map(({ name, value }) => [name, value]).sort());
    if (!seen.has(mark)) {
      seen.add(mark);
      roots.push([...parts.query, ...parts.form, ...list]);
    }
  }
  return roots;
}

function unique(items: readonly Item[]): Item[] {
  return items.filter((item, index) => items.findIndex(({ name }) => name === item.name) === index);
}
