import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Row } from '../../../bodies/rows.ts';
import type { XmlRow } from '../../../bodies/xml/xmlRows.ts';
import { fill, formatCount } from '../../shared/format.ts';
import { sharedStyles } from '../../shared/sharedStyles.ts';
import type { Folded, RowsOf } from '../bodyQuestions.ts';
import { looksLikeFile } from '../looksLikeFile.ts';
import { freshList, type ListMemory } from '../savedView.ts';
import { idleSearch, noSearch, SearchControl, type SearchOptions, type SearchState } from '../searchControl.ts';
import { askAbout, type AskBody, type ViewContext } from './context.ts';
import { detailNotes, detailsBar, type Detailed } from './detailsBar.ts';
import { fieldStyles } from './fieldStyles.ts';
import type { FoldingRows } from './foldingRows.ts';
import './jsonRows.ts';
import type { ActiveValue } from './menus.ts';
import './searchBar.ts';
import type { SearchBar } from './searchBar.ts';
import './textRows.ts';
import { toolbarStyles } from './toolbarStyles.ts';
import type { VirtualRows } from './virtualRows.ts';
import './xmlRows.ts';

const levels = [1, 2, 3, 4, 5, 6];
/** Milliseconds that the pointer rests on a value, or the active row on a place, before it is asked about. */
const pointerRest = 350;
const rowRest = 120;

/** A body as rows, with what one does to it: fold, search, filter, copy, look at a value. */
export class BodyView extends LitElement {
  static override properties = {
    bodyId: { type: Number },
    form: {},
    total: { type: Number },
    searching: { state: true },
    options: { state: true },
    filtered: { state: true },
    detailed: { state: true },
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
      .rows {
        flex: 1 1 0;
        min-height: 60px;
      }
      .details {
        flex: none;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 16px;
        padding: 2px 12px;
        border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
      }
      .details .path {
        flex: 0 1 auto;
        min-width: 0;
        max-width: 60ch;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .details .do {
        display: flex;
        flex-wrap: wrap;
        margin-inline-start: auto;
      }
      .tip {
        position: fixed;
        z-index: 2;
        max-width: min(60ch, 90%);
        padding: 4px 8px;
        border: 1px solid var(--vscode-editorHoverWidget-border, var(--vscode-contrastBorder, transparent));
        border-radius: 4px;
        background: var(--vscode-editorHoverWidget-background);
        color: var(--vscode-editorHoverWidget-foreground);
        pointer-events: none;
      }
      @media (max-height: 360px) {
        .details {
          display: none;
        }
      }
    `,
  ];

  declare bodyId: number;
  declare form: 'json' | 'xml' | 'text';
  /** Rows, nothing filtered. */
  declare total: number;
  declare private searching: SearchState;
  declare private options: SearchOptions;
  declare private filtered: { readonly path: string; readonly matches: number; readonly rows: number } | undefined;
  declare private detailed: Detailed | undefined;
  context!: ViewContext;
  label = '';
  memory: ListMemory = freshList;
  keep: (change: Partial<ListMemory>) => void = () => undefined;
  #search: SearchControl | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #hovering: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.form = 'text';
    this.total = 0;
    this.searching = idleSearch;
    this.options = noSearch;
  }

  /** Puts the caret into the search box. */
  find(): void {
    this.renderRoot.querySelector<SearchBar>('tba-search-bar')?.focus();
  }

  /** The value that the active row is about, for menus and keys. */
  get active(): ActiveValue | undefined {
    const item = this.#rows?.activeItem as Row | XmlRow | undefined;
    if (this.form === 'text' || !item) {
      return undefined;
    }
    const spelled = 'value' in item ? item.value.text : undefined;
    return {
      node: item.node,
      isText: item.kind === 'string',
      holdsFile: spelled !== undefined && looksLikeFile(spelled) !== undefined,
    };
  }

  /** Shows a row of the body, such as the one in which a problem is. */
  async show(row: number): Promise<void> {
    await this.updateComplete;
    await this.#rows?.refresh(this.total, row);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#resting);
    clearTimeout(this.#hovering);
  }

  protected override firstUpdated(): void {
    this.options = this.memory.search;
    const { filter } = this.memory;
    if (filter !== '' && this.form === 'json') {
      void this.#filter(filter);
    } else if (this.options.text !== '') {
      void this.#control.search(this.options);
    }
  }

  protected override render(): TemplateResult {
    return html`<div class="toolbar">
        ${this.form === 'text' ? nothing : this.#folding()} ${this.form === 'json' ? this.#filterBox() : nothing}
        <span class="space"></span>
        <tba-search-bar
          .options=${this.options}
          .state=${this.searching}
          .strings=${this.context.strings}
          .locale=${this.context.locale}
          .disabled=${this.filtered !== undefined}
          .query=${(options: SearchOptions) => this.#query(options)}
          .step=${(by: 1 | -1) => this.context.act(this.#control.step(by))}
          .leave=${() => this.#leaveSearch()}
        ></tba-search-bar>
      </div>
      ${keyed(`${this.bodyId} ${this.filtered?.path ?? ''}`, this.#list())}
      ${this.detailed ? detailsBar(this.detailed, this.context) : nothing}
      <div class="tip" role="tooltip" hidden></div>`;
  }

  #list(): TemplateResult {
    const { strings, locale, act } = this.context;
    const scroll = this.filtered ? 0 : this.memory.scroll;
    const keepScroll = (top: number): void => {
      if (!this.filtered) {
        this.keep({ scroll: top });
      }
    };
    const failed = (work: Promise<unknown>) => act(work);
    switch (this.form) {
      case 'json': {
        const of: RowsOf = this.filtered ? 'filter' : 'body';
        return html`<tba-json-rows
          class="rows"
          .startAt=${scroll}
          .scrolled=${keepScroll}
          .strings=${strings}
          .locale=${locale}
          .label=${this.label}
          .total=${this.filtered?.rows ?? this.total}
          .failed=${failed}
          .load=${(from: number, count: number) => this.#ask('rows', { from, count, of })}
          .toggle=${(node: number, row: number, subtree: boolean) => this.#ask('toggle', { node, row, subtree, of })}
          .hovered=${(item: Row | undefined, event: MouseEvent) => this.#hovered(item, event)}
          .activated=${(item: Row | undefined) => this.#activated(item)}
        ></tba-json-rows>`;
      }
      case 'xml':
        return html`<tba-xml-rows
          class="rows"
          .startAt=${scroll}
          .scrolled=${keepScroll}
          .strings=${strings}
          .locale=${locale}
          .label=${this.label}
          .total=${this.total}
          .failed=${failed}
          .load=${(from: number, count: number) => this.#ask('xmlRows', { from, count })}
          .toggle=${(node: number, subtree: boolean) => this.#ask('toggle', { node, subtree })}
        ></tba-xml-rows>`;
      case 'text':
        return html`<tba-text-rows
          class="rows"
          .startAt=${scroll}
          .scrolled=${keepScroll}
          .label=${this.label}
          .total=${this.total}
          .load=${(from: number, count: number) => this.#ask('lines', { from, count })}
        ></tba-text-rows>`;
    }
  }

  #folding(): TemplateResult {
    const text = this.context.strings.body;
    return html`<vscode-toolbar-button
        icon="collapse-all"
        label=${text.foldAll}
        title=${text.foldAll}
        @click=${() => this.#foldTo(this.filtered ? 0 : 1)}
      ></vscode-toolbar-button>
      <vscode-toolbar-button
        icon="expand-all"
        label=${text.unfoldAll}
        title=${text.unfoldAll}
        @click=${() => this.#foldTo(null)}
      ></vscode-toolbar-button>
      <select
        aria-label=${text.foldToLevel}
        @change=${(event: Event) => {
          const select = event.target as HTMLSelectElement;
          this.#foldTo(Number(select.value));
          select.selectedIndex = 0;
        }}
      >
        <option value="" selected disabled>${text.levels}</option>
        ${levels.map(level => html`<option value=${level}>${fill(text.level, String(level))}</option>`)}
      </select>`;
  }

  #filterBox(): TemplateResult {
    const { strings, locale, act, call } = this.context;
    const text = strings.filter;
    const { filtered, bodyId } = this;
    const wanted = { bodyId, wanted: { what: 'filter' } } as const;
    return html`<span class="field">
        <input
          class="wide code"
          type="text"
          aria-label=${text.label}
          placeholder=${text.placeholder}
          spellcheck="false"
          .value=${this.memory.filter}
          @keydown=${(event: KeyboardEvent) => this.#filterKey(event)}
        />
        ${
          filtered
            ? html`<button
                class="toggle"
                aria-label=${text.clear}
                title=${text.clear}
                @click=${() => this.#endFilter()}
              >
                <vscode-icon name="close"></vscode-icon>
              </button>`
            : nothing
        }
      </span>
      ${
        filtered
          ? html`<span class="quiet" role="status">${fill(text.matches, formatCount(filtered.matches, locale))}</span>
              <vscode-toolbar-button
                icon="copy"
                label=${text.copy}
                title=${text.copy}
                @click=${() => act(call('copyExport', wanted), strings.copied)}
              ></vscode-toolbar-button>
              <vscode-toolbar-button
                icon="save-as"
                label=${text.save}
                title=${text.save}
                @click=${() => act(call('saveExport', wanted))}
              ></vscode-toolbar-button>`
          : nothing
      }`;
  }

  get #ask(): AskBody {
    return askAbout(this.bodyId, this.context);
  }

  get #rows(): VirtualRows<unknown> | null {
    return this.renderRoot.querySelector<VirtualRows<unknown>>('.rows');
  }

  get #control(): SearchControl {
    this.#search ??= new SearchControl(
      this.#ask,
      this.form === 'text' ? 'lines' : 'rows',
      () => this.#rows ?? undefined,
      state => (this.searching = state),
    );
    return this.#search;
  }

  #query(options: SearchOptions): void {
    this.options = options;
    this.keep({ search: options });
    this.context.act(this.#control.search(options));
  }

  #leaveSearch(): void {
    this.#query({ ...this.options, text: '' });
    this.#rows?.focusRows();
  }

  #foldTo(level: number | null): void {
    const of: RowsOf = this.filtered ? 'filter' : 'body';
    const question = this.form === 'json' ? { level, of } : { level };
    this.context.act(this.#ask('foldToLevel', question).then(({ rows }) => this.#refold(rows)));
  }

  async #refold(rows: Folded['rows']): Promise<void> {
    await (this.#rows as FoldingRows<Row> | null)?.refresh(rows, 0);
  }

  #filterKey(event: KeyboardEvent): void {
    const { value } = event.target as HTMLInputElement;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (value.trim() === '') {
        this.#endFilter();
      } else {
        this.context.act(this.#filter(value.trim()));
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#endFilter();
    }
  }

  async #filter(path: string): Promise<void> {
    const { matches, rows } = await this.#ask('filter', { path });
    this.keep({ filter: path });
    this.memory = { ...this.memory, filter: path };
    this.detailed = undefined;
    this.filtered = { path, matches, rows };
  }

  #endFilter(): void {
    if (this.filtered) {
      this.filtered = undefined;
      this.context.act(this.#ask('endFilter', null));
    }
    this.memory = { ...this.memory, filter: '' };
    this.keep({ filter: '' });
    this.requestUpdate();
  }

  #activated(item: Row | undefined): void {
    clearTimeout(this.#resting);
    if (item) {
      this.#resting = setTimeout(() => void this.#detail(item), rowRest);
    }
  }

  async #detail({ node }: Row): Promise<void> {
    const { bodyId } = this;
    const details = await this.#ask('details', { node }).catch(() => undefined);
    if (details && bodyId === this.bodyId) {
      this.detailed = { bodyId, node, details };
    }
  }

  #hovered(item: Row | undefined, { clientX, clientY }: MouseEvent): void {
    clearTimeout(this.#hovering);
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    if (tip) {
      tip.hidden = true;
    }
    if (item) {
      this.#hovering = setTimeout(() => void this.#tip(item, clientX, clientY), pointerRest);
    }
  }

  async #tip({ node }: Row, x: number, y: number): Promise<void> {
    const details = await this.#ask('details', { node }).catch(() => undefined);
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    const notes = details ? detailNotes(details, this.context) : [];
    if (tip && notes.length > 0) {
      tip.replaceChildren(
        ...notes.map(note => {
          const line = document.createElement('div');
          line.textContent = note;
          return line;
        }),
      );
      tip.hidden = false;
      const { width, height } = tip.getBoundingClientRect();
      tip.style.setProperty('left', `${Math.max(4, Math.min(x, window.innerWidth - width - 8))}px`);
      tip.style.setProperty('top', `${y + 20 + height > window.innerHeight ? y - height - 8 : y + 16}px`);
    }
  }
}

customElements.define('tba-body-view', BodyView);
