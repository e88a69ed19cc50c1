import { sourcesOf } from '../../access/sources.ts';
import type { AccountState, Employee } from '../../state/model.ts';
import {
  administratorsOnly,
  answerChange,
  counted,
  errorNotice,
  isOutdated,
  missingRecord,
  outdatedNotice,
  readId,
} from '../editing.ts';
import { formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submitOnce } from '../once.ts';
import { done, problem, redirect } from '../page.ts';
import type { Notice, Page, PageAnswer, Visit } from '../page.ts';
import {
  deleteEmployee,
  deletionObstacle,
  employeeErrors,
  employeeInputOf,
  newPassword,
  readEmployeeForm,
  saveEmployee,
  withEmployee,
} from './employeeChanges.ts';
import {
  clockTime,
  employeeForm,
  employeeListPath,
  employeePath,
  employeeTitle,
  employeeUrl,
  newEmployee,
  tokenTable,
} from './employeeForm.ts';
import { effectOnTokens } from './tokenUse.ts';

/** Lists > Employees > Employees: one employee, or a new one. */
export const employeePage: Page = {
  path: employeePath,
  title: 'New employee',
  menuPath: ['Lists', 'Employees', 'Employees', 'Employee'],
  inMenu: false,
  refusal: administratorsOnly,
  show: visit => {
    const { state, query } = visit;
    const asked = query.get('id');
    if (asked === null) {
      return { kind: 'page', body: employeeForm(visit, state, undefined, newEmployee) };
    }
    const employee = findEmployee(state, asked);
    if (!employee) {
      return missingRecord('employee', employeeListPath);
    }
    return query.get('delete') === 'T' ? deletion(visit, employee) : savedEmployee(visit, employee);
  },
  submit: visit => submitOnce(visit, () => submitEmployee(visit)),
};

function submitEmployee(visit: Visit): Promise<PageAnswer> {
  return answerChange(visit, administratorsOnly, state => {
    const asked = visit.query.get('id');
    const employee = findEmployee(state, asked);
    const action = visit.form.get('action') ?? 'save';
    if (!employee) {
      return asked === null && action === 'save'
        ? save(visit, state, undefined)
        : [state, missingRecord('employee', employeeListPath)];
    }
    switch (action) {
      case 'delete':
        return remove(state, employee);
      case 'unlock':
        return unlock(visit, state, employee);
      case 'password':
        return renewPassword(visit, state, employee);
      default:
        return save(visit, state, employee);
    }
  });
}

type Changed = readonly [AccountState, PageAnswer];

function save(visit: Visit, state: AccountState, employee: Employee | undefined): Changed {
  const input = readEmployeeForm(visit.form);
  const errors = employeeErrors(state, input, employee);
  const hasErrors = Object.keys(errors).length > 0;
  if (hasErrors || isOutdated(visit.form, employee ? employeeInputOf(employee) : null)) {
    const body = employeeForm(visit, state, employee, input, errors);
    const notices = [hasErrors ? errorNotice(errors) : outdatedNotice];
    return [state, { kind: 'page', status: 400, title: employeeTitle(employee), body, notices }];
  }
  const [next, saved] = saveEmployee(state, input, employee, sourcesOf(visit.account));
  const effect = effectOnTokens(state, next, visit.account.now());
  return [next, redirect(employeeUrl(saved.id), done(`${employeeTitle(saved)} was saved.${effect}`))];
}

function remove(state: AccountState, employee: Employee): Changed {
  const obstacle = deletionObstacle(state, employee);
  if (obstacle !== undefined) {
    return [state, redirect(`${employeeUrl(employee.id)}&delete=T`, problem(`${obstacle} Nothing was deleted.`))];
  }
  const tokens = tokensOf(state, employee);
  const text = `${employeeTitle(employee)} was deleted${tokens > 0 ? `, and with them ${counted(tokens, 'token')}` : ''}.`;
  return [deleteEmployee(state, employee), redirect(employeeListPath, done(text))];
}

function unlock(visit: Visit, state: AccountState, employee: Employee): Changed {
  visit.account.failures.delete(employee.id);
  const notice = done(`${employeeTitle(employee)} is not locked any more.`);
  return [withEmployee(state, { ...employee, lockedUntil: 0 }), redirect(employeeUrl(employee.id), notice)];
}

function renewPassword(visit: Visit, state: AccountState, employee: Employee): Changed {
  const password = newPassword(sourcesOf(visit.account));
  // ORA:chapter_4247329078
  const notice = done('There is a new practice password. Tokens are not affected by it.');
  return [withEmployee(state, { ...employee, password }), redirect(employeeUrl(employee.id), notice)];
}

function savedEmployee(visit: Visit, employee: Employee): PageAnswer {
  const now = visit.account.now();
  const isLocked = employee.lockedUntil > now;
  const body = html`${isLocked && button(visit, employee, 'unlock', 'Unlock')}
    ${employeeForm(visit, visit.state, employee, employeeInputOf(employee))}
    <h2>Access tokens</h2>
    ${tokenTable(visit.state, employee, now)}
    <h2>Practice password</h2>
    <p>
      Only for calls with NLAuth to the old token endpoints, together with the email address. It opens nothing else, and
      these pages ask for none.
    </p>
    <code class="secret">${employee.password}</code>
    ${button(visit, employee, 'password', 'Generate new password')}
    <h2>More</h2>
    <div class="actions"><a class="button" href="${employeeUrl(employee.id)}&delete=T">Delete…</a></div>`;
  return { kind: 'page', title: employeeTitle(employee), body, notices: lockNotices(employee, isLocked) };
}

function lockNotices({ lockedUntil }: Employee, isLocked: boolean): Notice[] {
  const text = `Locked until ${clockTime(lockedUntil)} after failed calls. Until then calls for this user get temporary_locked.`;
  return isLocked ? [{ kind: 'hint', text }] : [];
}

function button(visit: Visit, employee: Employee, action: string, label: string): Html {
  return html`<form method="post" action="${employeeUrl(employee.id)}">
    ${formToken(visit)}
    <input type="hidden" name="action" value="${action}" />
    <div class="actions"><button>${label}</button></div>
  </form>`;
}

function deletion(visit: Visit, employee: Employee): PageAnswer {
  const { state } = visit;
  const title = `Delete ${employeeTitle(employee)}?`;
  const cancel = html`<a class="button" href="${employeeUrl(employee.id)}">Cancel</a>`;
  const obstacle = deletionObstacle(state, employee);
  if (obstacle !== undefined) {
    const body = html`<p>${obstacle} So this employee cannot be deleted.</p>
      <div class="actions">${cancel}</div>`;
    return { kind: 'page', title, body };
  }
  const body = html`<p>
      This cannot be undone. Unlike an inactive employee’s, the tokens of a deleted one are deleted too:
      ${counted(tokensOf(state, employee), 'token')}.
    </p>
    ${tokensOf(state, employee) > 0 && tokenTable(state, employee, visit.account.now())}
    <form method="post" action="${employeeUrl(employee.id)}">
      ${formToken(visit)}
      <input type="hidden" name="action" value="delete" />
      <div class="actions"><button class="danger">Delete</button> ${cancel}</div>
    </form>`;
  return { kind: 'page', title, body };
}

function tokensOf({ tokens }: AccountState, { id }: Employee): number {
  return tokens.filter(({ employeeId }) => employeeId === id).length;
}

function findEmployee({ employees }: AccountState, asked: string | null): Employee | undefined {
  const id = readId(asked);
  return employees.find(employee => employee.id === id);
}
