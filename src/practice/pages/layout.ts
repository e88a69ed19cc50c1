import type { ServerResponse } from 'node:http';
import { nameOf } from '../access/rules.ts';
import { sendAnswer } from '../server/answer.ts';
import type { AccountState } from '../state/model.ts';
import { pages } from './catalogue.ts';
import { formToken } from './forms.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Notice, Page, PageAnswer, Visit } from './page.ts';
import { signInUrl, signOutPath, stylesheetPath } from './paths.ts';

const noticeTitles: Readonly<Record<Notice['kind'], string>> = {
  done: 'Done',
  problem: 'Not done',
  hint: 'Good to know',
};

/** Sends a page inside the frame that all pages share: account, person and role, navigation, notices. */
export function sendPage(visit: Visit, page: Page, answer: Extract<PageAnswer, { kind: 'page' }>): void {
  const { exchange, state, actor } = visit;
  const title = answer.title ?? page.title;
  const body = html`<a class="skip" href="#main">Skip to the content</a>
    <header>
      <a class="company" href="/practice/home">${state.companyName}</a>
      <span class="account">${state.accountId} ${badge(visit)}</span>
      <form class="person" method="post" action="${signOutPath}">
        ${formToken(visit)}
        <span>${nameOf(actor.employee)} · ${actor.role.name}</span>
        <a href="${signInUrl(exchange.target)}">Change role</a>
        <button>Sign out</button>
      </form>
    </header>
    <div class="columns">
      <nav aria-label="Set-up pages">${navigation(visit, page)}</nav>
      <main id="main" tabindex="-1">
        <p class="menu-path">${page.menuPath.join(' › ')}</p>
        <h1>${title}</h1>
        ${(answer.notices ?? []).map(notice)} ${answer.body}
      </main>
    </div>`;
  sendDocument(exchange.response, state, {
    title,
    body,
    status: answer.status ?? 200,
    formTargets: answer.formTargets ?? [],
  });
}

/** A whole document; `formTargets` are origins besides its own where its forms may lead to, redirects included. */
export function sendDocument(
  response: ServerResponse,
  { companyName }: AccountState,
  document: {
    readonly title: string;
    readonly body: Html;
    readonly status: number;
    readonly formTargets: readonly string[];
    readonly headers?: Readonly<Record<string, string>>;
  },
): void {
  const text = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${document.title} – ${companyName}</title>
        <link rel="stylesheet" href="${stylesheetPath}" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        ${document.body}
      </body>
    </html> `.text;
  const forms = ["'self'", ...document.formTargets].join(' ');
  sendAnswer(response, {
    status: document.status,
    contentType: 'text/html; charset=utf-8',
    body: text,
    headers: {
      // Browsers hold redirects after a form against form-action as well.
      'Content-Security-Policy': `default-src 'none'; style-src 'self'; img-src data:; form-action ${forms}; frame-ancestors 'none'; base-uri 'none'`,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      ...document.headers,
    },
  });
}

export function sendRedirect(
  response: ServerResponse,
  to: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const answer = { status: 303, contentType: 'text/plain; charset=utf-8', body: '' };
  sendAnswer(response, { ...answer, headers: { Location: to, 'Cache-Control': 'no-store', ...headers } });
}

function badge({ account }: Visit): Html {
  return account.kind === 'sandbox'
    ? html`<span class="badge sandbox">Sandbox</span>`
    : html`<span class="badge production">Production</span>`;
}

function navigation({ state, actor }: Visit, current: Page): Html {
  const shown = pages.filter(page => page.inMenu && page.refusal(actor, state) === undefined);
  const groups = groupOrder.filter(group => shown.some(page => groupOf(page) === group));
  return html`${groups.map(
    group =>
      html`<h2>${group}</h2>
        <ul>
          ${shown
            .filter(page => groupOf(page) === group)
            .map(
              page =>
                html`<li>
                  <a href="${page.path}" ${page === current && html`aria-current="page"`}>${page.title}</a>
                </li>`,
            )}
        </ul>`,
  )}`;
}

/** The groups of the navigation, in the order in which a set-up needs them. */
const groupOrder = [
  'Practice account',
  'Setup › Company',
  'Setup › Users/Roles',
  'Lists › Employees',
  'Setup › Integration',
  'Home › Settings',
  'Customization › Scripting',
];

/** Deeper levels of NetSuite's menus would only make the list long. */
function groupOf({ menuPath }: Page): string {
  return menuPath.slice(0, Math.min(2, menuPath.length - 1)).join(' › ') || 'Practice account';
}

function notice({ kind, text }: Notice): Html {
  return html`<div class="notice ${kind}" role="${kind === 'problem' ? 'alert' : 'status'}">
    <strong>${noticeTitles[kind]}</strong> ${text}
  </div>`;
}
