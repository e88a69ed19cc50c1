import { canUseRole, mayLogInWithToken, nameOf } from '../../access/rules.ts';
import { parseFormParameters, splitTarget } from '../../authentication/parameters.ts';
import { timestampTolerance } from '../../authentication/checks.ts';
import type { AccountState } from '../../state/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Attempt } from './attempt.ts';
import { attemptUrl } from './auditPaths.ts';
import { markedPair } from './difference.ts';
import { headerNames } from '../../authentication/headerNames.ts';
import { duration, momentText } from './moments.ts';
import { readable } from './readable.ts';
import { unreadableHeader } from './requestSection.ts';
import { signatureExplanation } from './signatureSection.ts';

type Row = readonly [label: string, value: Html];

/** What shows, for this one attempt, that its check failed; undefined where the request itself says it all. */
export function evidence(attempt: Attempt): Html | undefined {
  const { check } = attempt.entry;
  if (check === 'signature') {
    return signatureExplanation(attempt);
  }
  if (check === 'header-syntax') {
    return syntaxEvidence(attempt);
  }
  const rows = evidenceRows[check]?.(attempt) ?? [];
  return rows.length === 0
    ? undefined
    : html`<dl>
        ${rows.map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>`;
}

const evidenceRows: Readonly<Record<string, (attempt: Attempt) => readonly Row[]>> = {
  'oauth-only-in-header': ({ seen }) => {
    const names = parseFormParameters(splitTarget(seen.target).query).map(({ name }) => name);
    const found = names.filter(name => name.startsWith('oauth_'));
    return [
      found.length > 0
        ? ['In the query', html`<code>${found.map(readable).join(', ')}</code>`]
        : ['In the form body', html`an oauth_ parameter; see the parameters of the base string below`],
    ];
  },
  'once-each': ({ seen }) => {
    const names = seen.parameters.map(({ name }) => name);
    return named('Sent more than once', [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]);
  },
  'none-empty': ({ seen }) =>
    named(
      'Empty',
      seen.parameters.filter(({ value }) => value === '').map(({ name }) => name),
    ),
  'only-oauth-in-header': attempt => {
    const names = expectedNames(attempt);
    const extra = attempt.seen.parameters.filter(
      ({ name }) => !names.required.includes(name) && !names.optional.includes(name),
    );
    return named(
      'Not expected',
      extra.map(({ name }) => name),
    );
  },
  'none-missing': attempt =>
    named(
      'Missing',
      expectedNames(attempt).required.filter(name => attempt.value(name) === undefined),
    ),
  version: attempt => sent(attempt, 'oauth_version', '1.0'),
  'signature-method': attempt => sent(attempt, 'oauth_signature_method', 'HMAC-SHA256'),
  'timestamp-form': attempt => timestampRows(attempt),
  'timestamp-window': attempt => timestampRows(attempt),
  'nonce-form': ({ value, isPassport }) => {
    const nonce = value('oauth_nonce') ?? '';
    return [
      ['Nonce', html`<code>${readable(nonce)}</code>, ${nonce.length} characters`],
      ['Allowed', html`6 to 64 characters${isPassport && ', letters and digits only'}`],
    ];
  },
  'nonce-new': nonceRows,
  'consumer-key-known': attempt => keyRows(attempt, 'oauth_consumer_key', 'Consumer key'),
  'token-usable': tokenRows,
  'application-enabled': applicationRows,
  'application-takes-tba': applicationRows,
  callback: attempt => {
    const registered = attempt.state.applications.find(({ id }) => id === attempt.entry.applicationId)?.callbackUrl;
    return different(registered ?? '', attempt.value('oauth_callback') ?? '', 'On the record now', 'Sent');
  },
  'role-form': ({ value }) => [['Sent', html`<code>${readable(value('role') ?? '')}</code>`]],
  verifier: ({ value, state }) => {
    const request = state.requestTokens.find(({ token }) => token === value('oauth_token'));
    return [
      ['Sent', html`<code>${readable(value('oauth_verifier') ?? '')}</code>`],
      [
        'Step two',
        html`${request ? (request.verifier === '' ? 'nobody has allowed the application yet' : 'allowed; the callback got another verifier') : 'the request token is no longer here'}`,
      ],
    ];
  },
  realm: realmRows,
  'user-not-locked': ({ state, entry }) => {
    const until = state.employees.find(({ id }) => id === entry.employeeId)?.lockedUntil ?? 0;
    return [['Locked until', html`${until > entry.at ? momentText(until) : 'unlocked since'}`]];
  },
  'user-and-role': rightsRows,
  'role-for-surface': rightsRows,
  feature: ({ state }) => [yesNo('Token-based Authentication enabled now', state.features.includes('TBA'))],
  release: ({ state }) => [['Release that is played now', html`${state.preferences.release}`]],
};

function syntaxEvidence({ seen, isPassport }: Attempt): Html {
  if (seen.unreadable !== '') {
    return unreadableHeader(seen.unreadable);
  }
  return isPassport
    ? html`<p>There are several passports or other ways to log in, or something in the passport cannot be read.</p>`
    : html`<p>There are several Authorization headers. What is shown below is the first.</p>`;
}

function expectedNames({ entry: { surface } }: Attempt) {
  return surface === 'nlauth' || surface === 'page' || surface === 'oauth2-authorize' || surface === 'oauth2-token'
    ? { required: [], optional: [] }
    : headerNames[surface];
}

function named(label: string, names: readonly string[]): readonly Row[] {
  return [[label, html`<code>${names.map(readable).join(', ')}</code>`]];
}

function sent({ value }: Attempt, name: string, expected: string): readonly Row[] {
  return different(expected, value(name) ?? '', 'Expected', 'Sent');
}

function different(expected: string, given: string, expectedLabel: string, givenLabel: string): readonly Row[] {
  const [markedExpected, markedGiven] = markedPair(readable(expected), readable(given));
  return [
    [expectedLabel, html`<code>${markedExpected}</code>`],
    [givenLabel, html`<code>${markedGiven}</code>`],
  ];
}

function timestampRows({ value, entry }: Attempt): readonly Row[] {
  const text = value('oauth_timestamp') ?? '';
  const seconds = Math.floor(entry.at / 1000);
  const clock: Row = ['Server’s clock', html`<code>${seconds}</code> – ${momentText(seconds * 1000)}`];
  if (!/^[1-9][0-9]{0,14}$/.test(text)) {
    return [['Sent', html`<code>${readable(text)}</code>, which is not a number of seconds`], clock];
  }
  const difference = Number(text) - seconds;
  const looksLikeMilliseconds = Math.abs(Number(text) / 1000 - seconds) < 86_400;
  return [
    ['Sent', html`<code>${text}</code> – ${momentText(Number(text) * 1000)}`],
    clock,
    [
      'Difference',
      looksLikeMilliseconds
        ? html`<strong>milliseconds were sent instead of seconds</strong>`
        : html`<strong>${duration(difference)} ${difference < 0 ? 'behind' : 'ahead'}</strong>; allowed are
            ${timestampTolerance / 60} min either way`,
    ],
  ];
}

function nonceRows({ value, visit, entry }: Attempt): readonly Row[] {
  const nonce = value('oauth_nonce') ?? '';
  const timestamp = Number(value('oauth_timestamp'));
  const rows = visit.account.loginAudit.rows();
  const earlier = rows
    .slice(0, rows.indexOf(entry))
    .findLast(({ usedNonce }) => usedNonce?.nonce === nonce && usedNonce.timestamp === timestamp);
  return [
    ['Nonce', html`<code>${readable(nonce)}</code>`],
    ['Timestamp', html`<code>${timestamp}</code>`],
    [
      'First used',
      earlier
        ? html`<a href="${attemptUrl(earlier.id)}">${momentText(earlier.at)}</a>,
            ${duration((entry.at - earlier.at) / 1000)} before`
        : html`by an attempt that is no longer in the trail`,
    ],
  ];
}

function keyRows({ value, state, sibling }: Attempt, name: string, label: string): readonly Row[] {
  const key = value(name) ?? '';
  const looks = recognise(key, state, sibling);
  return [
    [label, html`<code>${readable(key)}</code>, ${key.length} characters`],
    ...(looks === undefined ? [] : ([['What it is', html`<strong><bdi>${looks}</bdi></strong>`]] as const)),
    ...(looks === undefined && key.length !== 64
      ? ([['Length', html`Keys and tokens have 64 characters. Was something cut off or added?`]] as const)
      : []),
  ];
}

/** What a text is that stands where it does not belong. */
function recognise(given: string, state: AccountState, sibling: AccountState): string | undefined {
  const text = given.trim().toLowerCase();
  for (const account of [state, sibling]) {
    const where = account === state ? 'this account' : `the account ${sibling.accountId}`;
    const known = [
      ...account.applications.flatMap(({ name, consumerKey, consumerSecret }) => [
        [consumerKey, `the consumer key of “${name}” in ${where}`],
        [consumerSecret, `the consumer secret of “${name}” in ${where}`],
      ]),
      ...account.tokens.flatMap(({ name, token, tokenSecret }) => [
        [token, `the token ID of “${name}” in ${where}`],
        [tokenSecret, `the token secret of “${name}” in ${where}`],
      ]),
    ];
    const found = known.find(([secret]) => secret === text)?.[1];
    if (found !== undefined) {
      return given === text ? found : `${found}, but with spaces or in upper case`;
    }
  }
  return undefined;
}

function tokenRows(attempt: Attempt): readonly Row[] {
  const { value, state, entry } = attempt;
  if (entry.surface === 'access-token') {
    const request = state.requestTokens.find(({ token }) => token === value('oauth_token'));
    return [
      ['Request token', html`<code>${readable(value('oauth_token') ?? '')}</code>`],
      ['It is', html`${request ? 'for another application, or older than an hour' : 'not known, or used already'}`],
    ];
  }
  const token = state.tokens.find(each => each.token === value('oauth_token'));
  if (!token) {
    return keyRows(attempt, 'oauth_token', 'Token');
  }
  const owner = state.applications.find(({ id }) => id === token.applicationId);
  return [
    ['Token', html`<bdi>${token.name}</bdi>`],
    ['Its state now', html`${token.state}`],
    ['Its application', html`<bdi>${owner?.name ?? 'deleted'}</bdi>`],
    ['Application of the consumer key', html`<bdi>${entry.applicationName}</bdi>`],
  ];
}

function applicationRows({ state, entry }: Attempt): readonly Row[] {
  const application = state.applications.find(({ id }) => id === entry.applicationId);
  if (!application) {
    return [['Application', html`${entry.applicationName}, deleted since`]];
  }
  const { name, tba, authorizationFlow } = application;
  const states = { enabled: 'Enabled', blocked: 'Blocked', 'waiting-for-approval': 'Waiting for Approval' } as const;
  return [
    ['Application', html`<a href="/app/common/integration/integrapp.nl?id=${application.id}"><bdi>${name}</bdi></a>`],
    ['State now', html`${states[application.state]}`],
    yesNo('Token-Based Authentication ticked now', tba),
    ...(entry.surface === 'request-token' || entry.surface === 'access-token'
      ? [yesNo('TBA: Authorization Flow ticked now', authorizationFlow)]
      : []),
  ];
}

function realmRows({ value, state, sibling }: Attempt): readonly Row[] {
  const realm = value('realm') ?? '';
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '_').trim();
  const says =
    plain(realm) === plain(state.accountId)
      ? 'the right account, spelled as its host is (or with spaces)'
      : plain(realm) === plain(sibling.accountId)
        ? 'the other account of the pair'
        : 'not this account';
  return [...different(state.accountId, realm, 'Account ID', 'Realm sent'), ['It is', html`<strong>${says}</strong>`]];
}

function rightsRows({ state, entry }: Attempt): readonly Row[] {
  const employee = state.employees.find(({ id }) => id === entry.employeeId);
  const role = state.roles.find(({ id }) => id === entry.roleId);
  return [
    [
      'User',
      employee
        ? html`<a href="/app/common/entity/employee.nl?id=${employee.id}"><bdi>${nameOf(employee)}</bdi></a>`
        : html`gone`,
    ],
    ['Role', role ? html`<a href="/app/setup/role.nl?id=${role.id}"><bdi>${role.name}</bdi></a>` : html`gone`],
    ...(employee && role
      ? [
          yesNo('User active now', !employee.isInactive),
          yesNo('Role active now', !role.isInactive),
          yesNo('User has the role now', employee.roleIds.includes(role.id)),
          yesNo('Role not hidden in View My Roles now', !employee.hiddenRoleIds.includes(role.id)),
          yesNo('Role may log in with tokens now', mayLogInWithToken(role)),
          ...(canUseRole(employee, role) && mayLogInWithToken(role) ? surfaceRows(entry.surface, role) : []),
        ]
      : []),
  ];
}

function surfaceRows(surface: Attempt['entry']['surface'], role: AccountState['roles'][number]): readonly Row[] {
  switch (surface) {
    case 'restlet':
      return [yesNo('Role not Web Services Only now', !role.webServicesOnly)];
    case 'rest':
      return [['Permission REST Web Services now', html`${role.permissions.ADMI_RESTWEBSERVICES ?? 'NONE'}`]];
    case 'soap':
      return [['Permission SOAP Web Services now', html`${role.permissions.ADMI_WEBSERVICES ?? 'NONE'}`]];
    case 'token-endpoint':
    case 'request-token':
    case 'access-token':
    case 'nlauth':
    case 'page':
    case 'oauth2-authorize':
    case 'oauth2-token':
      return [];
  }
}

function yesNo(label: string, isSo: boolean): Row {
  return [label, html`<span class="badge ${isSo ? 'on' : 'failed'}">${isSo ? 'Yes' : 'No'}</span>`];
}
