import { isAdministrator } from '../access/rules.ts';
import { authorizePath } from '../oauth2/authorize.ts';
import { tokenPath } from '../oauth2/tokenEndpoint.ts';
import { activeFaults } from '../server/faults/standing.ts';
import type { Release } from '../state/model.ts';
import { trailRefusal } from './audit/auditAccess.ts';
import { trailMenuPath, trailPath } from './audit/auditPaths.ts';
import { setupSteps } from './company/setupSteps.ts';
import type { SetupStep } from './company/setupSteps.ts';
import { controlsPath, faultsPath } from './controls/controlPaths.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Page, Visit } from './page.ts';
import { homePath } from './paths.ts';

const releases: Readonly<Record<Release, string>> = {
  '2026.2': '2026.2',
  '2027.1': '2027.1: no new applications with token-based authentication, existing ones run on',
  'end-of-tba': 'After the end of token-based authentication: every call with a token is refused',
};

/** Where one arrives: what this account is, how far it is set up, and where calls go. */
export const homePage: Page = {
  path: homePath,
  title: 'Home',
  menuPath: ['Home'],
  inMenu: true,
  refusal: () => undefined,
  show: visit => ({
    kind: 'page',
    body: html`<p>
        This is a practice account: a NetSuite of your own on this machine, as strict with signatures, roles and tokens
        as the real one. Nothing here leaves the machine, and no secret of it is worth anything elsewhere. Try things
        out.
      </p>
      ${stepsSection(visit)} ${callsSection(visit)} ${accountSection(visit)}`,
  }),
};

function stepsSection({ state, account, actor }: Visit): Html {
  const steps = setupSteps(state, account.now());
  const next = steps.find(({ isDone }) => !isDone);
  return html`<h2>Set-up for calls with a token</h2>
    <p>${next ? `Next: ${next.title.toLowerCase()}.` : 'Everything is set up: calls can be made.'}</p>
    <ol class="steps">
      ${steps.map(
        step =>
          html`<li ${step === next && html`aria-current="step"`}>
            <strong>${step.title}</strong>
            <span class="badge ${step.isDone ? 'on' : 'off'}">${step.isDone ? 'Done' : 'To do'}</span>
            <br />
            ${step.found}
            <br />
            ${stepLink(step, step.isFor(actor.role))} <span class="quiet">${step.menuPath}</span>
          </li>`,
      )}
    </ol>`;
}

function stepLink({ path, pageName }: SetupStep, isAllowed: boolean): Html {
  return isAllowed
    ? html`<a href="${path}">${pageName}</a>`
    : html`<span>${pageName} (your role cannot open it)</span>`;
}

function callsSection({ exchange, account, actor }: Visit): Html {
  const site = exchange.sites[account.kind];
  return html`<h2>Where calls go</h2>
    <dl>
      <dt>Base URL</dt>
      <dd><code>${site}</code></dd>
      <dt>A RESTlet to try</dt>
      <dd><code>${site}/app/site/hosting/restlet.nl?script=1&amp;deploy=1</code></dd>
      <dt>REST web services</dt>
      <dd><code>${site}/services/rest/record/v1/</code></dd>
      <dt>OAuth 2.0: authorization</dt>
      <dd><code>${site}${authorizePath}</code></dd>
      <dt>OAuth 2.0: tokens</dt>
      <dd><code>${site}${tokenPath}</code></dd>
    </dl>
    <p>
      Each login is recorded in the
      ${
        trailRefusal(actor) === undefined
          ? html`<a href="${trailPath}">Login Audit Trail</a>`
          : 'Login Audit Trail (your role cannot open it)'
      }
      <span class="quiet">${trailMenuPath.join(' > ')}</span>. There a failed one shows what was wrong with it.
    </p>`;
}

function accountSection({ exchange, state, account, actor }: Visit): Html {
  const faults = activeFaults(account);
  const other = account.kind === 'sandbox' ? 'production' : 'sandbox';
  const { release, lockAfterFailures, concurrencyLimit } = state.preferences;
  return html`<h2>This account</h2>
    <dl>
      <dt>Account ID</dt>
      <dd>${state.accountId}</dd>
      <dt>Release</dt>
      <dd>${releases[release]}</dd>
      <dt>Lock after five failed calls</dt>
      <dd><span class="badge ${lockAfterFailures ? 'on' : 'off'}">${lockAfterFailures ? 'On' : 'Off'}</span></dd>
      <dt>Calls at once</dt>
      <dd>${concurrencyLimit}</dd>
      <dt>Faults on demand</dt>
      <dd>
        <span class="badge ${faults.length > 0 ? 'on' : 'off'}">${faults.length > 0 ? 'On' : 'Off'}</span>
        ${faults.map(({ label }) => label).join(', ')}
      </dd>
      <dt>${other === 'sandbox' ? 'Its sandbox' : 'Its production account'}</dt>
      <dd><a href="${exchange.sites[other]}${homePath}">${exchange.sites[other]}</a></dd>
    </dl>
    ${
      isAdministrator(actor.role) &&
      html`<p>
        <a href="${controlsPath}">Practice controls</a> change the release, the lock and the limit;
        <a href="${faultsPath}">Faults on demand</a> make calls fail on purpose.
      </p>`
    }`;
}
