import type { PassportDraft } from '../../../tba/passportSteps.ts';
import type { Pair } from '../../../tba/percentEncoding.ts';
import type { SignatureDraft } from '../../../tba/signatureDraft.ts';
import type { ParameterSource } from '../../../tba/signatureSteps.ts';
import { RpcFailure } from '../../rpc.ts';
import { fill } from '../../shared/format.ts';
import type { SignatureState, SignatureStrings } from '../messages.ts';
import { changeCount, fieldKey, pairIn, pairsOf, withAdded, withField, type Field } from './drafts.ts';
import type { Editing, EditActions } from './editing.ts';
import { latest } from './latest.ts';

/** What the editor works with. */
export interface EditorPorts {
  readonly state: () => SignatureState | undefined;
  readonly mode: () => 'header' | 'passport';
  readonly strings: () => SignatureStrings | undefined;
  readonly call: {
    (method: 'edit', params: { readonly draft: SignatureDraft }): Promise<SignatureState>;
    (method: 'editPassport', params: { readonly draft: PassportDraft }): Promise<SignatureState>;
  };
  readonly answered: (next: SignatureState) => void;
  /** For what is refused outside of a box. */
  readonly refused: (message: string) => void;
  readonly redraw: () => void;
  readonly say: (text: string) => void;
}

type Change =
  | { readonly mode: 'header'; readonly draft: SignatureDraft }
  | { readonly mode: 'passport'; readonly draft: PassportDraft };

/** Values changed in place: what is typed goes to the host at once, and everything is drawn from what comes back. */
export class Editor implements EditActions {
  editing: Editing | undefined;
  readonly #root: HTMLElement;
  readonly #ports: EditorPorts;
  readonly #send: (change: Change) => void;
  #isDrawing = false;
  /** A new row's box is to get the focus as soon as it is there. */
  #opens = false;
  /** What was sent and is not answered yet: the next change builds on it. */
  #pending: Change | undefined;

  constructor(root: HTMLElement, ports: EditorPorts) {
    this.#root = root;
    this.#ports = ports;
    const send = latest(
      (change: Change) =>
        change.mode === 'header'
          ? ports.call('edit', { draft: change.draft })
          : ports.call('editPassport', { draft: change.draft }),
      (next, isLast) => {
        this.#problem(undefined);
        if (isLast) {
          this.#pending = undefined;
          this.#announce(next);
        }
        ports.answered(next);
      },
      error => {
        this.#pending = undefined;
        this.#refuse(error);
      },
    );
    this.#send = change => {
      this.#pending = change;
      send(change);
    };
  }

  readonly start = (field: Field, part: 'name' | 'value'): void => {
    const state = this.#state();
    if (!state?.trusted) {
      return;
    }
    const before = pairIn(state, field, this.#draft(state));
    this.editing = { field, ...before, before, problem: undefined };
    this.#ports.redraw();
    this.#box(part)?.focus();
    this.#box(part)?.select();
  };

  readonly type = (part: 'name' | 'value', text: string): void => {
    if (this.editing) {
      this.editing = { ...this.editing, [part]: text };
      const { field, name, value } = this.editing;
      this.#put(field, { name, value });
    }
  };

  readonly finish = (revert: boolean, focus: boolean): void => {
    const { editing } = this;
    if (!editing) {
      return;
    }
    this.editing = undefined;
    if (revert && (editing.name !== editing.before.name || editing.value !== editing.before.value)) {
      this.#put(editing.field, editing.before);
    }
    this.#ports.redraw();
    if (focus) {
      this.#focusField(editing.field);
    }
  };

  readonly left = (event: FocusEvent): void => {
    const row = (event.currentTarget as HTMLElement).closest('[data-field], .in-place');
    const isInside = event.relatedTarget instanceof Node && row?.contains(event.relatedTarget) === true;
    // A box that is moved while the rows are sorted anew loses the focus and gets it back.
    if (!this.#isDrawing && !isInside && document.hasFocus()) {
      this.finish(false, false);
    }
  };

  readonly put = (field: Field, pair: Pair): void => {
    this.stop();
    this.#put(field, pair);
    this.#focusField(field);
  };

  readonly remove = (field: Field): void => {
    const state = this.#state();
    this.stop();
    if (state) {
      this.#send({ mode: 'header', draft: withField(state, field, undefined) });
    }
    this.#root.querySelector<HTMLElement>('[data-roving="table"] [tabindex="0"]')?.focus();
  };

  /** Without a pair, one that the person will name. */
  readonly add = (source: ParameterSource, pair: Pair | undefined): void => {
    const state = this.#state();
    if (!state) {
      return;
    }
    this.stop();
    this.#send({ mode: 'header', draft: withAdded(state, source, pair ?? { name: '', value: '' }) });
    if (!pair) {
      const field: Field = { list: 'query', index: pairsOf(state, 'query').length };
      const empty = { name: '', value: '' };
      // Its row comes with the answer; then the box is there to type in.
      this.editing = { field, ...empty, before: empty, problem: undefined };
      this.#opens = true;
    }
  };

  readonly resetAll = (): void => {
    const state = this.#state();
    this.stop();
    if (state?.passport && this.#ports.mode() === 'passport') {
      this.#send({ mode: 'passport', draft: state.passport.original });
    } else if (state) {
      this.#send({ mode: 'header', draft: state.original });
    }
    this.#root.querySelector<HTMLElement>('[data-roving="table"] [tabindex="0"]')?.focus();
  };

  /** Signs with another call's nonce and time. */
  takeOver(fresh: { readonly nonce: string; readonly timestamp: string }): void {
    const state = this.#state();
    this.stop();
    if (state?.passport && this.#ports.mode() === 'passport') {
      this.#send({ mode: 'passport', draft: { ...state.passport.draft, ...fresh } });
    } else if (state) {
      this.#send({ mode: 'header', draft: { ...state.draft, ...fresh } });
    }
  }

  /** Closes the box without a word: what it stood in is gone. */
  stop(): void {
    this.editing = undefined;
    this.#opens = false;
  }

  whileDrawing(draw: () => void): void {
    this.#isDrawing = true;
    try {
      draw();
    } finally {
      this.#isDrawing = false;
    }
    const name = this.#opens ? this.#box('name') : null;
    if (name) {
      this.#opens = false;
      name.focus();
    }
  }

  #put(field: Field, pair: Pair): void {
    const state = this.#state();
    if (state?.passport && this.#ports.mode() === 'passport' && 'text' in field) {
      this.#send({ mode: 'passport', draft: { ...state.passport.draft, [field.text]: pair.value } });
    } else if (state) {
      this.#send({ mode: 'header', draft: withField(state, field, pair) });
    }
  }

  /** With what was changed last, answered or not. */
  #state(): SignatureState | undefined {
    const state = this.#ports.state();
    if (!state || !this.#pending) {
      return state;
    }
    return this.#pending.mode === 'header'
      ? { ...state, draft: this.#pending.draft }
      : { ...state, ...(state.passport && { passport: { ...state.passport, draft: this.#pending.draft } }) };
  }

  #draft(state: SignatureState): SignatureDraft | PassportDraft {
    return (this.#ports.mode() === 'passport' && state.passport?.draft) || state.draft;
  }

  #refuse(error: unknown): void {
    const message = error instanceof RpcFailure ? error.message : String(error);
    if (this.editing) {
      this.#problem(message);
      this.#ports.say(message);
      this.#ports.redraw();
    } else {
      this.#ports.refused(message);
    }
  }

  #problem(problem: string | undefined): void {
    if (this.editing) {
      this.editing = { ...this.editing, problem };
    }
  }

  #announce(next: SignatureState): void {
    const strings = this.#ports.strings();
    if (strings) {
      const count = changeCount(next, this.#ports.mode());
      this.#ports.say(count === 1 ? strings.changedOne : fill(strings.changed, count.toLocaleString()));
    }
  }

  #box(part: 'name' | 'value'): HTMLInputElement | null {
    return (
      this.#root.querySelector<HTMLInputElement>(`input[data-part="${part}"]`) ??
      this.#root.querySelector<HTMLInputElement>('input[data-part="value"]')
    );
  }

  #focusField(field: Field): void {
    const place = this.#root.querySelector<HTMLElement>(`[data-field="${fieldKey(field)}"]`);
    const target = place?.matches('[data-target]') ? place : place?.querySelector<HTMLElement>('button.icon');
    // A focus that came by key shows that it did.
    target?.focus();
  }
}
