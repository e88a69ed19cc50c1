import { mayCreateOwnToken, nameOf } from '../../access/rules.ts';
import type { AccountState } from '../../state/model.ts';
import { formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submissionField, submitOnce } from '../once.ts';
import { problem } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { applicationChoice, generalObstacle, isToken, makeToken, summaryOf, tokenNameField } from './newToken.ts';
import type { TokenProblems } from './newToken.ts';
import { myAccessTokensPath, ownText } from './texts.ts';
import { changeTokenAt, showNewToken, showToken } from './tokenDesk.ts';
import type { TokenDesk } from './tokenDesk.ts';
import { tokenTable } from './tokenTable.ts';

/** One's own tokens of the role that one is in now (ORA:bridgehead_4248124361); renaming is left to Access Tokens, assumed. */
const desk: TokenDesk = {
  path: myAccessTokensPath,
  listPath: myAccessTokensPath,
  maySee: ({ employee, role }, token) => token.employeeId === employee.id && token.roleId === role.id,
  changeRefusal: ({ role }) => (mayCreateOwnToken(role) ? undefined : ownText),
  mayRename: false,
};

export const myAccessTokensPage: Page = {
  path: myAccessTokensPath,
  title: 'My Access Tokens',
  menuPath: ['Home', 'Settings', 'My Access Tokens'],
  inMenu: true,
  refusal: ({ role }) => (mayCreateOwnToken(role) ? undefined : ownText),
  show: visit => (visit.query.has('id') ? showToken(desk, visit) : listPage(visit, { application: '', name: '' })),
  submit: visit => (visit.query.has('id') ? changeTokenAt(desk, visit) : submitOnce(visit, () => create(visit))),
};

interface Entered {
  readonly application: string;
  readonly name: string;
}

async function create(visit: Visit): Promise<PageAnswer> {
  const { form, actor } = visit;
  const entered: Entered = { application: form.get('application') ?? '', name: form.get('name') ?? '' };
  const wish = {
    applicationId: /^\d+$/.test(entered.application) ? Number(entered.application) : 0,
    employeeId: actor.employee.id,
    roleId: actor.role.id,
    name: entered.name.trim(),
  };
  const made = await makeToken(visit, wish, ({ role }) => (mayCreateOwnToken(role) ? undefined : ownText));
  return isToken(made) ? showNewToken(desk, visit, made) : listPage(visit, entered, made);
}

function listPage(visit: Visit, entered: Entered, problems: TokenProblems = {}): PageAnswer {
  const isRefused = Object.keys(problems).length > 0;
  const state = visit.account.store.current();
  return {
    kind: 'page',
    status: isRefused ? 400 : 200,
    notices: isRefused ? [problem(problems.pair ?? summaryOf(problems))] : [],
    body: body(visit, state, entered, problems),
  };
}

function body(visit: Visit, state: AccountState, entered: Entered, problems: TokenProblems): Html {
  const { actor } = visit;
  const own = state.tokens.filter(token => desk.maySee(actor, token));
  const obstacle = generalObstacle(state);
  return html`<p class="quiet">
      Here are your tokens for the role you are in now, <bdi>${actor.role.name}</bdi>. For another role of yours, change
      the role first.
    </p>
    ${
      own.length === 0
        ? html`<p>You have no access token for this role yet.</p>`
        : tokenTable(state, own, myAccessTokensPath, 'My access tokens, newest first')
    }
    <h2>New access token</h2>
    ${
      obstacle !== undefined
        ? html`<p>${obstacle}</p>`
        : html`<form class="fields" method="post" action="${myAccessTokensPath}">
            ${formToken(visit)} ${submissionField()}
            ${applicationChoice(state, entered.application, problems.application)}
            <dl>
              <dt>User</dt>
              <dd><bdi>${nameOf(actor.employee)}</bdi></dd>
              <dt>Role</dt>
              <dd><bdi>${actor.role.name}</bdi></dd>
            </dl>
            ${tokenNameField(entered.name, problems.name)}
            <p class="quiet">When you save, the token ID and secret are shown once.</p>
            <div class="actions"><button class="main">Save</button></div>
          </form>`
    }`;
}
