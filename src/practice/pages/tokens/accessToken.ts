import { hasPermission, nameOf } from '../../access/rules.ts';
import type { Actor } from '../../access/rules.ts';
import { livingTokensOf, tokensPerUser } from '../../access/tokens.ts';
import { mayManageToken, tokenPairs, tokenRefusal } from '../../access/tokenRefusals.ts';
import type { AccountState } from '../../state/model.ts';
import { formToken, select } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submissionField, submitOnce } from '../once.ts';
import { problem } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import {
  applicationChoice,
  generalObstacle,
  isToken,
  makeToken,
  notOffered,
  summaryOf,
  tokenNameField,
} from './newToken.ts';
import type { TokenProblems } from './newToken.ts';
import { accessTokenPath, accessTokensPath, manageText, obstacleTexts, refusalTexts } from './texts.ts';
import { changeTokenAt, showNewToken, showToken } from './tokenDesk.ts';
import type { TokenDesk } from './tokenDesk.ts';

export function mayManageTokens({ role }: Actor): boolean {
  return hasPermission(role, 'ADMI_MANAGE_OAUTH_TOKENS');
}

const desk: TokenDesk = {
  path: accessTokenPath,
  listPath: accessTokensPath,
  maySee: mayManageTokens,
  changeRefusal: (actor, token, state) =>
    mayManageToken(actor, token, state)
      ? undefined
      : 'Only an administrator can change a token of the Administrator role.',
  mayRename: true,
};

/** One access token of anybody's: new, viewed, renamed, made inactive, revoked. */
export const accessTokenPage: Page = {
  path: accessTokenPath,
  title: 'Access Token',
  menuPath: ['Setup', 'Users/Roles', 'Access Tokens', 'Access Token'],
  inMenu: false,
  refusal: actor => (mayManageTokens(actor) ? undefined : manageText),
  show: visit =>
    visit.query.has('id')
      ? showToken(desk, visit)
      : formPage(visit, { application: visit.query.get('application') ?? '', pair: '', name: '' }),
  submit: visit => (visit.query.has('id') ? changeTokenAt(desk, visit) : submitOnce(visit, () => create(visit))),
};

interface Entered {
  readonly application: string;
  /** `<employee id>-<role id>` */
  readonly pair: string;
  readonly name: string;
}

async function create(visit: Visit): Promise<PageAnswer> {
  const { form } = visit;
  const value = (name: string) => form.get(name) ?? '';
  const entered: Entered = { application: value('application'), pair: value('pair'), name: value('name') };
  const [employeeId, roleId] = /^\d+-\d+$/.test(entered.pair) ? entered.pair.split('-').map(Number) : [];
  if (employeeId === undefined || roleId === undefined) {
    return formPage(visit, entered, { pair: 'Choose a user and a role.' });
  }
  const wish = { applicationId: numberOf(entered.application), employeeId, roleId, name: entered.name.trim() };
  const made = await makeToken(visit, wish, (actor, state) => {
    const employee = state.employees.find(({ id }) => id === employeeId);
    const role = state.roles.find(({ id }) => id === roleId);
    if (!employee || !role) {
      return obstacleTexts['role-not-usable'];
    }
    const refusal = tokenRefusal(actor, employee, role);
    return refusal === undefined ? undefined : refusalTexts[refusal];
  });
  return isToken(made) ? showNewToken(desk, visit, made) : formPage(visit, entered, made);
}

function formPage(visit: Visit, entered: Entered, problems: TokenProblems = {}): PageAnswer {
  const isRefused = Object.keys(problems).length > 0;
  const state = visit.account.store.current();
  const obstacle = generalObstacle(state);
  return {
    kind: 'page',
    title: 'New access token',
    status: isRefused ? 400 : 200,
    notices: isRefused ? [problem(summaryOf(problems))] : [],
    body: obstacle === undefined ? tokenForm(visit, state, entered, problems) : html`<p>${obstacle}</p>`,
  };
}

function tokenForm(visit: Visit, state: AccountState, entered: Entered, problems: TokenProblems): Html {
  const pairs = tokenPairs(state, visit.actor).map(({ employee, role, refusal }) => ({
    value: `${employee.id}-${role.id}`,
    label: `${nameOf(employee)} · ${role.name}`,
    reason:
      refusal !== undefined
        ? refusalTexts[refusal]
        : livingTokensOf(state, employee.id) >= tokensPerUser
          ? obstacleTexts['too-many-tokens']
          : undefined,
  }));
  const offered = pairs.filter(({ reason }) => reason === undefined);
  const withoutRole = state.employees.filter(({ roleIds }) => roleIds.length === 0);
  return html`<p class="quiet">
      A token belongs to one application, one user and one role. When you save, its ID and secret are shown once.
    </p>
    <form class="fields" method="post" action="${accessTokenPath}">
      ${formToken(visit)} ${submissionField()} ${applicationChoice(state, entered.application, problems.application)}
      ${select({
        name: 'pair',
        label: 'User and role',
        value: entered.pair,
        options: [
          { value: '', label: offered.length === 0 ? 'Nobody can be given a token' : 'Choose a user and role' },
          ...offered,
        ],
        error: problems.pair,
      })}
      ${notOffered('Users and roles that are not offered', [
        ...pairs.flatMap(({ label, reason }): [string, string][] => (reason === undefined ? [] : [[label, reason]])),
        ...withoutRole.map((employee): [string, string] => [nameOf(employee), 'The user has no role.']),
      ])}
      ${tokenNameField(entered.name, problems.name)}
      <div class="actions">
        <button class="main">Save</button>
        <a class="button" href="${accessTokensPath}">Cancel</a>
      </div>
    </form>`;
}

function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : 0;
}
