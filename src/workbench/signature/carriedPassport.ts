import { readPasted } from '../../diagnosis/comparison/readPasted.ts';
import { loginSlot, soapVersionOf } from '../../exchange/soap/loginSlot.ts';
import type { PassportDraft, PassportSteps } from '../../tba/passportSteps.ts';

/** What a SOAP request says about its login. */
export interface CarriedPassport {
  /** Of the endpoint, such as `2025_2`. */
  readonly version: string;
  /** Whether there is an envelope at all. */
  readonly hasEnvelope: boolean;
  /** Whether sending puts a passport into the envelope. */
  readonly isAdded: boolean;
  /** The envelope's own, or the one that was put into it; absent without one. */
  readonly passport?: Partial<PassportDraft> & { readonly signature: string };
}

/** Characters; a login stands at the beginning of a message. */
const longestEnvelope = 1_000_000;

/**
 * Whether a request goes to SuiteTalk's SOAP endpoint, and what its envelope carries; undefined for any other.
 *
 * @param sent the passport that was put into the envelope
 */
export function carriedPassport(
  url: string,
  body: string | undefined,
  sent: PassportSteps | undefined,
): CarriedPassport | undefined {
  const version = soapVersionOf(url);
  if (version === undefined) {
    return undefined;
  }
  if (sent) {
    return { version, hasEnvelope: true, isAdded: true, passport: valuesOf(sent) };
  }
  const found = readPasted(body ?? '', longestEnvelope);
  if (found?.kind !== 'passport' || found.signature === undefined) {
    return { version, hasEnvelope: body !== undefined, isAdded: loginSlot('POST', url, body) !== undefined };
  }
  const filled = Object.entries(found.fields).filter(([, value]) => value !== '');
  const passport = { ...Object.fromEntries(filled), signature: found.signature };
  return { version, hasEnvelope: true, isAdded: false, passport };
}

function valuesOf({ fields, signature }: PassportSteps): NonNullable<CarriedPassport['passport']> {
  return { ...Object.fromEntries(fields.map(({ name, value }) => [name, value])), signature };
}
