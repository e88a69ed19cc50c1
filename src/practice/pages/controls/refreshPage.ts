import { refreshSandboxOf } from '../../reset.ts';
import type { AccountState } from '../../state/model.ts';
import { administratorsOnly, counted } from '../editing.ts';
import { checkbox, formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { done, problem, redirect } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { refreshPath } from './controlPaths.ts';

/** Asked for in the production account, as in NetSuite. */
export const refreshPage: Page = {
  path: refreshPath,
  title: 'Refresh Sandbox',
  menuPath: ['Setup', 'Company', 'Sandbox Accounts', 'Refresh Sandbox'],
  inMenu: true,
  refusal: administratorsOnly,
  show: visit => ({ kind: 'page', body: visit.account.kind === 'production' ? question(visit) : elsewhere(visit) }),
  submit,
};

async function submit(visit: Visit): Promise<PageAnswer> {
  const { account, form } = visit;
  if (account.kind !== 'production') {
    return redirect(refreshPath, problem('A sandbox is refreshed from its production account. Nothing was changed.'));
  }
  if (form.get('understood') !== 'T') {
    const body = question(visit, 'Tick this box to refresh the sandbox.');
    return { kind: 'page', status: 400, body, notices: [problem('The box is not ticked. Nothing was changed.')] };
  }
  await refreshSandboxOf(account);
  const { accountId } = account.world.current().sandbox;
  return redirect(
    refreshPath,
    done(
      `${accountId} is now a copy of ${account.store.current().accountId}. No token works in it until you create one there.`,
    ),
  );
}

function elsewhere({ account, exchange }: Visit): Html {
  return html`<p>A sandbox is refreshed from its production account.</p>
    <p>
      <a class="button" href="${exchange.sites.production}${refreshPath}"
        >Refresh Sandbox in ${account.world.current().production.accountId}</a
      >
    </p>
    <h2>After a refresh</h2>
    ${afterwards(exchange.sites.sandbox)}`;
}

function question(visit: Visit, error?: string): Html {
  const { production, sandbox } = visit.account.world.current();
  return html`<p>
      This replaces the sandbox <strong>${sandbox.accountId}</strong> by a copy of this account,
      <strong>${production.accountId}</strong>. It cannot be undone.
    </p>
    <h2>What will be lost in the sandbox</h2>
    <ul>
      ${losses(production, sandbox).map(each => html`<li>${each}</li>`)}
    </ul>
    <h2>What will be copied</h2>
    <ul>
      <li>
        ${counted(production.applications.length, 'integration record')}, with their settings and the same consumer keys
        and secrets
      </li>
      <li>
        Enabled features, ${counted(production.roles.length, 'role')},
        ${counted(production.employees.length, 'employee')} with their access and passwords,
        ${counted(production.customers.length, 'customer')}, ${counted(production.salesOrders.length, 'sales order')}
      </li>
      <li>The preference Require Approval during Auto-Installation of Integration</li>
    </ul>
    <p>No token is copied: tokens never are.</p>
    <h2>What stays as it is</h2>
    <ul>
      <li>Account ID and address of the sandbox, and everything in production</li>
      <li>Release, lock and concurrency limit of the sandbox (assumed: only a practice account has these controls)</li>
      <li>The scripts of the practice workspace, which both accounts share</li>
    </ul>
    <div class="notice hint">
      <strong>Good to know</strong> Sandbox and production then have integration records with the same consumer key.
      Resetting the credentials of such a record in one place can break what uses it in the other.
    </div>
    <h2>Afterwards</h2>
    ${afterwards(visit.exchange.sites.sandbox)}
    <form method="post" action="${refreshPath}">
      ${formToken(visit)}
      ${checkbox({ id: 'understood', name: 'understood', label: `Replace everything in ${sandbox.accountId}`, checked: false, error })}
      <div class="actions"><button class="danger">Refresh Sandbox</button></div>
    </form>`;
}

function losses(production: AccountState, sandbox: AccountState): readonly string[] {
  const own = sandbox.applications.filter(({ id, consumerKey }) =>
    production.applications.every(each => each.id !== id && each.consumerKey !== consumerKey),
  );
  return [
    sandbox.tokens.length === 0
      ? 'Tokens: there are none'
      : `${counted(sandbox.tokens.length, 'token')}: ${list(sandbox.tokens.map(({ name }) => name))}`,
    own.length === 0
      ? 'Integration records of the sandbox alone: there are none'
      : `${counted(own.length, 'integration record')} of the sandbox alone: ${list(own.map(({ name }) => name))}`,
    'All other changes: features, roles, employees, customers and sales orders are replaced',
    'Its Login Audit Trail and the execution logs of its scripts (assumed: a refresh replaces the account)',
  ];
}

function afterwards(sandboxUrl: string): Html {
  return html`<ol class="steps">
    <li>
      No call with a token can log in to the sandbox: the Login Audit Trail shows token_rejected. Stop what keeps
      trying, before a user is locked.
    </li>
    <li>
      Create a token in the sandbox:
      <a href="${sandboxUrl}/app/setup/accesstoken.nl">Setup › Users/Roles › Access Tokens › New</a>.
    </li>
    <li>
      Put the new token into your program. The consumer key is production’s now; if the sandbox had a record of its own,
      change that too.
    </li>
  </ol>`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).join('; ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
