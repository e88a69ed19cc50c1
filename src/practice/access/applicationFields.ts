import { CodedError } from '../../codedError.ts';
import type { AccountState, Application } from '../state/model.ts';
import { callbackProblem } from './callbackUrl.ts';
import type { CallbackProblem } from './callbackUrl.ts';
import { redirectUrisProblem } from './redirectUri.ts';
import type { RedirectUriProblem } from './redirectUri.ts';
import { mayCreateTbaApplications, ownsApplication } from './rules.ts';

// What people fill in on integration records, and what is wrong with it.

/** Longest texts, in UTF-16 units (assumed). */
export const longest = { name: 200, description: 2000, note: 2000 } as const;

/** What a person fills in. */
export type ApplicationFields = Pick<
  Application,
  | 'name'
  | 'description'
  | 'note'
  | 'state'
  | 'tba'
  | 'authorizationFlow'
  | 'callbackUrl'
  | 'issueToken'
  | 'authorizationCode'
  | 'publicClient'
  | 'redirectUris'
  | 'refreshTokenHours'
  | 'clientCredentials'
  | 'scopes'
>;

export type FieldProblem =
  | CallbackProblem
  | RedirectUriProblem
  | 'required'
  | 'too-long'
  | 'installed'
  | 'state-not-offered'
  | 'needs-tba'
  | 'needs-authorization-code'
  | 'scope-missing'
  | 'hours-range'
  | TbaLock
  | OAuth2Lock;

export type FieldProblems = Readonly<Partial<Record<keyof ApplicationFields, FieldProblem>>>;

/** Fields that cannot be saved, and why. */
export class InvalidApplication extends CodedError<'application-invalid'> {
  readonly problems: FieldProblems;

  constructor(problems: FieldProblems) {
    super('application-invalid', { fields: Object.keys(problems).join(' ') });
    this.problems = problems;
  }
}

export type TbaLock = 'tba-feature-off' | 'no-new-tba';
export type OAuth2Lock = 'oauth2-feature-off';

/** How long refresh tokens of a public client can live (ORA:section_158082518856). */
export const refreshTokenHoursRange = { least: 1, most: 720 } as const;

const boxes = ['tba', 'authorizationFlow', 'issueToken'] as const;
const tbaFields = [...boxes, 'callbackUrl'] as const;
const oauth2Fields = [
  'authorizationCode',
  'publicClient',
  'redirectUris',
  'refreshTokenHours',
  'clientCredentials',
  'scopes',
] as const;

/**
 * Why the boxes for token-based authentication cannot be changed; undefined when they can. With the feature off
 * (assumed); from 2027.1 for what was no TBA integration before, while existing ones may still be edited
 * (ORA:section_158921905537). A record that has had tokens counts as existing even with its boxes cleared, so that the
 * rehearsal of ORA:section_0525022007 (clear the boxes for a while) can be undone: assumed.
 */
export function tbaLock(state: AccountState, existing: Application | undefined): TbaLock | undefined {
  if (!state.features.includes('TBA')) {
    return 'tba-feature-off';
  }
  const isTba =
    existing !== undefined &&
    (boxes.some(box => existing[box]) || state.tokens.some(({ applicationId }) => applicationId === existing.id));
  return isTba || mayCreateTbaApplications(state) ? undefined : 'no-new-tba';
}

/** Why the boxes for OAuth 2.0 cannot be changed; undefined when they can. With the feature off: assumed. */
export function oauth2Lock({ features }: AccountState): OAuth2Lock | undefined {
  return features.includes('OAUTH2') ? undefined : 'oauth2-feature-off';
}

/** What a record holds of what people fill in. */
export function fieldsOf(application: ApplicationFields): ApplicationFields {
  return {
    name: application.name,
    description: application.description,
    note: application.note,
    state: application.state,
    tba: application.tba,
    authorizationFlow: application.authorizationFlow,
    callbackUrl: application.callbackUrl,
    issueToken: application.issueToken,
    authorizationCode: application.authorizationCode,
    publicClient: application.publicClient,
    redirectUris: application.redirectUris,
    refreshTokenHours: application.refreshTokenHours,
    clientCredentials: application.clientCredentials,
    scopes: application.scopes,
  };
}

/** The fields in which two versions of a record differ. */
export function changedFields(one: ApplicationFields, other: ApplicationFields): readonly (keyof ApplicationFields)[] {
  return (Object.keys(fieldsOf(other)) as (keyof ApplicationFields)[]).filter(
    name => JSON.stringify(one[name]) !== JSON.stringify(other[name]),
  );
}

/** Browsers end lines of a text area with CRLF. A redirect URI that comes twice counts once. */
export function cleaned(fields: ApplicationFields): ApplicationFields {
  const text = (value: string) => value.replace(/\r\n?/g, '\n').trim();
  const { name, description, note, callbackUrl, redirectUris } = fields;
  return {
    ...fieldsOf(fields),
    name: text(name),
    description: text(description),
    note: text(note),
    callbackUrl: callbackUrl.trim(),
    redirectUris: [...new Set(redirectUris.map(each => each.trim()).filter(each => each !== ''))],
  };
}

export function fieldProblems(
  state: AccountState,
  fields: ApplicationFields,
  existing: Application | undefined,
): FieldProblems {
  if (existing && !ownsApplication(state, existing)) {
    const changed = changedFields(existing, fields).filter(name => name !== 'state' && name !== 'note');
    return { ...allWith(changed, 'installed'), ...textProblems(fields, ['note']) };
  }
  const lock = tbaLock(state, existing);
  const noOAuth2 = oauth2Lock(state);
  const before = existing ?? { ...fields, ...nothingTicked };
  return {
    ...textProblems(fields, ['name', 'description', 'note']),
    ...(fields.name === '' ? { name: 'required' } : {}),
    ...(fields.state === 'waiting-for-approval' && existing?.state !== fields.state
      ? { state: 'state-not-offered' }
      : {}),
    ...(lock === undefined ? tbaProblems(fields) : allWith(changedAmong(tbaFields, before, fields), lock)),
    ...(noOAuth2 === undefined
      ? oauth2Problems(fields)
      : allWith(changedAmong(oauth2Fields, before, fields), noOAuth2)),
  };
}

const nothingTicked = {
  tba: false,
  authorizationFlow: false,
  issueToken: false,
  callbackUrl: '',
  authorizationCode: false,
  publicClient: false,
  redirectUris: [],
  clientCredentials: false,
  scopes: [],
} as const satisfies Partial<ApplicationFields>;

/** That the two boxes below need the first one is assumed: without it the login refuses the record anyway. */
function tbaProblems(fields: ApplicationFields): FieldProblems {
  const callback =
    fields.authorizationFlow || fields.callbackUrl !== '' ? callbackProblem(fields.callbackUrl) : undefined;
  return {
    ...(fields.authorizationFlow && !fields.tba ? { authorizationFlow: 'needs-tba' } : {}),
    ...(fields.issueToken && !fields.tba ? { issueToken: 'needs-tba' } : {}),
    ...(callback === undefined ? {} : { callbackUrl: callback }),
  };
}

/**
 * The redirect URI is checked on saving (ORA:section_157771733782), and a scope must be ticked (ORA:subsect_158711892221:
 * without one nobody gets in). That both are asked for here, and that Public Client needs Authorization Code Grant, is
 * assumed.
 */
function oauth2Problems(fields: ApplicationFields): FieldProblems {
  const { authorizationCode, publicClient, redirectUris, refreshTokenHours, clientCredentials, scopes } = fields;
  const { least, most } = refreshTokenHoursRange;
  const redirect =
    authorizationCode && redirectUris.length === 0 ? 'redirect-missing' : redirectUrisProblem(redirectUris);
  const isInRange = Number.isInteger(refreshTokenHours) && refreshTokenHours >= least && refreshTokenHours <= most;
  return {
    ...(publicClient && !authorizationCode ? { publicClient: 'needs-authorization-code' } : {}),
    ...(redirect === undefined ? {} : { redirectUris: redirect }),
    ...(isInRange ? {} : { refreshTokenHours: 'hours-range' }),
    ...((authorizationCode || clientCredentials) && scopes.length === 0 ? { scopes: 'scope-missing' } : {}),
  };
}

function changedAmong(
  names: readonly (keyof ApplicationFields)[],
  before: ApplicationFields,
  after: ApplicationFields,
): readonly (keyof ApplicationFields)[] {
  return changedFields(before, after).filter(name => names.includes(name));
}

function allWith(names: readonly (keyof ApplicationFields)[], problem: FieldProblem): FieldProblems {
  return Object.fromEntries(names.map(name => [name, problem]));
}

function textProblems(fields: ApplicationFields, names: readonly (keyof typeof longest)[]): FieldProblems {
  return Object.fromEntries(names.filter(name => fields[name].length > longest[name]).map(name => [name, 'too-long']));
}

/** @throws InvalidApplication when there is one */
export function refuseProblems(problems: FieldProblems): void {
  if (Object.keys(problems).length > 0) {
    throw new InvalidApplication(problems);
  }
}
