import type { Octets } from '../../authentication/octets.ts';

/** Control characters, spaces that look like others or like nothing, and marks that turn the direction of text. */
const unseen =
  /[\u0000-\u001F\u007F-\u00A0\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\u{E0000}-\u{E0FFF}]/gu;

/**
 * Octets as text that shows everything there is: UTF-8 where they are that, other octets as `\xE9`, what a reader would
 * not see as `\u{200B}`.
 */
export function readable(octets: Octets): string {
  // The mark of a text that was cut is not an octet.
  const [, body = '', mark = ''] = /^(.*?)(…?)$/su.exec(octets) ?? [];
  return showUnseen(utf8Or(body) ?? escapeOctets(body)) + mark;
}

/** Text in which nothing hides. */
export function showUnseen(text: string): string {
  return text.replace(unseen, each => `\\u{${(each.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}

/** Whether the trail kept only the beginning of a text. */
export function isCut(octets: Octets): boolean {
  return octets.endsWith('…');
}

function utf8Or(octets: Octets): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(octets, 'latin1'));
  } catch {
    return undefined;
  }
}

function escapeOctets(octets: Octets): string {
  return octets.replace(
    /[\u0080-\u00FF]/g,
    each => `\\x${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
