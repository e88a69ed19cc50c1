import { elementsIn, readEnvelope, type Qualified } from './envelope.ts';

/** The place in a SOAP message where its login goes. */
export interface LoginSlot {
  /** Of the endpoint, such as `2025_2`: the login's elements belong to its schema. */
  readonly version: string;
  /** The message with an element in its header. */
  readonly fill: (element: string) => string;
}

/** What logs in by itself, or makes a TokenPassport beside it ambiguous (ORA:section_1509544929); the case is seen to vary. */
const logins: ReadonlySet<string> = new Set(['tokenpassport', 'passport', 'ssopassport', 'applicationinfo']);

/** The version of SuiteTalk's SOAP endpoint that a URL names; undefined for any other URL. */
export function soapVersionOf(url: string): string | undefined {
  return URL.canParse(url) ? /\/services\/NetSuitePort_(\d{4}_\d)$/.exec(new URL(url).pathname)?.[1] : undefined;
}

/**
 * Where the TokenPassport of a call goes: SuiteTalk SOAP logs in by nothing else (ORA:section_4395630653). Undefined for
 * a call of anything else, and for a message that has a login of its own or is none: it is sent as it is.
 */
export function loginSlot(method: string, url: string, body: string | undefined): LoginSlot | undefined {
  const version = method.toUpperCase() === 'POST' && body !== undefined ? soapVersionOf(url) : undefined;
  const message = version === undefined || body === undefined ? undefined : readEnvelope(body);
  if (version === undefined || body === undefined || !message) {
    return undefined;
  }
  const { header } = message;
  if (!header) {
    const name = message.envelope.element.name.replace(/[^:]*$/, 'Header');
    const at = message.body.element.start;
    return { version, fill: login => insert(body, at, `<${name}>${login}</${name}>`) };
  }
  const blocks = elementsIn(header);
  if (!blocks || blocks.some(({ name }) => logins.has(name.toLowerCase()))) {
    return undefined;
  }
  return { version, fill: login => fillHeader(body, header, login) };
}

function fillHeader(body: string, { element }: Qualified, login: string): string {
  const written = body.slice(element.start, element.end);
  // No `>` but its own stands unescaped at the end of an element.
  const close = /<\/[^<>]*>$/.exec(written);
  if (close) {
    return insert(body, element.start + close.index, login);
  }
  const open = written.replace(/\s*\/>$/, '');
  return `${body.slice(0, element.start)}${open}>${login}</${element.name}>${body.slice(element.end)}`;
}

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}
