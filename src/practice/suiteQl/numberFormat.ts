import { compare, integer, negate, toPlaces, toText, type Decimal } from './decimal.ts';
import { unsupported } from './queryErrors.ts';

// Oracle Database SQL Language Reference, Number Format Models; the elements 9 0 , . D G $ FM MI S.

const shape = /^(FM)?(S)?(\$)?([90,G]*)(?:([.D])([90]*))?(MI|S)?$/i;

/** TO_CHAR of a number without a format: no zero before the point. */
export function numberText(value: Decimal): string {
  return toText(value).replace(/^(-?)0\./, '$1.');
}

/** Throws suiteql-unsupported for a format that is not known here, at `position` of the query. */
export function checkNumberFormat(format: string, position = 0): RegExpExecArray {
  const match = shape.exec(format);
  const [, , before, , whole = '', , fraction = '', after] = match ?? [];
  const signs = [before, after].filter(sign => sign !== undefined).length;
  if (!match || whole + fraction === '' || /^[,G]/i.test(whole) || signs > 1) {
    throw unsupported(`the number format ${format.slice(0, 40)}`, position);
  }
  return match;
}

export function formatNumber(value: Decimal, format: string): string {
  const [, fill, before, dollar, whole = '', point, fraction = '', after] = checkNumberFormat(format);
  const shown = toPlaces(value, fraction.length, 'round');
  const negative = shown.digits < 0n;
  const [digits = '0', decimals = ''] = toText(negative ? negate(shown) : shown).split('.');
  const places = whole.replace(/[,G]/gi, '').length;
  const width = whole.length + (point ? 1 : 0) + fraction.length + (dollar ? 1 : 0);
  const significant = digits === '0' ? '' : digits;
  if (significant.length > places) {
    return '#'.repeat(width + 1);
  }
  const wholeText = writeWhole(significant, whole, compare(shown, integer(0)) === 0 && fraction === '');
  const fractionText = writeFraction(decimals, fraction, fill !== undefined);
  const body = (dollar ?? '') + wholeText + (point ? '.' + fractionText : '');
  const signed = writeSign(body, negative, before, after);
  return fill === undefined ? signed.padStart(width + 1) : signed.trim();
}

/** Digits from the right into their places, with commas as long as there are digits before them. */
function writeWhole(digits: string, whole: string, showZero: boolean): string {
  const firstZero = whole.indexOf('0');
  let [left, text] = [digits, ''];
  for (let index = whole.length - 1; index >= 0; index -= 1) {
    const forced = firstZero >= 0 && index >= firstZero;
    if (/[,G]/i.test(whole[index] ?? '')) {
      text = left !== '' || (firstZero >= 0 && index > firstZero) ? `,${text}` : text;
    } else if (left !== '') {
      text = (left.at(-1) ?? '') + text;
      left = left.slice(0, -1);
    } else if (forced || (showZero && text === '')) {
      text = `0${text}`;
    }
  }
  return text;
}

function writeFraction(decimals: string, fraction: string, fill: boolean): string {
  const all = decimals.padEnd(fraction.length, '0');
  if (!fill) {
    return all;
  }
  const keep = Math.max(fraction.lastIndexOf('0') + 1, decimals.length);
  return all.slice(0, keep);
}

function writeSign(body: string, negative: boolean, before: string | undefined, after: string | undefined): string {
  if (before) {
    return (negative ? '-' : '+') + body;
  }
  if (after?.toUpperCase() === 'S') {
    return body + (negative ? '-' : '+');
  }
  if (after) {
    return body + (negative ? '-' : ' ');
  }
  return negative ? `-${body}` : body;
}
