import type { Exchange } from '../../server/exchange.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { sendDocument } from '../layout.ts';

/** A page that says what is wrong with a request to log in as somebody, and what to do; it leads nowhere. */
export function sendConsentEnd(exchange: Exchange, [title, text]: readonly [title: string, text: string]): void {
  const state = exchange.account.store.current();
  const body = html`<main class="lone" id="main">
    <p class="menu-path">${state.companyName} › ${state.accountId}</p>
    <h1>${title}</h1>
    <p>${text}</p>
    <p class="quiet">Nothing was allowed by opening this page. You can close it.</p>
  </main>`;
  sendDocument(exchange.response, state, { title, body, status: 400, formTargets: [] });
}

export function kindBadge({ account }: Exchange): Html {
  return account.kind === 'sandbox'
    ? html`<span class="badge sandbox">Sandbox</span>`
    : html`<span class="badge production">Production</span>`;
}
