import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { fill } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { ColumnId, InventoryView, TokenRowView } from '../messages.ts';
import type { MigrationPage } from './page.ts';

const warnings = new Set(['soap', 'administrator', 'failing', 'user-inactive']);

/** The table of tokens, with what is not known of them. */
export function inventorySection(model: MigrationPage): TemplateResult {
  const { state, strings } = model;
  return html`<section aria-label=${strings.views.inventory}>
    ${reading(model)} ${state.inventory ? table(model, state.inventory) : html`<p class="quiet">${strings.notRead}</p>`}
  </section>`;
}

function reading({ state, strings, read, cancel }: MigrationPage): TemplateResult {
  if (state.isReading) {
    return html`<p class="line">
      <progress aria-label=${state.reading || strings.read}></progress>
      <span class="quiet">${state.reading}</span>
      <button class="button" @click=${cancel}>${strings.cancel}</button>
    </p>`;
  }
  const isOff = state.cannotRead !== '';
  return html`<p class="line">
      <button
        class="button primary"
        aria-describedby="read-help"
        aria-disabled=${isOff ? 'true' : nothing}
        @click=${() => {
          if (!isOff) {
            read();
          }
        }}
      >
        <span class="codicon codicon-refresh" aria-hidden="true"></span>${strings.read}
      </button>
    </p>
    <p class="quiet" id="read-help">${isOff ? state.cannotRead : strings.readHelp}</p>`;
}

function table(model: MigrationPage, { summary, notes, rows }: InventoryView): TemplateResult {
  const { strings, filter, sort, setFilter, setSort, save } = model;
  const shown = sorted(
    rows.filter(row => matches(row, filter)),
    sort,
  );
  const columns = Object.keys(strings.columns) as ColumnId[];
  return html`<p class="summary">${summary}</p>
    ${
      notes.length === 0
        ? nothing
        : html`<ul class="note warning lines">
            ${notes.map(note => html`<li>${visibleText(note)}</li>`)}
          </ul>`
    }
    <p class="line">
      <label for="filter">${strings.filter}</label>
      <input
        id="filter"
        class="box"
        type="search"
        .value=${live(filter)}
        @input=${(event: Event) => setFilter((event.target as HTMLInputElement).value)}
      />
      <span class="quiet" role="status">${fill(strings.shown, String(shown.length), String(rows.length))}</span>
      <button class="button" @click=${() => save('csv')}>${strings.saveCsv}</button>
      <button class="button" @click=${() => save('markdown')}>${strings.saveMarkdown}</button>
    </p>
    ${
      shown.length === 0
        ? html`<p class="quiet">${rows.length === 0 ? strings.noRows : strings.noMatch}</p>`
        : html`<div class="table" role="region" aria-label=${strings.table} tabindex="0">
            <table>
              <thead>
                <tr>
                  ${columns.map(
                    column =>
                      html`<th
                        scope="col"
                        aria-sort=${sort.column === column ? (sort.isDown ? 'descending' : 'ascending') : nothing}
                      >
                        <button class="sort" @click=${() => setSort(column)}>
                          ${strings.columns[column]}${
                            sort.column === column
                              ? html`<span
                                  class="codicon codicon-${sort.isDown ? 'arrow-down' : 'arrow-up'}"
                                  aria-hidden="true"
                                ></span>`
                              : nothing
                          }
                        </button>
                      </th>`,
                  )}
                </tr>
              </thead>
              <tbody>
                ${shown.map(row => line(row, columns))}
              </tbody>
            </table>
          </div>`
    }`;
}

function line({ cells, marks }: TokenRowView, columns: readonly ColumnId[]): TemplateResult {
  return html`<tr>
    ${columns.map(column =>
      column === 'name'
        ? html`<td>
            ${visibleText(cells.name)}
            ${marks.map(
              ({ id, text }) => html`<span class="mark ${warnings.has(id) ? 'warning' : ''}">${text}</span> `,
            )}
          </td>`
        : html`<td>${column === 'created' ? unbroken(cells.created) : visibleText(cells[column])}</td>`,
    )}
  </tr>`;
}

/** A date breaks at its space, not at its hyphens. */
function unbroken(text: string): readonly TemplateResult[] {
  return text.split(' ').map(word => html`<span class="unbroken">${visibleText(word)}</span> `);
}

/** Every word has to be somewhere in the row. */
function matches({ cells, marks }: TokenRowView, filter: string): boolean {
  const text = [...Object.values(cells), ...marks.map(mark => mark.text)].join('\n').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}

function sorted(rows: readonly TokenRowView[], { column, isDown }: MigrationPage['sort']): readonly TokenRowView[] {
  const compare = (a: TokenRowView, b: TokenRowView) =>
    column === 'lastUsed'
      ? a.lastUsedAt - b.lastUsedAt
      : column === 'logins'
        ? a.loginCount - b.loginCount
        : a.cells[column].localeCompare(b.cells[column], undefined, { numeric: true });
  return [...rows].sort((a, b) => (isDown ? compare(b, a) : compare(a, b)));
}
