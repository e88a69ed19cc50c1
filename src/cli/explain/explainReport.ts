import { causeTexts } from '../../diagnosis/causeTexts.ts';
import { clientTexts } from '../../diagnosis/clients.ts';
import type { Cause, Diagnosis, KeyShape, OpenQuestion } from '../../diagnosis/diagnosis.ts';
import { firstDifference } from '../../diagnosis/firstDifference.ts';
import type { FoundCall } from '../../formats/sentCall/foundCall.ts';
import { explanationOf, fixOf } from './explainLine.ts';
import type { Paint, Style } from '../streams/paint.ts';
import { printable } from '../streams/printable.ts';
import { width, wrap } from '../streams/wrap.ts';

/** A diagnosis for a person at a terminal. */
export function explainReport(
  request: Pick<FoundCall, 'method' | 'url'>,
  diagnosis: Diagnosis,
  paint: Paint = (_, text) => text,
): string {
  const verdict: Style = diagnosis.signature === 'not-judged' ? 'yellow' : diagnosis.valid ? 'green' : 'red';
  const head = [
    paint('bold', printable(`${request.method} ${request.url}`)),
    '',
    paint(verdict, printable(headline(diagnosis))),
  ];
  const lines = [
    ...diagnosis.causes.flatMap(causeLines),
    ...baseStringLines(diagnosis),
    ...clientLines(diagnosis),
    ...ruledOutLines(diagnosis),
    '',
  ];
  const painted = lines.map(line => (line.startsWith('● ') ? paint('bold', printable(line)) : printable(line)));
  return `${[...head, ...painted].join('\n')}\n`;
}

function headline({ valid, signature, causes, tried }: Diagnosis): string {
  switch (signature) {
    case 'right':
      if (causes.length === 0) return 'Valid: the signature is right, and so is the header.';
      return valid
        ? 'Valid: the signature is right. A server may overlook what follows.'
        : 'The signature is right for what was signed, but NetSuite refuses the call.';
    case 'reproduced':
      return valid
        ? 'Valid, with something that a server may overlook.'
        : 'The signature is wrong, and this gives exactly the one that was sent:';
    case 'not-reproduced':
      return `The signature is not the right one. ${tried} ways of getting it wrong were tried, and none gives it.`;
    case 'not-judged':
      return 'The signature was not judged, since a secret is not known (or there is no signature). Only the header was looked at.';
  }
}

function causeLines(cause: Cause): string[] {
  const { title } = causeTexts[cause.code];
  const proof = { search: 'proved by the signature', header: 'seen in the header', none: 'not proved' }[cause.proof];
  const [fix = '', ...stacks] = fixOf(cause);
  return [
    '',
    `● ${title}  [${cause.code}${cause.detail === undefined || cause.detail === '' ? '' : `: ${cause.detail}`}] (${proof})`,
    ...wrap(explanationOf(cause), '  '),
    ...wrap(`→ ${fix}`, '  ', '    '),
    ...stacks.flatMap(line => wrap(line, '    ', '      ')),
  ];
}

/** Theirs above the right one, a piece about the first difference, which is pointed at. */
function baseStringLines({ theirs, expected }: Diagnosis): string[] {
  if (!theirs) {
    return ['', 'What should be signed', ...pieces(expected.baseString, '  '), ...keyLines('  key  ', expected.key)];
  }
  const found = firstDifference(theirs.baseString, expected.baseString);
  if (!found) {
    return [
      '',
      'The base string is right:',
      ...pieces(expected.baseString, '  '),
      ...keyLines('  their key  ', theirs.key),
      ...keyLines('  right key  ', expected.key),
    ];
  }
  const start = Math.max(0, found.offset - 40);
  const cut = (text: string) =>
    (start > 0 ? '…' : '') + text.slice(start, start + width - 14) + (text.length > start + width - 14 ? '…' : '');
  const pointer = ' '.repeat(found.offset - start + (start > 0 ? 1 : 0));
  const part = { method: 'the method', url: 'the base URL', parameters: 'the parameters' }[found.part];
  return [
    '',
    `The base strings part in ${part}, at character ${found.offset + 1}:`,
    `  theirs  ${cut(theirs.baseString)}`,
    `  right   ${cut(expected.baseString)}`,
    `          ${pointer}▲`,
    '',
    'Their base string',
    ...pieces(theirs.baseString, '  '),
    'The right one',
    ...pieces(expected.baseString, '  '),
    ...keyLines('their key  ', theirs.key),
    ...keyLines('right key  ', expected.key),
  ];
}

function keyLines(label: string, key: KeyShape): string[] {
  const names = {
    'consumer-secret': 'consumer secret',
    'token-secret': 'token secret',
    'consumer-key': 'consumer key (!)',
    'token-id': 'token ID (!)',
    nothing: '(nothing)',
  };
  const notes = [
    key.encoding === 'percent-encoded' ? '' : key.encoding,
    key.whitespace ? 'with blanks or other signs around' : '',
  ].filter(note => note !== '');
  return [
    `${label}${names[key.first]} ${key.ampersand ? '&' : '(no &)'} ${names[key.second]}${notes.length > 0 ? `, ${notes.join(', ')}` : ''}`,
  ];
}

function clientLines({ client }: Diagnosis): string[] {
  if (!client) {
    return [];
  }
  const { name, remedy } = clientTexts[client];
  return ['', ...wrap(`This is what ${name} does. ${remedy}`, '')];
}

const openTexts: Readonly<Record<OpenQuestion, string>> = {
  'other-secret': 'a secret other than the one known here, which cannot be told from any other',
  'signed-something-unseen': 'a parameter or body that was signed and is not in the text',
  'changed-on-the-way': 'a change to the request after it was signed',
  'more-bugs-at-once': 'more bugs at once than are tried together',
};

function ruledOutLines({ ruledOut, open }: Diagnosis): string[] {
  return open.length === 0
    ? []
    : [
        '',
        ...wrap(`Ruled out: ${ruledOut.join(', ')}.`, '', '  '),
        'It can still be:',
        ...open.flatMap(question => wrap(`- ${openTexts[question]}`, '  ', '    ')),
      ];
}

function pieces(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += width - indent.length) {
    lines.push(indent + text.slice(at, at + width - indent.length));
  }
  return lines;
}
