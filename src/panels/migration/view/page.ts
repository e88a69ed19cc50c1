import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { visibleText } from '../../shared/visibleText.ts';
import type { ColumnId, MigrationState, MigrationStrings, MigrationView } from '../messages.ts';
import { inventorySection } from './inventory.ts';
import { planSection } from './plan.ts';

/** What the page is made from. */
export interface MigrationPage {
  readonly state: MigrationState;
  readonly strings: MigrationStrings;
  /** Why the last thing asked for was refused. */
  readonly refused: string | undefined;
  readonly filter: string;
  readonly sort: { readonly column: ColumnId; readonly isDown: boolean };
  readonly setFilter: (text: string) => void;
  readonly setSort: (column: ColumnId) => void;
  readonly choose: (account: string) => void;
  readonly show: (view: MigrationView) => void;
  readonly read: () => void;
  readonly cancel: () => void;
  readonly save: (format: 'csv' | 'markdown') => void;
  readonly tick: (step: string, isTicked: boolean) => void;
  readonly setGrant: (application: string, grant: 'machine' | 'person') => void;
  readonly writeRole: (step: string) => void;
  readonly open: (place: string) => void;
}

export function page(model: MigrationPage): TemplateResult {
  const { state, strings, refused, choose, show } = model;
  return html`<main>
    <h1>${strings.title}</h1>
    <p class="line">
      <label for="account">${strings.account}</label>
      <select
        id="account"
        class="box"
        .value=${live(state.account)}
        ?disabled=${state.accounts.length === 0}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${state.account === '' ? html`<option value="" selected>${strings.noAccount}</option>` : nothing}
        ${state.accounts.map(
          ({ id, label }) => html`<option value=${id} ?selected=${id === state.account}>${visibleText(label)}</option>`,
        )}
      </select>
    </p>
    <nav class="line views" aria-label=${strings.title}>
      ${(['inventory', 'plan'] as const).map(
        view =>
          html`<button class="view" aria-current=${state.view === view ? 'page' : nothing} @click=${() => show(view)}>
            ${strings.views[view]}
          </button>`,
      )}
    </nav>
    ${refused === undefined ? nothing : html`<p class="note error" role="alert">${visibleText(refused)}</p>`}
    ${state.view === 'inventory' ? inventorySection(model) : planSection(model)}
  </main>`;
}
