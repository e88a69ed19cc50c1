import { css, html, nothing, type TemplateResult } from 'lit';
import type { XmlKindName, XmlRow } from '../../../bodies/xml/xmlRows.ts';
import { fill, formatBytes, formatCount } from '../../shared/format.ts';
import type { Folded } from '../bodyQuestions.ts';
import type { ResponseStrings } from '../strings.ts';
import { deepestIndent, FoldingRows } from './foldingRows.ts';
import { marked } from './marked.ts';

/** Indented XML, row by row, every tag as spelled. */
export class XmlRows extends FoldingRows<XmlRow> {
  static override styles = [
    ...FoldingRows.styles,
    css`
      .tag {
        color: var(--vscode-debugTokenExpression-name);
      }
      .content {
        color: var(--vscode-debugTokenExpression-string);
      }
      .aside {
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  strings!: ResponseStrings;
  locale = 'en';
  toggle: (node: number, subtree: boolean) => Promise<Folded> = () => Promise.reject(new Error('toggle is not set'));

  protected override folds(item: XmlRow): boolean {
    return item.role === 'open' || item.role === 'folded';
  }

  protected override isOpen(item: XmlRow): boolean {
    return item.role === 'open';
  }

  protected override toggleItem(item: XmlRow, _row: number, subtree: boolean): Promise<Folded> {
    return this.toggle(item.node, subtree);
  }

  protected override content(item: XmlRow): TemplateResult {
    const indent = ' '.repeat(Math.min(item.depth, deepestIndent) * 2);
    const { text, fullBytes } = item.text;
    const folded =
      item.role === 'folded'
        ? html`<span class="quiet"> ${this.#count(item.children)} </span>${
              item.name === undefined ? nothing : html`<span class="tag">&lt;/${item.name}&gt;</span>`
            }`
        : nothing;
    return html`${indent}<span class=${classOf(item.kind)}>${marked(text, item.marks, 'text', this.currentMatch)}</span
      >${
        fullBytes === undefined
          ? nothing
          : html`<span class="quiet">${fill(this.strings.body.cut, formatBytes(fullBytes, this.locale))}</span>`
      }${folded}`;
  }

  #count(children: number): string {
    const { entry, entries } = this.strings.body;
    return children === 1 ? entry : fill(entries, formatCount(children, this.locale));
  }
}

function classOf(kind: XmlKindName): string {
  switch (kind) {
    case 'element':
      return 'tag';
    case 'text':
    case 'cdata':
      return 'content';
    case 'comment':
    case 'instruction':
    case 'doctype':
      return 'aside';
  }
}

customElements.define('tba-xml-rows', XmlRows);
