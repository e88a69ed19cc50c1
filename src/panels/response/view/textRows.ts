import { css, html, nothing, type TemplateResult } from 'lit';
import type { Line } from '../../../bodies/lines.ts';
import { marked } from './marked.ts';
import { VirtualRows } from './virtualRows.ts';

/** Text as it came, with line numbers; a very long line goes on over several rows. */
export class TextRows extends VirtualRows<Line> {
  static override styles = [
    ...VirtualRows.styles,
    css`
      .row {
        height: var(--row-height);
        line-height: var(--row-height);
      }
      .number {
        flex: none;
        min-width: 5ch;
        padding-inline: 8px 12px;
        text-align: end;
        color: var(--vscode-editorLineNumber-foreground);
        user-select: none;
      }
      .text {
        unicode-bidi: isolate;
      }
    `,
  ];

  protected readonly gridRole = 'grid';

  protected override rowKey(): boolean {
    return false;
  }

  protected override renderRow(item: Line | undefined, row: number): TemplateResult {
    const active = row === this.active;
    return html`<div
      class=${active ? 'row active' : 'row'}
      role="row"
      id=${`row-${row}`}
      data-row=${row}
      aria-rowindex=${row + 1}
      aria-selected=${active ? 'true' : nothing}
    >
      <span class="number" role="gridcell">${item ? (item.continued ? '↪' : item.number) : ''}</span
      ><span class="text" role="gridcell"
        >${item ? marked(item.text, item.marks, 'text', this.currentMatch) : '…'}</span
      >
    </div>`;
  }
}

customElements.define('tba-text-rows', TextRows);
