// C0 controls save tab and line feed, DEL and C1; bidi controls; invisible joiners and the byte order mark.
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g;
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Text from outside as it may be shown: control characters become their Unicode pictures (`␀`), characters that
 * reorder or hide their neighbours become their number (`⟨U+202E⟩`). Tab and line feed stay.
 */
export function visibleText(text: string): string {
  return text.replace(CONTROL, picture).replace(INVISIBLE, codePoint);
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) {
    return String.fromCharCode(0x2400 + code);
  }
  return code === 0x7f ? '␡' : codePoint(character);
}

function codePoint(character: string): string {
  return `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** The same for text that has to stay on one line: a line feed becomes its picture too. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll('\n', '␊');
}
