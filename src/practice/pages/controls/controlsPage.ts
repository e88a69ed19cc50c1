import { nameOf } from '../../access/rules.ts';
import type { AccountState, Employee, Preferences } from '../../state/model.ts';
import { administratorsOnly, answerChange, readId } from '../editing.ts';
import { checkbox, formToken, textField } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { done, problem, redirect } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { controlsPath, faultsPath, refreshPath, startOverPath } from './controlPaths.ts';
import { releases } from './releases.ts';

const limits = { least: 1, most: 25 } as const;

/** What one can set only in a practice account. Each form changes what it shows and nothing else. */
export const controlsPage: Page = {
  path: controlsPath,
  title: 'Practice controls',
  menuPath: ['Practice account', 'Practice controls'],
  inMenu: true,
  refusal: administratorsOnly,
  show: visit => ({ kind: 'page', body: content(visit, {}) }),
  submit: visit => {
    switch (visit.form.get('change') ?? '') {
      case 'release':
        return setRelease(visit);
      case 'lock':
        return setLock(visit);
      case 'unlock':
        return unlock(visit);
      case 'concurrency':
        return setConcurrency(visit);
      case 'approval':
        return setApproval(visit);
      default:
        return redirect(controlsPath, problem('This form is not known. Nothing was changed.'));
    }
  },
};

interface Entered {
  readonly limit?: { readonly value: string; readonly error: string };
}

function content(visit: Visit, entered: Entered): Html {
  const { state, account } = visit;
  const { preferences } = state;
  return html`<p>
      These controls are this practice account’s own; NetSuite has them elsewhere or not at all. They hold for
      ${state.accountId} only.
    </p>
    ${releaseForm(visit, preferences)} ${lockForms(visit)} ${concurrencyForm(visit, entered)}
    ${approvalForm(visit, preferences)}
    <h2>Faults on demand</h2>
    <p>
      <a href="${faultsPath}">Faults on demand</a> make calls slow, broken or refused, to see how a program takes it.
    </p>
    <h2>Start over</h2>
    ${
      account.kind === 'production'
        ? html`<p><a href="${refreshPath}">Refresh Sandbox</a> replaces the sandbox by a copy of this account.</p>`
        : html`<p><a href="${refreshPath}">Refresh Sandbox</a> replaces this account by a copy of production.</p>`
    }
    <p><a href="${startOverPath}">Start from scratch, or reset</a> makes both accounts anew.</p>`;
}

/** A form that says which one it is. */
function form(visit: Visit, change: string, inside: Html): Html {
  return html`<form method="post" action="${controlsPath}" class="fields">
    ${formToken(visit)}
    <input type="hidden" name="change" value="${change}" />
    ${inside}
  </form>`;
}

function releaseForm(visit: Visit, { release }: Preferences): Html {
  return html`<h2>Release</h2>
    ${form(
      visit,
      'release',
      html`<fieldset>
          <legend>NetSuite release to play</legend>
          ${releases.map(
            ({ value, label, help }) =>
              html`<div class="check">
                <input
                  type="radio"
                  name="release"
                  id="release-${value}"
                  value="${value}"
                  aria-describedby="release-${value}-help"
                  ${value === release && html`checked`}
                />
                <div class="field">
                  <label for="release-${value}">${label}</label>
                  <p class="help" id="release-${value}-help">${help}</p>
                </div>
              </div>`,
          )}
        </fieldset>
        <div class="actions"><button>Set release</button></div>`,
    )}`;
}

function setRelease(visit: Visit): PageAnswer | Promise<PageAnswer> {
  const chosen = releases.find(({ value }) => value === visit.form.get('release'));
  return chosen
    ? prefer(visit, { release: chosen.value }, `The release is now: ${chosen.label}.`)
    : redirect(controlsPath, problem('Choose one of the releases. Nothing was changed.'));
}

function lockForms(visit: Visit): Html {
  const { state, account } = visit;
  const locked = lockedEmployees(state, account.now());
  return html`<h2>Lock after failed logins</h2>
    ${form(
      visit,
      'lock',
      html`${checkbox({ id: 'lock', name: 'lock', label: 'Five failed logins in a row lock a user for 30 minutes', checked: state.preferences.lockAfterFailures, help: 'NetSuite locks a user after five failed logins. Whether a bad signature counts as one is not published; here it does (assumed), once this is on. A call that succeeds starts the count anew.' })}
        <div class="actions"><button>Set lock</button></div>`,
    )}
    <h3>Locked users</h3>
    ${locked.length === 0 ? html`<p>Nobody is locked.</p>` : lockedTable(visit, locked)}`;
}

function lockedTable(visit: Visit, locked: readonly Employee[]): Html {
  const minutes = ({ lockedUntil }: Employee) => Math.ceil((lockedUntil - visit.account.now()) / 60_000);
  return html`<table>
    <caption>
      Until the time is over, or an administrator unlocks them
    </caption>
    <thead>
      <tr>
        <th scope="col">User</th>
        <th scope="col">Locked for</th>
        <th scope="col">Action</th>
      </tr>
    </thead>
    <tbody>
      ${locked.map(
        each =>
          html`<tr>
            <td>${nameOf(each)}</td>
            <td>${minutes(each)} more minutes</td>
            <td>
              ${form(
                visit,
                'unlock',
                html`<input type="hidden" name="employee" value="${each.id}" />
                  <button aria-label="Unlock ${nameOf(each)}">Unlock</button>`,
              )}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function lockedEmployees({ employees }: AccountState, now: number): readonly Employee[] {
  return employees.filter(({ lockedUntil }) => lockedUntil > now);
}

async function setLock(visit: Visit): Promise<PageAnswer> {
  const lockAfterFailures = visit.form.get('lock') === 'T';
  const text = lockAfterFailures
    ? 'From now on five failed logins in a row lock a user.'
    : 'Failed logins no longer lock anybody. Who is locked stays so until unlocked.';
  const answer = await prefer(visit, { lockAfterFailures }, text);
  visit.account.failures.clear();
  return answer;
}

async function unlock(visit: Visit): Promise<PageAnswer> {
  const { account, form: fields } = visit;
  const id = readId(fields.get('employee'));
  const answer = await answerChange(visit, administratorsOnly, state => {
    const found = lockedEmployees(state, account.now()).find(each => each.id === id);
    if (!found) {
      return [state, redirect(controlsPath, problem('This user is not locked any more.'))];
    }
    const employees = state.employees.map(each => (each === found ? { ...each, lockedUntil: 0 } : each));
    return [{ ...state, employees }, redirect(controlsPath, done(`${nameOf(found)} is unlocked.`))];
  });
  account.failures.delete(id ?? 0);
  return answer;
}

function concurrencyForm(visit: Visit, { limit }: Entered): Html {
  const { state, account } = visit;
  return html`<h2>Concurrency limit</h2>
    <p>
      Calls in use now: <strong>${account.calls.inUse()} of ${state.preferences.concurrencyLimit}</strong>. The limit is
      shared by RESTlets and SuiteTalk, over all integrations. NetSuite gives a development account 5, a Standard one 5,
      Premium 15, Enterprise 20.
    </p>
    ${form(
      visit,
      'concurrency',
      html`${textField({
          name: 'limit',
          label: 'Calls at once',
          type: 'number',
          value: limit?.value ?? String(state.preferences.concurrencyLimit),
          help: `From ${limits.least} to ${limits.most}`,
          error: limit?.error,
        })}
        <div class="actions"><button>Set limit</button></div>`,
    )}`;
}

function setConcurrency(visit: Visit): PageAnswer | Promise<PageAnswer> {
  const value = (visit.form.get('limit') ?? '').trim();
  const concurrencyLimit = /^\d{1,2}$/.test(value) ? Number(value) : 0;
  if (concurrencyLimit < limits.least || concurrencyLimit > limits.most) {
    const error = `Enter a whole number from ${limits.least} to ${limits.most}.`;
    const body = content(visit, { limit: { value, error } });
    return { kind: 'page', status: 400, body, notices: [problem(`Calls at once: ${error} Nothing was changed.`)] };
  }
  return prefer(visit, { concurrencyLimit }, `Calls at once: ${concurrencyLimit}.`);
}

function approvalForm(visit: Visit, { requireApproval }: Preferences): Html {
  return html`<h2>Auto-installation</h2>
    ${form(
      visit,
      'approval',
      html`${checkbox({ id: 'approval', name: 'approval', label: 'Require Approval during Auto-Installation of Integration', checked: requireApproval, help: 'An application of another account that somebody allows in the three-step flow is installed here by itself: in state Waiting for Approval when this is ticked, else Enabled.' })}
        <div class="actions"><button>Set approval</button></div>`,
    )}`;
}

function setApproval(visit: Visit): Promise<PageAnswer> {
  const requireApproval = visit.form.get('approval') === 'T';
  const text = requireApproval
    ? 'Applications that install themselves wait for approval.'
    : 'Applications that install themselves are enabled at once.';
  return prefer(visit, { requireApproval }, text);
}

function prefer(visit: Visit, change: Partial<Preferences>, says: string): Promise<PageAnswer> {
  return answerChange(visit, administratorsOnly, state => [
    { ...state, preferences: { ...state.preferences, ...change } },
    redirect(controlsPath, done(says)),
  ]);
}
