import { fill } from '../../shared/format.ts';
import type { SignatureStrings, SignatureView } from '../messages.ts';
import { cut } from './cut.ts';
import { rowOf, type Target } from './pieces.ts';

/** What is said about the piece or row that is looked at. */
export interface Detail {
  readonly heading: string;
  /** Of parameters: each form on its way into the base string. */
  readonly forms: readonly { readonly label: string; readonly text: string; readonly doubled: boolean }[];
  readonly note: string;
}

/** The three forms of a parameter and why they differ, or what another piece is. */
export function detailOf(target: Target, { steps }: SignatureView, strings: SignatureStrings): Detail {
  const row = rowOf(target);
  const parameter = row === undefined ? undefined : steps.parameters[row];
  if (row === undefined || !parameter) {
    return { forms: [], ...aboutPiece(target, strings) };
  }
  const once = `${parameter.encodedName}=${parameter.encodedValue}`;
  const twice = steps.baseString.text.slice(parameter.nameRange.start, parameter.valueRange.end);
  const escaped = once.includes('%');
  return {
    heading: rowText(row, parameter, steps.parameters.length, strings),
    forms: [
      { label: strings.decoded, text: short(`${parameter.name}=${parameter.value}`, strings), doubled: false },
      { label: strings.encodedOnce, text: short(once, strings), doubled: false },
      { label: strings.encodedTwice, text: short(twice, strings), doubled: true },
    ],
    note: escaped ? strings.doubledNote : strings.unchangedNote,
  };
}

/**
 * What a screen reader is told: of a piece, which row it belongs to; of a row, where else it lights up.
 *
 * @param fromTable whether the row itself has the focus
 */
export function announcementOf(
  target: Target,
  fromTable: boolean,
  { steps }: SignatureView,
  strings: SignatureStrings,
): string {
  const row = rowOf(target);
  const parameter = row === undefined ? undefined : steps.parameters[row];
  if (row === undefined || !parameter) {
    const { heading, note } = aboutPiece(target, strings);
    return `${heading}: ${note}`;
  }
  if (!fromTable) {
    return rowText(row, parameter, steps.parameters.length, strings);
  }
  const places = {
    query: [strings.inBaseString, strings.inUrl],
    form: [strings.inBaseString],
    oauth: [strings.inBaseString, strings.inHeader],
    header: [strings.inBaseString, strings.inHeader],
  };
  return fill(strings.litIn, short(parameter.name, strings), places[parameter.source].join(', '));
}

function aboutPiece(target: Target, strings: SignatureStrings): { heading: string; note: string } {
  switch (target) {
    case 'method':
      return { heading: strings.legendMethod, note: strings.aboutMethod };
    case 'uri':
      return { heading: strings.legendUri, note: strings.aboutUri };
    case 'realm':
      return { heading: 'realm', note: strings.aboutRealm };
    case 'signature':
      return { heading: strings.signature, note: strings.aboutSignature };
    default:
      return { heading: '', note: '' };
  }
}

function rowText(
  row: number,
  parameter: SignatureView['steps']['parameters'][number],
  total: number,
  strings: SignatureStrings,
): string {
  return fill(
    strings.rowIs,
    (row + 1).toLocaleString(),
    total.toLocaleString(),
    short(parameter.name, strings),
    strings.sources[parameter.source],
  );
}

function short(text: string, strings: SignatureStrings): string {
  const { text: start, left } = cut(text, 400);
  return left === 0 ? start : `${start}… ${fill(strings.moreCharacters, left.toLocaleString())}`;
}
