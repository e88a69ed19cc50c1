import type { Job } from './brokenClients.ts';

/** Numbers that look random and are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const values = [
  '10421',
  'open',
  'a b',
  'Müller & Söhne',
  'C++',
  'it’s 5€',
  "o'neil (ok)!",
  'x=1',
  'a=b=c',
  'what?',
  'q?a',
  '2024-01-31T10:00:00+01:00',
  '100%',
  'a/b',
  'naïve*',
  '~tilde',
  'id,name',
  '日本',
  '',
  'AbC',
  'long '.repeat(30).trim(),
  '1 + 1 = 2',
  '<x>',
  'A-1',
  "!*'();:@",
];
const names = [
  'filter1',
  'id',
  'q',
  'type',
  'filter',
  'limit',
  'name',
  'Status',
  'filter[name]',
  'a b',
  'x-1',
  'memo',
  'from',
  'sort_by',
];
const paths = [
  '/services/rest/record/v1/customer',
  '/services/rest/record/v1/salesOrder/77',
  '/services/rest/query/v1/suiteql',
  '/services/rest/record/v1/customer/eid:A%20B',
  '/services/rest/record/v1/salesOrder/77/!transform/invoice',
];
const accounts = ['1234567', '1234567_SB1', '7654321_RP', 'TSTDRV1234567', '3829855_SB2'];

/** Calls with one awkward thing each at least; `rawness`: spelled raw where a client may, with `+` and bare `=`. */
export function awkwardCall(random: () => number): Omit<Job, 'bugs'> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const account = pick(accounts);
  const label = account.toLowerCase().replace('_', '-');
  const isRestlet = random() < 0.65;
  const pairs: string[] = [];
  const spell = (text: string) => {
    const strict = encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    if (random() < 0.3) return strict.replaceAll('%20', '+');
    if (random() < 0.2) return strict.replaceAll('%3D', '=').replaceAll('%3F', '?');
    return strict;
  };
  if (isRestlet) {
    pairs.push(
      `script=${pick(['42', 'customscript_orders', '1'])}`,
      `deploy=${pick(['1', 'customdeploy_orders', '2'])}`,
    );
  }
  const count = Math.floor(random() * 5);
  for (let index = 0; index < count; index++) {
    const name = pick(names);
    pairs.push(`${spell(name)}=${spell(pick(values))}`);
    if (random() < 0.25) pairs.push(`${spell(name)}=${spell(pick(values))}`);
  }
  if (random() < 0.2) pairs.push(`${pick(['flag', 'memo'])}=`);
  const method = pick(['GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH']);
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  const isForm = hasBody && random() < 0.25;
  const body = isForm
    ? `grant=${spell(pick(values))}&id=${spell(pick(values))}`
    : JSON.stringify({ id: Math.floor(random() * 1000), memo: pick(values), open: true, lines: [1, 2] });
  const port = random() < 0.1 ? ':8443' : '';
  const host = isRestlet ? `${label}.restlets.api.netsuite.com` : `${label}.suitetalk.api.netsuite.com`;
  const path = isRestlet ? '/app/site/hosting/restlet.nl' : pick(paths);
  const secret = () => Array.from({ length: 64 }, () => '0123456789abcdef'.charAt(Math.floor(random() * 16))).join('');
  const odd = random() < 0.3 ? '/+ =é' : '';
  return {
    call: {
      method,
      url: `https://${host}${port}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`,
      ...(hasBody && { contentType: isForm ? 'application/x-www-form-urlencoded' : 'application/json', body }),
    },
    credentials: {
      account,
      consumerKey: secret(),
      consumerSecret: secret() + odd,
      token: secret(),
      tokenSecret: secret() + odd,
    },
    nonce: Array.from({ length: 20 }, () =>
      'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(Math.floor(random() * 36)),
    ).join(''),
    timestamp: 1_764_000_000 + Math.floor(random() * 1_000_000),
  };
}
