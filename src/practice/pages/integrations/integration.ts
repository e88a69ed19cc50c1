import { isCoded } from '../../../codedError.ts';
import { createApplication, deleteApplication, editApplication, resetCredentials } from '../../access/applications.ts';
import { changedFields, fieldsOf, InvalidApplication } from '../../access/applicationFields.ts';
import type { ApplicationFields, FieldProblems } from '../../access/applicationFields.ts';
import { hasPermission, isAdministrator, ownsApplication } from '../../access/rules.ts';
import type { Actor } from '../../access/rules.ts';
import { sourcesOf } from '../../access/sources.ts';
import type { AccountState, Application } from '../../state/model.ts';
import { changeAs } from '../changeAs.ts';
import { html } from '../html.ts';
import { secretCard, showOnce, submitOnce } from '../once.ts';
import { done, problem, redirect } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { actorOf } from '../sessions.ts';
import { deleteQuestion, resetQuestion } from './integrationConfirmations.ts';
import { emptyFields, integrationForm, readFields } from './integrationForm.ts';
import { integrationView, onceKey, resetRefusal } from './integrationView.ts';
import { fieldNames, integrationPath, integrationsPath, permissionText } from './texts.ts';

/** Whether somebody may see and change integration records (assumed: for the list as well). */
export function mayUseIntegrations({ role }: Actor): boolean {
  return hasPermission(role, 'ADMI_INTEGRAPP');
}

/** One integration record: new, viewed, edited, reset, deleted. */
export const integrationPage: Page = {
  path: integrationPath,
  title: 'Integration',
  menuPath: ['Setup', 'Integration', 'Manage Integrations', 'Integration'],
  inMenu: false,
  refusal: actor => (mayUseIntegrations(actor) ? undefined : permissionText),
  show,
  submit: visit => submitOnce(visit, () => submit(visit)),
};

function show(visit: Visit): PageAnswer {
  const { query, state } = visit;
  const application = wanted(visit, state);
  if (application === 'new') {
    return formPage(visit, state, undefined, emptyFields);
  }
  if (application === undefined) {
    return notFound();
  }
  if (query.get('e') === 'T') {
    return formPage(visit, state, application, fieldsOf(application));
  }
  switch (query.get('confirm') ?? '') {
    case 'reset': {
      const refusal = resetRefusal(visit, application);
      return refusal === undefined
        ? { kind: 'page', title: 'Reset the credentials?', body: resetQuestion(visit, application) }
        : redirect(pathOf(application), problem(refusal));
    }
    case 'delete':
      return ownsApplication(state, application)
        ? { kind: 'page', title: 'Delete this integration?', body: deleteQuestion(visit, application) }
        : redirect(pathOf(application), problem('An installed record cannot be deleted.'));
    default:
      return { kind: 'page', title: application.name, body: integrationView(visit, application) };
  }
}

async function submit(visit: Visit): Promise<PageAnswer> {
  const application = wanted(visit, visit.state);
  if (application === undefined) {
    return notFound();
  }
  if (application === 'new') {
    return save(visit, undefined);
  }
  switch (visit.form.get('action') ?? '') {
    case 'reset':
      return reset(visit, application);
    case 'delete':
      return remove(visit, application);
    default:
      return save(visit, application);
  }
}

async function save(visit: Visit, existing: Application | undefined): Promise<PageAnswer> {
  const fields = readFields(visit.form, existing);
  if (!fields) {
    const entered = existing ? fieldsOf(existing) : emptyFields;
    return formPage(visit, visit.state, existing, entered, { state: 'state-not-offered' });
  }
  try {
    return await (existing ? edit(visit, existing, fields) : create(visit, fields));
  } catch (error) {
    // What is shown next must be what the account holds now, which another window may have changed.
    const state = visit.account.store.current();
    const now = state.applications.find(({ id }) => id === existing?.id);
    if (error instanceof InvalidApplication) {
      return formPage(visit, state, now, fields, error.problems);
    }
    if (isCoded(error, 'application-changed') && now) {
      return changedSince(visit, state, now, fields);
    }
    return failed(error, existing);
  }
}

async function create(visit: Visit, fields: ApplicationFields): Promise<PageAnswer> {
  const { account } = visit;
  const application = await changeAs(visit, mayUseIntegrations, state =>
    createApplication(state, fields, sourcesOf(account)),
  );
  showSecrets(visit, application);
  const namesakes = account.store.current().applications.filter(({ name }) => name === application.name).length;
  const text = 'The integration was created.';
  return redirect(
    `${pathOf(application)}&confirmation=T`,
    done(namesakes > 1 ? `${text} There are now ${namesakes} of this name.` : text),
  );
}

async function edit(visit: Visit, existing: Application, fields: ApplicationFields): Promise<PageAnswer> {
  const version = visit.form.get('version') ?? '';
  await changeAs(visit, mayUseIntegrations, state => [editApplication(state, existing.id, fields, version), undefined]);
  return redirect(pathOf(existing), done('The integration was saved.'));
}

/** Another window saved first: what was entered is kept, and saving again puts it in place of what is there. */
function changedSince(visit: Visit, state: AccountState, now: Application, entered: ApplicationFields): PageAnswer {
  const names = changedFields(now, entered)
    .map(name => fieldNames[name])
    .join(', ');
  const text = `Somebody else saved this record since you opened it. Nothing of yours was saved. ${
    names === '' ? 'It now says what you entered.' : `It differs from what you entered in: ${names}.`
  } Save again to put your version in place.`;
  return { ...formPage(visit, state, now, entered), status: 409, notices: [problem(text)] };
}

async function reset(visit: Visit, application: Application): Promise<PageAnswer> {
  const { account, session, form } = visit;
  try {
    const asked = { version: form.get('version') ?? '', isShared: form.get('shared') === 'T' };
    const changed = await account.world.update(world => {
      const state = world[account.kind];
      const actor = actorOf(state, session);
      const isAllowed = actor && mayUseIntegrations(actor) && isAdministrator(actor.role);
      return isAllowed
        ? resetCredentials(world, account.kind, application.id, asked, sourcesOf(account))
        : [world, undefined];
    });
    if (!changed) {
      return redirect(pathOf(application), problem('Only an administrator can reset the credentials.'));
    }
    showSecrets(visit, changed);
    const where = asked.isShared ? ' The same pair now holds in production and sandbox.' : '';
    return redirect(`${pathOf(application)}&confirmation=T`, done(`The credentials were reset.${where}`));
  } catch (error) {
    if (isCoded(error, 'reset-question-stale')) {
      const text =
        'The credentials were reset in the meantime, or the other account changed. Is it still what you want?';
      return redirect(`${pathOf(application)}&confirm=reset`, problem(text));
    }
    return failed(error, application);
  }
}

async function remove(visit: Visit, application: Application): Promise<PageAnswer> {
  try {
    await changeAs(visit, mayUseIntegrations, state => [deleteApplication(state, application.id), undefined]);
    visit.session.once.delete(onceKey(application.id));
    return redirect(integrationsPath, done(`“${application.name}” was deleted and its tokens revoked.`));
  } catch (error) {
    return failed(error, application);
  }
}

function failed(error: unknown, existing: Application | undefined): PageAnswer {
  if (isCoded(error, 'application-unknown')) {
    return redirect(integrationsPath, problem('This integration was deleted in the meantime.'));
  }
  if (isCoded(error, 'application-installed') && existing) {
    return redirect(pathOf(existing), problem('Only the account that owns this record can do that.'));
  }
  if (isCoded(error, 'permission-missing')) {
    return redirect(integrationsPath, problem('Your role may no longer change integration records.'));
  }
  throw error;
}

function showSecrets(visit: Visit, { id, tba, consumerKey, consumerSecret }: Application): void {
  const hint = tba
    ? 'With token-based authentication, a program also needs a token of this application to log in.'
    : 'A public client of OAuth 2.0 needs the client ID alone.';
  const card = secretCard('Consumer key and secret', hint, [
    ['Consumer Key / Client ID', consumerKey],
    ['Consumer Secret / Client Secret', consumerSecret],
  ]);
  showOnce(visit, onceKey(id), card);
}

function formPage(
  visit: Visit,
  state: AccountState,
  existing: Application | undefined,
  entered: ApplicationFields,
  problems: FieldProblems = {},
): Extract<PageAnswer, { kind: 'page' }> {
  const names = Object.keys(problems) as (keyof FieldProblems)[];
  return {
    kind: 'page',
    title: existing ? `Edit ${existing.name}` : 'New integration',
    status: names.length > 0 ? 400 : 200,
    notices:
      names.length > 0
        ? [problem(`Please correct: ${names.map(name => fieldNames[name]).join(', ')}. Nothing was saved.`)]
        : [],
    body: html`${
      existing === undefined &&
      html`<p class="quiet">
        When you save, the consumer key and secret are shown once. Have a safe place for them ready.
      </p>`
    }
    ${integrationForm({ ...visit, state }, existing, entered, problems)}`,
  };
}

function wanted({ query }: Visit, { applications }: AccountState): Application | 'new' | undefined {
  const id = query.get('id');
  return id === null ? 'new' : applications.find(each => String(each.id) === id);
}

function notFound(): PageAnswer {
  const body = html`<p>
    There is no integration record with this ID. It may have been deleted.
    <a href="${integrationsPath}">Manage Integrations</a> lists those there are.
  </p>`;
  return { kind: 'page', title: 'Record not found', status: 404, body };
}

function pathOf({ id }: Application): string {
  return `${integrationPath}?id=${id}`;
}
