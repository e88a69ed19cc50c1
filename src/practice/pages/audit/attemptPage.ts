import { authenticationChecks } from '../../authentication/checks.ts';
import type { LoginAuditEntry } from '../../loginAudit.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { attemptOf } from './attempt.ts';
import { trailRefusal } from './auditAccess.ts';
import { attemptPath, trailMenuPath, trailPath } from './auditPaths.ts';
import { baseStringSection, comparisonForm, signingKeySection } from './baseStringSection.ts';
import { causeOf } from './causes.ts';
import { evidence } from './evidence.ts';
import { roleName, userName } from './filters.ts';
import { moment } from './moments.ts';
import { readable } from './readable.ts';
import { requestSection } from './requestSection.ts';
import { signatureSection } from './signatureSection.ts';

/** Longest text that is compared; no base string that the trail keeps whole is longer. */
const longestComparison = 20_000;

const surfaces: Readonly<Record<LoginAuditEntry['surface'], string>> = {
  restlet: 'RESTlet',
  rest: 'SuiteTalk REST',
  soap: 'SuiteTalk SOAP',
  'token-endpoint': 'Token endpoint',
  'request-token': 'Three-step flow, step one (request token)',
  'access-token': 'Three-step flow, step three (access token)',
  nlauth: 'NLAuth',
  page: 'Sign-in page',
  'oauth2-authorize': 'Authorization endpoint of OAuth 2.0',
  'oauth2-token': 'Token endpoint of OAuth 2.0',
};

/** One attempt: why it failed, what to do, and everything that the server computed. */
export const attemptPage: Page = {
  path: attemptPath,
  title: 'What the server computed',
  menuPath: [...trailMenuPath, 'What the server computed'],
  inMenu: false,
  refusal: trailRefusal,
  show: visit => showAttempt(visit, ''),
  submit: visit => showAttempt(visit, (visit.form.get('theirs') ?? '').slice(0, longestComparison).trim()),
};

function showAttempt(visit: Visit, theirs: string): PageAnswer {
  const id = visit.query.get('id');
  const entry = visit.account.loginAudit.rows().find(each => each.id === id);
  if (!entry) {
    const body = html`<p>
        It may have been one of the oldest, which go when there are too many, or the account was made anew since.
      </p>
      <p><a href="${trailPath}">Login Audit Trail</a></p>`;
    return { kind: 'page', title: 'This attempt is not in the trail', status: 404, body };
  }
  const attempt = entry.seen && attemptOf(visit, entry, entry.seen);
  const failed = entry.status === 'Failure';
  const body = html`${failed ? failure(entry) : success()} ${failed && attempt && proof(evidence(attempt))}
    ${failed && whatToDo(entry)}
    ${
      attempt &&
      html`${signatureSection(attempt)} ${requestSection(attempt)} ${baseStringSection(attempt)}
      ${comparisonForm(attempt, theirs)} ${signingKeySection(attempt)}`
    }
    ${summary(visit, entry)}
    <p><a href="${trailPath}">Back to the Login Audit Trail</a></p>`;
  return { kind: 'page', body };
}

function failure(entry: LoginAuditEntry): Html {
  return html`<div class="notice problem"><strong>${readable(entry.detail)}</strong> ${causeOf(entry).cause}</div>`;
}

function whatToDo(entry: LoginAuditEntry): Html {
  return html`<h2>What to do</h2>
    <ul>
      ${causeOf(entry).fixes.map(fix => html`<li>${fix}</li>`)}
    </ul>`;
}

function success(): Html {
  return html`<div class="notice done"><strong>Success</strong> This request was logged in.</div>`;
}

function proof(shown: Html | undefined): Html {
  return html`${
    shown &&
    html`<h2>What shows it</h2>
      ${shown}`
  }`;
}

function summary({ state }: Visit, entry: LoginAuditEntry): Html {
  const answer = authenticationChecks.find(({ id }) => id === entry.check)?.answer;
  const rows: readonly (readonly [string, Html | string])[] = [
    ['Date', moment(entry.at)],
    ['Status', entry.status],
    ['Detail', readable(entry.detail)],
    ['What the caller was told', answer === undefined ? '' : html`${answer}, and nothing about the cause`],
    ['Called', surfaces[entry.surface]],
    ['Request URI', html`<code>${readable(entry.requestUri)}</code>`],
    ['Application', name(entry.applicationName)],
    ['Token', name(entry.tokenName)],
    ['User', name(userName(state, entry.employeeId))],
    ['Role', name(roleName(state, entry.roleId))],
    ['IP address', entry.ipAddress],
    ['User agent', readable(entry.userAgent)],
  ];
  return html`<h2>The attempt</h2>
    <dl>
      ${rows
        .filter(([, value]) => value !== '')
        .map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
    </dl>`;
}

/** What people called something, which must not turn the text around it. */
function name(text: string): Html | string {
  return text === '' ? '' : html`<bdi>${text}</bdi>`;
}
