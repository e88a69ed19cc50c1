import { css, html, nothing, type TemplateResult } from 'lit';
import type { JsonKindName } from '../../../bodies/jsonKind.ts';
import type { Preview, Row } from '../../../bodies/rows.ts';
import { fill, formatBytes, formatCount } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { Folded } from '../messages.ts';
import type { ResponseStrings } from '../strings.ts';
import { VirtualRows } from './virtualRows.ts';

/** Deeper than this rows are not indented further; their depth is written instead. */
const DEEPEST_INDENT = 40;

/** Pretty JSON, row by row: carets and keys fold, colours tell the kinds, everything is as spelled. */
export class JsonRows extends VirtualRows<Row> {
  static override styles = [
    ...VirtualRows.styles,
    css`
      .row {
        height: var(--row-height);
        line-height: var(--row-height);
      }
      .caret {
        flex: none;
        width: 20px;
        font: 12px/1 codicon;
        line-height: var(--row-height);
        text-align: center;
        color: var(--vscode-icon-foreground, currentColor);
        user-select: none;
      }
      .caret.folds {
        cursor: pointer;
      }
      .key {
        color: var(--vscode-debugTokenExpression-name);
      }
      .string {
        color: var(--vscode-debugTokenExpression-string);
      }
      .number {
        color: var(--vscode-debugTokenExpression-number);
      }
      .word {
        color: var(--vscode-debugTokenExpression-boolean);
      }
      .key,
      .value {
        unicode-bidi: isolate;
      }
      .folded {
        cursor: pointer;
      }
    `,
  ];

  strings!: ResponseStrings;
  locale = 'en';
  toggle: (node: number) => Promise<Folded> = () => Promise.reject(new Error('toggle is not set'));
  foldToLevel: (level: number | null) => Promise<Folded> = () => Promise.reject(new Error('foldToLevel is not set'));
  protected readonly gridRole = 'treegrid';

  /** Folds all that is deeper than a level; null unfolds everything. */
  async foldTo(level: number | null): Promise<void> {
    const { rows } = await this.foldToLevel(level);
    await this.refresh(rows, 0);
  }

  protected override renderRow(item: Row | undefined, row: number): TemplateResult {
    const folds = item?.role === 'open' || item?.role === 'folded';
    const active = row === this.active;
    return html`<div
      class=${active ? 'row active' : 'row'}
      role="row"
      id=${`row-${row}`}
      data-row=${row}
      aria-rowindex=${row + 1}
      aria-level=${(item?.depth ?? 0) + 1}
      aria-expanded=${folds ? String(item.role === 'open') : nothing}
      aria-selected=${active ? 'true' : nothing}
    >
      ${this.#caret(item, folds)}<span role="gridcell">${item ? this.#content(item) : '…'}</span>
    </div>`;
  }

  protected override rowKey(event: KeyboardEvent, item: Row | undefined): boolean {
    if (!item) {
      return false;
    }
    const folds = item.role === 'open' || item.role === 'folded';
    switch (event.key) {
      case 'Enter':
      case ' ':
        return folds && this.#toggle(item);
      case 'ArrowRight':
        if (item.role === 'folded') {
          return this.#toggle(item);
        }
        this.activate(this.active + 1);
        return true;
      case 'ArrowLeft':
        if (item.role === 'open') {
          return this.#toggle(item);
        }
        if (item.parentRow !== undefined) {
          this.activate(item.parentRow);
        }
        return true;
      default:
        return false;
    }
  }

  #toggle(item: Row): boolean {
    void this.toggle(item.node).then(({ rows, row }) => this.refresh(rows, Math.max(row, 0)));
    return true;
  }

  #caret(item: Row | undefined, folds: boolean): TemplateResult {
    if (!item || !folds) {
      return html`<span class="caret" aria-hidden="true"></span>`;
    }
    const open = item.role === 'open';
    const { fold, unfold } = this.strings.body;
    // codicon chevron-down and chevron-right.
    return html`<span
      class="caret folds"
      aria-hidden="true"
      title=${open ? fold : unfold}
      @click=${() => this.#toggle(item)}
      >${open ? '\ueab4' : '\ueab6'}</span
    >`;
  }

  #content(item: Row): TemplateResult {
    const indent = ' '.repeat(Math.min(item.depth, DEEPEST_INDENT) * 2);
    const deeper = item.depth > DEEPEST_INDENT ? html`<span class="quiet">${item.depth}│ </span>` : nothing;
    const key = item.key ? html`${this.#preview(item.key, 'key')}: ` : nothing;
    return html`${indent}${deeper}${key}${this.#value(item)}${item.comma ? ',' : ''}`;
  }

  #value(item: Row): TemplateResult | string {
    const [start, end] = item.kind === 'object' ? ['{', '}'] : ['[', ']'];
    switch (item.role) {
      case 'open':
        return start;
      case 'close':
        return end;
      case 'empty':
        return start + end;
      case 'folded':
        return html`<span class="folded" @click=${() => this.#toggle(item)}
          >${start}<span class="quiet"> ${this.#count(item)} </span>${end}</span
        >`;
      case 'value':
        return item.value ? this.#preview(item.value, kindClass(item.kind)) : '';
    }
  }

  #preview(preview: Preview, kind: string): TemplateResult {
    const { text, fullBytes } = preview;
    const cut =
      fullBytes === undefined
        ? nothing
        : html`<span class="quiet">${fill(this.strings.body.cut, formatBytes(fullBytes, this.locale))}</span>`;
    return html`<span class=${`value ${kind}`}>${visibleLine(text)}</span>${cut}`;
  }

  #count(item: Row): string {
    const { entry, entries, element, elements } = this.strings.body;
    const [one, many] = item.kind === 'object' ? [entry, entries] : [element, elements];
    return item.children === 1 ? one : fill(many, formatCount(item.children, this.locale));
  }
}

function kindClass(kind: JsonKindName): string {
  return kind === 'string' || kind === 'number' ? kind : 'word';
}

customElements.define('tba-json-rows', JsonRows);
