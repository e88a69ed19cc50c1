import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { CodedError } from '../../../../src/codedError.ts';
import type { AuditRow, CallFacts, LoginEvidence, TokenFacts } from '../../../../src/diagnosis/login/evidence.ts';
import { secretMask } from '../../../../src/exchange/secretMask.ts';
import {
  LoginFailureModel,
  type LoginPorts,
  type LoginSubject,
} from '../../../../src/workbench/loginFailure/loginFailureModel.ts';
import { loginFailureReport } from '../../../../src/workbench/loginFailure/loginFailureReport.ts';
import { Canaries } from '../../../ui/support/canaries.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (message: string, ...values: unknown[]) =>
      typeof values[0] === 'object'
        ? Object.entries(values[0] as Record<string, string>).reduce(
            (text, [name, value]) => text.replaceAll(`{${name}}`, value),
            message,
          )
        : message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
}));

const whole = 'as-netsuite-makes-them';
const token: TokenFacts = {
  shapes: { consumerKey: whole, consumerSecret: whole, token: whole, tokenSecret: whole },
  sameValues: [],
  alsoElsewhere: [],
  inOtherAccounts: [],
  recentFailures: 1,
  siblings: [],
};
const call: CallFacts = {
  surface: 'restlet',
  at: 1_700_000_000_000,
  host: '1234567-sb1.restlets.api.netsuite.com',
  path: '/app/site/hosting/restlet.nl',
  realm: '1234567_SB1',
  signatureMethod: 'HMAC-SHA256',
  timestamp: 1_700_000_000,
  nonce: 'n1n1n1n1n1n1',
  version: '1.0',
  oddParameters: [],
  hasCookie: false,
  signatureChecked: true,
  answer: {
    status: 401,
    code: 'INVALID_LOGIN_ATTEMPT',
    message: 'Invalid login attempt.',
    contentType: 'application/json',
    date: 1_700_000_000_000,
    isHtml: false,
    isLoginPage: false,
    proxySigns: [],
  },
};
const evidence: LoginEvidence = {
  account: { accountId: '1234567_SB1', kind: 'sandbox', hasBaseUrl: false },
  token,
  call,
};
const blocked: AuditRow = {
  detail: 'consumer_key_refused',
  status: 'Failure',
  at: call.at,
  application: 'Orders hub',
  token: 'jane',
  requestUri: '/app/site/hosting/restlet.nl',
};

function modelOf(changes: Partial<LoginSubject> = {}, ports: Partial<LoginPorts> = {}) {
  let offset = 0;
  const pushed: unknown[] = [];
  const model = new LoginFailureModel(
    {
      view: { title: 'Read an order', facts: [{ name: 'Account', value: 'Acme' }], remark: '' },
      evidence,
      offer: () => ({ title: 'Trail', help: 'Detail', action: 'Read with bot' }),
      probeCost: () => 'At most one login.',
      resend: 'Send the call again',
      linkTo: ({ path }) => path && `https://1234567-sb1.app.netsuite.com${path}`,
      clock: { offset: () => offset, correct: seconds => (offset = seconds) },
      hide: text => text,
      formatTime: at => new Date(at).toISOString(),
      isTrusted: () => true,
      ...changes,
    },
    {
      readAudit: () => Promise.resolve({ witness: 'bot', rows: [blocked] }),
      probe: () => Promise.resolve([{ kind: 'tokeninfo', at: call.at, outcome: 'login-refused' }]),
      ...ports,
    },
    () => pushed.push(model.state),
  );
  return { model, pushed };
}

describe('a failed login', () => {
  it('is explained from the call and the book alone, and says of nothing that it is certain', () => {
    const { causes, probes } = modelOf().model.state;
    expect(causes.length).toBeGreaterThan(3);
    expect(causes.filter(({ rank }) => rank === 'shown')).toEqual([]);
    expect(causes.every(({ title, explanation, fix, source }) => title && explanation && fix && source.text)).toBe(
      true,
    );
    expect(probes).toEqual([]);
  });

  it('has the cause that the audit trail names first, with its Detail, the fix and where to click', async () => {
    const { model, pushed } = modelOf();
    await model.readAudit();
    expect(pushed[0]).toMatchObject({ busy: { what: 'audit', text: 'Reading…' } });
    const { causes, audit, busy } = model.state;
    expect(busy).toBeUndefined();
    expect(causes[0]).toMatchObject({
      code: 'application-blocked',
      certainty: 'likely',
      place: { menu: 'Setup > Integration > Manage Integrations', open: 'Open the page' },
      source: { text: 'Oracle documents this.', opens: true },
    });
    expect(causes[0]?.supports.map(({ from }) => from)).toContain('the audit trail');
    expect(model.linkOf('application-blocked')).toBe(
      'https://1234567-sb1.app.netsuite.com/app/common/integration/integrapplist.nl',
    );
    expect(model.sourceOf('application-blocked')).toMatch(/^https:\/\/docs\.oracle\.com\//);
    expect(audit).toEqual({
      summary: 'Read with bot: 1 row',
      isPasted: false,
      rows: [
        {
          time: '2023-11-14T22:13:20.000Z',
          detail: 'consumer_key_refused',
          meanings: ['The integration record is blocked.'],
          fixes: [expect.stringContaining('Set its State to Enabled')],
          isKnown: true,
          mark: '',
          who: 'Orders hub · jane',
        },
      ],
    });
  });

  it('says where the trail has no row, and why it could not be read', async () => {
    const { model } = modelOf({}, { readAudit: () => Promise.resolve({ witness: 'bot', rows: [] }) });
    await model.readAudit();
    expect(model.state.audit?.summary).toContain('Read with bot: no failed login');
    const against = model.state.causes.flatMap(({ supports }) => supports.map(({ text }) => text));
    expect(against).toContainEqual(expect.stringContaining('The audit trail has no failed login of that time'));
    const refused = modelOf({}, { readAudit: () => Promise.reject(new CodedError('secret-missing')) }).model;
    await refused.readAudit();
    expect(refused.state.failure).toContain('The secret is not available here.');
    const broken = modelOf({}, { readAudit: () => Promise.reject(new Error('what was read')) }).model;
    await broken.readAudit();
    expect(broken.state.failure).not.toContain('what was read');
  });

  it('says of a deployment whether it is there, and thinks of its audience where it is', async () => {
    const script = { ...call, answer: { ...call.answer!, status: 400, code: 'SSS_INVALID_SCRIPTLET_ID' } };
    const looked = async (deployment: { isFound: boolean; isReleased: boolean }) => {
      const { model } = modelOf(
        { evidence: { ...evidence, call: script } },
        { readAudit: () => Promise.resolve({ witness: 'bot', deployment }) },
      );
      await model.readAudit();
      return [model.state.audit?.summary, model.state.causes[0]?.code];
    };
    expect(await looked({ isFound: true, isReleased: true })).toEqual([
      'Read with bot: script and deployment are there, deployed and Released.',
      'outside-audience',
    ]);
    expect(await looked({ isFound: true, isReleased: false })).toEqual([
      expect.stringContaining('not Released'),
      'script-not-released',
    ]);
    expect(await looked({ isFound: false, isReleased: false })).toEqual([
      expect.stringContaining('no such script'),
      'script-not-released',
    ]);
  });

  it('is explained by what is pasted: a value, or rows of which one is the call’s', () => {
    const { model } = modelOf();
    model.pasteAudit('temporary_locked');
    expect(model.state.causes[0]).toMatchObject({ code: 'user-locked', rank: 'shown' });
    model.pasteAudit('Date,Status,Detail\n1/2/2024 10:00 am,Failure,InvalidTimestamp\n1/2/2024 10:01 am,Success,\n');
    expect(model.state.audit?.summary).toBe('Pasted: 2 rows');
    expect(model.state.audit?.rows.map(({ time, mark }) => [time, mark])).toEqual([
      ['1/2/2024 10:00 am', '(this call)'],
      ['1/2/2024 10:01 am', ''],
    ]);
    expect(model.state.audit?.rows[1]?.meanings).toEqual(['This login succeeded.']);
    expect(model.state.causes[0]?.code).toBe('clock-skew');
    model.pasteAudit('hello');
    expect(model.state.failure).toContain('No row and no value of the column Detail');
    model.pasteAudit('WrongAccount');
    expect(model.state.failure).toBeUndefined();
    expect(model.state.audit?.rows[0]).toMatchObject({
      meanings: ['Oracle’s tables do not have this value.'],
      isKnown: false,
    });
  });

  it('tells what became of other doors, tells how far it is, and can be cancelled', async () => {
    const { model } = modelOf();
    await model.probe();
    expect(model.state.probes).toEqual([{ door: 'Token (tokeninfo)', outcome: 'login refused', kind: 'refused' }]);
    const signals: AbortSignal[] = [];
    const slow = modelOf(
      {},
      {
        probe: (tell, signal) => {
          signals.push(signal);
          tell('RESTlet…');
          return new Promise(done => signal.addEventListener('abort', () => done([])));
        },
      },
    );
    const running = slow.model.probe();
    expect(slow.model.state.busy).toEqual({ what: 'probes', text: 'RESTlet…' });
    expect(slow.pushed).toHaveLength(2);
    slow.model.cancel();
    await running;
    expect([slow.model.state.busy, slow.model.state.failure, signals[0]?.aborted]).toEqual([
      undefined,
      undefined,
      true,
    ]);
  });

  it('offers the corrected time where the clocks differ, and takes it back', () => {
    expect(modelOf({ serverAhead: 20 }).model.state.clock).toBeUndefined();
    const { model } = modelOf({ serverAhead: 420 });
    expect(model.state.clock).toMatchObject({ isCorrected: false });
    expect(model.state.clock?.text).toContain('NetSuite’s clock is 7 min ahead of this machine’s.');
    model.correctClock(true);
    expect(model.state.clock).toMatchObject({ isCorrected: true });
    expect(model.state.clock?.text).toContain('Signatures of this account carry NetSuite’s time');
    model.correctClock(false);
    expect(model.state.clock).toMatchObject({ isCorrected: false });
  });

  it('never holds a secret, in the panel and in the report', async () => {
    const canaries = new Canaries();
    const secret = randomBytes(32).toString('hex');
    canaries.add('token secret', secret);
    const mask = secretMask([secret]);
    const { model } = modelOf(
      {
        hide: text => mask.hide(text),
        view: { title: secret, facts: [{ name: 'Host', value: `a${secret}`, isCode: true }], remark: '' },
        evidence: { ...evidence, call: { ...call, answer: { ...call.answer!, message: secret, code: secret } } },
      },
      { readAudit: () => Promise.resolve({ witness: 'bot', rows: [{ ...blocked, user: secret, detail: secret }] }) },
    );
    await model.readAudit();
    const { state } = model;
    expect(canaries.in(JSON.stringify(state) + loginFailureReport(state))).toEqual([]);
    expect(loginFailureReport(state)).toContain('# Failed login: •••');
  });

  it('comes as a report that names causes, findings and sources', async () => {
    const { model } = modelOf({ serverAhead: 420 });
    await model.readAudit();
    await model.probe();
    const report = loginFailureReport(model.state);
    expect(report).toContain('### 1. The application is blocked (application-blocked): likely');
    expect(report).toContain('- Where: Setup \\> Integration \\> Manage Integrations');
    expect(report).toContain('`consumer_key_refused`');
    expect(report).toContain('- Token (tokeninfo): login refused');
    expect(report).toContain('## Clock');
    expect(report).toContain('- Source: Oracle documents this.');
  });
});
