import type { ReceivedPassport } from '../authentication/authenticate.ts';
import { carriesSession } from '../authentication/sessionCookie.ts';
import type { Envelope } from './envelope.ts';
import { attributeOf, childElements, textOf } from './qualifiedXml.ts';
import type { QualifiedElement } from './qualifiedXml.ts';
import type { Namespaces } from './versions.ts';

const fieldNames = ['account', 'consumerKey', 'token', 'nonce', 'timestamp', 'signature'] as const;

/** Other ways to log in that make a TokenPassport ambiguous (ORA:section_1509544929); the case is seen to vary. */
const otherLogins = ['applicationinfo', 'passport', 'ssopassport'];

export interface PresentedLogin {
  readonly passport: ReceivedPassport;
  readonly isAmbiguous: boolean;
}

/**
 * The TokenPassport of a message (ORA:section_4395630653), its texts as octets. Its fields may stand in the core or in
 * the messages namespace: public clients send both (GH:NetSweet/netsuite, Oracle's own samples).
 *
 * @param cookies the Cookie headers
 */
export function readLogin({ headers }: Envelope, namespaces: Namespaces, cookies: readonly string[]): PresentedLogin {
  const blocks = headers.filter(({ namespace }) => namespace === namespaces.messages);
  const passports = blocks.filter(({ name }) => name === 'tokenPassport');
  const [first] = passports;
  const hasOtherLogin = blocks.some(({ name }) => otherLogins.includes(name.toLowerCase())) || carriesSession(cookies);
  const { isSound, fields } = first ? readFields(first, namespaces) : { isSound: true, fields: {} };
  return {
    passport: { count: passports.length, isSound: isSound && !hasOtherLogin, fields },
    isAmbiguous: passports.length > 0 && hasOtherLogin,
  };
}

/** A field twice, one that does not exist or one that holds elements makes the passport unreadable: assumed. */
function readFields(
  passport: QualifiedElement,
  { core, messages }: Namespaces,
): Pick<ReceivedPassport, 'isSound' | 'fields'> {
  const fields: { -readonly [Name in keyof ReceivedPassport['fields']]: string } = {};
  for (const child of childElements(passport)) {
    const name = fieldNames.find(each => each === child.name);
    const text = textOf(child);
    if (!name || text === undefined || Object.hasOwn(fields, name) || ![core, messages].includes(child.namespace)) {
      return { isSound: false, fields };
    }
    // Ruby's usual base64 ends in a line break, and NetSuite lets it in (GH:NetSweet/netsuite passports/token.rb).
    fields[name] = octets(name === 'signature' ? text.trim() : text);
    const algorithm = name === 'signature' ? attributeOf(child, 'algorithm') : undefined;
    if (algorithm !== undefined) {
      fields.algorithm = octets(algorithm);
    }
  }
  return { isSound: true, fields };
}

function octets(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
