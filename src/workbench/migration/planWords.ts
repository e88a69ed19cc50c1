import { l10n } from 'vscode';
import { expiryOf } from '../../accounts/expiry.ts';
import { tokenLabel } from '../../accounts/labels.ts';
import type { TokenRecord } from '../../accounts/records.ts';
import {
  rolePurposeOf,
  type ApplicationPlan,
  type ApplicationStep,
  type Deadline,
  type Fate,
  type GeneralStep,
  type PlanStep,
  type PlanSubject,
} from '../../migration/migrationPlan.ts';
import type { StatementView } from '../../panels/guide/messages.ts';
import { expiryWord, stateWord } from '../accounts/tree/words.ts';
import type { GuidePlaceId } from '../guide/places.ts';
import { advice, assumed, documented, reported } from '../guide/statements.ts';
import { apiWord } from './inventoryWords.ts';

/** A step in words, without what was ticked. */
export interface StepWords {
  readonly title: string;
  readonly what: readonly StatementView[];
  readonly check: string;
  readonly undo?: string;
  readonly places?: readonly GuidePlaceId[];
}

export function deadlineStatements(): readonly StatementView[] {
  return [
    documented(
      l10n.t('From 2027.1 no new integration can use TBA. Existing ones run on, and their records may be edited.'),
      'section_158921905537',
    ),
    reported(l10n.t('TBA ends in 2028.1 or 2028.2: Oracle’s pages disagree, and call it tentative.')),
    documented(l10n.t('SOAP is removed in 2028.2, whatever a program logs in with.'), 'article_2104046421'),
  ];
}

export function deadlineWord(by: Deadline): string {
  switch (by) {
    case 'before-2027.1':
      return l10n.t('before 2027.1');
    case 'before-end-of-tba':
      return l10n.t('before 2028.1 or 2028.2 (tentative)');
    case 'before-2028.2':
      return l10n.t('before 2028.2');
  }
}

export function fateWord(fate: Fate): string {
  switch (fate) {
    case 'moves':
      return l10n.t('moves to OAuth 2.0');
    case 'soap':
      return l10n.t('cannot move before its SOAP calls are written anew');
    case 'retires':
      return l10n.t('is not used and can go');
  }
}

export function subjectFacts({ isRead, tokens, logins, lastUsed, apis, users, roles }: PlanSubject): string {
  if (!isRead) {
    return l10n.t('From the account book alone; an inventory tells more.');
  }
  return [
    l10n.t('Tokens: {0}', tokens),
    ...(logins === undefined ? [] : [l10n.t('logins: {0}', logins.toLocaleString())]),
    ...(lastUsed === undefined ? [] : [l10n.t('last login: {0}', new Date(lastUsed).toLocaleDateString())]),
    ...(apis.length === 0 ? [] : [apis.map(apiWord).join(', ')]),
    ...(users.length === 0 ? [] : [l10n.t('users: {0}', users.join(', '))]),
    ...(roles.length === 0 ? [] : [l10n.t('roles: {0}', roles.join(', '))]),
  ].join(' · ');
}

/** How far an application has moved, as the account book tells: its credentials of OAuth 2.0, and whether they work. */
export function movedWords(tokens: readonly TokenRecord[], now: number): readonly string[] {
  return tokens.map(token => {
    const expiry = expiryOf(token);
    const state = [stateWord(token), ...(expiry ? [expiryWord(expiry, now, 'long')] : [])].join(', ');
    return l10n.t('OAuth 2.0 here: “{0}” ({1})', tokenLabel(token), state);
  });
}

export function generalWords({ kind }: PlanStep<GeneralStep>, unused: number | undefined): StepWords {
  switch (kind) {
    case 'last-records':
      return {
        title: l10n.t('Make the TBA applications that will still be wanted'),
        what: [
          documented(l10n.t('From 2027.1 no new one can be made.'), 'section_158921905537'),
          advice(
            l10n.t(
              'Whether new tokens of existing records stay possible, Oracle does not say: make those that you will need as well.',
            ),
          ),
        ],
        check: l10n.t('Every program that stays with TBA for now has its record and its token.'),
        places: ['newIntegration'],
      };
    case 'unused':
      return {
        title: l10n.t('Put unused tokens away'),
        what: [
          advice(
            unused === undefined
              ? l10n.t('What nobody uses need not move. The inventory marks such tokens.')
              : l10n.t('Tokens that the inventory marks as unused: {0}. What nobody uses need not move.', unused),
          ),
          documented(
            l10n.t('An inactive token can be made active again, a revoked one never.'),
            'bridgehead_4249078810',
          ),
        ],
        check: l10n.t('A new inventory marks none as unused.'),
        undo: l10n.t('Edit the token and clear Inactive.'),
        places: ['accessTokens'],
      };
    case 'feature':
      return {
        title: l10n.t('Enable OAuth 2.0'),
        what: [
          advice(l10n.t('The feature stands beside Token-based Authentication; both can be on.')),
          advice(
            l10n.t('Do everything in a sandbox first. Certificates are not copied there, and a refresh removes them.'),
          ),
        ],
        check: l10n.t('OAuth 2.0 is ticked under Manage Authentication.'),
        places: ['features'],
      };
    case 'search':
      return {
        title: l10n.t('Save a search of the audit trail'),
        what: [
          documented(
            l10n.t('Rows whose Token-based Access Token Name is not empty, grouped by Token-based Application Name.'),
            'section_0525022007',
          ),
        ],
        check: l10n.t('It lists the applications that the inventory has. At the end it stays empty.'),
        places: ['auditTrail'],
      };
  }
}

export function applicationWords({ kind }: PlanStep<ApplicationStep>, plan: ApplicationPlan): StepWords {
  const { subject, grant } = plan;
  switch (kind) {
    case 'rewrite':
      return {
        title: l10n.t('Write its SOAP calls anew'),
        what: [
          documented(
            l10n.t(
              'OAuth 2.0 has scopes for RESTlets, REST web services and SuiteAnalytics Connect, and none for SOAP.',
            ),
            'section_162790605110',
          ),
          advice(l10n.t('Use REST web services, or RESTlets where those lack something.')),
        ],
        check: l10n.t(
          'A new inventory has no SOAP for this application, once the old calls are more than 90 days ago.',
        ),
      };
    case 'confirm-unused':
      return {
        title: l10n.t('Ask whether it is still wanted'),
        what: [advice(l10n.t('Yearly jobs log in less often than every 90 days.'))],
        check: l10n.t('Its owner says that it can go.'),
      };
    case 'record':
      return recordWords(plan);
    case 'role':
      return roleWords(subject);
    case 'assign':
      return {
        title: l10n.t('Give the role to the user'),
        what: [
          advice(
            subject.users.length === 0
              ? l10n.t('Best a user of the integration’s own.')
              : l10n.t('Its tokens are of: {0}. Best is a user of the integration’s own.', subject.users.join(', ')),
          ),
        ],
        check: l10n.t('The employee’s Access tab lists the role.'),
        undo: l10n.t('Take the role away from the employee.'),
        places: ['employees'],
      };
    case 'certificate':
      return {
        title: l10n.t('Upload a certificate'),
        what: [
          documented(
            l10n.t(
              'RSA of 3072 or 4096 bits or EC of 256, 384 or 521; at most two years; five active for each integration; one for each integration, user and role.',
            ),
            'section_162686838198',
          ),
          advice(l10n.t('The private key stays with the program. Put the end of the certificate into a calendar.')),
          advice(
            l10n.t(
              '“NetSuite TBA: Add OAuth 2.0 Credential…” makes the key pair and the certificate, and tries the login from here.',
            ),
          ),
        ],
        check: l10n.t('The program gets an access token with an assertion signed by PS256 or ES256.'),
        undo: l10n.t('Revoke the certificate where it was uploaded (assumed).'),
        places: ['clientCredentials'],
      };
    case 'sign-in':
      return {
        title: l10n.t('Build the sign-in'),
        what: [
          documented(
            l10n.t(
              'Authorization code with PKCE (S256) and a state of 22 to 1024 characters. Redirects are https or a scheme of the program’s own.',
            ),
            'section_158081944642',
          ),
          documented(
            l10n.t('Refresh tokens of public clients are for one use; two days by default, set on the record.'),
            'section_158081944642',
          ),
        ],
        check: l10n.t('Somebody signs in, and the program renews its access token by itself.'),
      };
    case 'switch':
      return {
        title: l10n.t('Switch the program over'),
        what: [
          advice(l10n.t('Change the login only. The TBA token stays, so that there is a way back.')),
          advice(
            l10n.t(
              '“NetSuite TBA: Send All Under Both Schemes and Compare” sends the requests of a file by both first, and shows where the answers differ.',
            ),
          ),
        ],
        check:
          subject.lastUsed === undefined
            ? l10n.t('A new inventory shows no further login of its TBA tokens.')
            : l10n.t(
                'A new inventory shows no login of its TBA tokens after the switch; the last known is of {0}.',
                new Date(subject.lastUsed).toLocaleDateString(),
              ),
        undo: l10n.t('Give the program its TBA token again.'),
      };
    case 'rehearse':
      return {
        title: l10n.t('Rehearse the end of TBA'),
        what: [
          documented(
            l10n.t(
              'In a test window clear the TBA boxes of the integration record, or set its State to Blocked, and see what stops.',
            ),
            'section_0525022007',
          ),
          ...(grant === 'machine' || plan.fate !== 'retires'
            ? [
                assumed(
                  l10n.t('Blocked stops OAuth 2.0 of the same record, too: clear the boxes where it serves both.'),
                ),
              ]
            : []),
        ],
        check: l10n.t('Its work goes on, and the audit trail shows no failed login with its name.'),
        undo: l10n.t('Tick the boxes again, or set State to Enabled. Tokens and keys stay as they are.'),
        places: ['integrations', 'auditTrail'],
      };
    case 'revoke':
      return {
        title: l10n.t('Revoke its TBA tokens'),
        what: [documented(l10n.t('This cannot be taken back.'), 'bridgehead_4249078810')],
        check: l10n.t('A new inventory shows them as revoked.'),
        places: ['accessTokens'],
      };
  }
}

function recordWords({ subject, grant }: ApplicationPlan): StepWords {
  const scopes = [
    ...(subject.apis.includes('restlet') ? ['RESTlets'] : []),
    ...(rolePurposeOf(subject) === 'rest-oauth2' ? ['REST Web Services'] : []),
  ];
  const boxes = (scopes.length > 0 ? scopes : ['RESTlets', 'REST Web Services']).join(', ');
  return {
    title: l10n.t('Prepare the integration record'),
    what: [
      assumed(
        grant === 'machine'
          ? l10n.t('Tick Client Credentials (Machine to Machine) Grant; scopes: {0}.', boxes)
          : l10n.t('Tick Authorization Code Grant and Public Client, enter the redirect URI; scopes: {0}.', boxes),
      ),
      advice(l10n.t('A record of its own keeps both logins apart, in the rehearsal and in the audit trail.')),
      ...(grant === 'person'
        ? [documented(l10n.t('From 2027.1 PKCE is compulsory for new integrations.'), 'section_158921905537')]
        : []),
    ],
    check: l10n.t('The record shows the boxes, and the client ID is with the program.'),
    undo: l10n.t('Clear the OAuth 2.0 boxes.'),
    places: ['integrations', 'newIntegration'],
  };
}

function roleWords(subject: PlanSubject): StepWords {
  const isRest = rolePurposeOf(subject) === 'rest-oauth2';
  return {
    title: l10n.t('Give it a role'),
    what: [
      advice(
        isRest
          ? l10n.t(
              'Log in using OAuth 2.0 Access Tokens (ADMI_LOGIN_OAUTH2, Full), REST Web Services (ADMI_RESTWEBSERVICES, Full), and the records that it touches.',
            )
          : l10n.t('Log in using OAuth 2.0 Access Tokens (ADMI_LOGIN_OAUTH2, Full), and the records that it touches.'),
      ),
      ...(subject.hasAdministrator
        ? [advice(l10n.t('One of its tokens is the Administrator’s: take the chance to give it a role with less.'))]
        : []),
    ],
    check: l10n.t('The role lists the permissions, and RESTlets that it calls have it in their audience.'),
    undo: l10n.t('Make the role inactive.'),
    places: ['roles'],
  };
}
