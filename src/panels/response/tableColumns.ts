import type { TableColumn } from '../../bodies/table/tableTypes.ts';

/** How the columns of a table are shown. Plain data, kept while the panel is hidden. */
export interface ColumnView {
  /** Names that are not shown. */
  readonly hidden: readonly string[];
  /** Pixels, by name; others have a width of their own. */
  readonly widths: Readonly<Record<string, number>>;
}

export const freshColumns: ColumnView = { hidden: [], widths: {} };

const narrowest = 48;
const widest = 1200;

/** Positions of the columns that are shown. */
export function shownColumns(columns: readonly TableColumn[], { hidden }: ColumnView): readonly number[] {
  const hiddenNames = new Set(hidden);
  return columns.flatMap(({ name }, position) => (hiddenNames.has(name) ? [] : [position]));
}

/** Hides or shows a column; the last one that is shown stays. */
export function toggleColumn(columns: readonly TableColumn[], view: ColumnView, name: string): ColumnView {
  const hidden = view.hidden.includes(name) ? view.hidden.filter(each => each !== name) : [...view.hidden, name];
  return hidden.length < columns.length ? { ...view, hidden } : view;
}

/** Pixels: what the person chose, else what the name and the kind of the values ask for. */
export function widthOf({ name, kind }: TableColumn, { widths }: ColumnView): number {
  const chosen = Object.hasOwn(widths, name) ? widths[name] : undefined;
  if (chosen !== undefined) {
    return clamp(chosen);
  }
  const least = kind === 'string' || kind === 'object' || kind === 'array' || kind === 'mixed' ? 180 : 96;
  return clamp(Math.max(least, name.length * 8 + 40));
}

export function resizeColumn(view: ColumnView, name: string, width: number): ColumnView {
  return { ...view, widths: { ...view.widths, [name]: clamp(Math.round(width)) } };
}

/** What a click on a column's head does: up, down, as in the body. */
export function nextSort(
  sort: { readonly column: number; readonly descending: boolean } | undefined,
  column: number,
): { readonly column: number; readonly descending: boolean } | undefined {
  if (sort?.column !== column) {
    return { column, descending: false };
  }
  return sort.descending ? undefined : { column, descending: true };
}

function clamp(width: number): number {
  return Math.min(Math.max(width, narrowest), widest);
}
