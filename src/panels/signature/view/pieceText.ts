import { html, nothing, type TemplateResult } from 'lit';
import { visibleText } from '../../shared/visibleText.ts';
import { firstPieces, splitDoubled, type Piece, type Target } from './pieces.ts';

/** How a text in pieces is shown. */
export interface PieceTextOptions {
  /** Names the group of pieces that arrow keys move in. */
  readonly group: string;
  readonly label: string;
  readonly limit: number;
  /** Whether escapes that were escaped again are marked. */
  readonly doubled?: boolean;
  /** What came out otherwise than at first. */
  readonly changed: ReadonlySet<Target>;
  /** Says how many parameters are not shown, and shows them. */
  readonly more: (left: number) => TemplateResult;
}

/** A signed or sent text, each piece tied to its row; it wraps anywhere and can be selected as a whole. */
export function pieceText(pieces: readonly Piece[], options: PieceTextOptions): TemplateResult {
  const { shown, left } = firstPieces(pieces, options.limit);
  // No blanks between the pieces: what is selected and copied by hand must be the text itself.
  return html`<div class="code text" role="group" aria-label=${options.label} data-roving=${options.group}>
    ${shown.map(piece => onePiece(piece, options.doubled === true, options.changed))}${left > 0 ? options.more(left) : nothing}
  </div>`;
}

/** One piece; those with a target can be focused. */
export function onePiece(piece: Piece, doubled: boolean, changed: ReadonlySet<Target>): TemplateResult {
  const runs = piece.runs.map(({ kind, text }) => {
    const shown = visibleText(text);
    return kind === 'divider' ? html`<span class="divider">${shown}</span>` : doubled ? markDoubled(shown) : shown;
  });
  const { target, source } = piece;
  // Nothing but what it says: there are thousands of these.
  return target === undefined
    ? html`${runs}`
    : html`<span
        class="piece ${source ?? target}${changed.has(target) ? ' changed' : ''}"
        role="button"
        tabindex="-1"
        data-target=${target}
        >${runs}</span
      >`;
}

/** A text with its doubled escapes marked; too long a text is shown without marks, for each is an element. */
export function markDoubled(text: string): unknown {
  return text.length > 20_000
    ? text
    : splitDoubled(text).map(part => (part.doubled ? html`<span class="doubled">${part.text}</span>` : part.text));
}
