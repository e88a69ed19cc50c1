import type { LayeredLookup } from '../../exchange/values/layeredLookup.ts';
import type { Lookup } from '../../requests/values/expand.ts';
import { secretMask, type SecretMask } from '../../exchange/secretMask.ts';

/** In answers, shorter values occur by themselves too often to be told from data. */
const shortestInAnswers = 6;
/** JSON's numbers and literals: masked, an answer would be JSON no more. */
const bare = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;

/** Keeps secret values out of whatever a run prints: those that its requests were made with, and what signs them. */
export class OutputMask {
  readonly #all: Set<string>;
  #known = -1;
  #everywhere: SecretMask = secretMask([]);
  #answers: SecretMask = secretMask([]);
  #secrets: readonly string[] = [];

  constructor(signing: readonly string[]) {
    this.#all = new Set(signing);
  }

  /** One more that is kept out from now on. */
  add(secret: string): void {
    this.#all.add(secret);
  }

  /** The lookup, its secrets remembered as it hands them out. */
  watch({ lookup, secretsUsed }: LayeredLookup): Lookup {
    return name => {
      try {
        return lookup(name);
      } finally {
        secretsUsed().forEach(secret => this.#all.add(secret));
      }
    };
  }

  /** In what was sent, and in errors. */
  readonly hide = (text: string): string => {
    this.#refresh();
    return this.#everywhere.hide(text);
  };

  /** In what came back. */
  readonly hideInAnswer = (text: string): string => {
    this.#refresh();
    return this.#answers.hide(text);
  };

  /** The same for a text that was cut short, and may end within a secret. */
  readonly hideInExcerpt = (text: string): string => {
    const hidden = this.hideInAnswer(text);
    const kept = hidden.endsWith('…') ? hidden.slice(0, -1) : undefined;
    if (kept === undefined) {
      return hidden;
    }
    const piece = Math.max(0, ...this.#secrets.map(secret => cutPiece(kept, secret)));
    return piece >= 3 ? `${kept.slice(0, -piece)}…` : hidden;
  };

  /**
   * The same for a text that comes in pieces, whose secrets may stand in two of them.
   *
   * @param isCut whether its end may stand within a secret
   */
  *hideInPieces(pieces: Iterable<string>, isCut: boolean): Generator<string> {
    this.#refresh();
    let rest = '';
    for (const piece of pieces) {
      const text = rest + piece;
      const end = text.length - this.#answers.longest;
      if (end <= 0) {
        rest = text;
        continue;
      }
      const { hidden, next } = this.#answers.hidePart(text, beforePair(text, end));
      rest = text.slice(next);
      yield hidden;
    }
    yield isCut ? this.hideInExcerpt(`${rest}…`).slice(0, -1) : this.hideInAnswer(rest);
  }

  #refresh(): void {
    if (this.#all.size !== this.#known) {
      this.#known = this.#all.size;
      this.#everywhere = secretMask([...this.#all]);
      this.#secrets = [...this.#all].filter(secret => secret.length >= shortestInAnswers && !bare.test(secret));
      this.#answers = secretMask(this.#secrets);
    }
  }
}

/** A place that is not between the halves of a surrogate pair. */
function beforePair(text: string, at: number): number {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at - 1 : at;
}

/** How much of the end of a text may be the beginning of a secret. */
function cutPiece(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
