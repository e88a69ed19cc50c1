import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { TablePlace, TableSummary, TableView as View } from '../../../bodies/table/tableTypes.ts';
import { fill, formatCount } from '../../shared/format.ts';
import { sharedStyles } from '../../shared/sharedStyles.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { BodyExport, TableFormat } from '../bodyQuestions.ts';
import { freshColumns, nextSort, shownColumns, toggleColumn, type ColumnView } from '../tableColumns.ts';
import { looksLikeFile } from '../looksLikeFile.ts';
import { askAbout, type AskBody, type ViewContext } from './context.ts';
import { fieldStyles } from './fieldStyles.ts';
import type { ActiveValue } from './menus.ts';
import './tableRows.ts';
import type { TableRows } from './tableRows.ts';
import { toolbarStyles } from './toolbarStyles.ts';

/** What a table remembers while it is not shown. */
export interface TableMemory {
  /** The array; undefined for the likeliest. */
  readonly node?: number;
  readonly columns: ColumnView;
  readonly view: View;
  readonly scroll: number;
}

export const freshTable: TableMemory = { columns: freshColumns, view: {}, scroll: 0 };

const copyFormats: readonly TableFormat[] = ['csv', 'tsv', 'markdown', 'json'];
const saveFormats: readonly TableFormat[] = ['csv', 'tsv', 'json'];
/** Milliseconds of rest after which what was typed is filtered by. */
const rest = 250;

/** An array of objects as a table: sorted, filtered, with the columns one wants, to copy and to save. */
export class TableView extends LitElement {
  static override properties = {
    bodyId: { type: Number },
    places: { state: true },
    table: { state: true },
    rows: { state: true },
    memory: { state: true },
  };
  static override styles = [
    sharedStyles,
    fieldStyles,
    toolbarStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        height: 100%;
      }
      tba-table-rows {
        flex: 1 1 0;
        min-height: 60px;
      }
      .page {
        flex: none;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        padding: 2px 12px;
        border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
        font-variant-numeric: tabular-nums;
      }
      details {
        position: relative;
      }
      summary {
        list-style: none;
        padding: 2px 8px;
        border-radius: 4px;
        cursor: pointer;
      }
      summary:hover {
        background: var(--vscode-toolbar-hoverBackground);
      }
      .choices {
        position: absolute;
        z-index: 3;
        display: flex;
        flex-direction: column;
        gap: 2px;
        max-height: 50vh;
        min-width: 20ch;
        overflow: auto;
        padding: 8px;
        border: 1px solid var(--vscode-menu-border, var(--vscode-contrastBorder, transparent));
        border-radius: 4px;
        background: var(--vscode-menu-background, var(--vscode-editorWidget-background));
        color: var(--vscode-menu-foreground, inherit);
      }
      .choices label {
        display: flex;
        gap: 6px;
        white-space: nowrap;
      }
    `,
  ];

  declare bodyId: number;
  declare private places: readonly TablePlace[];
  declare private table: TableSummary | undefined;
  declare private rows: number;
  declare memory: TableMemory;
  context!: ViewContext;
  label = '';
  keep: (memory: TableMemory) => void = () => undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.places = [];
    this.rows = 0;
    this.memory = freshTable;
  }

  /** What menus and keys are about: the active cell, else the object of the active row. */
  get active(): ActiveValue | undefined {
    const rows = this.renderRoot.querySelector<TableRows>('tba-table-rows');
    const cell = rows?.activeCell;
    const node = cell?.node ?? rows?.activeItem?.node;
    const isText = cell?.kind === 'string';
    return node === undefined
      ? undefined
      : { node, isText, holdsFile: isText && looksLikeFile(`"${cell.text.text}`) !== undefined };
  }

  find(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=text]')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override firstUpdated(): void {
    this.context.act(this.#open());
  }

  protected override render(): TemplateResult {
    const { table } = this;
    if (!table) {
      return html`<p class="toolbar quiet">${this.context.strings.body.reading}</p>`;
    }
    const { strings, locale } = this.context;
    const shown = shownColumns(table.columns, this.memory.columns);
    return html`<div class="toolbar">
        ${this.#placeChoice(table)} ${this.#filterBox()} ${this.#columnChoice(table)}
        <span class="space"></span>
        ${this.#formats(strings.table.copyAs, copyFormats, format => this.#export('copyExport', format, shown))}
        ${this.#formats(strings.table.saveAs, saveFormats, format => this.#export('saveExport', format, shown))}
      </div>
      ${keyed(
        `${table.node}`,
        html`<tba-table-rows
          .startAt=${this.memory.scroll}
          .scrolled=${(scroll: number) => this.#remember({ scroll })}
          .strings=${strings}
          .locale=${locale}
          .label=${this.label}
          .columns=${table.columns}
          .shown=${shown}
          .view=${this.memory.columns}
          .sort=${this.memory.view.sort}
          .total=${this.rows}
          .load=${(from: number, count: number) => this.#ask('tableRows', { from, count, columns: this.#shown() })}
          .sorted=${(column: number) => this.#look(this.#viewWith(nextSort(this.memory.view.sort, column)))}
          .viewed=${(columns: ColumnView) => this.#remember({ columns })}
          .hide=${(name: string) => this.#toggle(table, name)}
        ></tba-table-rows>`,
      )}
      ${this.#page(table)}`;
  }

  #placeChoice(table: TableSummary): TemplateResult | typeof nothing {
    const text = this.context.strings.table;
    return this.places.length < 2
      ? nothing
      : html`<select
          aria-label=${text.place}
          @change=${(event: Event) => this.context.act(this.#open(Number((event.target as HTMLSelectElement).value)))}
        >
          ${this.places.map(
            ({ node, path, rows }) =>
              html`<option value=${node} ?selected=${node === table.node}>
                ${visibleLine(path)} (${formatCount(rows, this.context.locale)})
              </option>`,
          )}
        </select>`;
  }

  #filterBox(): TemplateResult {
    const text = this.context.strings.table;
    return html`<span class="field">
      <input
        type="text"
        aria-label=${text.filter}
        placeholder=${text.filter}
        spellcheck="false"
        .value=${this.memory.view.filter?.text ?? ''}
        @input=${(event: Event) => this.#filterSoon((event.target as HTMLInputElement).value)}
      />
    </span>`;
  }

  #columnChoice(table: TableSummary): TemplateResult {
    const { strings, locale } = this.context;
    const hidden = new Set(this.memory.columns.hidden);
    const text = strings.table;
    return html`<details @keydown=${closeOnEscape} @focusout=${closeWhenLeft}>
      <summary>
        ${fill(text.columns, formatCount(table.columns.length - hidden.size, locale), formatCount(table.columns.length, locale))}
      </summary>
      <div class="choices" role="group" aria-label=${text.chooseColumns}>
        ${table.columns.map(
          ({ name }) =>
            html`<label class="code"
              ><input
                type="checkbox"
                .checked=${!hidden.has(name)}
                @change=${(event: Event) => {
                  this.#toggle(table, name);
                  (event.target as HTMLInputElement).checked = !this.memory.columns.hidden.includes(name);
                }}
              />${visibleLine(name)}</label
            >`,
        )}
      </div>
    </details>`;
  }

  #formats(label: string, formats: readonly TableFormat[], chosen: (format: TableFormat) => void): TemplateResult {
    const names = this.context.strings.table.formats;
    return html`<select
      aria-label=${label}
      @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement;
        chosen(select.value as TableFormat);
        select.selectedIndex = 0;
      }}
    >
      <option value="" selected disabled>${label}</option>
      ${formats.map(format => html`<option value=${format}>${names[format]}</option>`)}
    </select>`;
  }

  #page({ rows, page, otherElements, columnsLeftOut }: TableSummary): TemplateResult {
    const { strings, locale, call, act } = this.context;
    const text = strings.table;
    const { bodyId } = this;
    const go = (offset: number) => () => act(call('page', { bodyId, offset }));
    const count = (value: number): string => formatCount(value, locale);
    const step = page?.limit ?? page?.count ?? 0;
    return html`<div class="page">
      <span role="status"
        >${this.rows === rows ? fill(text.rows, count(rows)) : fill(text.rowsOf, count(this.rows), count(rows))}</span
      >
      ${
        page
          ? html`<span class="quiet"
                >${
                  page.totalResults === undefined
                    ? fill(text.from, count(page.offset + 1))
                    : fill(
                        text.range,
                        count(page.offset + 1),
                        count(page.offset + page.count),
                        count(page.totalResults),
                      )
                }</span
              >
              ${
                page.offset > 0
                  ? html`<button class="button" @click=${go(Math.max(0, page.offset - step))}>
                      ${text.previousPage}
                    </button>`
                  : nothing
              }
              ${
                page.hasMore
                  ? html`<button class="button" @click=${go(page.nextOffset ?? page.offset + page.count)}>
                      ${text.nextPage}
                    </button>`
                  : nothing
              }`
          : nothing
      }
      ${otherElements > 0 ? html`<span class="quiet">${fill(text.others, count(otherElements))}</span>` : nothing}
      ${columnsLeftOut > 0 ? html`<span class="quiet">${fill(text.leftOut, count(columnsLeftOut))}</span>` : nothing}
    </div>`;
  }

  get #ask(): AskBody {
    return askAbout(this.bodyId, this.context);
  }

  #shown(): readonly number[] {
    return this.table ? shownColumns(this.table.columns, this.memory.columns) : [];
  }

  async #open(node = this.memory.node): Promise<void> {
    this.places = await this.#ask('tables', null);
    const place = this.places.find(each => each.node === node) ?? this.places[0];
    if (place) {
      const isOther = place.node !== this.memory.node;
      this.#remember({ node: place.node, ...(isOther && this.memory.node !== undefined && { view: {}, scroll: 0 }) });
      this.table = await this.#ask('table', { node: place.node });
      this.rows = this.table.rows;
      const { sort, filter } = this.memory.view;
      if (sort ?? filter) {
        await this.#applyView();
      }
    }
  }

  #viewWith(sort: View['sort']): View {
    const { filter } = this.memory.view;
    return { ...(sort && { sort }), ...(filter && { filter }) };
  }

  #filterSoon(text: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      const { sort } = this.memory.view;
      this.#look({ ...(sort && { sort }), ...(text !== '' && { filter: { text, caseSensitive: false } }) });
    }, rest);
  }

  #look(view: View): void {
    this.#remember({ view, scroll: 0 });
    this.context.act(this.#applyView());
  }

  async #applyView(): Promise<void> {
    const { rows } = await this.#ask('tableView', this.memory.view);
    this.rows = rows;
    await this.#refresh(rows);
  }

  async #refresh(rows: number): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<TableRows>('tba-table-rows')?.refresh(rows, 0);
  }

  #toggle(table: TableSummary, name: string): void {
    this.#remember({ columns: toggleColumn(table.columns, this.memory.columns, name) });
    this.context.act(this.#refresh(this.rows));
  }

  #export(how: 'copyExport' | 'saveExport', format: TableFormat, columns: readonly number[]): void {
    const { call, act, strings } = this.context;
    const wanted: BodyExport = { what: 'table', format, columns };
    act(call(how, { bodyId: this.bodyId, wanted }), how === 'copyExport' ? strings.copied : undefined);
  }

  #remember(change: Partial<TableMemory>): void {
    this.memory = { ...this.memory, ...change };
    this.keep(this.memory);
  }
}

function closeOnEscape(event: KeyboardEvent): void {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.key === 'Escape' && details.open) {
    details.open = false;
    details.querySelector('summary')?.focus();
    event.stopPropagation();
  }
}

function closeWhenLeft(event: FocusEvent): void {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) {
    details.open = false;
  }
}

customElements.define('tba-table-view', TableView);
