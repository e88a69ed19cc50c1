// A practice account that somebody fails to log in to, with what a workbench knows of it: an account book, a second token
// that may read the trail, and the calls it makes.
import { createHash } from 'node:crypto';
import type { AccountIndex, AccountRecord, ApplicationRecord, TokenRecord } from '../../../src/accounts/records.ts';
import { isCoded } from '../../../src/codedError.ts';
import { readAuditRows } from '../../../src/diagnosis/login/audit/readAuditRows.ts';
import type { AuditRow, DeploymentFacts, LoginEvidence } from '../../../src/diagnosis/login/evidence.ts';
import { readAccountRestlets } from '../../../src/exchange/reads/accountRestlets.ts';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator, type Authenticate } from '../../../src/exchange/authenticate.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { callFacts } from '../../../src/exchange/login/callFacts.ts';
import { deploymentFacts } from '../../../src/exchange/login/deploymentFacts.ts';
import { probeCalls } from '../../../src/exchange/login/probeCalls.ts';
import { readHolder } from '../../../src/exchange/login/readHolder.ts';
import { readLoginAudit } from '../../../src/exchange/login/readLoginAudit.ts';
import { soapTimeCall } from '../../../src/exchange/login/soapTimeCall.ts';
import { loginSlot } from '../../../src/exchange/soap/loginSlot.ts';
import { accountFacts, tokenFacts } from '../../../src/exchange/login/tokenFacts.ts';
import { restletDeployment } from '../../../src/exchange/guards/productionGuard.ts';
import type { Exchange } from '../../../src/exchange/record.ts';
import { send, type Call } from '../../../src/exchange/send.ts';
import type { AccountState } from '../../../src/practice/state/model.ts';
import type { NonceSource } from '../../../src/tba/nonce.ts';
import { passportElement, passportSteps } from '../../../src/tba/soapPassport.ts';
import type { TbaSecrets } from '../../../src/tba/signRequest.ts';
import { trail } from '../practice/pages/attempts.ts';
import { signIn } from '../practice/pages/browser.ts';
import { elementsOf, textOf } from '../practice/pages/markup.ts';
import type { Fixture } from '../practice/practiceFixture.ts';

const day = 24 * 60 * 60 * 1000;

/** What is in the account book beside the practice account's own. */
export interface BookHistory {
  /** When the token last logged in, in days before now; undefined for never. */
  readonly workedDaysAgo?: number;
  /** When it was made, in days before now. */
  readonly createdDaysAgo?: number;
  readonly revokedHere?: boolean;
  /** Other tokens of the person's: of the same application or another, and how they fare. */
  readonly others?: readonly {
    readonly sameApplication: boolean;
    readonly state: 'works' | 'fails' | 'stopped';
    readonly values?: Partial<TbaSecrets>;
    readonly accountId?: string;
  }[];
  readonly failuresBefore?: number;
}

/** How a call is made to fail. */
export interface Failing extends BookHistory {
  /** What is changed in the account before the call. */
  readonly given?: (state: AccountState, practice: Fixture) => AccountState;
  /** The values that the book has, where they are not the account's. */
  readonly values?: (secrets: TbaSecrets, practice: Fixture) => Partial<TbaSecrets>;
  readonly source?: Partial<NonceSource>;
  /** Changes the Authorization header after signing, as another program's mistakes would. */
  readonly header?: (authorization: string) => string;
  readonly cookie?: string;
  readonly realm?: string;
  readonly call?: (practice: Fixture) => Partial<Call>;
  /** Calls SOAP with a passport instead. */
  readonly soap?: true;
  /** Makes a good call first, with the same nonce. */
  readonly sentTwice?: true;
  /** Nobody listens where the call goes. */
  readonly isDeaf?: true;
}

export const watcherRole = 1010;
const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));
export const closeTransport = () => transport.close();

/** The state that every row begins with: a second application, whose token may read the trail and the scripts. */
export function withWatcher(state: AccountState): AccountState {
  const hex = (name: string) => createHash('sha256').update(name).digest('hex');
  const [application] = state.applications;
  const [token] = state.tokens;
  if (!application || !token) {
    throw new Error('the practice account has no application');
  }
  return {
    ...state,
    roles: [
      ...state.roles,
      {
        id: watcherRole,
        scriptId: 'customrole_watcher',
        name: 'Watcher',
        isInactive: false,
        webServicesOnly: false,
        permissions: {
          ADMI_LOGIN_OAUTH: 'FULL',
          ADMI_RESTWEBSERVICES: 'FULL',
          ADMI_AUDITLOGIN: 'FULL',
          ADMI_CUSTOMSCRIPT: 'VIEW',
          LIST_EMPLOYEE: 'VIEW',
        },
      },
    ],
    employees: state.employees.map(each =>
      each.firstName === 'Omar' ? { ...each, roleIds: [...each.roleIds, watcherRole] } : each,
    ),
    applications: [
      ...state.applications,
      { ...application, id: 9, name: 'Watcher', consumerKey: hex('key'), consumerSecret: hex('secret') },
    ],
    tokens: [
      ...state.tokens,
      {
        ...token,
        id: 9,
        name: 'Watcher - Omar',
        applicationId: 9,
        employeeId: 43,
        roleId: watcherRole,
        token: hex('token'),
        tokenSecret: hex('token secret'),
      },
    ],
  };
}

/** Whether the trail was read with another token, pasted from its page, or not looked at. */
export type TrailSource = 'read' | 'pasted' | 'none';

export interface Gathered {
  readonly evidence: LoginEvidence;
  readonly trail: TrailSource;
  /** The Detail that the trail has, whoever may see it. */
  readonly detail: string | undefined;
}

/** Makes the call that fails, then gathers what the workbench would. */
export async function gather(practice: Fixture, failing: Failing, wantsTrail: boolean): Promise<Gathered> {
  const { credentials } = practice;
  const own: TbaSecrets = { ...credentials, ...failing.values?.(credentials, practice) };
  const account: AccountRecord = {
    id: 'account',
    name: 'Practice',
    changed: 0,
    accountId: credentials.account,
    baseUrl: failing.isDeaf ? 'http://127.0.0.1:9' : practice.baseUrl,
    practice: true,
  };
  // The row fails in this state; the watcher sees it as it is.
  const before = practice.account.loginAudit.rows().length;
  if (failing.sentTwice) {
    await make(practice, account, own, failing);
  }
  await practice.setState(state => failing.given?.(state, practice) ?? state);
  const exchange = await make(practice, account, own, failing);
  const rows = practice.account.loginAudit.rows().slice(before);
  const call = callFacts(exchange);

  const trailed = wantsTrail ? await trailRows(practice, account, exchange) : undefined;
  const { index, secrets } = bookOf(account, own, failing, practice, trailed?.source);
  const token = index.tokens[0]!;
  const credential = { account, application: index.applications[0]!, token };
  const failures = (failing.failuresBefore ?? 0) + 1;
  const plain = {
    ...(failing.source && { source: failing.source }),
    ...(failing.realm !== undefined && { realm: failing.realm }),
  };
  const probes = await probeCalls(
    {
      account,
      title: 'Probe',
      restlet: { script: '1', deploy: '1' },
      refusedAt: call.surface,
      recentFailures: failures,
    },
    {
      // The workbench signs its own calls well, whatever program made the one that failed.
      send: each => make(practice, account, own, plain, each),
      fetchUnsigned: fetchOf(failing),
      now: Date.now,
    },
  );
  const deployment =
    call.answer?.code === 'SSS_INVALID_SCRIPTLET_ID' ? await lookUp(practice, account, exchange) : undefined;
  const denied = trailed?.source === 'read' && trailed.rows.find(({ detail }) => detail === 'permission_denied');
  const holder = denied
    ? await readHolder(account, 'Holder', denied, each => make(practice, account, watcher(practice), {}, each))
    : undefined;
  return {
    evidence: {
      account: accountFacts(account),
      token: tokenFacts(credential, index, secrets, failures),
      call,
      probes,
      ...(trailed && { audit: trailed.rows }),
      ...(deployment && { deployment }),
      ...(holder && { holder }),
    },
    trail: trailed?.source ?? 'none',
    detail: rows.findLast(({ status }) => status === 'Failure')?.detail,
  };
}

function fetchOf({ isDeaf }: Failing) {
  return async (url: string) => {
    if (isDeaf) {
      return transport({ method: 'GET', url, headers: [] }, new AbortController().signal, () => {
        throw new Error('not signed');
      });
    }
    const response = await fetch(url);
    return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
  };
}

const noFailures = () => new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now);
let nonces = 0;

function sourceOf({ source }: Pick<Failing, 'source'>): NonceSource {
  return {
    nonce: () => `whyTheLoginFailed${++nonces}`,
    timestamp: () => String(Math.floor(Date.now() / 1000)),
    ...source,
  };
}

function passportOf(practice: Fixture, own: TbaSecrets, failing: Failing) {
  const source = sourceOf(failing);
  const draft = {
    account: failing.realm ?? practice.credentials.account,
    consumerKey: own.consumerKey,
    token: own.token,
    nonce: source.nonce(),
    timestamp: source.timestamp(),
  };
  return passportSteps(draft, own);
}

function make(
  practice: Fixture,
  account: AccountRecord,
  secrets: TbaSecrets,
  failing: Failing,
  call?: Call,
): Promise<Exchange> {
  const sign = tbaAuthenticator(failing.realm ?? account.accountId, secrets, sourceOf(failing));
  const authenticate: Authenticate = request => {
    const signed = sign(request);
    const headers = signed.headers.map(({ name, value }) => ({ name, value: failing.header?.(value) ?? value }));
    return {
      ...signed,
      headers: failing.cookie === undefined ? headers : [...headers, { name: 'Cookie', value: failing.cookie }],
    };
  };
  const echo: Call = {
    title: 'Echo',
    method: 'GET',
    url: `${account.baseUrl}/app/site/hosting/restlet.nl?script=1&deploy=1`,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
  };
  const asked =
    call ?? (failing.soap ? soapCall(practice, account, secrets, failing) : { ...echo, ...failing.call?.(practice) });
  return send(
    asked,
    { account, credentialId: 'token', credentialLabel: 'token', authenticate, acknowledged: true, mayWrite: true },
    { transport, queue: new AccountQueue(), guard: noFailures(), now: Date.now, newId: () => 'id' },
    20_000,
    new AbortController().signal,
  );
}

/** A message that has a passport of its own, as another program makes it. */
function soapCall(practice: Fixture, account: AccountRecord, own: TbaSecrets, failing: Failing): Call {
  const call = soapTimeCall(account.baseUrl ?? '', 'Time');
  const slot = loginSlot(call.method, call.url, call.body);
  return { ...call, body: slot?.fill(passportElement(passportOf(practice, own, failing), slot.version)) };
}

/** The other token of the account, which is in the book as well. */
export function watcher(practice: Fixture): TbaSecrets {
  const state = practice.account.store.current();
  const token = state.tokens.find(({ id }) => id === 9);
  const application = state.applications.find(({ id }) => id === 9);
  const gone = createHash('sha256').update('gone').digest('hex');
  return {
    consumerKey: application?.consumerKey ?? gone,
    consumerSecret: application?.consumerSecret ?? gone,
    token: token?.token ?? gone,
    tokenSecret: token?.tokenSecret ?? gone,
  };
}

async function trailRows(
  practice: Fixture,
  account: AccountRecord,
  { record }: Exchange,
): Promise<{ readonly rows: readonly AuditRow[]; readonly source: Exclude<TrailSource, 'none'> }> {
  const secrets = watcher(practice);
  try {
    const rows = await readLoginAudit(
      { ...account, baseUrl: practice.baseUrl },
      'Trail',
      { at: record.startedAt, took: record.timing.total },
      { send: call => make(practice, { ...account, baseUrl: practice.baseUrl }, secrets, {}, call), now: Date.now },
    );
    return { rows, source: 'read' };
  } catch (error) {
    if (!isCoded(error, 'login-audit-unreadable')) {
      throw error;
    }
    return { rows: await pastedRows(practice), source: 'pasted' };
  }
}

/** What a person copies from the page: the newest rows of the table, with their headings. */
async function pastedRows(practice: Fixture): Promise<readonly AuditRow[]> {
  const page = await (await signIn(practice, 'alex')).get(`${trail}?status=Failure`);
  const cells = (row: string, tag: string) => elementsOf(row, tag).map(textOf).join('\t');
  const [head = '', ...rows] = elementsOf(page.text, 'tr');
  // The newest is the watcher's own attempt, of which the person knows that it is another application's.
  const others = rows.filter(row => !row.includes('Watcher') && !cells(row, 'td').includes('suiteql'));
  if (others.length === 0) {
    return [];
  }
  return readAuditRows([cells(head, 'th'), ...others.slice(0, 1).map(row => cells(row, 'td'))].join('\n'));
}

async function lookUp(
  practice: Fixture,
  account: AccountRecord,
  { record }: Exchange,
): Promise<DeploymentFacts | undefined> {
  const called = restletDeployment(record.request, account);
  const restlets = await readAccountRestlets(account, 'Scripts', call =>
    make(practice, account, watcher(practice), {}, call),
  );
  return called && deploymentFacts(restlets, called);
}

function bookOf(
  account: AccountRecord,
  own: TbaSecrets,
  failing: Failing,
  practice: Fixture,
  source: TrailSource | undefined,
): { readonly index: AccountIndex; readonly secrets: ReadonlyMap<string, TbaSecrets> } {
  const now = Date.now();
  const application = (id: string, home = 'account'): ApplicationRecord => ({
    id,
    name: id,
    changed: 0,
    account: home,
    scheme: 'tba',
  });
  const token = (id: string, owner: string, more: Partial<TokenRecord> = {}): TokenRecord => ({
    id,
    name: id,
    changed: 0,
    application: owner,
    scheme: 'tba',
    ...more,
  });
  const refused = (at: number) => ({ lastFailure: { at, status: 401, code: 'INVALID_LOGIN_ATTEMPT' } });
  const { workedDaysAgo, createdDaysAgo = 30, others = [] } = failing;
  const mine = token('mine', 'application', {
    createdAt: now - createdDaysAgo * day,
    ...refused(now),
    ...(workedDaysAgo !== undefined && { lastSuccess: now - workedDaysAgo * day }),
    ...(failing.revokedHere && { revokedAt: now - day }),
  });
  const histories = {
    works: { lastSuccess: now - 60_000 },
    fails: refused(now - 60_000),
    stopped: { lastSuccess: now - 3 * day, ...refused(now - 60_000) },
  };
  const elsewhere = [...new Set(others.flatMap(({ accountId }) => accountId ?? []))];
  const index: AccountIndex = {
    version: 2,
    accounts: [
      account,
      ...elsewhere.map((accountId): AccountRecord => ({ id: accountId, name: accountId, changed: 0, accountId })),
    ],
    applications: [
      application('application'),
      application('watcher'),
      ...others.map(({ accountId }, at) => application(`other ${at}`, accountId)),
    ],
    tokens: [
      mine,
      ...(source === undefined
        ? [token('watching', 'watcher')]
        : [token('watching', 'watcher', source === 'read' ? { lastSuccess: now } : histories.stopped)]),
      ...others.map(({ sameApplication, state }, at) =>
        token(`another ${at}`, sameApplication ? 'application' : `other ${at}`, histories[state]),
      ),
    ],
    removed: {},
  };
  const hex = (name: string) => createHash('sha256').update(name).digest('hex');
  const secrets = new Map<string, TbaSecrets>([
    ['mine', own],
    ['watching', watcher(practice)],
    ...others.map(({ sameApplication, values }, at): [string, TbaSecrets] => [
      `another ${at}`,
      {
        consumerKey: sameApplication ? own.consumerKey : hex(`key ${at}`),
        consumerSecret: sameApplication ? own.consumerSecret : hex(`secret ${at}`),
        token: hex(`token ${at}`),
        tokenSecret: hex(`token secret ${at}`),
        ...values,
      },
    ]),
  ]);
  return { index, secrets };
}
