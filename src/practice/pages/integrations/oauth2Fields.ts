import { oauth2Lock, refreshTokenHoursRange } from '../../access/applicationFields.ts';
import type { ApplicationFields } from '../../access/applicationFields.ts';
import { scopeNames } from '../../oauth2/scopes.ts';
import { oauth2Scopes } from '../../state/model.ts';
import type { AccountState, Application } from '../../state/model.ts';
import { checkbox, textArea, textField } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { fieldNames, lockTexts } from './texts.ts';

type OAuth2Fields = Pick<
  ApplicationFields,
  'authorizationCode' | 'publicClient' | 'redirectUris' | 'refreshTokenHours' | 'clientCredentials' | 'scopes'
>;

const helps = {
  authorizationCode: 'A person logs in and allows the application to act as them.',
  publicClient:
    'For programs that cannot keep a secret: the client ID alone with PKCE, and refresh tokens that work once.',
  clientCredentials: 'A program logs in by itself, with a certificate: OAuth 2.0 Client Credentials (M2M) Setup.',
} as const;

/** The part OAuth 2.0 of the subtab Authentication (ORA:section_157771733782); its Consent Policy is always Always Ask. */
export function oauth2Fieldset(
  state: AccountState,
  existing: Application | undefined,
  entered: ApplicationFields,
  error: (name: keyof ApplicationFields) => string | undefined,
): Html {
  const lock = oauth2Lock(state);
  const isOpen = lock === undefined;
  const shown = isOpen ? entered : existing;
  const box = (name: keyof typeof helps) =>
    checkbox({
      id: name,
      name,
      label: fieldNames[name],
      checked: shown?.[name] ?? false,
      disabled: !isOpen,
      help: helps[name],
      error: isOpen ? error(name) : undefined,
    });
  return html`<fieldset ${!isOpen && html`aria-describedby="oauth2-lock"`}>
    <legend>OAuth 2.0</legend>
    ${isOpen ? html`<input type="hidden" name="oauth2Boxes" value="T" />` : html`<p id="oauth2-lock">${lockTexts[lock]}</p>`}
    ${box('authorizationCode')}
    ${isOpen ? redirectUrisField(entered, error('redirectUris')) : redirectUrisText(existing)} ${box('publicClient')}
    ${
      isOpen &&
      textField({
        name: 'refreshTokenHours',
        label: fieldNames.refreshTokenHours,
        value: Number.isNaN(entered.refreshTokenHours) ? '' : String(entered.refreshTokenHours),
        type: 'number',
        help: `Of public clients: ${refreshTokenHoursRange.least} to ${refreshTokenHoursRange.most} hours.`,
        error: error('refreshTokenHours'),
      })
    }
    ${box('clientCredentials')} ${scopeBoxes(shown, isOpen, error('scopes'))}
  </fieldset>`;
}

function redirectUrisField({ redirectUris }: OAuth2Fields, error: string | undefined): Html {
  return textArea({
    name: 'redirectUris',
    label: fieldNames.redirectUris,
    value: redirectUris.join('\n'),
    help: 'One a line. https://…, or a scheme of the application’s own, such as myapp://callback; never http://, not even for localhost. The application must send one of them, to the character.',
    error,
  });
}

function redirectUrisText(existing: Application | undefined): Html {
  return html`${
    existing !== undefined &&
    existing.redirectUris.length > 0 &&
    html`<p>${fieldNames.redirectUris}: ${existing.redirectUris.map(uri => html`<code>${uri}</code> `)}</p>`
  }`;
}

function scopeBoxes(shown: OAuth2Fields | undefined, isOpen: boolean, error: string | undefined): Html {
  return html`<div
    class="field"
    role="group"
    aria-labelledby="scope-label"
    ${error !== undefined && html`aria-describedby="scopes-error"`}
  >
    <span class="label" id="scope-label">${fieldNames.scopes}</span>
    ${oauth2Scopes.map(scope =>
      checkbox({
        id: `scope-${scope}`,
        name: 'scope',
        value: scope,
        label: scopeNames[scope],
        checked: shown?.scopes.includes(scope) ?? false,
        disabled: !isOpen,
      }),
    )}
    ${error !== undefined && html`<p class="error" id="scopes-error">${error}</p>`}
  </div>`;
}

/** What a form says of OAuth 2.0; a form without these fields changes nothing. Hours that are no number become NaN. */
export function readOAuth2Fields(form: URLSearchParams, before: OAuth2Fields): OAuth2Fields {
  const names = [
    'authorizationCode',
    'publicClient',
    'redirectUris',
    'refreshTokenHours',
    'clientCredentials',
    'scope',
  ];
  const { authorizationCode, publicClient, redirectUris, refreshTokenHours, clientCredentials, scopes } = before;
  if (!form.has('oauth2Boxes') && !names.some(name => form.has(name))) {
    return { authorizationCode, publicClient, redirectUris, refreshTokenHours, clientCredentials, scopes };
  }
  const isTicked = (name: string) => form.get(name) === 'T';
  const hours = form.get('refreshTokenHours')?.trim();
  return {
    authorizationCode: isTicked('authorizationCode'),
    publicClient: isTicked('publicClient'),
    redirectUris: form.get('redirectUris')?.split(/\r\n?|\n/) ?? redirectUris,
    refreshTokenHours: hours === undefined ? refreshTokenHours : /^\d{1,9}$/.test(hours) ? Number(hours) : Number.NaN,
    clientCredentials: isTicked('clientCredentials'),
    scopes: oauth2Scopes.filter(scope => form.getAll('scope').includes(scope)),
  };
}
