/** Which answers share a panel: those of one request, all of them, or none. */
export type PanelSharing = 'perRequest' | 'one' | 'none';

/** A panel as far as it can be taken for another answer. */
export interface Slot {
  readonly key: string;
  readonly pinned: boolean;
  readonly isRunning: boolean;
}

/**
 * The panel that the next answer of a request is shown in; undefined for a new one. A pinned panel keeps what it shows,
 * and so does one whose call is under way.
 *
 * @param panels in the order in which they were last used, the latest last
 */
export function slotFor<S extends Slot>(panels: readonly S[], key: string, sharing: PanelSharing): S | undefined {
  if (sharing === 'none') {
    return undefined;
  }
  const free = panels.filter(({ pinned }) => !pinned);
  const own = free.findLast(panel => panel.key === key);
  return own ?? (sharing === 'one' ? free.findLast(({ isRunning }) => !isRunning) : undefined);
}
