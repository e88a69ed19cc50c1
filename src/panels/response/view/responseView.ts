import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { fill, formatDuration } from '../../shared/format.ts';
import { sharedStyles } from '../../shared/sharedStyles.ts';
import type { DoneState, ResponseState } from '../messages.ts';
import { freshView, tabNames, viewFor, type ListMemory, type SavedView, type TabName } from '../savedView.ts';
import { bodyTab, rawTab, tableTab, type Memory } from './bodyTabs.ts';
import type { BodyView } from './bodyView.ts';
import type { ViewContext } from './context.ts';
import { header } from './header.ts';
import { headersTab } from './headersTab.ts';
import { logTab } from './logTab.ts';
import { tellMenus, openMenu, type MenuContext } from './menus.ts';
import { statusWords } from './outcome.ts';
import { requestTab } from './requestTab.ts';
import { responseStyles } from './responseStyles.ts';
import { runningPage } from './runningPage.ts';
import { freshTable, type TableMemory, type TableView } from './tableView.ts';
import { tabList, type Tab } from './tabs.ts';
import { timingTab } from './timingTab.ts';

/** Tabs that scroll by themselves. */
const lists: readonly TabName[] = ['body', 'raw', 'table'];

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
  static override styles = [sharedStyles, ...responseStyles];

  declare state: ResponseState | undefined;
  declare context: Omit<ViewContext, 'act'> | undefined;
  declare view: SavedView;
  declare private said: string;
  /** Whether what is said can be seen too. */
  declare private shown: boolean;
  declare private now: number;
  /** Keeps the view for the next time the panel is shown. */
  save: (view: SavedView) => void = () => undefined;
  #table: TableMemory = freshTable;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.said = '';
    this.shown = false;
    this.now = Date.now();
    this.view = freshView;
    tellMenus(this, event => this.#menu(event));
    this.addEventListener('keydown', event => this.#onKey(event));
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
      <main>${state.phase === 'done' ? this.#done(state, full) : runningPage(state, full, this.now)}</main>
    `;
  }

  #done(state: DoneState, context: ViewContext): TemplateResult {
    const tabs = this.#tabs(state, context);
    const chosen = this.#chosen(tabs);
    return html`
      ${header(state, context)}
      ${tabList({
        label: context.strings.tabs.label,
        tabs,
        chosen,
        choose: tab => this.#remember({ tab }),
      })}
      <div
        id="tab-panel"
        class=${`panel ${chosen} ${lists.includes(chosen) ? 'list' : ''}`}
        role="tabpanel"
        aria-labelledby=${`tab-${chosen}`}
        tabindex=${lists.includes(chosen) ? nothing : 0}
      >
        ${this.#tab(chosen, state, context)}
      </div>
    `;
  }

  #tabs({ response, log }: DoneState, { strings }: ViewContext): readonly Tab<TabName>[] {
    const { kind, table } = response?.body ?? {};
    const absent: readonly TabName[] = [
      ...(response ? [] : (['body', 'raw', 'headers'] as const)),
      ...(table ? [] : (['table'] as const)),
      // The body itself is shown as text then.
      ...(kind === 'text' || kind === 'html' || kind === 'empty' ? (['raw'] as const) : []),
      ...(log ? [] : (['log'] as const)),
    ];
    const names = { ...strings.tabs, ...(kind === 'binary' && { raw: strings.tabs.hex }) };
    return tabNames.filter(name => !absent.includes(name)).map(name => ({ name, label: names[name] }));
  }

  #chosen(tabs: readonly Tab<TabName>[]): TabName {
    return tabs.some(tab => tab.name === this.view.tab) ? this.view.tab : (tabs[0]?.name ?? 'request');
  }

  #tab(name: TabName, state: DoneState, context: ViewContext): TemplateResult {
    switch (name) {
      case 'body':
        return bodyTab(state, context, this.#list('body'));
      case 'raw':
        return rawTab(state, context, this.#list('raw'));
      case 'table':
        return tableTab(state, context, {
          now: { ...this.#table, columns: this.view.columns },
          keep: change => {
            this.#table = { ...this.#table, ...change };
            if (change.columns) {
              this.#remember({ columns: change.columns });
            }
          },
        });
      case 'headers':
        return headersTab(state, context);
      case 'request':
        return requestTab(state, context);
      case 'timing':
        return timingTab(state, context);
      case 'log':
        return logTab(state, context);
    }
  }

  #list(name: 'body' | 'raw'): Memory<ListMemory> {
    return {
      now: this.view[name],
      keep: change => this.#remember({ [name]: { ...this.view[name], ...change } }),
    };
  }

  #remember(change: Partial<SavedView>): void {
    this.view = { ...this.view, ...change };
    this.save(this.view);
  }

  /** What VS Code's menu is opened on. */
  #menu(event: MouseEvent): MenuContext | undefined {
    const { state } = this;
    const path = event.composedPath();
    const isWritten = path.some(each => each instanceof HTMLInputElement);
    const selected = String(getSelection() ?? '') !== '';
    if (state?.phase !== 'done' || isWritten) {
      return undefined;
    }
    const panel = { panelId: state.panelId, bodyId: state.bodyId };
    if (path.some(each => each instanceof Element && each.classList.contains('more'))) {
      return { ...panel, webviewSection: 'more' };
    }
    const rows = path.find(
      (each): each is BodyView | TableView =>
        each instanceof Element && (each.localName === 'tba-body-view' || each.localName === 'tba-table-view'),
    );
    const active = rows?.active;
    return active === undefined || selected ? undefined : { ...panel, webviewSection: 'value', ...active };
  }

  #onKey(event: KeyboardEvent): void {
    const view = this.renderRoot.querySelector<BodyView | TableView>('tba-body-view, tba-table-view');
    const isWritten = event.composedPath().some(each => each instanceof HTMLInputElement);
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isCommand && !event.shiftKey && key === 'f' && view) {
      view.find();
    } else if (isWritten || !view || this.state?.phase !== 'done' || !this.context) {
      return;
    } else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      const active = view.renderRoot
        .querySelector('tba-json-rows, tba-xml-rows, tba-table-rows')
        ?.shadowRoot?.querySelector('.cell.active, .row.active');
      if (!active) {
        return;
      }
      openMenu(active);
    } else if (view.active && isCommand && !event.shiftKey && key === 'c' && String(getSelection() ?? '') === '') {
      this.#copy(view.active.node, 'sent');
    } else if (view.active && event.shiftKey && event.altKey && event.code === 'KeyC') {
      this.#copy(view.active.node, 'path');
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #copy(node: number, form: 'sent' | 'path'): void {
    const { state, context } = this;
    if (state?.phase === 'done' && context) {
      this.#act(context.call('copyNode', { bodyId: state.bodyId, node, form }), context.strings.copied);
    }
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
    if (!state) {
      return;
    }
    const bodyId = state.phase === 'done' ? state.bodyId : this.view.bodyId;
    if (bodyId !== this.view.bodyId) {
      this.#table = { ...freshTable, columns: this.#table.columns };
    }
    this.#remember(viewFor(this.view, { bodyId, restore: state.restore, pinned: state.pinned }));
    if (state.phase === 'running') {
      this.now = Date.now();
      this.#ticking = setInterval(() => {
        this.now = Date.now();
      }, 100);
    }
    if (state.phase === 'done' && before !== undefined && !isSame(before, state) && context) {
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
