/** What a menu of VS Code is opened on; its commands get it, and its entries depend on it. Plain data. */
export type MenuContext = Readonly<Record<string, string | number | boolean>>;

/** The value that the active row or cell is about. */
export interface ActiveValue {
  readonly node: number;
  /** A string, which means something else than how it is spelled. */
  readonly isText: boolean;
  /** A string that seems to hold a file in base64. */
  readonly holdsFile: boolean;
}

/**
 * Tells VS Code what its menu is opened on. It reads that from the attribute of the element outside of all shadow trees,
 * just after this listener.
 *
 * @param about asked each time: what the event is on; undefined where text is selected or written, which has VS Code's own
 *   entries
 */
export function tellMenus(host: HTMLElement, about: (event: MouseEvent) => MenuContext | undefined): void {
  host.addEventListener('contextmenu', event => {
    const context = about(event);
    if (context) {
      host.dataset['vscodeContext'] = JSON.stringify({ ...context, preventDefaultContextMenuItems: true });
    } else {
      delete host.dataset['vscodeContext'];
    }
  });
}

/** Opens VS Code's menu at an element, as a click on the right button there would. */
export function openMenu(target: Element): void {
  const { left, bottom } = target.getBoundingClientRect();
  target.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true, clientX: left, clientY: bottom }),
  );
}
