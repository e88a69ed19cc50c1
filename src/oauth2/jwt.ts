import { CodedError, isCoded } from '../codedError.ts';
import type { Claims, JwtParts } from './jwtParts.ts';

/** A JWT taken apart. It opens what it was made for: it is shown in parts only, and never kept. */
export interface Jwt extends JwtParts {
  /** In its compact form, as it was found. */
  readonly token: string;
  /** Characters of the signature; 0 where there is none. */
  readonly signatureLength: number;
  /** Base64 with `+`, `/` or `=` was written where base64url belongs (RFC 7515 2). */
  readonly isPlainBase64: boolean;
}

/** Characters that are looked at, and those of the longest token that is read. */
const longestText = 1_000_000;
const longestToken = 65_536;

/** A token begins with an object of JSON, and so with these letters in base64. Each start is tried once: no text is slow. */
const token =
  /(?<![\w.+/-])(?:ey[AIJ]|ew[0o])[\w+/-]{7,}={0,2}\.[\w+/-]*={0,2}\.[\w+/-]*={0,2}(?:\.[\w+/-]*={0,2}){0,3}/g;

/** Candidates that are looked at; what goes before a token may look like one. */
const mostTried = 20;

/**
 * Finds the first JWT in a text, such as a header, a form or an answer, and decodes it. No signature is checked.
 *
 * @throws CodedError `jwt-none`, `jwt-too-long` (data: limit), `jwt-encrypted` for five parts, and `jwt-unreadable` (data:
 *   part) where header or claims are not an object of JSON
 * @see RFC 7515 section 7.1, RFC 7519
 */
export function findJwt(text: string): Jwt {
  const looked = text.slice(0, longestText);
  // One that was wrapped where it was printed is whole without its blanks.
  const whole = /^\s*e[wy][\w+/=.\s-]*$/.test(looked) ? looked.replace(/\s+/g, '') : looked;
  let refusal: CodedError = new CodedError('jwt-none');
  let tried = 0;
  for (const [found] of whole.matchAll(token)) {
    try {
      return readJwt(found);
    } catch (error) {
      if (!isCoded(error)) {
        throw error;
      }
      refusal = tried === 0 ? error : refusal;
    }
    tried += 1;
    if (tried === mostTried) {
      break;
    }
  }
  throw refusal;
}

function readJwt(found: string): Jwt {
  if (found.length > longestToken) {
    throw new CodedError('jwt-too-long', { limit: longestToken });
  }
  const [header = '', claims = '', signature = '', ...more] = found.split('.');
  if (more.length > 0) {
    throw new CodedError(more.length === 2 ? 'jwt-encrypted' : 'jwt-none');
  }
  return {
    header: readPart(header, 'header'),
    claims: readPart(claims, 'claims'),
    token: found,
    signatureLength: signature.length,
    isPlainBase64: /[+/=]/.test(found),
  };
}

/** The same where there need not be one that can be read. */
export function jwtIn(text: string): Jwt | undefined {
  try {
    return findJwt(text);
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

/** What an access token says of itself, where it is a JWT; NetSuite's are. */
export function partsOf(text: string): JwtParts | undefined {
  const { header, claims } = jwtIn(text) ?? {};
  return header && claims && { header, claims };
}

/** Header and claims in one text, without the signature that makes a token of them. */
export function unsignedText(jwt: string): string {
  return jwt.split('.').slice(0, 2).join('.');
}

/** The other way round; undefined for anything else. */
export function decodeParts(unsigned: string): JwtParts | undefined {
  return partsOf(`${unsigned}.`);
}

/**
 * Whether it is an access token: it speaks of somebody, or of several audiences, and an assertion of a client and the one
 * URL of the token endpoint.
 */
export function isAccessToken({ claims }: JwtParts): boolean {
  const audience = claimOf(claims, 'aud');
  const isForEndpoint = typeof audience === 'string' && audience.includes('/oauth2/');
  return !isForEndpoint && (claimOf(claims, 'sub') !== undefined || Array.isArray(audience));
}

/** A claim that is there, whatever else objects have by that name. */
export function claimOf(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

/** A claim that is a text with something in it. */
export function textClaim(claims: Claims, name: string): string | undefined {
  const value = claimOf(claims, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The scopes of a claim: a text with blanks between, or a list (Oracle's sample has one). Undefined for anything else. */
export function scopesOf(claims: Claims): readonly string[] | undefined {
  const value = claimOf(claims, 'scope');
  const names: readonly unknown[] | undefined =
    typeof value === 'string'
      ? value.split(/\s+/).filter(name => name !== '')
      : Array.isArray(value)
        ? value
        : undefined;
  return names?.every(name => typeof name === 'string') === true ? names : undefined;
}

function readPart(part: string, name: 'header' | 'claims'): Claims {
  try {
    const octets = Buffer.from(part, 'base64url');
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(octets));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Claims;
    }
  } catch {
    // Told below; the parser's message would quote what it read.
  }
  throw new CodedError('jwt-unreadable', { part: name });
}
