import { encodePair, locate, normaliseParameters } from '../../tba/baseString.ts';
import { encodePairs, percentEncode } from '../../tba/percentEncoding.ts';
import type { SignatureSteps } from '../../tba/signatureSteps.ts';
import type { KeptSignature } from './har.ts';
import { redactHeader } from '../redact.ts';
import { masked } from '../secretMask.ts';

/** More than this is a form of which nobody reads the base string; in characters. */
const longestParameters = 64 * 1024;

/**
 * What is kept of a signature, each text through `hide`. The signature itself and the ends of the secrets stay out: a
 * header that was made and not received could still be sent by another.
 *
 * @returns undefined when it is too long to keep
 */
export function keepSignature(steps: SignatureSteps, hide: (text: string) => string): KeptSignature | undefined {
  return steps.normalizedParameters.length > longestParameters ? undefined : partsOf(steps, hide);
}

/**
 * The steps with each text through `hide`, save the signature itself and what is shown of the key.
 *
 * @throws CodedError `text-not-unicode`
 */
export function hideInSignature(steps: SignatureSteps, hide: (text: string) => string): SignatureSteps {
  const { key, signature, authorization } = steps;
  return { ...restoreSignature(partsOf(steps, hide)), key, signature, authorization: hide(authorization) };
}

function partsOf(steps: SignatureSteps, hide: (text: string) => string): KeptSignature {
  const { scheme, method, url, key, realm } = steps;
  const { value } = redactHeader({ name: 'Authorization', value: steps.authorization });
  return {
    scheme,
    method,
    given: hide(url.given),
    baseUri: hide(url.baseUri),
    query: url.query.map(pair => ({ name: hide(pair.name), value: hide(pair.value) })),
    notes: url.notes,
    parameters: steps.parameters.map(({ name, value: text, source }) => ({
      name: hide(name),
      value: hide(text),
      source,
    })),
    consumerSecretLength: key.consumerSecret.length,
    tokenSecretLength: key.tokenSecret.length,
    realm,
    authorization: hide(value),
  };
}

/**
 * The steps as they were, with what is hidden in them hidden at every step: encoded, joined and located anew.
 *
 * @throws CodedError `text-not-unicode`
 */
export function restoreSignature(kept: KeptSignature): SignatureSteps {
  const { scheme, method, given, baseUri, query, notes, realm, authorization } = kept;
  const { text: normalizedParameters, sorted } = normaliseParameters(
    kept.parameters.map(pair => encodePair(pair, pair.source)),
  );
  const text = [method, percentEncode(baseUri), percentEncode(normalizedParameters)].join('&');
  return {
    scheme,
    method,
    url: { given, wire: query.length === 0 ? baseUri : `${baseUri}?${encodePairs(query)}`, baseUri, query, notes },
    ...locate(text, method, sorted),
    normalizedParameters,
    key: {
      consumerSecret: { length: kept.consumerSecretLength },
      tokenSecret: { length: kept.tokenSecretLength },
    },
    algorithm: 'HMAC-SHA256',
    signature: masked,
    realm,
    authorization,
  };
}
