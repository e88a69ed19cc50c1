import { css, html, nothing, type TemplateResult } from 'lit';
import type { JsonKindName } from '../../../bodies/jsonKind.ts';
import type { Preview, Row } from '../../../bodies/rows.ts';
import type { Mark } from '../../../bodies/search/searchTypes.ts';
import { fill, formatBytes, formatCount } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { Folded } from '../bodyQuestions.ts';
import type { ResponseStrings } from '../strings.ts';
import { deepestIndent, FoldingRows } from './foldingRows.ts';
import { looksLikeFile } from '../looksLikeFile.ts';
import { marked } from './marked.ts';

/** Pretty JSON, row by row: carets and keys fold, colours tell the kinds, everything is as spelled. */
export class JsonRows extends FoldingRows<Row> {
  static override styles = [
    ...FoldingRows.styles,
    css`
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
      .path {
        color: var(--vscode-descriptionForeground);
        unicode-bidi: isolate;
      }
      .badge {
        margin-inline-start: 1ch;
        padding: 0 4px;
        border-radius: 4px;
        background: var(--vscode-badge-background);
        color: var(--vscode-badge-foreground);
      }
      .twice {
        margin-inline-end: 4px;
        font: 12px/1 codicon;
        color: var(--vscode-editorWarning-foreground);
      }
    `,
  ];

  strings!: ResponseStrings;
  locale = 'en';
  toggle: (node: number, row: number, subtree: boolean) => Promise<Folded> = () =>
    Promise.reject(new Error('toggle is not set'));
  /** The pointer rests on a value, or has left it. */
  hovered: (item: Row | undefined, event: MouseEvent) => void = () => undefined;

  protected override folds(item: Row): boolean {
    return item.role === 'open' || item.role === 'folded';
  }

  protected override isOpen(item: Row): boolean {
    return item.role === 'open';
  }

  protected override toggleItem(item: Row, row: number, subtree: boolean): Promise<Folded> {
    return this.toggle(item.node, row, subtree);
  }

  protected override content(item: Row): TemplateResult {
    const indent = ' '.repeat(Math.min(item.depth, deepestIndent) * 2);
    const deeper = item.depth > deepestIndent ? html`<span class="quiet">${item.depth}│ </span>` : nothing;
    const path = item.path === undefined ? nothing : html`<span class="path">${visibleLine(item.path)} </span>`;
    // codicon warning.
    const twice = item.duplicate
      ? html`<span
          class="twice"
          role="img"
          aria-label=${this.strings.body.duplicate}
          title=${this.strings.body.duplicate}
          ></span
        >`
      : nothing;
    const key = item.key ? html`${twice}${this.#preview(item.key, 'key', item.marks, 'key')}: ` : nothing;
    return html`${path}${indent}${deeper}${key}${this.#value(item)}${item.comma ? ',' : ''}`;
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
        return html`<span class="folded" @click=${(event: Event) => this.#unfold(item, event)}
          >${start}<span class="quiet"> ${this.#count(item)} </span>${end}</span
        >`;
      case 'value':
        return item.value ? html`${this.#hoverable(item, item.value)}${this.#badge(item.value)}` : '';
    }
  }

  #unfold(item: Row, event: Event): void {
    const row = (event.target as Element).closest('[data-row]')?.getAttribute('data-row');
    this.toggleRow(item, Number(row ?? this.active), false);
  }

  #hoverable(item: Row, value: Preview): TemplateResult {
    return html`<span
      @mouseenter=${(event: MouseEvent) => this.hovered(item, event)}
      @mouseleave=${(event: MouseEvent) => this.hovered(undefined, event)}
      >${this.#preview(value, kindClass(item.kind), item.marks, 'text')}</span
    >`;
  }

  #badge({ text }: Preview): TemplateResult | typeof nothing {
    const kind = looksLikeFile(text);
    return kind === undefined ? nothing : html`<span class="badge">${kind}</span>`;
  }

  #preview(
    { text, fullBytes }: Preview,
    kind: string,
    marks: readonly Mark[] | undefined,
    part: Mark['part'],
  ): TemplateResult {
    const cut =
      fullBytes === undefined
        ? nothing
        : html`<span class="quiet">${fill(this.strings.body.cut, formatBytes(fullBytes, this.locale))}</span>`;
    return html`<span class=${`value ${kind}`}>${marked(text, marks, part, this.currentMatch)}</span>${cut}`;
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
