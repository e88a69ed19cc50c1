// One RESTlet signature, with a nonce of its own, beside other libraries that sign the same call.
import { encodePair, normaliseParameters } from '../../../src/tba/baseString.ts';
import { systemNonceSource } from '../../../src/tba/nonce.ts';
import { readRequestUrl } from '../../../src/tba/requestUrl.ts';
import { signRequest } from '../../../src/tba/signRequest.ts';
import { verifySignature } from '../../unit/tba/verifySignature.ts';
import { loadPeer } from '../peers/peers.ts';
import { bareHmac, nodeOAuth1, oauthSign, plainOAuth, type NodeOAuth1, type OauthSign } from '../peers/signers.ts';
import { alternate, median, timedEach, type Candidate } from './alternate.ts';
import { compare, type Row } from './comparison.ts';
import { restletUrl, secrets } from './sample.ts';

const realm = '1234567_SB1';
const times = 4000;
const source = systemNonceSource();

/** What a signature's time goes into: each step measured by itself, in microseconds and of the whole. */
export type Shares = readonly { readonly step: string; readonly microseconds: number; readonly share: number }[];

export async function signatureRows(
  say: (line: string) => void,
): Promise<{ readonly rows: Row[]; readonly shares: Shares }> {
  const call = { url: restletUrl, realm, secrets };
  const example = ours();
  const hmac = bareHmac(example.baseString.text, secrets);
  const postman = nodeOAuth1((await loadPeer('node-oauth1', say)) as NodeOAuth1, call);
  const request = oauthSign((await loadPeer('oauth-sign', say)) as OauthSign, call);
  const signers = { 'plain oauth-1.0a': plainOAuth(call), 'oauth-sign': request, 'node-oauth1': postman };
  for (const [name, signer] of Object.entries(signers)) {
    if (!verifySignature({ method: 'GET', url: restletUrl, authorization: signer() }, secrets)) {
      throw new Error(`${name} does not sign the call that is measured.`);
    }
  }
  const { query } = example.url;
  const whole = await alternate(inMicroseconds({ here: ours, ...signers, 'a bare HMAC': hmac }));
  const steps = await alternate(
    inMicroseconds({
      whole: ours,
      'nonce and timestamp': () => [source.nonce(), source.timestamp()],
      'reading the URL, writing its query': () => readRequestUrl(restletUrl),
      'encoding and sorting parameters': () =>
        normaliseParameters(example.parameters.map(pair => encodePair(pair, pair.source))),
      HMAC: hmac,
    }),
  );
  const [total = NaN, ...medians] = Object.values(steps).map(median);
  const parts = medians.map((microseconds, index) => ({ step: Object.keys(steps)[index + 1] ?? '', microseconds }));
  const rest = total - parts.reduce((sum, { microseconds }) => sum + microseconds, 0);
  const all = [...parts, { step: 'the rest: the package, its header, where things stand', microseconds: rest }];
  return {
    rows: compare(`one RESTlet signature (${query.length} query parameters)`, 'µs', whole, [
      { atMost: 0.8, times: 'plain oauth-1.0a' },
    ]),
    shares: all.map(({ step, microseconds }) => ({ step, microseconds, share: microseconds / total })),
  };
}

function inMicroseconds(work: Readonly<Record<string, () => unknown>>): Readonly<Record<string, Candidate>> {
  return Object.fromEntries(Object.entries(work).map(([name, once]) => [name, () => timedEach(times, once)]));
}

function ours() {
  return signRequest(
    {
      method: 'GET',
      url: restletUrl,
      contentType: 'application/json',
      realm,
      nonce: source.nonce(),
      timestamp: source.timestamp(),
    },
    secrets,
  );
}
