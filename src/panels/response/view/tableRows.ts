import { css, html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { TableCell, TableColumn, TableRow } from '../../../bodies/table/tableTypes.ts';
import { fill, formatBytes, formatCount } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { ResponseStrings } from '../strings.ts';
import { resizeColumn, widthOf, type ColumnView } from '../tableColumns.ts';
import { VirtualRows } from './virtualRows.ts';

/** How far a key makes a column wider or narrower. Pixels. */
const keyStep = 16;

/** The rows of a table under their heads. Widths are rules of a style sheet: the page allows no inline styles. */
export class TableRows extends VirtualRows<TableRow> {
  static override properties = {
    ...VirtualRows.properties,
    columns: { attribute: false },
    shown: { attribute: false },
    view: { attribute: false },
    sort: { attribute: false },
    column: { state: true },
  };
  static override styles = [
    ...VirtualRows.styles,
    css`
      .head,
      .row {
        display: flex;
        padding-inline-end: 0;
      }
      .row {
        height: var(--row-height);
        line-height: var(--row-height);
      }
      .row + .row > * {
        border-top: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent));
      }
      .head {
        position: relative;
        z-index: 1;
        background: var(--vscode-keybindingTable-headerBackground, var(--vscode-editor-background));
        border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, currentColor));
        width: max-content;
        min-width: 100%;
      }
      .cell,
      .column,
      .number {
        flex: none;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: pre;
        padding: 0 8px;
        unicode-bidi: isolate;
      }
      .number {
        width: 8ch;
        text-align: end;
        color: var(--vscode-descriptionForeground);
        user-select: none;
      }
      .head {
        align-items: center;
      }
      .head .number,
      .row.active .number {
        color: inherit;
      }
      .column {
        position: relative;
        padding: 0;
        white-space: normal;
        font-family: var(--vscode-font-family);
      }
      .column .name {
        display: flex;
        align-items: center;
        gap: 4px;
        width: 100%;
        min-height: 28px;
        padding: 2px 12px 2px 8px;
        border: 0;
        background: transparent;
        color: inherit;
        font: inherit;
        font-weight: 600;
        text-align: start;
        cursor: pointer;
      }
      .column .name span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .edge {
        position: absolute;
        inset-block: 0;
        inset-inline-end: 0;
        width: 7px;
        cursor: col-resize;
        border-inline-end: 1px solid var(--vscode-tree-tableColumnsBorder, var(--vscode-panel-border, transparent));
        touch-action: none;
      }
      .edge:hover {
        border-inline-end: 2px solid var(--vscode-focusBorder);
      }
      .cell.numeric {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .cell .number-value {
        color: var(--vscode-debugTokenExpression-number);
      }
      .cell .word {
        color: var(--vscode-debugTokenExpression-boolean);
      }
      .scroller:focus-visible .row.active .cell.active {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
    `,
  ];

  declare columns: readonly TableColumn[];
  /** Positions of the columns that are shown. */
  declare shown: readonly number[];
  declare view: ColumnView;
  declare sort: { readonly column: number; readonly descending: boolean } | undefined;
  /** Which of the shown columns is the active one. */
  declare private column: number;
  strings!: ResponseStrings;
  locale = 'en';
  sorted: (column: number) => void = () => undefined;
  viewed: (view: ColumnView) => void = () => undefined;
  hide: (name: string) => void = () => undefined;
  protected readonly gridRole = 'grid';
  protected override readonly headRows = 1;
  readonly #sheet = new CSSStyleSheet();

  constructor() {
    super();
    this.columns = [];
    this.shown = [];
    this.column = 0;
  }

  /** The cell that menus and keys are about. */
  get activeCell(): TableCell | undefined {
    return this.activeItem?.cells[this.column] ?? undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter(sheet => sheet !== this.#sheet), this.#sheet];
  }

  protected override willUpdate(): void {
    const rules = this.shown.map((position, at) => {
      const column = this.columns[position];
      return column ? `.c${at}{width:${widthOf(column, this.view)}px}` : '';
    });
    this.#sheet.replaceSync(rules.join('\n'));
    this.column = Math.min(this.column, Math.max(0, this.shown.length - 1));
  }

  protected override activeId(): string {
    return `cell-${this.active}-${this.column}`;
  }

  protected override rowKey(event: KeyboardEvent): boolean {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) {
      return false;
    }
    this.column = Math.min(Math.max(this.column + by, 0), this.shown.length - 1);
    this.reactivate();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`#${this.activeId()}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    return true;
  }

  protected override renderHead(): TemplateResult {
    return html`<div class="head" role="row" aria-rowindex="1" @keydown=${this.#headKey}>
      <span class="number" role="columnheader">${this.strings.table.number}</span>
      ${this.shown.map((position, at) => this.#head(position, at))}
    </div>`;
  }

  protected override renderRow(item: TableRow | undefined, row: number): TemplateResult {
    const active = row === this.active;
    return html`<div
      class=${active ? 'row active' : 'row'}
      role="row"
      id=${`row-${row}`}
      data-row=${row}
      aria-rowindex=${row + 2}
      aria-selected=${active ? 'true' : nothing}
    >
      <span class="number" role="rowheader">${item ? formatCount(item.number + 1, this.locale) : '…'}</span>
      ${this.shown.map((_, at) => this.#cell(item?.cells[at] ?? undefined, row, at))}
    </div>`;
  }

  #cell(cell: TableCell | undefined, row: number, at: number): TemplateResult {
    const numeric = cell?.kind === 'number';
    const active = row === this.active && at === this.column;
    return html`<span
      class=${`cell c${at}${numeric ? ' numeric' : ''}${active ? ' active' : ''}`}
      role="gridcell"
      id=${`cell-${row}-${at}`}
      @mousedown=${() => (this.column = at)}
      >${cell ? this.#text(cell) : ''}</span
    >`;
  }

  #text({ kind, text: { text, fullBytes } }: TableCell): TemplateResult {
    const kindClass = kind === 'number' ? 'number-value' : kind === 'string' ? '' : 'word';
    return html`<span class=${kindClass}>${visibleLine(text)}</span>${
        fullBytes === undefined
          ? nothing
          : html`<span class="quiet">${fill(this.strings.body.cut, formatBytes(fullBytes, this.locale))}</span>`
      }`;
  }

  #head(position: number, at: number): TemplateResult {
    const column = this.columns[position];
    if (!column) {
      return html``;
    }
    const { sort, strings } = this;
    const direction = sort?.column === position ? (sort.descending ? 'descending' : 'ascending') : 'none';
    return html`<span class=${`column c${at}`} role="columnheader" aria-sort=${direction} aria-colindex=${at + 2}>
      <button
        class="name"
        data-column=${at}
        tabindex=${at === 0 ? 0 : -1}
        title=${fill(strings.table.columnHint, visibleLine(column.name))}
        @click=${() => this.sorted(position)}
      >
        <span>${visibleLine(column.name)}</span>
        ${
          direction === 'none'
            ? nothing
            : html`<vscode-icon name=${direction === 'ascending' ? 'arrow-up' : 'arrow-down'}></vscode-icon>`
        }
      </button>
      <span
        class="edge"
        aria-hidden="true"
        @pointerdown=${(event: PointerEvent) => this.#drag(event, column)}
        @dblclick=${() => this.#fit(column, at)}
      ></span>
    </span>`;
  }

  /** In the heads: arrows go from one to the next, with Shift they change the width, Delete hides the column. */
  readonly #headKey = (event: KeyboardEvent): void => {
    const button = event.target as HTMLElement;
    const at = Number(button.dataset['column'] ?? NaN);
    const column = this.columns[this.shown[at] ?? -1];
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!column || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.stopPropagation();
    if (by !== 0 && event.shiftKey) {
      this.viewed(resizeColumn(this.view, column.name, widthOf(column, this.view) + by * keyStep));
    } else if (by !== 0) {
      this.renderRoot.querySelector<HTMLElement>(`[data-column="${at + by}"]`)?.focus();
    } else if (event.key === 'Delete') {
      this.hide(column.name);
    } else if (event.key === 'ArrowDown') {
      this.column = at;
      this.focusRows();
    } else {
      return;
    }
    event.preventDefault();
  };

  #drag(event: PointerEvent, column: TableColumn): void {
    event.preventDefault();
    const edge = event.target as HTMLElement;
    const from = event.clientX;
    const width = widthOf(column, this.view);
    edge.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent): void =>
      this.viewed(resizeColumn(this.view, column.name, width + moved.clientX - from));
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
  }

  /** As wide as what is in sight. */
  #fit(column: TableColumn, at: number): void {
    const cells = [...this.renderRoot.querySelectorAll<HTMLElement>(`.cell.c${at}`)];
    const width = Math.max(...cells.map(cell => cell.scrollWidth), column.name.length * 8 + 32) + 4;
    this.viewed(resizeColumn(this.view, column.name, width));
  }
}

customElements.define('tba-table-rows', TableRows);
