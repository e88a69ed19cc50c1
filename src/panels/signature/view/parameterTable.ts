import { html, nothing, type TemplateResult } from 'lit';
import type { ParameterSource, SignedParameter } from '../../../tba/signatureSteps.ts';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { SignatureStrings } from '../messages.ts';
import { cut } from './cut.ts';

const ICONS: Readonly<Record<ParameterSource, string>> = {
  query: 'link',
  form: 'list-flat',
  oauth: 'key',
  header: 'mail',
};

/** A cell shows this many characters; the whole text stands in the joined parameters and in the base string. */
const CELL_LIMIT = 1000;

/** The parameters in signed order, a row each; rows are what the pieces elsewhere are tied to. */
export function parameterTable(
  parameters: readonly SignedParameter[],
  limit: number,
  strings: SignatureStrings,
): TemplateResult {
  return html`
    <div
      class="table"
      role="grid"
      aria-label=${strings.parameters}
      aria-rowcount=${parameters.length + 1}
      data-roving="table"
    >
      <div role="rowgroup" class="head">
        <div role="row" aria-rowindex="1" class="row">
          <span role="columnheader">${strings.columnName}</span>
          <span role="columnheader">${strings.columnValue}</span>
          <span role="columnheader">${strings.columnSource}</span>
        </div>
      </div>
      <div role="rowgroup">
        ${parameters.slice(0, limit).map((parameter, row) => tableRow(parameter, row, strings))}
      </div>
    </div>
  `;
}

function tableRow(parameter: SignedParameter, row: number, strings: SignatureStrings): TemplateResult {
  const { name, value, encodedName, encodedValue, source } = parameter;
  return html`
    <div role="row" aria-rowindex=${row + 2} class="row ${source}" tabindex="-1" data-target="row:${row}">
      <div role="gridcell" class="name code">${cellText(name, strings)}${encodedForm(name, encodedName, strings)}</div>
      <div role="gridcell" class="code">
        ${value === '' ? html`<span class="quiet">${strings.emptyValue}</span>` : cellText(value, strings)}
        ${encodedForm(value, encodedValue, strings)}
      </div>
      <div role="gridcell" class="source">
        <span class="codicon codicon-${ICONS[source]}" aria-hidden="true"></span>${strings.sources[source]}
      </div>
    </div>
  `;
}

function encodedForm(text: string, encoded: string, strings: SignatureStrings): TemplateResult | typeof nothing {
  return text === encoded
    ? nothing
    : html`<div class="encoded">
        <span class="hidden-text">${strings.encoded} </span>${cellText(encoded, strings)}
      </div>`;
}

/** Within a cell of class `code`, which keeps its direction to itself. */
function cellText(text: string, strings: SignatureStrings): unknown {
  const { text: start, left } = cut(text, CELL_LIMIT);
  const shown = visibleText(start);
  return left === 0
    ? shown
    : html`${shown}<span class="quiet">… ${fill(strings.moreCharacters, left.toLocaleString())}</span>`;
}
