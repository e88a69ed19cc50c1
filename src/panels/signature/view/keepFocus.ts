/** Renders, and gives the focus and the cursor back to a box that was moved to another place meanwhile. */
export function keepFocus(draw: () => void): void {
  const active = document.activeElement;
  const cursor =
    active instanceof HTMLInputElement ? ([active.selectionStart, active.selectionEnd] as const) : undefined;
  draw();
  if (active instanceof HTMLElement && active !== document.activeElement && active.isConnected) {
    active.focus({ preventScroll: true });
    if (cursor && active instanceof HTMLInputElement) {
      active.setSelectionRange(...cursor);
      active.scrollIntoView({ block: 'nearest' });
    }
  }
}
