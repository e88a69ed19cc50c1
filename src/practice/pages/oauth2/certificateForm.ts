import { certificatesPerApplication } from '../../access/certificates.ts';
import type { CertificateProblem, MappingFields } from '../../access/certificates.ts';
import { canUseRole, hasPermission, nameOf } from '../../access/rules.ts';
import type { AccountState } from '../../state/model.ts';
import { formToken, select, textArea } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submissionField } from '../once.ts';
import type { Visit } from '../page.ts';
import { notOffered } from '../tokens/newToken.ts';
import { certificatesPath } from './oauth2Paths.ts';

/** What was entered, as it came and as it is meant. */
export interface EnteredMapping {
  readonly application: string;
  /** `<employee id>-<role id>` */
  readonly pair: string;
  readonly fields: MappingFields;
}

export const emptyMapping: EnteredMapping = {
  application: '',
  pair: '',
  fields: { applicationId: 0, employeeId: 0, roleId: 0, certificate: '' },
};

type Field = 'application' | 'pair' | 'certificate';

export const fieldOfProblem: Readonly<Record<CertificateProblem, Field>> = {
  'application-unfit': 'application',
  'entity-unfit': 'pair',
  'certificate-pair-taken': 'pair',
  'certificate-too-many': 'application',
  'certificate-missing': 'certificate',
  'certificate-private-key': 'certificate',
  'certificate-unreadable': 'certificate',
  'certificate-key': 'certificate',
  'certificate-expired': 'certificate',
  'certificate-in-use': 'certificate',
};

export const problemTexts: Readonly<Record<CertificateProblem, string>> = {
  'application-unfit':
    'Choose an application that is Enabled and has the box Client Credentials (Machine to Machine) Grant.',
  'entity-unfit': 'Choose an entity and a role that may log in with OAuth 2.0.',
  'certificate-pair-taken':
    'This application has an active certificate for this entity and role already. Revoke that one first.',
  'certificate-too-many': `An application can have at most ${certificatesPerApplication} active certificates.`,
  'certificate-missing': 'Choose the file of the certificate.',
  'certificate-private-key':
    'This is a private key, which must never leave the program that signs with it. Upload the certificate alone.',
  'certificate-unreadable': 'This is not one X.509 certificate in PEM form (.pem, .cer or .crt).',
  'certificate-key': 'The key must be RSA with 3072 or 4096 bits, or EC on P-256, P-384 or P-521.',
  'certificate-expired': 'This certificate has expired; one counts for two years at most.',
  'certificate-in-use': 'This certificate is mapped already. Make another one.',
};

/** Create New: entity, role, application, and the public part of the certificate (ORA:section_162686838198). */
export function certificateForm(
  visit: Visit,
  state: AccountState,
  { application, pair, fields }: EnteredMapping,
  errors: Readonly<Partial<Record<Field, string>>>,
): Html {
  return html`<p class="quiet">
      A certificate belongs to one application, one entity and one role. Its private key stays with the program that
      signs with it.
    </p>
    <form class="fields" method="post" enctype="multipart/form-data" action="${certificatesPath}?new=T">
      ${formToken(visit)} ${submissionField()} ${pairChoice(state, pair, errors.pair)}
      ${applicationChoice(state, application, errors.application)} ${fileField(errors.certificate)}
      ${textArea({
        name: 'certificate',
        label: 'Or the text of the certificate',
        // A private key that came by mistake is not shown.
        value: /PRIVATE KEY-----/.test(fields.certificate) ? '' : fields.certificate,
        help: 'In place of a file: from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
      })}
      <div class="actions">
        <button class="main">Save</button>
        <a class="button" href="${certificatesPath}">Cancel</a>
      </div>
    </form>`;
}

function pairChoice({ employees, roles }: AccountState, value: string, error: string | undefined): Html {
  const pairs = employees.flatMap(employee =>
    roles
      .filter(role => employee.roleIds.includes(role.id))
      .map(role => ({
        value: `${employee.id}-${role.id}`,
        label: `${nameOf(employee)} · ${role.name}`,
        reason: !canUseRole(employee, role)
          ? 'One of them is inactive, or the role is hidden.'
          : hasPermission(role, 'ADMI_LOGIN_OAUTH2')
            ? undefined
            : 'The role does not have the permission Log in using OAuth 2.0 Access Tokens.',
      })),
  );
  const offered = pairs.filter(({ reason }) => reason === undefined);
  return html`${select({
    name: 'pair',
    label: 'Entity and role',
    value,
    options: [
      { value: '', label: offered.length === 0 ? 'Nobody may log in with OAuth 2.0' : 'Choose an entity and role' },
      ...offered,
    ],
    error,
  })}
  ${notOffered(
    'Entities and roles that are not offered',
    pairs.flatMap(({ label, reason }) => (reason === undefined ? [] : [[label, reason] as const])),
  )}`;
}

/** Only applications with the box ticked are available (ORA:section_162686838198). */
function applicationChoice({ applications }: AccountState, value: string, error: string | undefined): Html {
  const reasonOf = ({ state, clientCredentials }: AccountState['applications'][number]) =>
    state !== 'enabled'
      ? 'The integration record is not Enabled.'
      : clientCredentials
        ? undefined
        : 'The box Client Credentials (Machine to Machine) Grant is not ticked.';
  const offered = applications.filter(each => reasonOf(each) === undefined);
  return html`${select({
    name: 'application',
    label: 'Application',
    value,
    options: [
      { value: '', label: offered.length === 0 ? 'No application uses client credentials' : 'Choose an application' },
      ...offered.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    error,
  })}
  ${notOffered(
    'Applications that are not offered',
    applications.flatMap(each => {
      const reason = reasonOf(each);
      return reason === undefined ? [] : [[each.name, reason] as const];
    }),
  )}`;
}

function fileField(error: string | undefined): Html {
  return html`<div class="field">
    <label for="file">Certificate</label>
    <input
      type="file"
      id="file"
      name="file"
      accept=".pem,.cer,.crt"
      aria-describedby="file-help${error !== undefined && html` file-error`}"
      ${error !== undefined && html`aria-invalid="true"`}
    />
    <p class="help" id="file-help">
      X.509 in PEM form: .cer, .pem or .crt. RSA with 3072 or 4096 bits, or EC with 256, 384 or 521. It counts for two
      years at most: what lies behind is cut off without a word.
    </p>
    ${error !== undefined && html`<p class="error" id="file-error">${error}</p>`}
  </div>`;
}

/** The text of the file, or what was pasted where there is none. */
export function readMapping(form: URLSearchParams): EnteredMapping {
  const value = (name: string) => form.get(name) ?? '';
  const [employeeId = 0, roleId = 0] = /^\d{1,15}-\d{1,15}$/.test(value('pair'))
    ? value('pair').split('-').map(Number)
    : [];
  const applicationId = /^\d{1,15}$/.test(value('application')) ? Number(value('application')) : 0;
  const certificate = value('file').trim() === '' ? value('certificate') : value('file');
  return {
    application: value('application'),
    pair: value('pair'),
    fields: { applicationId, employeeId, roleId, certificate },
  };
}
