import type { Restore } from './messages.ts';
import { noSearch, type SearchOptions } from './searchControl.ts';
import { freshColumns, type ColumnView } from './tableColumns.ts';

export const tabNames = ['body', 'table', 'raw', 'headers', 'request', 'timing', 'log'] as const;
export type TabName = (typeof tabNames)[number];

/** What a list of rows remembers. */
export interface ListMemory {
  readonly search: SearchOptions;
  /** JSONPath. */
  readonly filter: string;
  /** Pixels of rows. */
  readonly scroll: number;
}

/**
 * What the panel looks like, kept while it is hidden and for the window after this one. What was searched for and the
 * columns belong to a request, scroll positions to one body.
 */
export interface SavedView {
  readonly tab: TabName;
  readonly bodyId: number;
  readonly body: ListMemory;
  readonly raw: ListMemory;
  readonly columns: ColumnView;
  readonly pinned: boolean;
  readonly restore?: Restore;
}

export const freshList: ListMemory = { search: noSearch, filter: '', scroll: 0 };
export const freshView: SavedView = {
  tab: 'body',
  bodyId: 0,
  body: freshList,
  raw: freshList,
  columns: freshColumns,
  pinned: false,
};

/** Reads what was kept; anything unknown gives the view's beginning. */
export function readSavedView(saved: unknown): SavedView {
  const view = objectOf(saved);
  const restore = objectOf(view['restore']);
  const { key, title, file } = restore;
  return {
    tab: tabNames.find(name => name === view['tab']) ?? 'body',
    bodyId: numberOf(view['bodyId']),
    body: readList(view['body']),
    raw: readList(view['raw']),
    columns: readColumns(view['columns']),
    pinned: view['pinned'] === true,
    ...(typeof key === 'string' &&
      typeof title === 'string' && { restore: { key, title, ...(typeof file === 'string' && { file }) } }),
  };
}

/** The view for what is shown now: another request begins afresh, another body at its top. */
export function viewFor(
  view: SavedView,
  { bodyId, restore, pinned }: { readonly bodyId: number; readonly restore: Restore; readonly pinned: boolean },
): SavedView {
  const isOther = view.restore !== undefined && view.restore.key !== restore.key;
  const base = isOther ? { ...freshView, tab: view.tab } : view;
  const top = view.bodyId === bodyId && !isOther ? {} : { scroll: 0 };
  return { ...base, bodyId, body: { ...base.body, ...top }, raw: { ...base.raw, ...top }, restore, pinned };
}

function readList(saved: unknown): ListMemory {
  const { search, filter, scroll } = objectOf(saved);
  const { text, caseSensitive, regex } = objectOf(search);
  return {
    search: {
      text: typeof text === 'string' ? text : '',
      caseSensitive: caseSensitive === true,
      regex: regex === true,
    },
    filter: typeof filter === 'string' ? filter : '',
    scroll: numberOf(scroll),
  };
}

function readColumns(saved: unknown): ColumnView {
  const { hidden, widths } = objectOf(saved);
  return {
    hidden: Array.isArray(hidden) ? hidden.filter(name => typeof name === 'string') : [],
    widths: Object.fromEntries(
      Object.entries(objectOf(widths)).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    ),
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
