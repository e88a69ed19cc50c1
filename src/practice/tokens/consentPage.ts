import { hasPermission } from '../access/rules.ts';
import { tokensPerUser } from '../access/tokens.ts';
import { choicesOf } from '../pages/consent/choices.ts';
import { sendConsentForm } from '../pages/consent/consentForm.ts';
import { sendConsentEnd } from '../pages/consent/consentFrame.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Session } from '../pages/sessions.ts';
import type { Exchange } from '../server/exchange.ts';
import type { AccountState, Application, RequestToken, Role } from '../state/model.ts';
import { personProblem } from './consent.ts';
import type { ConsentProblem, PersonProblem } from './consent.ts';
import { isInstalled } from './installation.ts';

interface ConsentView {
  readonly requestToken: RequestToken;
  readonly application: Application;
  /** Fields that the form brings back. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly session: Session | undefined;
  readonly error: string | undefined;
}

const problemTexts: Readonly<Record<ConsentProblem | 'bad-state', readonly [title: string, text: string]>> = {
  gone: [
    'This request is not known',
    'It may have expired, or been used already, or its address was not copied whole. Go back to the application and start again there.',
  ],
  answered: [
    'This request has been answered already',
    'Each request is answered once. If that was not you, look under Setup > Users/Roles > Access Tokens. For a new token, start again in the application.',
  ],
  'bad-state': [
    'The application sent a state that cannot be used',
    'The parameter state may be left out. If it is there, it must consist of letters and digits, at most 512 of them. Its developer can mend this.',
  ],
  'feature-off': [
    'Token-based Authentication is off',
    'An administrator can enable it under Setup > Company > Enable Features > SuiteCloud. Then start again in the application.',
  ],
  'tba-has-ended': [
    'Token-based authentication has ended',
    'This practice account plays a release that has no token-based authentication any more. The application must log in with OAuth 2.0.',
  ],
  'application-gone': [
    'The application is not known any more',
    'Its integration record has been deleted, or its credentials have been reset, since the request was made.',
  ],
  'application-off': [
    'The application is not enabled',
    'Its integration record is blocked or waits for approval. An administrator can change that under Setup > Integration > Manage Integrations.',
  ],
  'no-flow': [
    'The application may not ask people for tokens',
    'The box TBA: Authorization Flow is not ticked on its integration record, under Setup > Integration > Manage Integrations.',
  ],
};

const personTexts: Readonly<Record<PersonProblem, string>> = {
  'person-inactive': 'Cannot: the person is inactive',
  'role-inactive': 'Cannot: the role is inactive',
  'role-not-given': 'Cannot: the person does not have the role',
  'role-hidden': 'Cannot: the person has hidden the role in View My Roles',
  'may-not-log-in': 'Cannot: the role has neither Log in using Access Tokens nor User Access Tokens',
  'too-many-tokens': `Cannot: the person has ${tokensPerUser} tokens already`,
};

/** A page that says what is wrong and what to do; it leads nowhere. */
export function sendConsentProblem(exchange: Exchange, problem: ConsentProblem | 'bad-state'): void {
  sendConsentEnd(exchange, problemTexts[problem]);
}

/** The consent page, again with what was wrong with the answer. */
export function sendConsent(exchange: Exchange, { requestToken, ...view }: ConsentView): void {
  const { application } = view;
  const state = exchange.account.store.current();
  sendConsentForm(exchange, {
    ...view,
    facts: html`<dt>Answer goes to</dt>
      <dd><code>${new URL(requestToken.callbackUrl).origin}</code></dd>`,
    meaning: html`With Allow it gets an access token and can do whatever the role you choose may do, in your name,
    without asking again. It never sees a password. The token works until it is made inactive or revoked under Setup
    &gt; Users/Roles &gt; Access Tokens.`,
    notes: isInstalled(application) ? html`` : installationNote(state),
    nobody: html`A person needs a role with the permission Log in using Access Tokens or User Access Tokens. An
    administrator can set that under Setup &gt; Users/Roles &gt; Manage Roles.`,
    choices: choicesOf(state, (employee, role) => {
      const problem = personProblem(state, employee, role);
      return {
        isPossible: problem === undefined,
        remark: problem === undefined ? `Can call ${surfacesOf(role)}` : personTexts[problem],
      };
    }),
    wantedRole: requestToken.roleId,
    answerTo: requestToken.callbackUrl,
  });
}

function surfacesOf(role: Role): string {
  const surfaces = [
    !role.webServicesOnly && 'RESTlets',
    hasPermission(role, 'ADMI_RESTWEBSERVICES') && 'REST web services',
    hasPermission(role, 'ADMI_WEBSERVICES') && 'SOAP web services',
  ].filter(each => each !== false);
  return surfaces.length === 0 ? 'nothing yet' : surfaces.join(', ');
}

function installationNote({ preferences }: AccountState): Html {
  return html`<div class="notice hint">
    <strong>Good to know</strong> This account does not have the application yet. Its integration record will be
    installed when it fetches the
    token${preferences.requireApproval ? ', and waits for an administrator’s approval before it can be used' : ''}.
  </div>`;
}
