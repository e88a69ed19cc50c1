import { html, type TemplateResult } from 'lit';
import { visibleText } from '../../shared/visibleText.ts';
import type { PassportView, SignatureStrings } from '../messages.ts';
import { compareWith, signatureText } from './commonSteps.ts';
import { copyButton } from './copyButton.ts';
import type { Detail } from './detail.ts';
import { stepTitle } from './heading.ts';
import { keyShape } from './keyShape.ts';
import type { PageModel } from './page.ts';
import { parameterTable } from './parameterTable.ts';
import { onePiece, pieceText } from './pieceText.ts';
import { rowOf, type Piece, type Target } from './pieces.ts';
import { passportRows, type TableRow } from './rows.ts';

/** A TokenPassport's five values beside its steps: joined as they are, neither named nor sorted. */
export function passportSteps(model: PageModel, passport: PassportView): TemplateResult {
  const { strings, state, limit, editing, actions, lit } = model;
  const rows = passportRows(passport, strings);
  return html`
    <div class="left" data-scroller="table">
      <section>
        ${stepTitle(1, strings.passportValues, strings.passportValuesHelp)}
        ${parameterTable(rows, {
          limit,
          label: strings.passportValues,
          strings,
          editing,
          actions,
          trusted: state.trusted,
        })}
      </section>
    </div>
    <div class="right" data-scroller="steps">
      <section>
        ${stepTitle(2, strings.baseString, strings.passportBaseHelp, copyButton(model, 'passportBase'))}
        ${pieceText(basePieces(passport, rows), {
          group: 'base',
          label: strings.baseString,
          limit: Infinity,
          changed: lit,
          more: () => html``,
        })}
      </section>
      <section>${stepTitle(3, strings.key, strings.keyHelp)} ${keyShape(passport.steps.key, strings)}</section>
      <section>
        ${stepTitle(4, strings.signature, strings.signatureHelp, copyButton(model, 'passportSignature', true))}
        ${signatureText(passport.steps.signature, lit)}
      </section>
      <section>
        ${stepTitle(5, strings.passportElement, strings.passportElementHelp, copyButton(model, 'passport'))}
        ${element(passport, rows, lit, strings)}
      </section>
      <section>${compareWith(model, 6, strings.comparePassportHelp)}</section>
    </div>
  `;
}

/** A value as it is and as it goes into the base string. */
export function passportDetail(target: Target, rows: readonly TableRow[], strings: SignatureStrings): Detail {
  const row = rows[rowOf(target) ?? -1];
  if (!row) {
    return { heading: strings.signature, forms: [], note: strings.aboutPassportSignature };
  }
  return {
    heading: row.name,
    forms: [
      { label: strings.decoded, text: row.value, doubled: false },
      { label: strings.encoded, text: row.encodedValue, doubled: false },
    ],
    note: row.from,
  };
}

function basePieces({ steps }: PassportView, rows: readonly TableRow[]): Piece[] {
  return steps.fields.flatMap(({ encoded }, row): Piece[] => [
    ...(row === 0 ? [] : [{ runs: [{ text: '&', kind: 'divider' } as const] }]),
    { target: `row:${row}`, ...toneOf(rows, row), runs: [{ text: encoded, kind: 'value' }] },
  ]);
}

function element(
  { xml, steps }: PassportView,
  rows: readonly TableRow[],
  changed: ReadonlySet<Target>,
  strings: SignatureStrings,
): TemplateResult {
  const lines = xml.map(({ before, name, text, after }) => {
    if (name === undefined) {
      return html`<div class="line quiet">${before}</div>`;
    }
    const row = steps.fields.findIndex(field => field.name === name);
    const target: Target = name === 'signature' ? 'signature' : `row:${row}`;
    const piece: Piece = {
      target,
      ...(name === 'signature' ? { source: 'oauth' } : toneOf(rows, row)),
      runs: [{ text, kind: 'value' }],
    };
    return html`<div class="line">
      <span class="quiet">${visibleText(before)}</span>${onePiece(piece, false, changed)}<span class="quiet"
        >${after}</span
      >
    </div>`;
  });
  return html`<div class="code text" role="group" aria-label=${strings.passportElement} data-roving="header">
    ${lines}
  </div>`;
}

function toneOf(rows: readonly TableRow[], row: number): Pick<Piece, 'source'> {
  const tone = rows[row]?.tone;
  return tone === undefined ? {} : { source: tone };
}
