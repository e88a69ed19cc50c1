import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { fill, formatDuration } from '../../shared/format.ts';
import { sharedStyles } from '../../shared/sharedStyles.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { DoneState, ResponseState, RunningState } from '../messages.ts';
import { bodyTab, rawTab, type ScrollMemory } from './bodyTabs.ts';
import type { ViewContext } from './context.ts';
import { headersTab, requestTab, timingTab } from './exchangeTabs.ts';
import './jsonRows.ts';
import { remarks, statusLine, statusWords } from './outcome.ts';
import { responseStyles } from './responseStyles.ts';
import { tabList, type Tab } from './tabs.ts';
import './textRows.ts';

const TAB_NAMES = ['body', 'raw', 'headers', 'request', 'timing'] as const;
type TabName = (typeof TAB_NAMES)[number];

/** What is kept while the panel is hidden. Scroll positions belong to one body. */
export interface SavedView {
  readonly tab: TabName;
  readonly bodyId?: number;
  readonly scroll: Readonly<Partial<Record<TabName, number>>>;
}

/** Reads what `saveView` kept; anything unknown gives the view's beginning. */
export function readSavedView(saved: unknown): SavedView {
  const view = typeof saved === 'object' && saved !== null ? (saved as Partial<SavedView>) : {};
  const tab = TAB_NAMES.find(name => name === view.tab) ?? 'body';
  return { tab, ...(typeof view.bodyId === 'number' && { bodyId: view.bodyId }), scroll: { ...view.scroll } };
}

/** The whole panel: a call under way, or what came of it. */
export class ResponseView extends LitElement {
  static override properties = {
    state: { attribute: false },
    context: { attribute: false },
    view: { state: true },
    said: { state: true },
    shown: { state: true },
    now: { state: true },
  };
  static override styles = [sharedStyles, responseStyles];

  declare state: ResponseState | undefined;
  declare context: Omit<ViewContext, 'act'> | undefined;
  declare view: SavedView;
  declare private said: string;
  /** Whether what is said can be seen too. */
  declare private shown: boolean;
  declare private now: number;
  /** Keeps the view for the next time the panel is shown. */
  save: (view: SavedView) => void = () => undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.said = '';
    this.shown = false;
    this.now = Date.now();
    this.view = readSavedView(undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    clearTimeout(this.#fading);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('state')) {
      this.#stateChanged(changed.get('state') as ResponseState | undefined);
    }
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('state') as ResponseState | undefined;
    // The Cancel button that had the focus is gone; do not leave the person nowhere.
    if (
      before?.phase === 'running' &&
      this.state?.phase !== 'running' &&
      document.activeElement === document.body &&
      document.hasFocus()
    ) {
      this.renderRoot.querySelector<HTMLElement>('.actions vscode-toolbar-button')?.focus();
    }
  }

  protected override render(): TemplateResult {
    const { state, context } = this;
    if (!state || !context) {
      return html``;
    }
    const full: ViewContext = { ...context, act: this.#act };
    return html`
      <div class=${this.shown ? 'said' : 'hidden-text'} role="status">${this.said}</div>
      <main>${state.phase === 'done' ? this.#done(state, full) : this.#under(state, full)}</main>
    `;
  }

  #under(state: RunningState, context: ViewContext): TemplateResult {
    const { strings, locale, call, act } = context;
    const running = state.phase === 'running';
    return html`<div class="running">
      ${running ? html`<div class="progress" role="progressbar" aria-label=${strings.sending}></div>` : nothing}
      <h1>${visibleLine(state.title)}</h1>
      <p class="quiet">${visibleLine(state.accountLabel)}</p>
      <p>
        ${running ? strings.sending : strings.cancelled}
        ${
          running
            ? html`<span role="timer" aria-label=${strings.elapsed}
                >${formatDuration(Math.max(0, Math.floor((this.now - state.startedAt) / 100) * 100), locale)}</span
              >`
            : nothing
        }
      </p>
      ${
        running
          ? html`<vscode-button secondary @click=${() => act(call('cancel', null))}>${strings.cancel}</vscode-button>`
          : html`<p class="quiet">${strings.cancelledHint}</p>
              <vscode-button secondary @click=${() => act(call('resend', null))}>${strings.sendAgain}</vscode-button>`
      }
    </div>`;
  }

  #done(state: DoneState, context: ViewContext): TemplateResult {
    const { strings } = context;
    const tabs = this.#tabs(state, context);
    const chosen = tabs.some(tab => tab.name === this.view.tab) ? this.view.tab : (tabs[0]?.name ?? 'request');
    return html`
      <header>
        <div class="line">${statusLine(state, context)}${this.#actions(state, context)}</div>
        <h1>
          <span class="code method">${visibleLine(state.request.method)}</span>
          <span class="title">${visibleLine(state.title)}</span>
          <span class="quiet">${visibleLine(state.accountLabel)}</span>
        </h1>
        ${remarks(state, context)}
      </header>
      ${tabList({
        label: strings.tabs.label,
        tabs,
        chosen,
        choose: tab => this.#remember({ tab }),
      })}
      <div
        id="tab-panel"
        class=${`panel ${chosen}`}
        role="tabpanel"
        aria-labelledby=${`tab-${chosen}`}
        tabindex=${chosen === 'body' || chosen === 'raw' ? nothing : 0}
      >
        ${this.#tab(chosen, state, context)}
      </div>
    `;
  }

  #tabs(state: DoneState, { strings }: ViewContext): readonly Tab<TabName>[] {
    const names = state.response ? TAB_NAMES : (['request', 'timing'] as const);
    return names.map(name => ({ name, label: strings.tabs[name] }));
  }

  #tab(name: TabName, state: DoneState, context: ViewContext): TemplateResult {
    switch (name) {
      case 'body':
        return bodyTab(state, context, this.#scroll('body', state.bodyId));
      case 'raw':
        return rawTab(state, context, this.#scroll('raw', state.bodyId));
      case 'headers':
        return headersTab(state, context);
      case 'request':
        return requestTab(state, context);
      case 'timing':
        return timingTab(state, context);
    }
  }

  #actions(state: DoneState, { strings, call, act }: ViewContext): TemplateResult {
    const kind = state.response?.body?.kind;
    const readable = kind !== undefined && kind !== 'empty' && kind !== 'binary';
    return html`<div class="actions" role="group" aria-label=${strings.actions}>
      <vscode-toolbar-button icon="debug-restart" @click=${() => act(call('resend', null))}
        >${strings.sendAgain}</vscode-toolbar-button
      >
      <vscode-toolbar-button icon="key" @click=${() => act(call('inspect', null))}
        >${strings.inspect}</vscode-toolbar-button
      >
      ${
        readable
          ? html`<vscode-toolbar-button icon="copy" @click=${() => act(call('copyBody', null), strings.copied)}
                >${strings.copyBody}</vscode-toolbar-button
              >
              <vscode-toolbar-button icon="go-to-file" @click=${() => act(call('openBody', null))}
                >${strings.openBody}</vscode-toolbar-button
              >`
          : nothing
      }
    </div>`;
  }

  #scroll(tab: TabName, bodyId: number): ScrollMemory {
    return {
      at: this.view.bodyId === bodyId ? (this.view.scroll[tab] ?? 0) : 0,
      keep: top => {
        const scroll = this.view.bodyId === bodyId ? this.view.scroll : {};
        this.#remember({ bodyId, scroll: { ...scroll, [tab]: top } });
      },
    };
  }

  #remember(change: Partial<SavedView>): void {
    this.view = { ...this.view, ...change };
    this.save(this.view);
  }

  readonly #act = (action: Promise<unknown>, done?: string): void => {
    action.then(
      () => {
        if (done !== undefined) {
          this.#show(done);
        }
      },
      (error: unknown) => this.#show(error instanceof Error ? error.message : String(error)),
    );
  };

  /** Said and shown for a moment. */
  #show(text: string): void {
    this.#say(text);
    this.shown = true;
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => {
      this.shown = false;
    }, 4000);
  }

  /** Said to screen readers; the same words twice are said twice. */
  #say(text: string): void {
    this.shown = false;
    this.said = this.said === text ? `${text}\u00a0` : text;
  }

  #stateChanged(before: ResponseState | undefined): void {
    const { state, context } = this;
    clearInterval(this.#ticking);
    if (state?.phase === 'running') {
      this.now = Date.now();
      this.#ticking = setInterval(() => {
        this.now = Date.now();
      }, 100);
    }
    if (state?.phase === 'done' && before !== undefined && !isSame(before, state) && context) {
      const { strings, locale } = context;
      this.#say(
        state.response
          ? fill(strings.received, statusWords(state.response), formatDuration(state.timing.total, locale))
          : fill(strings.failed, state.failure?.title ?? ''),
      );
    }
  }
}

function isSame(before: ResponseState, state: DoneState): boolean {
  return before.phase === 'done' && before.bodyId === state.bodyId;
}

customElements.define('tba-response', ResponseView);
