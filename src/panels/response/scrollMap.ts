/** Browsers lay out at most about 33 million pixels; well below that, scroll position is mapped to rows. */
export const TALLEST = 12_000_000;

/** A list of rows of one height, and the window onto it. Pixels. */
export interface ScrollGeometry {
  readonly total: number;
  readonly rowHeight: number;
  readonly viewport: number;
}

/** Which rows to draw, and how far the first of them begins above the window. */
export interface RowWindow {
  readonly first: number;
  /** After the last. */
  readonly end: number;
  /** Pixels, 0 or more. */
  readonly above: number;
}

/** Height that the scroll bar is given. */
export function laidOutHeight(geometry: ScrollGeometry): number {
  return Math.min(geometry.total * geometry.rowHeight, TALLEST);
}

/** Whether one pixel of the scroll bar stands for more than one pixel of rows. */
export function isCompressed(geometry: ScrollGeometry): boolean {
  return geometry.total * geometry.rowHeight > TALLEST;
}

/** The furthest that the rows can be scrolled, in pixels of rows. */
export function lastTop(geometry: ScrollGeometry): number {
  return Math.max(0, geometry.total * geometry.rowHeight - geometry.viewport);
}

/** From the scroll bar's position to a position in pixels of rows. */
export function topFromScroll(scrollTop: number, geometry: ScrollGeometry): number {
  if (!isCompressed(geometry)) {
    return clamp(scrollTop, 0, lastTop(geometry));
  }
  const range = laidOutHeight(geometry) - geometry.viewport;
  return range <= 0 ? 0 : clamp((scrollTop / range) * lastTop(geometry), 0, lastTop(geometry));
}

/** From a position in pixels of rows to the scroll bar's. */
export function scrollFromTop(top: number, geometry: ScrollGeometry): number {
  if (!isCompressed(geometry)) {
    return top;
  }
  const range = laidOutHeight(geometry) - geometry.viewport;
  return (top / lastTop(geometry)) * range;
}

/** The rows that a window at `top` shows. */
export function rowWindow(top: number, geometry: ScrollGeometry): RowWindow {
  const { total, rowHeight, viewport } = geometry;
  const first = clamp(Math.floor(top / rowHeight), 0, Math.max(0, total - 1));
  const end = Math.min(total, Math.ceil((top + viewport) / rowHeight) + 1);
  return { first, end: Math.max(end, first), above: Math.max(0, top - first * rowHeight) };
}

/** Where the window has to be for a row to be seen whole, moved as little as possible. */
export function topToShow(row: number, top: number, geometry: ScrollGeometry): number {
  const { rowHeight, viewport } = geometry;
  const rowTop = row * rowHeight;
  if (rowTop < top) {
    return rowTop;
  }
  return rowTop + rowHeight > top + viewport ? clamp(rowTop + rowHeight - viewport, 0, lastTop(geometry)) : top;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
