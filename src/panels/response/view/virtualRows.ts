import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { sharedStyles } from '../../shared/sharedStyles.ts';
import {
  isCompressed,
  laidOutHeight,
  lastTop,
  rowWindow,
  scrollFromTop,
  topFromScroll,
  topToShow,
  type ScrollGeometry,
} from '../scrollMap.ts';

/** Rows are asked for in blocks of this many. */
const BLOCK = 100;
/** Blocks that are kept; about this many screens of rows. */
const KEPT_BLOCKS = 40;

/**
 * A list of any number of rows of one height, of which only those in sight exist. One tab stop; the active row is
 * told to screen readers through aria-activedescendant, so scrolling it away loses nothing.
 */
export abstract class VirtualRows<T> extends LitElement {
  static override properties = {
    total: { type: Number },
    label: {},
    active: { state: true },
    top: { state: true },
    viewport: { state: true },
    currentMatch: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        height: 100%;
        min-height: 0;
      }
      .scroller {
        position: relative;
        height: 100%;
        overflow: auto;
        overflow-anchor: none;
        cursor: text;
      }
      .sizer {
        width: max-content;
        min-width: 100%;
      }
      .layer {
        position: sticky;
        top: 0;
      }
      .window {
        overflow-y: clip;
      }
      .row {
        display: flex;
        white-space: pre;
        overflow-wrap: normal;
        padding-inline-end: 16px;
      }
      .row.active {
        outline: 1px solid transparent;
        outline-offset: -1px;
      }
      .scroller:focus-visible:not(.away) {
        outline: none;
      }
      .scroller:focus-visible .row.active {
        background: var(--vscode-list-focusBackground, transparent);
        outline-color: var(--vscode-focusBorder);
      }
      .scroller:not(:focus-visible) .row.active {
        box-shadow: inset 2px 0 0 var(--vscode-focusBorder);
      }
      mark {
        color: inherit;
        background: var(--vscode-editor-findMatchHighlightBackground);
        outline: 1px solid var(--vscode-editor-findMatchHighlightBorder, transparent);
      }
      mark.current {
        background: var(--vscode-editor-findMatchBackground);
        outline-color: var(--vscode-editor-findMatchBorder, transparent);
      }
      @media (forced-colors: active) {
        mark {
          background: Mark;
          color: MarkText;
        }
      }
    `,
  ];

  declare total: number;
  declare label: string;
  declare protected active: number;
  /** The match that the search stands at; -1 for none. */
  declare currentMatch: number;
  declare private top: number;
  declare private viewport: number;
  /** Fetches rows; given before the element is connected. */
  load: (from: number, count: number) => Promise<readonly T[]> = () => Promise.resolve([]);
  /** Called when scrolling comes to rest; pixels of rows. */
  scrolled: (top: number) => void = () => undefined;
  /** Called when another row becomes the active one, and when what is in it has come. */
  activated: (item: T | undefined, row: number) => void = () => undefined;
  /** Where it is scrolled to when it first appears; as it was told to `scrolled`. */
  startAt = 0;
  protected abstract readonly gridRole: 'treegrid' | 'grid';
  /** Rows that stay above. */
  protected readonly headRows: number = 0;
  #blocks = new Map<number, readonly T[] | 'loading'>();
  #generation = 0;
  #rowHeight = 20;
  #resting: ReturnType<typeof setTimeout> | undefined;
  readonly #resized = new ResizeObserver(() => this.#measure());

  // Stays as wide as the widest row seen, or the horizontal scroll bar would come and go while scrolling.
  #widest = 0;
  readonly #widened = new ResizeObserver(([entry]) => {
    const width = Math.ceil(entry?.contentRect.width ?? 0);
    if (width > this.#widest && width > (this.#scroller?.clientWidth ?? 0)) {
      this.#widest = width;
      this.#sizer?.style.setProperty('min-width', `max(100%, ${width}px)`);
    }
  });

  constructor() {
    super();
    this.total = 0;
    this.label = '';
    this.active = 0;
    this.currentMatch = -1;
    this.top = 0;
    this.viewport = 0;
  }

  /** After the rows have changed: fetches what is in sight before it takes the place of what was. */
  async refresh(total: number, active: number): Promise<void> {
    const generation = ++this.#generation;
    const before = { ...this.#geometry, total };
    const top = topToShow(active, Math.min(this.top, lastTop(before)), before);
    const { first, end } = rowWindow(top, before);
    const blocks = new Map<number, readonly T[] | 'loading'>();
    for (let block = Math.floor(first / BLOCK); block * BLOCK < end; block++) {
      blocks.set(block, await this.load(block * BLOCK, BLOCK));
    }
    if (generation === this.#generation) {
      this.#blocks = blocks;
      this.#widest = 0;
      this.#sizer?.style.removeProperty('min-width');
      this.total = total;
      this.active = active;
      await this.updateComplete;
      this.#moveTo(top);
      this.requestUpdate();
      this.activated(this.itemAt(active), active);
    }
  }

  /** The same rows, fetched anew: something about them is different, such as what is marked. */
  reload(): Promise<void> {
    return this.refresh(this.total, this.active);
  }

  /** The row at the upper edge of what is seen. */
  get firstInSight(): number {
    return rowWindow(this.top, this.#geometry).first;
  }

  get activeRow(): number {
    return this.active;
  }

  get activeItem(): T | undefined {
    return this.itemAt(this.active);
  }

  focusRows(): void {
    this.#scroller?.focus();
  }

  /** What stays above the rows while they scroll, and scrolls sideways with them. */
  protected renderHead(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The element that screen readers take for the active one. */
  protected activeId(): string {
    return `row-${this.active}`;
  }

  /** The active row has another active part. */
  protected reactivate(): void {
    this.activated(this.activeItem, this.active);
    this.requestUpdate();
  }

  /** What a row shows; `undefined` while it is on its way. */
  protected abstract renderRow(item: T | undefined, row: number): TemplateResult;

  /** Keys beyond moving up and down; true when it was used. */
  protected abstract rowKey(event: KeyboardEvent, item: T | undefined): boolean;

  /** Makes a row the active one and brings it into sight. */
  protected activate(row: number): void {
    this.active = Math.min(Math.max(row, 0), Math.max(0, this.total - 1));
    this.#moveTo(topToShow(this.active, this.top, this.#geometry));
    this.activated(this.itemAt(this.active), this.active);
  }

  protected itemAt(row: number): T | undefined {
    const block = this.#blocks.get(Math.floor(row / BLOCK));
    return block === 'loading' ? undefined : block?.[row % BLOCK];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#widened.disconnect();
    clearTimeout(this.#resting);
  }

  protected override firstUpdated(): void {
    // Its own box, which a horizontal scroll bar makes smaller without any change outside.
    const scroller = this.#scroller;
    if (scroller) {
      this.#resized.observe(scroller);
    }
    const rows = this.renderRoot.querySelector('.rows');
    if (rows) {
      this.#widened.observe(rows);
    }
  }

  protected override updated(): void {
    const geometry = this.#geometry;
    const { above } = rowWindow(this.top, geometry);
    this.#sizer?.style.setProperty('height', `${laidOutHeight(geometry) + this.#headHeight}px`);
    this.#window?.style.setProperty('height', `${Math.min(this.viewport, laidOutHeight(geometry))}px`);
    const rows = this.renderRoot.querySelector<HTMLElement>('.rows');
    rows?.style.setProperty('transform', `translateY(${-above}px)`);
    rows?.style.setProperty('--row-height', `${this.#rowHeight}px`);
    this.#fetch();
  }

  protected override render(): TemplateResult {
    const { first, end } = rowWindow(this.top, this.#geometry);
    const rows: TemplateResult[] = [];
    for (let row = first; row < end; row++) {
      rows.push(this.renderRow(this.itemAt(row), row));
    }
    const activeShown = this.active >= first && this.active < end;
    return html`
      <div
        class=${activeShown ? 'scroller code' : 'scroller code away'}
        role=${this.gridRole}
        tabindex="0"
        aria-label=${this.label}
        aria-rowcount=${this.total + this.headRows}
        aria-readonly="true"
        aria-activedescendant=${activeShown ? this.activeId() : ''}
        @scroll=${this.#onScroll}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.#onWheel(event), passive: false }}
        @keydown=${this.#onKey}
        @mousedown=${this.#onDown}
      >
        <div class="sizer" role="presentation">
          <div class="layer" role="presentation">
            ${this.renderHead()}
            <div class="window" role="presentation"><div class="rows" role="rowgroup">${rows}</div></div>
          </div>
        </div>
      </div>
    `;
  }

  get #geometry(): ScrollGeometry {
    return { total: this.total, rowHeight: this.#rowHeight, viewport: this.viewport };
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  get #sizer(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.sizer');
  }

  get #window(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.window');
  }

  get #headHeight(): number {
    return this.renderRoot.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
  }

  #measure(): void {
    const fontSize = Number.parseFloat(getComputedStyle(this).getPropertyValue('--vscode-editor-font-size')) || 13;
    this.#rowHeight = Math.round(fontSize * 1.5);
    const atEnd = this.top > 0 && this.top >= lastTop(this.#geometry) - 1;
    this.viewport = Math.max(0, (this.#scroller?.clientHeight ?? 0) - this.#headHeight);
    if (atEnd) {
      this.#moveTo(lastTop(this.#geometry));
    }
    if (this.startAt > 0 && this.viewport > 0) {
      const top = this.startAt;
      this.startAt = 0;
      void this.updateComplete.then(() => this.#moveTo(top));
    }
  }

  #fetch(): void {
    const { first, end } = rowWindow(this.top, this.#geometry);
    const generation = this.#generation;
    for (let block = Math.floor(first / BLOCK); block * BLOCK < end; block++) {
      if (this.#blocks.has(block)) {
        continue;
      }
      this.#blocks.set(block, 'loading');
      this.load(block * BLOCK, BLOCK).then(
        items => {
          if (generation === this.#generation) {
            this.#blocks.set(block, items);
            this.#forgetFarBlocks(block);
            this.requestUpdate();
            if (Math.floor(this.active / BLOCK) === block) {
              this.activated(this.itemAt(this.active), this.active);
            }
          }
        },
        // The body is gone or being replaced; a new snapshot follows.
        () => this.#blocks.delete(block),
      );
    }
  }

  #forgetFarBlocks(near: number): void {
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT_BLOCKS) {
        return;
      }
      if (Math.abs(block - near) > 2) {
        this.#blocks.delete(block);
      }
    }
  }

  #moveTo(top: number): void {
    const geometry = this.#geometry;
    this.top = Math.min(Math.max(top, 0), lastTop(geometry));
    const scroller = this.#scroller;
    if (scroller) {
      scroller.scrollTop = scrollFromTop(this.top, geometry);
    }
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.scrolled(this.top), 200);
  }

  #onScroll(event: Event): void {
    const geometry = this.#geometry;
    const { scrollTop } = event.target as HTMLElement;
    // Our own moves come back as an event too; a compressed bar is too coarse to learn anything from them.
    if (isCompressed(geometry) && Math.abs(scrollTop - scrollFromTop(this.top, geometry)) < 1) {
      return;
    }
    this.top = topFromScroll(scrollTop, geometry);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.scrolled(this.top), 200);
  }

  /** Under a compressed scroll bar the wheel still moves by pixels of rows. */
  #onWheel(event: WheelEvent): void {
    if (!isCompressed(this.#geometry) || event.ctrlKey || event.shiftKey || event.deltaY === 0) {
      return;
    }
    event.preventDefault();
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE
        ? this.#rowHeight
        : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
          ? this.viewport
          : 1;
    this.#moveTo(this.top + event.deltaY * unit);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) {
      return;
    }
    const page = Math.max(1, Math.floor(this.viewport / this.#rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.total - 1,
    };
    const target = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (target !== undefined) {
      this.activate(target);
      event.preventDefault();
    } else if (!event.ctrlKey && this.rowKey(event, this.itemAt(this.active))) {
      event.preventDefault();
    }
  }

  /** The right button too: menus are about the active row. */
  #onDown(event: Event): void {
    const row = (event.target as Element).closest('[data-row]')?.getAttribute('data-row');
    if (row !== null && row !== undefined) {
      this.active = Number(row);
      this.activated(this.itemAt(this.active), this.active);
    }
  }
}
