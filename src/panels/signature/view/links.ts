import type { Target } from './pieces.ts';

/** What ties the pieces of the page together. */
export interface Links {
  /** To be called after every rendering: marks and tab stops are no business of the templates. */
  refresh(): void;
  /** What is looked at: under the pointer, else focused last. */
  current(): Target | undefined;
}

/** Told when another target is looked at; `fromTable` when it is the table's row that has the focus. */
export type OnLook = (target: Target | undefined, fromTable: boolean, byFocus: boolean) => void;

/**
 * Lights up everything with the same `data-target` as what the pointer is over or what has the focus, and moves the
 * focus by arrow keys within each `data-roving` group, by Enter from a row to its piece and back.
 *
 * One set of listeners on the root and marks set by hand, since thousands of pieces are not rendered anew on each move.
 */
export function linkPieces(root: HTMLElement, onLook: OnLook): Links {
  let hovered: Target | undefined;
  let focused: Target | undefined;
  let marked: Target | undefined;

  const mark = (): void => {
    for (const element of root.querySelectorAll('[data-lit]')) {
      element.removeAttribute('data-lit');
    }
    for (const element of marked === undefined ? [] : withTarget(root, marked)) {
      element.setAttribute('data-lit', '');
    }
  };
  const look = (fromTable: boolean, byFocus: boolean): void => {
    const target = hovered ?? focused;
    if (target !== marked || byFocus) {
      marked = target;
      mark();
      onLook(target, fromTable, byFocus);
    }
  };

  // Not pointerover: that comes too when the page scrolls under a pointer at rest, and would take over from the keys.
  root.addEventListener('pointermove', event => {
    hovered = targetOf(closest(event, '[data-target]'));
    look(false, false);
  });
  root.addEventListener('pointerleave', () => {
    hovered = undefined;
    look(false, false);
  });
  root.addEventListener('focusin', event => {
    const item = closest(event, '[data-roving] [data-target]');
    if (!item) {
      return;
    }
    hovered = undefined;
    focused = targetOf(item);
    const group = item.closest('[data-roving]');
    for (const other of group?.querySelectorAll('[data-target][tabindex="0"]') ?? []) {
      other.setAttribute('tabindex', '-1');
    }
    item.setAttribute('tabindex', '0');
    // Who types in a row is told what comes of it, not once more where it stands.
    look(item.role === 'row', !isControl(event.target));
    revealOthers(root, item);
  });
  root.addEventListener('keydown', event => {
    const item = closest(event, '[data-roving] [data-target]');
    if (
      item &&
      !isControl(event.target) &&
      !event.altKey &&
      !event.shiftKey &&
      !event.ctrlKey &&
      !event.metaKey &&
      moveFocus(root, item, event.key)
    ) {
      event.preventDefault();
    }
  });

  return {
    refresh: () => {
      for (const group of root.querySelectorAll('[data-roving]')) {
        if (!group.querySelector('[data-target][tabindex="0"]')) {
          group.querySelector('[data-target]')?.setAttribute('tabindex', '0');
        }
      }
      // What has the focus may stand in another row by now.
      const item = document.activeElement?.closest<HTMLElement>('[data-roving] [data-target]');
      if (item && root.contains(item)) {
        focused = targetOf(item);
        marked = hovered ?? focused;
      }
      mark();
    },
    current: () => marked,
  };
}

function moveFocus(root: HTMLElement, item: HTMLElement, key: string): boolean {
  const group = item.closest('[data-roving]');
  if (key === 'Enter' || key === ' ') {
    const target = targetOf(item);
    const others = target === undefined ? [] : withTarget(root, target).filter(other => other.closest('[data-roving]'));
    const rest = others.filter(other => other.closest('[data-roving]') !== group);
    // From a row to the base string; from anywhere else to the row, or to wherever else it stands.
    const next =
      rest.find(other => (item.role === 'row' ? other.closest('[data-roving="base"]') : other.role === 'row')) ??
      rest[0];
    focus(next);
    return next !== undefined;
  }
  const items = [...(group?.querySelectorAll<HTMLElement>('[data-target]') ?? [])];
  const index = items.indexOf(item);
  const next = {
    ArrowDown: index + 1,
    ArrowRight: index + 1,
    ArrowUp: index - 1,
    ArrowLeft: index - 1,
    PageDown: index + 10,
    PageUp: index - 10,
    Home: 0,
    End: items.length - 1,
  }[key];
  if (next === undefined || (item.role === 'row' && (key === 'ArrowLeft' || key === 'ArrowRight'))) {
    return false;
  }
  focus(items[Math.max(0, Math.min(items.length - 1, next))]);
  return true;
}

/** Brings the other halves into view where they scroll apart from the focused one; what has the focus stays put. */
function revealOthers(root: HTMLElement, item: HTMLElement): void {
  const target = targetOf(item);
  const own = scrollerOf(item);
  for (const other of target === undefined ? [] : withTarget(root, target)) {
    const scroller = scrollerOf(other);
    if (!scroller || scroller === own || !other.closest('[data-roving="base"], [role="row"]')) {
      continue;
    }
    const frame = scroller.getBoundingClientRect();
    const box = other.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      scroller.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }
}

/** A box or button within a row, which has keys of its own. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLButtonElement;
}

function scrollerOf(element: HTMLElement): HTMLElement | undefined {
  const scroller = element.closest<HTMLElement>('[data-scroller]');
  return scroller && scroller.scrollHeight > scroller.clientHeight + 1 ? scroller : undefined;
}

function focus(element: HTMLElement | undefined): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
}

function withTarget(root: HTMLElement, target: Target): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`[data-target="${target}"]`)];
}

function targetOf(element: HTMLElement | null): Target | undefined {
  return element?.dataset['target'] as Target | undefined;
}

function closest(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}
