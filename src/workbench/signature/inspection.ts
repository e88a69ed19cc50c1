import { isCoded } from '../../codedError.ts';
import type { PassportSteps } from '../../tba/passportSteps.ts';
import { passportSteps } from '../../tba/soapPassport.ts';
import type { NonceSource } from '../../tba/nonce.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import { carriedPassport, type CarriedPassport } from './carriedPassport.ts';
import type { Inspected } from './signatureModel.ts';

/** A signature to be looked at, before it is known whether it is of a SOAP request. */
export interface ToInspect extends Omit<Inspected, 'passport' | 'signer'> {
  /** As it is or was given. */
  readonly body?: string | undefined;
  /** The TokenPassport that was put into the body. */
  readonly sentPassport?: PassportSteps | undefined;
  readonly signer: () => Promise<TbaSecrets>;
}

/** Adds the TokenPassport of a SOAP request: the one that it carries, else one that it could carry. */
export async function inspectionOf(
  { body, sentPassport, ...rest }: ToInspect,
  source: NonceSource,
): Promise<Inspected> {
  const { steps, signer } = rest;
  const carried = carriedPassport(steps.url.baseUri, body, sentPassport);
  const signed = carried && (await passportOf(carried, steps.realm, signer, source));
  return { ...rest, ...(carried && signed && { passport: { carried, steps: signed } }) };
}

/** Undefined where nothing can be signed. */
async function passportOf(
  { passport }: CarriedPassport,
  account: string,
  signer: ToInspect['signer'],
  source: NonceSource,
): Promise<PassportSteps | undefined> {
  try {
    const secrets = await signer();
    const { consumerKey, token } = secrets;
    const fresh = { account, consumerKey, token, nonce: source.nonce(), timestamp: source.timestamp() };
    return passportSteps({ ...fresh, ...passport }, secrets);
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}
