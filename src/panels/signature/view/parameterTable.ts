import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { SignatureStrings } from '../messages.ts';
import { cut } from './cut.ts';
import { fieldKey } from './drafts.ts';
import type { Editing, EditActions } from './editing.ts';
import type { TableRow } from './rows.ts';

/** A cell shows this many characters; the whole text stands in the joined parameters and in the base string. */
const CELL_LIMIT = 1000;

/** What the table needs besides its rows. */
export interface TableOptions {
  readonly limit: number;
  readonly label: string;
  readonly strings: SignatureStrings;
  readonly editing: Editing | undefined;
  readonly actions: EditActions;
  /** Whether anything may be changed here. */
  readonly trusted: boolean;
}

/** What is signed, in signed order, a row each; rows are what the pieces elsewhere are tied to. */
export function parameterTable(rows: readonly TableRow[], options: TableOptions): TemplateResult {
  const { limit, label, strings } = options;
  return html`
    <div class="table" role="grid" aria-label=${label} aria-rowcount=${rows.length + 1} data-roving="table">
      <div role="rowgroup" class="head">
        <div role="row" aria-rowindex="1" class="row">
          <span role="columnheader">${strings.columnName}</span>
          <span role="columnheader">${strings.columnValue}</span>
          <span role="columnheader">${strings.columnSource}</span>
        </div>
      </div>
      <div role="rowgroup">
        ${repeat(
          rows.slice(0, limit),
          // What is being typed in stays the same row while it is sorted anew.
          ({ field }, row) => (field ? fieldKey(field) : `row ${row}`),
          (row, index) => tableRow(row, index, options),
        )}
      </div>
    </div>
  `;
}

function tableRow(row: TableRow, index: number, options: TableOptions): TemplateResult {
  const { tone, icon, from, field, change, name, value, encodedName, encodedValue } = row;
  const { strings, editing, actions, trusted } = options;
  const isEdited = field !== undefined && editing !== undefined && fieldKey(editing.field) === fieldKey(field);
  const hasName = field !== undefined && 'list' in field;
  return html`
    <div
      role="row"
      aria-rowindex=${index + 2}
      aria-keyshortcuts=${field && trusted ? 'F2' : nothing}
      class="row ${tone} ${change ? 'changed' : ''}"
      tabindex="-1"
      data-target="row:${index}"
      data-field=${field ? fieldKey(field) : nothing}
      @dblclick=${() => {
        if (field && !isEdited) {
          actions.start(field, 'value');
        }
      }}
    >
      <div role="gridcell" class="name code">
        ${
          isEdited && hasName
            ? input(editing, 'name', fill(strings.nameOf, name), actions)
            : html`${cellText(name, strings)}${encodedForm(name, encodedName, strings)}`
        }
      </div>
      <div role="gridcell" class="code">
        ${
          isEdited
            ? input(editing, 'value', fill(strings.valueOf, name), actions)
            : html`${value === '' ? html`<span class="quiet">${strings.emptyValue}</span>` : cellText(value, strings)}
              ${encodedForm(value, encodedValue, strings)}`
        }
        ${isEdited && editing.problem !== undefined ? problemNote(editing.problem) : nothing}
        ${change ? wasNote(row, change, options) : nothing}
      </div>
      <div role="gridcell" class="source">
        <span><span class="codicon codicon-${icon}" aria-hidden="true"></span>${from}</span>
        <span class="tools">
          ${
            isEdited && hasName
              ? iconButton('trash', fill(strings.removeParameter, name), () => actions.remove(field), true)
              : nothing
          }
          ${
            field && !isEdited
              ? iconButton('edit', fill(strings.change, name), () => actions.start(field, 'value'), trusted, '-1')
              : nothing
          }
        </span>
      </div>
    </div>
  `;
}

/** A box for what is typed in place. */
export function input(editing: Editing, part: 'name' | 'value', label: string, actions: EditActions): TemplateResult {
  return html`<input
    class="box"
    spellcheck="false"
    autocomplete="off"
    aria-label=${label}
    aria-invalid=${editing.problem === undefined ? nothing : 'true'}
    aria-describedby=${editing.problem === undefined ? nothing : 'problem'}
    data-part=${part}
    .value=${live(editing[part])}
    @input=${(event: InputEvent) => {
      if (!event.isComposing) {
        actions.type(part, (event.target as HTMLInputElement).value);
      }
    }}
    @compositionend=${(event: CompositionEvent) => actions.type(part, (event.target as HTMLInputElement).value)}
    @keydown=${(event: KeyboardEvent) => {
      if (!event.isComposing && (event.key === 'Enter' || event.key === 'Escape')) {
        event.preventDefault();
        event.stopPropagation();
        actions.finish(event.key === 'Escape', true);
      }
    }}
    @focusout=${(event: FocusEvent) => actions.left(event)}
  />`;
}

/** Why what is in the box cannot be signed. */
export function problemNote(problem: string): TemplateResult {
  return html`<p class="problem" id="problem">
    <span class="codicon codicon-error" aria-hidden="true"></span> ${visibleText(problem)}
  </p>`;
}

/** A small button with a picture. `tabindex` -1 where a key does the same. */
export function iconButton(
  icon: string,
  label: string,
  press: () => void,
  enabled: boolean,
  tabindex?: '-1',
): TemplateResult {
  return html`<button
    class="icon"
    title=${visibleText(label)}
    aria-label=${visibleText(label)}
    tabindex=${tabindex ?? nothing}
    aria-disabled=${enabled ? nothing : 'true'}
    aria-describedby=${enabled ? nothing : 'untrusted'}
    @click=${() => {
      if (enabled) {
        press();
      }
    }}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}

/** What stood there at first, and the way back. */
function wasNote(row: TableRow, change: NonNullable<TableRow['change']>, options: TableOptions): TemplateResult {
  const { strings, actions } = options;
  const { field } = row;
  if (!field) {
    return html``;
  }
  if (change.kind === 'added') {
    return html`<div class="was">
      ${strings.added}
      ${iconButton('discard', fill(strings.removeParameter, row.name), () => actions.remove(field), true)}
    </div>`;
  }
  const { name, value } = change;
  const text = name === row.name ? value : `${name}=${value}`;
  return html`<div class="was">
    <span class="hidden-text">${strings.was} </span><s>${text === '' ? strings.emptyValue : cellText(text, strings)}</s>
    ${iconButton('discard', fill(strings.reset, row.name), () => actions.put(field, { name, value }), true)}
  </div>`;
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
