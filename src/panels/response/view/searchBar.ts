import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { fill, formatCount } from '../../shared/format.ts';
import { sharedStyles } from '../../shared/sharedStyles.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import { idleSearch, noSearch, type SearchOptions, type SearchState } from '../searchControl.ts';
import type { ResponseStrings } from '../strings.ts';
import { fieldStyles } from './fieldStyles.ts';

/** Milliseconds of rest after which what was typed is searched for. */
const rest = 200;

/** The search box: text, how to take it, how many there are, and the way from one to the next. */
export class SearchBar extends LitElement {
  static override properties = { options: { attribute: false }, state: { attribute: false }, disabled: {} };
  static override styles = [
    sharedStyles,
    fieldStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 4px;
        min-width: 0;
      }
      .count {
        min-width: 8ch;
        font-variant-numeric: tabular-nums;
        color: var(--vscode-descriptionForeground);
      }
      .count:empty {
        display: none;
      }
      .count.bad {
        color: var(--vscode-errorForeground);
      }
      .beyond {
        flex-basis: 100%;
      }
      .beyond mark {
        color: inherit;
        background: var(--vscode-editor-findMatchBackground);
      }
    `,
  ];

  declare options: SearchOptions;
  declare state: SearchState;
  declare disabled: boolean;
  strings!: ResponseStrings;
  locale = 'en';
  query: (options: SearchOptions) => void = () => undefined;
  step: (by: 1 | -1) => void = () => undefined;
  /** Escape: back to the rows. */
  leave: () => void = () => undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.options = noSearch;
    this.state = idleSearch;
    this.disabled = false;
  }

  override focus(): void {
    const input = this.renderRoot.querySelector('input');
    input?.focus();
    input?.select();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override render(): TemplateResult {
    const { strings, options, state, disabled } = this;
    const text = strings.search;
    const none = (state.count ?? 0) === 0;
    return html`<span class="field" role="search">
        <input
          type="text"
          aria-label=${text.search}
          placeholder=${text.search}
          spellcheck="false"
          .value=${options.text}
          ?disabled=${disabled}
          aria-invalid=${state.problem === undefined ? nothing : 'true'}
          aria-describedby="count"
          @input=${this.#onInput}
          @keydown=${this.#onKey}
        />
        ${this.#option('case-sensitive', text.matchCase, options.caseSensitive, {
          caseSensitive: !options.caseSensitive,
        })}
        ${this.#option('regex', text.regex, options.regex, { regex: !options.regex })}
      </span>
      <span id="count" class=${state.problem === undefined ? 'count' : 'count bad'} role="status"
        >${this.#count()}</span
      >
      <vscode-toolbar-button
        icon="arrow-up"
        label=${text.previous}
        title=${text.previous}
        ?disabled=${none}
        @click=${() => this.step(-1)}
      ></vscode-toolbar-button>
      <vscode-toolbar-button
        icon="arrow-down"
        label=${text.next}
        title=${text.next}
        ?disabled=${none}
        @click=${() => this.step(1)}
      ></vscode-toolbar-button>
      ${
        state.beyond
          ? html`<span class="beyond code"
              >…${visibleLine(state.beyond.before)}<mark>${visibleLine(state.beyond.match)}</mark>${visibleLine(
                state.beyond.after,
              )}…</span
            >`
          : nothing
      }`;
  }

  #option(icon: string, label: string, on: boolean, change: Partial<SearchOptions>): TemplateResult {
    return html`<button
      class="toggle"
      aria-pressed=${String(on)}
      aria-label=${label}
      title=${label}
      ?disabled=${this.disabled}
      @click=${() => this.#ask({ ...this.options, ...change })}
    >
      <vscode-icon name=${icon}></vscode-icon>
    </button>`;
  }

  #count(): string {
    const { state, locale, strings } = this;
    const text = strings.search;
    if (state.busy) {
      return text.searching;
    }
    if (state.problem !== undefined) {
      return state.problem;
    }
    if (state.count === undefined) {
      return '';
    }
    if (state.count === 0) {
      return text.none;
    }
    const many = formatCount(state.count, locale) + (state.capped ? '+' : '');
    return state.current < 0
      ? fill(text.found, many)
      : fill(text.position, formatCount(state.current + 1, locale), many);
  }

  #onInput(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#ask({ ...this.options, text: value }), rest);
  }

  #onKey(event: KeyboardEvent): void {
    const { value } = event.target as HTMLInputElement;
    if (event.key === 'Enter' || event.key === 'F3') {
      event.preventDefault();
      if (value === this.options.text) {
        this.step(event.shiftKey ? -1 : 1);
      } else {
        this.#ask({ ...this.options, text: value });
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.leave();
    }
  }

  #ask(options: SearchOptions): void {
    clearTimeout(this.#typing);
    this.query(options);
  }
}

customElements.define('tba-search-bar', SearchBar);
