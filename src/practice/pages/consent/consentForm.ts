import { callbackOrigin } from '../../authentication/callback.ts';
import type { Exchange } from '../../server/exchange.ts';
import type { Application } from '../../state/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { sendDocument } from '../layout.ts';
import type { Session } from '../sessions.ts';
import { choiceFields, preferredChoice } from './choices.ts';
import type { Choice } from './choices.ts';
import { kindBadge } from './consentFrame.ts';

/** What a page asks a person to allow, whichever way the application logs in afterwards. */
export interface ConsentForm {
  readonly application: Application;
  /** What else is said of the request: terms and descriptions. */
  readonly facts: Html;
  /** What Allow means. */
  readonly meaning: Html;
  readonly notes: Html;
  /** What to do where nobody may allow it. */
  readonly nobody: Html;
  readonly choices: readonly Choice[];
  /** Internal ID of the role that the application asks for; 0 for any. */
  readonly wantedRole: number;
  /** Fields that the form brings back. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly session: Session | undefined;
  readonly error: string | undefined;
  /** Where the browser is sent with the answer. */
  readonly answerTo: string;
}

export function sendConsentForm(exchange: Exchange, form: ConsentForm): void {
  const { application, facts, meaning, notes, nobody, choices, wantedRole, hidden, session, error, answerTo } = form;
  const { account, response, path } = exchange;
  const state = account.store.current();
  const isPossible = choices.some(each => each.isPossible);
  const title = 'Let this application log in as you?';
  const body = html`<main class="lone" id="main">
    <p class="menu-path">${state.companyName} › ${state.accountId} ${kindBadge(exchange)}</p>
    <h1>${title}</h1>
    ${error !== undefined && html`<div class="notice problem" role="alert">${error}</div>`}
    <dl>
      <dt>Application</dt>
      <dd>
        <strong><bdi>${application.name}</bdi></strong>
      </dd>
      ${
        application.description !== '' &&
        html`<dt>Description</dt>
          <dd><bdi>${application.description}</bdi></dd>`
      }
      ${facts}
    </dl>
    <p>${meaning}</p>
    ${notes}
    ${
      !isPossible &&
      html`<div class="notice problem" role="alert"><strong>Nobody can allow this yet</strong> ${nobody}</div>`
    }
    <form method="post" action="${path}">
      ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${choiceFields(choices, preferredChoice(choices, wantedRole, session))}
      <div class="actions">
        ${isPossible && html`<button class="main" name="answer" value="allow">Allow</button>`}
        <button name="answer" value="deny" formnovalidate>Deny</button>
      </div>
    </form>
  </main>`;
  sendDocument(response, state, {
    title,
    body,
    status: error === undefined ? 200 : 400,
    formTargets: [callbackOrigin(answerTo)],
  });
}
