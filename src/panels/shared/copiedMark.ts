/** Milliseconds that a button says what it has done. */
const shownFor = 2000;

/** The page that the mark is on. */
interface Marked {
  readonly live: Element;
  readonly strings: { readonly copied: string } | undefined;
  draw(): void;
}

/** Says for a moment, in sight and to screen readers, that something was copied. */
export class CopiedMark {
  isShown = false;
  readonly #page: Marked;

  constructor(page: Marked) {
    this.#page = page;
  }

  /** @param copying whether it was copied */
  async after(copying: Promise<boolean>): Promise<void> {
    if (!(await copying)) {
      return;
    }
    this.isShown = true;
    this.#page.live.textContent = this.#page.strings?.copied ?? '';
    setTimeout(() => {
      this.isShown = false;
      this.#page.draw();
    }, shownFor);
    this.#page.draw();
  }
}
