import { describe, expect, it } from 'vitest';
import type { AnswerFacts, CallFacts, LoginEvidence, TokenFacts } from '../../../../src/diagnosis/login/evidence.ts';
import { explainLogin } from '../../../../src/diagnosis/login/explainLogin.ts';
import type { LoginCauseCode } from '../../../../src/diagnosis/login/loginCauseCodes.ts';
import { aCall, anAccount, aToken, now, refused, silentCall } from './sampleEvidence.ts';

interface Changes {
  readonly account?: Partial<LoginEvidence['account']>;
  readonly token?: Partial<TokenFacts>;
  readonly call?: Partial<CallFacts>;
  readonly answer?: Partial<AnswerFacts>;
  readonly more?: Partial<LoginEvidence>;
}

function evidence({ account, token, call, answer, more }: Changes): LoginEvidence {
  return {
    account: { ...anAccount, ...account },
    token: { ...aToken, ...token },
    call: { ...aCall, ...call, answer: { ...refused, ...answer } },
    ...more,
  };
}

const firstOf = (changes: Changes) => {
  const [first] = explainLogin(evidence(changes));
  return first && `${first.code}, ${first.certainty}`;
};
const causeOf = (changes: Changes, wanted: LoginCauseCode) =>
  explainLogin(evidence(changes)).find(({ code }) => code === wanted);

describe('what a practice account cannot be put into', () => {
  const rows: readonly (readonly [what: string, first: string, changes: Changes])[] = [
    [
      'a login that failed after a minute, of a token that works otherwise',
      'concurrency-overload, likely',
      { call: { took: 61_000 }, token: { lastSuccess: now - 60_000 } },
    ],
    ['TWO_FA_REQD', 'two-factor-required, shown', { answer: { code: 'TWO_FA_REQD' } }],
    ['a login with a password', 'password-login, shown', { answer: { code: 'INVALID_LOGIN_CREDENTIALS' } }],
    [
      'a proxy that asks for a login',
      'proxy-between, shown',
      {
        answer: {
          status: 407,
          code: '',
          isHtml: true,
          contentType: 'text/html',
          proxySigns: ['Proxy-Authenticate: Basic'],
        },
      },
    ],
    [
      'a gateway that hands calls on to NetSuite, and has never worked',
      'gateway-host, likely',
      { account: { hasBaseUrl: true }, more: { audit: [{ detail: 'InvalidSignature', at: now }] } },
    ],
    [
      'a RESTlet called at an invalid domain',
      'wrong-host, likely',
      { answer: { status: 403, code: '', message: '', isHtml: false } },
    ],
    ['a signature of another program that is wrong', 'signature-wrong, shown', { call: { signatureChecked: false } }],
    [
      'a role that may not use SOAP, with 403',
      'soap-permission-missing, likely',
      { call: { surface: 'soap' }, answer: { status: 403, code: 'INSUFFICIENT_PERMISSION', message: '' } },
    ],
  ];

  it.each(rows)('%s: %s', (_, first, changes) => {
    expect(firstOf(changes)).toBe(first);
  });

  it('a host name that does not exist', () => {
    const ranked = explainLogin({
      ...evidence({}),
      call: { ...silentCall, failure: 'connect-failed', failureReason: 'ENOTFOUND' },
    });
    expect(ranked.slice(0, 2).map(({ code }) => code)).toEqual(['no-answer', 'wrong-host']);
  });
});

describe('the clock', () => {
  const seconds = now / 1000;

  it.each([
    [301, 'shown'],
    [-301, 'shown'],
    [299, undefined],
    [-299, undefined],
  ])('%d seconds off: %s', (off, certainty) => {
    expect(causeOf({ call: { timestamp: seconds + off } }, 'clock-skew')?.certainty).toBe(certainty);
  });

  it('a slow answer is no slow clock', () => {
    const slow = { timestamp: seconds - 320, took: 320_000 };
    expect(causeOf({ call: slow }, 'clock-skew')).toBeUndefined();
    expect(causeOf({ call: { ...slow, took: 1_000 } }, 'clock-skew')?.certainty).toBe('shown');
  });

  it('a date that a proxy may have written shows nothing', () => {
    const cause = causeOf(
      { call: { timestamp: seconds + 900 }, answer: { proxySigns: ['Via: 1.1 squid'] } },
      'clock-skew',
    );
    expect(cause?.certainty).toBe('likely');
  });

  it('is told how much it is off, and in which direction', () => {
    const findings = causeOf({ call: { timestamp: seconds - 3_630 } }, 'clock-skew')?.supports ?? [];
    expect(findings.map(({ text, data }) => [text.includes('behind'), data['difference']])).toContainEqual([
      true,
      '60 min 30 s',
    ]);
  });
});

describe('the trail is NetSuite’s own word', () => {
  it('which takes back what was plain to see', () => {
    const visible: Changes = { call: { timestamp: now / 1000 + 400 } };
    expect(firstOf(visible)).toBe('clock-skew, shown');
    const contrary: Changes = { ...visible, more: { audit: [{ detail: 'token_rejected', at: now }] } };
    expect(causeOf(contrary, 'clock-skew')?.certainty).toBe('possible');
    expect(firstOf(contrary)).not.toMatch(/clock-skew|shown/);
  });

  it('but not where rows without a time disagree', () => {
    const audit = [{ detail: 'temporary_locked' }, { detail: 'InvalidSignature' }];
    expect(explainLogin(evidence({ more: { audit } })).map(({ certainty }) => certainty)).not.toContain('shown');
  });

  it('a value that nobody knows changes nothing', () => {
    const codes = (changes: Changes) => explainLogin(evidence(changes)).map(({ code }) => code);
    expect(codes({ more: { audit: [{ detail: 'WrongAccount', at: now }] } })).toEqual(codes({}));
  });

  it('a trail without any row of the time speaks for a call that did not come so far', () => {
    const cause = causeOf(
      { answer: { status: 302, code: '', location: 'https://x.example/' }, more: { audit: [] } },
      'wrong-host',
    );
    expect(cause?.supports.map(({ from }) => from)).toContain('audit');
  });
});

describe('a sandbox', () => {
  const stopped = { sameApplication: false, state: 'fails', lastSuccess: now - 1e8 } as const;
  const token = { lastSuccess: now - 1e8, siblings: [stopped] };

  it('was refreshed when its tokens stopped together', () => {
    expect(
      firstOf({ account: { kind: 'sandbox', accountId: '1234567_SB1' }, call: { realm: '1234567_SB1' }, token }),
    ).toBe('sandbox-refreshed, likely');
  });

  it('is what production is not', () => {
    expect(causeOf({ token }, 'sandbox-refreshed')?.certainty ?? 'unlikely').toBe('unlikely');
  });
});

describe('whatever is known', () => {
  it('nothing known, nothing said', () => {
    expect(
      explainLogin({ account: anAccount, token: { ...aToken, recentFailures: 0 } }).filter(
        ({ certainty }) => certainty === 'shown',
      ),
    ).toEqual([]);
  });

  it('a token that failed before is explained without a call', () => {
    const ranked = explainLogin({ account: anAccount, token: { ...aToken, lastFailure: now, revokedAt: now - 1 } });
    expect([ranked[0]?.code, ranked[0]?.certainty]).toEqual(['token-revoked', 'shown']);
  });

  it('is ranked, with reasons, and each text has its data', () => {
    let seed = 7;
    const random = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % most;
    };
    const pick = <Value>(...values: readonly Value[]): Value => values[random(values.length)]!;
    const answer = () => ({
      ...refused,
      status: pick(200, 302, 400, 401, 403, 404, 407, 429, 500, 503),
      code: pick(
        '',
        'INVALID_REQUEST',
        'INVALID_LOGIN',
        'SSS_INVALID_SCRIPTLET_ID',
        'WS_REQUEST_BLOCKED',
        'INSUFFICIENT_PERMISSION',
      ),
      isHtml: pick(true, false),
      isLoginPage: pick(true, false, false),
      proxySigns: pick([], ['Via: squid']),
      location: pick('https://a.example/', 'nonsense', ''),
    });
    for (let round = 0; round < 3_000; round++) {
      const sibling = {
        sameApplication: pick(true, false),
        sameUserAndRole: pick(true, false),
        state: pick('works', 'fails'),
        lastSuccess: pick(now, 1),
      } as const;
      const ranked = explainLogin({
        account: {
          ...anAccount,
          kind: pick('production', 'sandbox', 'practice'),
          hasBaseUrl: pick(true, false),
          hostsDiffer: pick(true, false),
        },
        token: {
          ...aToken,
          recentFailures: random(7),
          siblings: pick([], [sibling]),
          sameValues: pick([], [['token', 'tokenSecret'] as const]),
          inOtherAccounts: pick([], ['7654321']),
          ...pick({}, { lastSuccess: now - 1e9 }),
          ...pick({}, { lastFailure: now }),
        },
        ...pick(
          {},
          {
            call: {
              ...aCall,
              surface: pick('restlet', 'rest', 'soap', 'token-endpoint', 'page', 'other'),
              timestamp: pick(now / 1000, 1, Number.NaN, 1e15),
              oddParameters: pick([], ['oauth_nonce']),
              hasCookie: pick(true, false),
              answer: answer(),
            },
          },
        ),
        ...pick(
          {},
          { audit: [{ detail: pick('token_rejected', 'InvalidSignature', 'x', ''), ...pick({}, { at: now }) }] },
        ),
        ...pick(
          {},
          {
            probes: [
              { kind: 'tokeninfo', at: now, outcome: pick('worked', 'login-refused', 'no-answer', 'not-tried') },
              { kind: 'rest-record', at: now, outcome: pick('worked', 'other-refusal'), answer: answer() },
              { kind: 'hosts', at: now, outcome: 'worked', hostsDiffer: pick(true, false) },
            ],
          },
        ),
      });
      const isShown = ranked.map(({ certainty }) => certainty === 'shown');
      expect(isShown).toEqual(isShown.toSorted((one, other) => Number(other) - Number(one)));
      for (const { supports, contradicts, certainty, score } of ranked) {
        expect(supports.length).toBeGreaterThan(0);
        expect(Number.isFinite(score)).toBe(true);
        expect(certainty !== 'likely' || score > 4).toBe(true);
        for (const { text, data } of [...supports, ...contradicts]) {
          const places = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
          expect(Object.keys(data).sort(), text).toEqual([...new Set(places)].sort());
        }
      }
    }
  });
});
