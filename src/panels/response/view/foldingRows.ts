import { css, html, nothing, type TemplateResult } from 'lit';
import type { Folded } from '../bodyQuestions.ts';
import type { ResponseStrings } from '../strings.ts';
import { VirtualRows } from './virtualRows.ts';

/** Deeper than this rows are not indented further; their depth is written instead. */
export const deepestIndent = 40;

/** What rows of a tree have in common. */
interface TreeRow {
  readonly depth: number;
  readonly parentRow?: number;
}

/** Rows of a tree whose branches fold, by caret and by keys. */
export abstract class FoldingRows<T extends TreeRow> extends VirtualRows<T> {
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
      .folded {
        cursor: pointer;
      }
    `,
  ];

  abstract strings: ResponseStrings;
  protected readonly gridRole = 'treegrid';

  protected abstract folds(item: T): boolean;
  protected abstract isOpen(item: T): boolean;
  protected abstract toggleItem(item: T, row: number, subtree: boolean): Promise<Folded>;
  protected abstract content(item: T): TemplateResult;

  protected override renderRow(item: T | undefined, row: number): TemplateResult {
    const folds = item !== undefined && this.folds(item);
    const active = row === this.active;
    return html`<div
      class=${active ? 'row active' : 'row'}
      role="row"
      id=${`row-${row}`}
      data-row=${row}
      aria-rowindex=${row + 1}
      aria-level=${(item?.depth ?? 0) + 1}
      aria-expanded=${folds ? String(this.isOpen(item)) : nothing}
      aria-selected=${active ? 'true' : nothing}
    >
      ${this.#caret(item, row, folds)}<span role="gridcell">${item ? this.content(item) : '…'}</span>
    </div>`;
  }

  protected override rowKey(event: KeyboardEvent, item: T | undefined): boolean {
    if (!item) {
      return false;
    }
    const folds = this.folds(item);
    switch (event.key) {
      case 'Enter':
      case ' ':
        return folds && this.toggleRow(item, this.active, event.shiftKey);
      case '*':
        return folds && this.toggleRow(item, this.active, true);
      case 'ArrowRight':
        if (folds && !this.isOpen(item)) {
          return this.toggleRow(item, this.active, false);
        }
        this.activate(this.active + 1);
        return true;
      case 'ArrowLeft':
        if (folds && this.isOpen(item)) {
          return this.toggleRow(item, this.active, false);
        }
        if (item.parentRow !== undefined) {
          this.activate(item.parentRow);
        }
        return true;
      default:
        return false;
    }
  }

  /** Folds or unfolds; with `subtree` all that is below it too. */
  protected toggleRow(item: T, row: number, subtree: boolean): true {
    this.failed(this.toggleItem(item, row, subtree).then(({ rows, row: now }) => this.refresh(rows, Math.max(now, 0))));
    return true;
  }

  /** What to do with work that may fail. */
  failed: (work: Promise<unknown>) => void = work => void work.catch(() => undefined);

  #caret(item: T | undefined, row: number, folds: boolean): TemplateResult {
    if (!item || !folds) {
      return html`<span class="caret" aria-hidden="true"></span>`;
    }
    const open = this.isOpen(item);
    const { fold, unfold } = this.strings.body;
    // codicon chevron-down and chevron-right.
    return html`<span
      class="caret folds"
      aria-hidden="true"
      title=${open ? fold : unfold}
      @click=${(event: MouseEvent) => this.toggleRow(item, row, event.altKey)}
      >${open ? '\ueab4' : '\ueab6'}</span
    >`;
  }
}
