import type { Header } from './record.ts';

const masked = '•••';

/**
 * A header as it may be shown and kept: the signature of an OAuth header is masked, any other credential wholly.
 * Realm, keys, nonce and the rest stay, since they are what one looks for when a login fails.
 */
export function redactHeader(header: Header): Header {
  switch (header.name.toLowerCase()) {
    case 'authorization':
      return { ...header, value: redactAuthorization(header.value) };
    case 'cookie':
    case 'proxy-authorization':
      return { ...header, value: masked };
    case 'set-cookie':
      // The cookie's name and attributes say what it is for; its value is a session.
      return { ...header, value: header.value.replace(/^([^=;]*=)[^;]*/, `$1${masked}`) };
    default:
      return header;
  }
}

function redactAuthorization(value: string): string {
  return /^OAuth\s/i.test(value)
    ? value.replace(/(oauth_signature=")[^"]*/g, `$1${masked}`)
    : value.replace(/^(\S+)[\s\S]*$/, `$1 ${masked}`);
}

/** Replaces every secret that occurs in a text, whole or percent-encoded; for logs and diagnostics. */
export function redactText(text: string, secrets: Iterable<string>): string {
  let result = text;
  for (const secret of secrets) {
    // Very short ones would blank out ordinary words.
    if (secret.length >= 6) {
      result = result.replaceAll(secret, masked).replaceAll(encodeURIComponent(secret), masked);
    }
  }
  return result;
}
