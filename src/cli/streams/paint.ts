/** What stands out at a terminal. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Gives a text a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/**
 * Colours for a terminal only. `FORCE_COLOR` (but 0 or false) wants them everywhere, `NO_COLOR` nowhere; the first wins,
 * as in Node itself.
 *
 * @see https://no-color.org and https://force-color.org
 */
export function paintFor(output: { readonly isTTY?: boolean }, environment: NodeJS.Dict<string> = process.env): Paint {
  return isColoured(output, environment)
    ? (style, text) => (text === '' ? '' : `\x1b[${codes[style][0]}m${text}\x1b[${codes[style][1]}m`)
    : (_, text) => text;
}

function isColoured({ isTTY }: { readonly isTTY?: boolean }, environment: NodeJS.Dict<string>): boolean {
  const force = environment['FORCE_COLOR'];
  if (force !== undefined && force !== '') {
    return force !== '0' && force !== 'false';
  }
  return isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}
