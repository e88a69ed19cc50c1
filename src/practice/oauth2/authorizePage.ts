import { hasPermission } from '../access/rules.ts';
import { choicesOf } from '../pages/consent/choices.ts';
import { sendConsentForm } from '../pages/consent/consentForm.ts';
import { sendConsentEnd } from '../pages/consent/consentFrame.ts';
import { html } from '../pages/html.ts';
import type { Session } from '../pages/sessions.ts';
import type { Exchange } from '../server/exchange.ts';
import type { Employee, OAuth2Scope, Role } from '../state/model.ts';
import type { AuthorizationProblem, AuthorizationRequest } from './authorizationRequest.ts';
import { scopeNames } from './scopes.ts';

interface AuthorizeView {
  readonly asked: AuthorizationRequest;
  /** Fields that the form brings back. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly session: Session | undefined;
  readonly error: string | undefined;
}

const problemTexts: Readonly<Record<AuthorizationProblem | 'answered', readonly [title: string, text: string]>> = {
  'feature-off': [
    'OAuth 2.0 is off',
    'An administrator can enable it under Setup > Company > Enable Features > SuiteCloud > Manage Authentication. Then start again in the application.',
  ],
  'client-unknown': [
    'The application is not known',
    'No integration record of this account has the client ID that was sent. It may belong to another account, the record may have been deleted, or its credentials reset.',
  ],
  'redirect-uri-unknown': [
    'The answer may not go where the application wants it',
    'The redirect URI that was sent is none of those on the integration record: the two must be the same, to the character. They are under Setup > Integration > Manage Integrations.',
  ],
  answered: [
    'This request has been answered already',
    'Each request is answered once. If that was not you, look under Setup > Users/Roles > OAuth 2.0 Authorized Applications. Otherwise start again in the application.',
  ],
};

/** A page that says what is wrong and what to do; it leads nowhere. */
export function sendAuthorizationProblem(exchange: Exchange, problem: keyof typeof problemTexts): void {
  sendConsentEnd(exchange, problemTexts[problem]);
}

/** The consent page, again with what was wrong with the answer. */
export function sendAuthorizePage(exchange: Exchange, { asked, ...view }: AuthorizeView): void {
  const { application, redirectUri, scopes } = asked;
  sendConsentForm(exchange, {
    ...view,
    application,
    facts: html`<dt>Asks for</dt>
      <dd>${scopes.map(scope => scopeNames[scope]).join(', ')}</dd>
      <dt>Answer goes to</dt>
      <dd><code>${redirectUri}</code></dd>`,
    meaning: html`With Allow it gets an access token of OAuth 2.0 and can do there whatever the role you choose may do,
    in your name. It never sees a password. It can get new tokens without asking again, until the last one has expired
    or you revoke it under Settings &gt; Manage OAuth 2.0 Authorized Applications.`,
    notes: html``,
    nobody: html`A person needs a role with the permission Log in using OAuth 2.0 Access Tokens. An administrator can
    set that under Setup &gt; Users/Roles &gt; Manage Roles.`,
    choices: choicesOf(exchange.account.store.current(), (employee, role) =>
      judge(employee, role, scopes, exchange.now()),
    ),
    wantedRole: 0,
    answerTo: redirectUri,
  });
}

/** That the role must be able to log in for the page to let it be chosen is assumed, as in the three-step flow. */
function judge(
  employee: Employee,
  role: Role,
  scopes: readonly OAuth2Scope[],
  now: number,
): { readonly isPossible: boolean; readonly remark: string } {
  const obstacles: readonly (readonly [applies: boolean, remark: string])[] = [
    [employee.isInactive, 'Cannot: the person is inactive'],
    [employee.lockedUntil > now, 'Cannot: the person is locked after failed logins'],
    [role.isInactive, 'Cannot: the role is inactive'],
    [employee.hiddenRoleIds.includes(role.id), 'Cannot: the person has hidden the role in View My Roles'],
    [!hasPermission(role, 'ADMI_LOGIN_OAUTH2'), 'Cannot: the role does not have Log in using OAuth 2.0 Access Tokens'],
  ];
  const obstacle = obstacles.find(([applies]) => applies)?.[1];
  const surfaces = [
    scopes.includes('restlets') && !role.webServicesOnly && 'RESTlets',
    scopes.includes('rest_webservices') && hasPermission(role, 'ADMI_RESTWEBSERVICES') && 'REST web services',
  ].filter(each => each !== false);
  const remark = `Can call ${surfaces.length === 0 ? 'nothing yet' : surfaces.join(', ')}`;
  return obstacle === undefined ? { isPossible: true, remark } : { isPossible: false, remark: obstacle };
}
