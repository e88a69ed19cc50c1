import { css, html, nothing, type TemplateResult } from 'lit';
import type { HexRow } from '../../../bodies/hexRows.ts';
import { VirtualRows } from './virtualRows.ts';

/** Bytes, sixteen a row: where they are, in hexadecimal, and as text. */
export class HexRows extends VirtualRows<HexRow> {
  static override styles = [
    ...VirtualRows.styles,
    css`
      .row {
        height: var(--row-height);
        line-height: var(--row-height);
        gap: 2ch;
        padding-inline-start: 16px;
      }
      .offset {
        color: var(--vscode-editorLineNumber-foreground);
      }
      .bytes {
        min-width: 48ch;
      }
      .text {
        color: var(--vscode-debugTokenExpression-string);
      }
    `,
  ];

  protected readonly gridRole = 'grid';

  protected override rowKey(): boolean {
    return false;
  }

  protected override renderRow(item: HexRow | undefined, row: number): TemplateResult {
    const active = row === this.active;
    const [left = [], right = []] = item ? [item.hex.slice(0, 8), item.hex.slice(8)] : [];
    return html`<div
      class=${active ? 'row active' : 'row'}
      role="row"
      id=${`row-${row}`}
      data-row=${row}
      aria-rowindex=${row + 1}
      aria-selected=${active ? 'true' : nothing}
    >
      <span class="offset" role="gridcell">${item ? item.offset.toString(16).padStart(8, '0') : '…'}</span
      ><span class="bytes" role="gridcell">${left.join(' ')}${right.length > 0 ? `  ${right.join(' ')}` : ''}</span
      ><span class="text" role="gridcell">${item?.ascii ?? ''}</span>
    </div>`;
  }
}

customElements.define('tba-hex-rows', HexRows);
