import { longest, tbaLock } from '../../access/applicationFields.ts';
import type { ApplicationFields, FieldProblems } from '../../access/applicationFields.ts';
import { versionOf } from '../../access/applications.ts';
import { longestCallbackUrl } from '../../access/callbackUrl.ts';
import { ownsApplication } from '../../access/rules.ts';
import type { Application } from '../../state/model.ts';
import { noOAuth2Boxes } from '../../state/seed.ts';
import { checkbox, formToken, select, textArea, textField } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submissionField } from '../once.ts';
import type { Visit } from '../page.ts';
import { oauth2Fieldset, readOAuth2Fields } from './oauth2Fields.ts';
import { fieldNames, integrationPath, integrationsPath, lockTexts, problemTexts, stateNames } from './texts.ts';

const boxNames = ['tba', 'authorizationFlow', 'issueToken'] as const;

/** What a new record begins with; that the TBA box is ticked is assumed. */
export const emptyFields: ApplicationFields = {
  name: '',
  description: '',
  note: '',
  state: 'enabled',
  tba: true,
  authorizationFlow: false,
  callbackUrl: '',
  issueToken: false,
  ...noOAuth2Boxes,
};

/** The form of a new record, or of an existing one. */
export function integrationForm(
  visit: Visit,
  existing: Application | undefined,
  entered: ApplicationFields,
  problems: FieldProblems = {},
): Html {
  const { state } = visit;
  const error = (name: keyof ApplicationFields) => {
    const problem = problems[name];
    return problem === undefined ? undefined : problemTexts[problem];
  };
  const text = (name: 'name' | 'description' | 'note') => ({
    name,
    label: fieldNames[name],
    value: entered[name],
    error: error(name),
  });
  const isOwn = existing === undefined || ownsApplication(state, existing);
  const states = (['enabled', 'blocked', 'waiting-for-approval'] as const).filter(
    each => each !== 'waiting-for-approval' || existing?.state === each,
  );
  const stateField = select({
    name: 'state',
    label: fieldNames.state,
    value: entered.state,
    options: states.map(value => ({ value, label: stateNames[value] })),
    help: 'Calls with the key of a blocked record, or of one that waits for approval, are refused.',
    error: error('state'),
  });
  return html`<form class="fields" method="post" action="${integrationPath}${existing && html`?id=${existing.id}`}">
    ${formToken(visit)} ${submissionField()}
    ${existing && html`<input type="hidden" name="version" value="${versionOf(existing)}" />`}
    ${
      isOwn
        ? html`${textField({ ...text('name'), required: true, maxLength: longest.name })}
          ${textArea(text('description'))} ${stateField} ${textArea(text('note'))}
          ${tbaFieldset(visit, existing, entered, error)} ${oauth2Fieldset(state, existing, entered, error)}`
        : html`<p>Account ${existing.ownerAccountId} owns this record. Here only its state and note can be changed.</p>
            ${stateField} ${textArea(text('note'))}`
    }
    <div class="actions">
      <button class="main" name="action" value="save">Save</button>
      <a class="button" href="${existing ? html`${integrationPath}?id=${existing.id}` : integrationsPath}">Cancel</a>
    </div>
  </form>`;
}

function tbaFieldset(
  { state }: Visit,
  existing: Application | undefined,
  entered: ApplicationFields,
  error: (name: keyof ApplicationFields) => string | undefined,
): Html {
  const lock = tbaLock(state, existing);
  const box = (name: (typeof boxNames)[number]) =>
    checkbox({
      id: name,
      name,
      label: fieldNames[name],
      checked: lock === undefined ? entered[name] : (existing?.[name] ?? false),
      disabled: lock !== undefined,
    });
  const errors = boxNames.flatMap(name => {
    const text = error(name);
    return text === undefined ? [] : [html`<p class="error">${fieldNames[name]}: ${text}</p>`];
  });
  const description = [lock !== undefined && 'tba-lock', errors.length > 0 && 'tba-errors'].filter(Boolean).join(' ');
  return html`<fieldset ${description !== '' && html`aria-describedby="${description}"`}>
    <legend>Token-based Authentication</legend>
    ${lock === undefined ? html`<input type="hidden" name="boxes" value="T" />` : html`<p id="tba-lock">${lockTexts[lock]}</p>`}
    ${errors.length > 0 && html`<div class="field" id="tba-errors">${errors}</div>`} ${box('tba')}
    ${box('authorizationFlow')}
    ${
      lock === undefined
        ? textField({
            name: 'callbackUrl',
            label: fieldNames.callbackUrl,
            value: entered.callbackUrl,
            maxLength: longestCallbackUrl,
            help: 'Needed for the authorization flow. https://…, or http://localhost:* for any port on the person’s own machine; https://*.example.com takes any first part.',
            error: error('callbackUrl'),
          })
        : existing?.callbackUrl && html`<p>${fieldNames.callbackUrl}: <code>${existing.callbackUrl}</code></p>`
    }
    ${box('issueToken')}
  </fieldset>`;
}

/** What a form says; a field that it does not have stays as it was. Undefined for a state that does not exist. */
export function readFields(form: URLSearchParams, existing: Application | undefined): ApplicationFields | undefined {
  const before = existing ?? emptyFields;
  const text = (name: 'name' | 'description' | 'note' | 'callbackUrl') => form.get(name) ?? before[name];
  const hasBoxes = form.has('boxes');
  const box = (name: (typeof boxNames)[number]) =>
    hasBoxes || form.has(name) ? form.get(name) === 'T' : existing !== undefined && existing[name];
  const state = form.get('state') ?? before.state;
  return state === 'enabled' || state === 'blocked' || state === 'waiting-for-approval'
    ? {
        name: text('name'),
        description: text('description'),
        note: text('note'),
        state,
        tba: box('tba'),
        authorizationFlow: box('authorizationFlow'),
        callbackUrl: text('callbackUrl'),
        issueToken: box('issueToken'),
        ...readOAuth2Fields(form, before),
      }
    : undefined;
}
