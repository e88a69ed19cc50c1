import { encodePairs, type Pair } from './percentEncoding.ts';
import type { SignatureDraft } from './signatureDraft.ts';
import { signRequest, type TbaSecrets } from './signRequest.ts';
import type { SignatureSteps } from './signatureSteps.ts';

const formType = 'application/x-www-form-urlencoded';
/** What the signer writes itself. */
const ownNames: ReadonlySet<string> = new Set([
  'oauth_consumer_key',
  'oauth_nonce',
  'oauth_signature_method',
  'oauth_timestamp',
  'oauth_token',
  'oauth_version',
]);

/** What a signature was made from. Signed again with the same secrets, it comes to the same steps. */
export function draftOf({ method, url, parameters, realm }: SignatureSteps): SignatureDraft {
  const own = new Map(
    parameters.flatMap(({ source, name, value }) => (source === 'oauth' ? [[name, value] as const] : [])),
  );
  const form = parameters.filter(({ source }) => source === 'form').map(pairOf);
  return {
    method,
    url: url.given,
    ...(form.length > 0 && { form }),
    realm,
    consumerKey: own.get('oauth_consumer_key') ?? '',
    token: own.get('oauth_token') ?? '',
    nonce: own.get('oauth_nonce') ?? '',
    timestamp: own.get('oauth_timestamp') ?? '',
    params: parameters
      .filter(({ source, name }) => source === 'header' || (source === 'oauth' && !ownNames.has(name)))
      .map(pairOf),
  };
}

/**
 * Signs a draft with the secrets of a token, whatever keys the draft names.
 *
 * @throws CodedError as signRequest does
 */
export function signDraft(
  draft: SignatureDraft,
  { consumerSecret, tokenSecret }: Pick<TbaSecrets, 'consumerSecret' | 'tokenSecret'>,
): SignatureSteps {
  const { method, form, realm, consumerKey, token, nonce, timestamp, params } = draft;
  return signRequest(
    {
      method,
      url: urlOf(draft),
      ...(form !== undefined && { contentType: formType, body: encodePairs(form) }),
      realm,
      nonce,
      timestamp,
      params,
    },
    { consumerKey, consumerSecret, token, tokenSecret },
  );
}

function urlOf({ url, query }: SignatureDraft): string {
  if (query === undefined) {
    return url;
  }
  const [, base = url, fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#[\s\S]*)?$/.exec(url) ?? [];
  return query.length === 0 ? base + fragment : `${base}?${encodePairs(query)}${fragment}`;
}

function pairOf({ name, value }: Pair): Pair {
  return { name, value };
}
