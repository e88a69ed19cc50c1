/** Milliseconds that a button says what it has done. */
const shownFor = 2000;

/** Says for a moment, in sight and to screen readers, that something was copied. */
export class CopiedMark {
  isShown = false;
  readonly #live: Element;
  readonly #draw: () => void;

  constructor(live: Element, draw: () => void) {
    this.#live = live;
    this.#draw = draw;
  }

  show(text: string | undefined): void {
    this.isShown = true;
    this.#live.textContent = text ?? '';
    setTimeout(() => {
      this.isShown = false;
      this.#draw();
    }, shownFor);
    this.#draw();
  }
}
