import { hasPermission } from '../../access/rules.ts';
import { allFeatureIds, features } from '../../state/features.ts';
import type { FeatureId } from '../../state/features.ts';
import type { AccountState } from '../../state/model.ts';
import { answerChange, counted, errorNotice, isOutdated, outdatedNotice, versionField } from '../editing.ts';
import type { FieldErrors } from '../editing.ts';
import { checkbox, formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { done, redirect } from '../page.ts';
import type { Notice, Page, PageAnswer, Visit } from '../page.ts';
import { effectOnTokens } from '../users/tokenUse.ts';

export const featuresPath = '/app/setup/features.nl';

const explanations: Readonly<Record<FeatureId, string>> = {
  CUSTOMCODE: 'Scripts that run in the browser. To call RESTlets with a token, both SuiteScript boxes must be ticked.',
  SERVERSIDESCRIPTING: 'Scripts that run on the server, RESTlets among them.',
  WEBSERVICESEXTERNAL: 'The older web services, in XML.',
  RESTWEBSERVICES: 'Records and SuiteQL over REST.',
  TBA: 'Calls that are signed with an application’s and a token’s secrets (OAuth 1.0a).',
  OAUTH2:
    'Calls with an OAuth 2.0 access token instead of a signature: by a person’s consent, or by a program’s certificate.',
};

/** Our own words: what one agrees to in NetSuite is between its owner and Oracle. */
const terms: Readonly<Partial<Record<FeatureId, string>>> = {
  SERVERSIDESCRIPTING:
    'Practice terms: scripts of this account run as programs on your own machine. Know what a script does before you let it run.',
  TBA: 'Practice terms: whoever holds a token acts as its user, without a password. Keep tokens secret, and revoke those that nobody needs any more.',
};

interface Entered {
  readonly features: readonly FeatureId[];
  readonly agreed: readonly FeatureId[];
}

const refusal: Page['refusal'] = ({ role }) =>
  hasPermission(role, 'ADMI_ENABLEFEATURES') ? undefined : 'This page needs the permission Enable Features.';

/** Setup > Company > Enable Features, the subtab SuiteCloud (ORA:bridgehead_4253254429). */
export const featuresPage: Page = {
  path: featuresPath,
  title: 'Enable Features',
  menuPath: ['Setup', 'Company', 'Enable Features'],
  inMenu: true,
  refusal,
  show: visit => ({
    kind: 'page',
    body: featuresForm(visit, visit.state, { features: visit.state.features, agreed: [] }),
    notices: warnings(visit.state),
  }),
  submit: visit => answerChange(visit, refusal, state => saveFeatures(visit, state)),
};

function saveFeatures(visit: Visit, state: AccountState): readonly [AccountState, PageAnswer] {
  const { form } = visit;
  const entered = { features: listed(form, 'feature'), agreed: listed(form, 'terms') };
  if (isOutdated(form, state.features)) {
    return [state, again(visit, state, entered, {}, outdatedNotice)];
  }
  const on = features.filter(({ id }) => entered.features.includes(id) && !state.features.includes(id));
  const off = features.filter(({ id }) => !entered.features.includes(id) && state.features.includes(id));
  // Asked each time one is switched on (ORA:bridgehead_4253254429).
  const errors = Object.fromEntries(
    on
      .filter(({ id, hasTerms }) => hasTerms && !entered.agreed.includes(id))
      .map(({ id, label }) => [id, `To switch on ${label}, agree to its terms.`]),
  );
  if (Object.keys(errors).length > 0) {
    return [state, again(visit, state, entered, errors, errorNotice(errors))];
  }
  if (on.length + off.length === 0) {
    return [state, redirect(featuresPath, { kind: 'hint', text: 'There was nothing to change.' })];
  }
  if (off.some(({ id }) => id === 'TBA') && form.get('confirmed') !== 'T') {
    return [state, confirmation(visit, state, entered)];
  }
  const next = { ...state, features: entered.features };
  const text = [
    on.length > 0 && `Switched on: ${on.map(({ label }) => label).join(', ')}.`,
    off.length > 0 && `Switched off: ${off.map(({ label }) => label).join(', ')}.`,
  ];
  const effect = effectOnTokens(state, next, visit.account.now());
  return [next, redirect(featuresPath, done(text.filter(Boolean).join(' ') + effect))];
}

function listed(form: URLSearchParams, name: string): FeatureId[] {
  return allFeatureIds.filter(id => form.getAll(name).includes(id));
}

function again(visit: Visit, state: AccountState, entered: Entered, errors: FieldErrors, notice: Notice): PageAnswer {
  return { kind: 'page', status: 400, body: featuresForm(visit, state, entered, errors), notices: [notice] };
}

/** Both SuiteScript features are required for RESTlets with tokens (ORA:bridgehead_4253254429); nothing is forced. */
function warnings({ features: on }: AccountState): Notice[] {
  const missing = features.filter(({ id, section }) => section === 'SuiteScript' && !on.includes(id));
  return on.includes('TBA') && missing.length > 0
    ? [
        {
          kind: 'hint',
          text: `RESTlets with tokens need both SuiteScript features. Still off: ${missing.map(({ label }) => label).join(', ')}.`,
        },
      ]
    : [];
}

function featuresForm(visit: Visit, state: AccountState, entered: Entered, errors: FieldErrors = {}): Html {
  const sections = [...new Set(features.map(({ section }) => section))];
  return html`<h2>SuiteCloud</h2>
    <form class="fields" method="post" action="${featuresPath}">
      ${formToken(visit)} ${versionField(state.features)}
      ${sections.map(
        section =>
          html`<fieldset>
            <legend>${section}</legend>
            ${features
              .filter(feature => feature.section === section)
              .map(({ id, label, hasTerms }) => [
                checkbox({
                  id: `feature-${id}`,
                  name: 'feature',
                  value: id,
                  label,
                  checked: entered.features.includes(id),
                  help: explanations[id],
                }),
                hasTerms && !state.features.includes(id) && termsOf(id, label, entered, errors[id]),
              ])}
          </fieldset>`,
      )}
      <div class="actions"><button class="main">Save</button></div>
    </form>`;
}

function termsOf(id: FeatureId, label: string, { agreed }: Entered, error: string | undefined): Html {
  return html`<div class="card">
    <p>${terms[id]}</p>
    <p class="quiet">NetSuite shows Oracle’s terms of service here, each time the feature is switched on.</p>
    ${checkbox({
      id: `terms-${id}`,
      name: 'terms',
      value: id,
      label: `I agree to the terms of ${label}`,
      checked: agreed.includes(id),
      error,
    })}
  </div>`;
}

function confirmation(visit: Visit, state: AccountState, { features: wanted, agreed }: Entered): PageAnswer {
  const tokens = state.tokens.filter(token => token.state === 'active').length;
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}" />`;
  const body = html`<p>
      Every call with a token fails from now on: ${counted(tokens, 'active token')} of this account. The caller learns
      no more than INVALID_LOGIN_ATTEMPT; the Login Audit Trail says <code>FeatureDisabled</code>.
    </p>
    <p>Applications and tokens are kept. They work again when you switch the feature on again.</p>
    <form method="post" action="${featuresPath}">
      ${formToken(visit)} ${versionField(state.features)} ${hidden('confirmed', 'T')}
      ${wanted.map(id => hidden('feature', id))} ${agreed.map(id => hidden('terms', id))}
      <div class="actions">
        <button class="danger">Switch off</button>
        <a class="button" href="${featuresPath}">Cancel</a>
      </div>
    </form>`;
  return { kind: 'page', title: 'Switch off Token-based Authentication?', body };
}
