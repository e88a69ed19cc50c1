import { decodeHeaderText } from '../authentication/octets.ts';

const known = [
  'nlauth_account',
  'nlauth_email',
  'nlauth_signature',
  'nlauth_role',
  'nlauth_application_id',
  'nlauth_otp',
] as const;

type NlAuthField = (typeof known)[number];

/** The fields of an NLAuth header, decoded octets. `signature` is NetSuite's word for the password. */
export interface NlAuthHeader {
  readonly account: string;
  readonly email: string;
  readonly signature: string;
  readonly roleId: number;
}

/**
 * Reads `NLAuth nlauth_account=…, nlauth_email=…, nlauth_signature=…, nlauth_role=…` (ORA:section_1549405961): values are
 * percent-encoded by RFC 3986, without quotes. The `@` of the email may stand as it is, as it does in Oracle's samples
 * (section_4639983016). Assumed, the stricter way: each field once, none empty, no field that Oracle does not list, and
 * a role always. Application ID and one-time password are let pass: nobody has a second factor here.
 *
 * @param text one raw header value, one character for each octet
 */
export function parseNlAuthHeader(text: string): NlAuthHeader | undefined {
  const [, list] = /^NLAuth[ \t]+(\S.*)$/.exec(text) ?? [];
  if (list === undefined) {
    return undefined;
  }
  const fields = new Map<NlAuthField, string>();
  for (const piece of list.split(/[ \t]*,[ \t]*/)) {
    const equals = piece.indexOf('=');
    const name = known.find(each => each === piece.slice(0, equals));
    const value = piece.slice(equals + 1);
    const decoded = decodeHeaderText(name === 'nlauth_email' ? value.replace('@', '%40') : value);
    if (equals < 0 || name === undefined || fields.has(name) || !decoded) {
      return undefined;
    }
    fields.set(name, decoded);
  }
  const account = fields.get('nlauth_account');
  const email = fields.get('nlauth_email');
  const signature = fields.get('nlauth_signature');
  const role = fields.get('nlauth_role') ?? '';
  return account !== undefined && email !== undefined && signature !== undefined && /^[1-9][0-9]{0,14}$/.test(role)
    ? { account, email, signature, roleId: Number(role) }
    : undefined;
}
