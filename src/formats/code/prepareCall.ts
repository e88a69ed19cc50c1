import { CodedError } from '../../codedError.ts';
import { refusedHeaders } from '../../refusedHeaders.ts';
import { readCallUrl, type CallUrl } from './callUrl.ts';
import type { CodeCall, CodeLanguage, CodeLogin, CodeObstacle, NamedValue } from './codeCall.ts';
import { decodeForm, encodeForm } from './formPairs.ts';
import { harmlessLine } from './harmlessLine.ts';

/** A call that any language can write: checked, in one spelling. */
export interface PreparedCall {
  readonly method: string;
  readonly url: CallUrl;
  /** Only where it differs from the URL. */
  readonly signedUrl?: CallUrl;
  /** Each name once, printable ASCII. */
  readonly headers: readonly NamedValue[];
  readonly body?: string;
  /** The body's pairs are signed: RFC 5849 section 3.4.1.3.1. */
  readonly isForm: boolean;
  readonly accountId: string;
  /** With URLs in one spelling. */
  readonly oauth2?: CodeLogin;
  /** Harmless lines for the comment at the top. */
  readonly about: readonly string[];
}

/**
 * Checks a call and brings it into one spelling.
 *
 * @throws CodedError `method-invalid`, `header-refused` and `header-invalid` (data: name), `text-not-unicode`,
 *   `url-invalid`, `url-userinfo`, `form-not-utf8`, `code-not-possible` (data: language, reason, name)
 */
export function prepareCall(language: CodeLanguage | 'curl-once', call: CodeCall): PreparedCall {
  if (!/^[A-Za-z]+(?:-[A-Za-z]+)*$/.test(call.method)) {
    throw new CodedError('method-invalid');
  }
  if (![call.url, call.body, call.accountId].every(text => text?.isWellFormed() !== false)) {
    throw new CodedError('text-not-unicode');
  }
  const headers = readHeaders(language, call.headers);
  const url = readCallUrl(call.url);
  // A form that nobody signs goes as it is.
  const form = call.body !== undefined && call.oauth2 === undefined && isForm(headers);
  const signedUrl = call.signedUrl === undefined ? url : readCallUrl(call.signedUrl);
  return {
    method: call.method.toUpperCase(),
    url,
    ...(signedUrl.text === url.text ? {} : { signedUrl }),
    headers,
    // A form's pairs are signed, so they too are written in the one spelling that cannot be read differently.
    ...(call.body === undefined ? {} : { body: form ? encodeForm(decodeForm(call.body)) : call.body }),
    isForm: form,
    accountId: call.accountId,
    ...(call.oauth2 && { oauth2: readLogin(call.oauth2) }),
    about: [call.title, call.comment].map(text => harmlessLine(text ?? '')).filter(line => line !== ''),
  };
}

export function notPossible(
  language: CodeLanguage | 'curl-once',
  reason: CodeObstacle,
  data: Readonly<Record<string, string>> = {},
): CodedError {
  return new CodedError('code-not-possible', { language, reason, ...data });
}

/** The value of a header, whatever the case of its name. */
export function headerOf(headers: readonly NamedValue[], name: string): string | undefined {
  return headers.find(header => header.name.toLowerCase() === name)?.value;
}

function readLogin({ tokenUrl, audience, ...login }: CodeLogin): CodeLogin {
  return { ...login, tokenUrl: readCallUrl(tokenUrl).text, audience: readCallUrl(audience).text };
}

function readHeaders(language: CodeLanguage | 'curl-once', headers: readonly NamedValue[]): readonly NamedValue[] {
  const byName = new Map<string, NamedValue>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    if (refusedHeaders.has(key)) {
      throw new CodedError('header-refused', { name });
    }
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || /[\x00-\x08\x0a-\x1f\x7f]/.test(value)) {
      throw new CodedError('header-invalid', { name: name.slice(0, 60) });
    }
    if (/[^\t\x20-\x7e]/.test(value)) {
      throw notPossible(language, 'header-not-ascii', { name });
    }
    // What a client can unpack is its own business.
    if (key !== 'accept-encoding') {
      const earlier = byName.get(key);
      // One field line with a list means the same as several: RFC 9110 section 5.2.
      const text = value.replaceAll('\t', ' ').trim();
      byName.set(key, earlier ? { name: earlier.name, value: `${earlier.value}, ${text}` } : { name, value: text });
    }
  }
  return [...byName.values()];
}

function isForm(headers: readonly NamedValue[]): boolean {
  const type = headerOf(headers, 'content-type')?.split(';', 1)[0];
  return type?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}
