import type { Exchange } from '../server/exchange.ts';
import { rawHeaderValues } from '../server/localOnly.ts';

/** A request to a token endpoint that could be read. */
export interface TokenForm {
  /** A parameter that is there, and not empty. */
  readonly value: (name: string) => string | undefined;
  /** Of an Authorization header with the scheme Basic. */
  readonly basic: { readonly clientId: string; readonly secret: string } | undefined;
}

/**
 * Reads the form of a token request; undefined for what is none: another media type, a parameter twice (RFC 6749 3.2),
 * parameters in the query, or an Authorization header that is not one Basic.
 */
export function readTokenForm({ request, target, body }: Exchange): TokenForm | undefined {
  const isForm = /^application\/x-www-form-urlencoded[ \t]*(?:;|$)/i.test(request.headers['content-type'] ?? '');
  const fields = [...new URLSearchParams(isForm ? body.toString('utf8') : '')];
  const headers = rawHeaderValues(request, 'authorization');
  const basic = headers.length === 1 ? readBasic(headers[0] ?? '') : undefined;
  const isSound =
    isForm &&
    !target.includes('?') &&
    new Set(fields.map(([name]) => name)).size === fields.length &&
    (headers.length === 0 || basic !== undefined);
  return isSound ? { value: name => fields.find(([each]) => each === name)?.[1] || undefined, basic } : undefined;
}

/** Client ID and secret are form-encoded before they become one text (RFC 6749 2.3.1). */
function readBasic(header: string): TokenForm['basic'] {
  const [, encoded = ''] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header) ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  try {
    return colon < 0
      ? undefined
      : { clientId: decodeURIComponent(text.slice(0, colon)), secret: decodeURIComponent(text.slice(colon + 1)) };
  } catch {
    return undefined;
  }
}
