import { X509Certificate } from 'node:crypto';
import { isCoded } from '../../../codedError.ts';
import { createMapping, InvalidCertificate, isActive, revokeMapping } from '../../access/certificates.ts';
import { hasPermission, nameOf } from '../../access/rules.ts';
import type { Actor } from '../../access/rules.ts';
import type { AccountState, CertificateMapping } from '../../state/model.ts';
import { answerChange } from '../editing.ts';
import { formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submitOnce } from '../once.ts';
import { done, problem, redirect } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { certificateForm, emptyMapping, fieldOfProblem, problemTexts, readMapping } from './certificateForm.ts';
import type { EnteredMapping } from './certificateForm.ts';
import { certificatesPath } from './oauth2Paths.ts';

/** Administrators, and roles with OAuth 2.0 Authorized Applications Management (ORA:section_162686838198). */
function refusal({ role }: Actor): string | undefined {
  return hasPermission(role, 'ADMI_MANAGE_OAUTH2')
    ? undefined
    : 'This page is for roles with the permission OAuth 2.0 Authorized Applications Management.';
}

/** Which certificate lets which application log in as whom: listed, made, revoked. */
export const certificatesPage: Page = {
  path: certificatesPath,
  title: 'OAuth 2.0 Client Credentials (M2M) Setup',
  menuPath: ['Setup', 'Integration', 'Manage Authentication', 'OAuth 2.0 Client Credentials (M2M) Setup'],
  inMenu: true,
  refusal,
  show,
  submit: visit => (visit.form.get('action') === 'revoke' ? revoke(visit) : submitOnce(visit, () => create(visit))),
};

function show(visit: Visit): PageAnswer {
  const { query, state } = visit;
  if (query.get('new') === 'T') {
    return formPage(visit, state, { ...emptyMapping, application: query.get('application') ?? '' });
  }
  const mapping = state.certificateMappings.find(({ id }) => id === query.get('revoke'));
  return mapping && !mapping.isRevoked
    ? { kind: 'page', title: 'Revoke this certificate?', body: revokeQuestion(visit, mapping) }
    : { kind: 'page', body: list(visit) };
}

async function create(visit: Visit): Promise<PageAnswer> {
  const { account } = visit;
  const entered = readMapping(visit.form);
  try {
    return await answerChange(visit, refusal, state => {
      const [next, { id }] = createMapping(state, entered.fields, account.now());
      return [next, redirect(certificatesPath, done(`The mapping was created. Its certificate ID is ${id}.`))];
    });
  } catch (error) {
    if (error instanceof InvalidCertificate) {
      return formPage(visit, account.store.current(), entered, error.problem);
    }
    throw error;
  }
}

async function revoke(visit: Visit): Promise<PageAnswer> {
  try {
    return await answerChange(visit, refusal, state => [
      revokeMapping(state, visit.form.get('certificate') ?? ''),
      redirect(certificatesPath, done('The certificate was revoked.')),
    ]);
  } catch (error) {
    if (isCoded(error, 'certificate-unknown')) {
      return redirect(certificatesPath, problem('There is no such certificate any more. Nothing was changed.'));
    }
    throw error;
  }
}

function formPage(
  visit: Visit,
  state: AccountState,
  entered: EnteredMapping,
  found?: InvalidCertificate['problem'],
): PageAnswer {
  return {
    kind: 'page',
    title: 'New mapping',
    status: found === undefined ? 200 : 400,
    notices: found === undefined ? [] : [problem(`${problemTexts[found]} Nothing was saved.`)],
    body: certificateForm(
      visit,
      state,
      entered,
      found === undefined ? {} : { [fieldOfProblem[found]]: problemTexts[found] },
    ),
  };
}

function list({ state, account }: Visit): Html {
  const mappings = [...state.certificateMappings].reverse();
  return html`<p class="quiet">
      A mapping lets a program log in by itself, without a person: it signs an assertion with the private key of the
      certificate, and acts as the entity in the role. The certificate ID is what the assertion names as kid.
    </p>
    ${
      !state.features.includes('OAUTH2') &&
      html`<div class="notice hint">
        <strong>Good to know</strong> The feature OAuth 2.0 is off, so no program gets in with any of these. Setup &gt;
        Company &gt; Enable Features &gt; SuiteCloud switches it on.
      </div>`
    }
    <div class="actions"><a class="button main" href="${certificatesPath}?new=T">Create New</a></div>
    ${
      mappings.length === 0
        ? html`<p>There is no mapping yet.</p>`
        : html`<div class="scroll">
            <table>
              <caption>
                Mappings, newest first
              </caption>
              <thead>
                <tr>
                  <th scope="col">Certificate ID</th>
                  <th scope="col">Application</th>
                  <th scope="col">Entity and role</th>
                  <th scope="col">Key</th>
                  <th scope="col">Valid</th>
                  <th scope="col">State</th>
                  <th scope="col">Revoke</th>
                </tr>
              </thead>
              <tbody>
                ${mappings.map(mapping => mappingRow(state, mapping, account.now()))}
              </tbody>
            </table>
          </div>`
    }`;
}

function mappingRow(state: AccountState, mapping: CertificateMapping, now: number): Html {
  const { application, who } = ownersOf(state, mapping);
  const active = isActive(mapping, now);
  const stage = mapping.isRevoked ? 'Revoked' : active ? 'Active' : 'Expired';
  return html`<tr>
    <th scope="row"><code class="secret">${mapping.id}</code></th>
    <td><bdi>${application}</bdi></td>
    <td><bdi>${who}</bdi></td>
    <td><span class="whole">${keyText(mapping.certificate)}</span></td>
    <td>${day(mapping.validFrom)} to ${day(mapping.validUntil)}</td>
    <td><span class="badge ${active ? 'on' : 'off'}">${stage}</span></td>
    <td>
      ${
        !mapping.isRevoked &&
        html`<a href="${certificatesPath}?revoke=${mapping.id}" class="whole" aria-label="Revoke ${mapping.id}"
          >Revoke …</a
        >`
      }
    </td>
  </tr>`;
}

function revokeQuestion(visit: Visit, mapping: CertificateMapping): Html {
  const { application, who } = ownersOf(visit.state, mapping);
  return html`<p>The certificate <code>${mapping.id}</code> will be revoked. This cannot be undone.</p>
    <ul>
      <li>
        Programs that log in to <bdi>${application}</bdi> with it, as <bdi>${who}</bdi>, get no more access tokens, and
        those that they have end.
      </li>
      <li>The mapping stays in the list.</li>
    </ul>
    <form method="post" action="${certificatesPath}">
      ${formToken(visit)}
      <input type="hidden" name="certificate" value="${mapping.id}" />
      <div class="actions">
        <button class="danger" name="action" value="revoke">Revoke the certificate</button>
        <a class="button" href="${certificatesPath}">Cancel</a>
      </div>
    </form>`;
}

function ownersOf({ applications, employees, roles }: AccountState, mapping: CertificateMapping) {
  const employee = employees.find(({ id }) => id === mapping.employeeId);
  const role = roles.find(({ id }) => id === mapping.roleId);
  return {
    application: applications.find(({ id }) => id === mapping.applicationId)?.name ?? 'Deleted',
    who: `${employee ? nameOf(employee) : 'Deleted'} · ${role?.name ?? 'Deleted'}`,
  };
}

const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

function keyText(pem: string): string {
  const { asymmetricKeyType, asymmetricKeyDetails } = new X509Certificate(pem).publicKey;
  return asymmetricKeyType === 'rsa'
    ? `RSA ${asymmetricKeyDetails?.modulusLength ?? ''}`
    : `EC ${curves[asymmetricKeyDetails?.namedCurve ?? ''] ?? ''}`;
}

function day(at: number): Html {
  const text = new Date(at).toISOString().slice(0, 10);
  return html`<time datetime="${text}">${text}</time>`;
}
