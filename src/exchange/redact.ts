import type { Header } from './record.ts';
import { masked } from './secretMask.ts';

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
