import { describe, expect, it } from 'vitest';
import type { OAuth2Evidence } from '../../../../src/diagnosis/oauth2/evidence.ts';
import { explainOAuth2 } from '../../../../src/diagnosis/oauth2/explainOAuth2.ts';

const now = 1_800_000_000;
const aud = 'https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
const jwt = {
  header: { alg: 'ES256', typ: 'JWT', kid: 'cert1' },
  claims: { iss: 'client', scope: 'restlets', aud, iat: now, exp: now + 300 },
};
const refused: OAuth2Evidence = {
  asked: 'assertion',
  sentAt: now,
  serverTime: now,
  jwt,
  answer: { status: 401, error: 'invalid_client' },
};

const codes = (evidence: OAuth2Evidence, ...wanted: string[]) =>
  explainOAuth2(evidence)
    .filter(({ certainty }) => wanted.length === 0 || wanted.includes(certainty))
    .map(({ code }) => code);

describe('a refused assertion', () => {
  it('that looks right may be of many causes, none of them certain and none that can be seen not to be', () => {
    expect(codes(refused, 'shown', 'likely')).toEqual([]);
    expect(codes(refused, 'possible').slice(0, 3)).toEqual(['certificate-unknown', 'key-mismatch', 'client-unknown']);
    expect(codes(refused)).not.toEqual(expect.arrayContaining(['assertion-expired']));
    for (const code of ['algorithm-refused', 'type-wrong', 'audience-wrong', 'clock-skew', 'assertion-too-long']) {
      expect(codes(refused)).not.toContain(code);
    }
  });

  it('of which nothing is known but the answer, has no certain cause either', () => {
    const unseen: OAuth2Evidence = { asked: 'assertion', answer: { status: 401, error: 'invalid_client' } };
    expect(codes(unseen, 'shown')).toEqual([]);
    expect(codes(unseen)).toEqual(
      expect.arrayContaining(['assertion-expired', 'algorithm-refused', 'certificate-revoked']),
    );
  });

  it('that worked before was likely revoked, or its application blocked', () => {
    const known = { certificateId: 'cert1', lastSuccess: now - 1000, isKeyOfCertificate: true, isSandbox: false };
    expect(codes({ ...refused, known }, 'possible', 'likely').slice(0, 2)).toEqual([
      'certificate-revoked',
      'integration-blocked',
    ]);
    expect(codes({ ...refused, known, detail: 'InvalidSignature' }, 'likely')).toEqual(['certificate-revoked']);
  });

  it('of a sandbox may have been cleared by a refresh', () => {
    const known = { lastSuccess: now - 1000, isSandbox: true };
    expect(codes({ ...refused, known, detail: 'InvalidSignature' })[0]).toBe('mapping-cleared');
    const working = { ...known, siblingSuccess: now - 60 };
    expect(codes({ ...refused, known: working, detail: 'InvalidSignature' })[0]).toBe('certificate-revoked');
  });

  it('by a clock that is behind, which the machine knows, is no expired assertion first of all', () => {
    const late = { ...refused, serverTime: now + 3000 };
    expect(codes(late, 'shown')).toEqual(['clock-skew', 'assertion-expired']);
    expect(codes({ ...late, sentAt: now + 3000 }, 'shown')).toEqual(['assertion-expired']);
  });

  it('with one certain cause makes the others unlikely', () => {
    const wrong = { ...refused, jwt: { ...jwt, header: { ...jwt.header, alg: 'RS256' } } };
    expect(codes(wrong, 'shown')).toEqual(['algorithm-refused']);
    expect(codes(wrong, 'likely', 'possible')).toEqual([]);
  });
});

describe('a refresh token', () => {
  const evidence: OAuth2Evidence = {
    asked: 'refresh-token',
    sentAt: now,
    answer: { status: 400, error: 'invalid_grant' },
  };
  it('whose end is known', () => {
    expect(codes({ ...evidence, known: { refreshUntil: now - 1 } }, 'likely')).toEqual(['refresh-expired']);
    expect(codes({ ...evidence, known: { refreshUntil: now + 1 } })[0]).toBe('refresh-used');
  });
  it('has nothing to do with assertions or calls', () => {
    expect(codes(evidence)).not.toEqual(expect.arrayContaining(['algorithm-refused']));
    expect(codes(evidence)).not.toContain('access-token-expired');
  });
});

describe('a refused call', () => {
  const call: OAuth2Evidence = {
    asked: 'call',
    surface: 'rest',
    hasCookie: false,
    serverTime: now,
    jwt: { header: {}, claims: { iat: now - 1000, exp: now + 2600, scope: ['rest_webservices'] } },
    answer: { status: 401, error: 'invalid_token' },
  };
  it.each([
    ['AccessTokenExpired', { ...call, jwt: undefined }, 'access-token-expired'],
    ['InvalidSignature', call, 'access-token-foreign'],
    ['FeatureDisabled', call, 'feature-off'],
  ] as const)('of which the trail says %s', (detail, evidence, code) => {
    const { jwt: parts, ...rest } = evidence;
    const [first] = explainOAuth2({ ...rest, ...(parts && { jwt: parts }), detail });
    expect([first?.code, first?.certainty]).toEqual([code, 'shown']);
  });
  it.each([
    ['soap', 'surface-takes-none', 'shown'],
    ['token-endpoint', 'surface-takes-none', 'likely'],
  ] as const)('of %s', (surface, code, certainty) => {
    const [first] = explainOAuth2({ ...call, surface });
    expect([first?.code, first?.certainty]).toEqual([code, certainty]);
  });
  it('with a token that was just given out is about the door', () => {
    const fresh = { header: {}, claims: { ...call.jwt?.claims, iat: now - 5 } };
    expect(codes({ ...call, jwt: fresh })[0]).toBe('rest-permission-missing');
  });
});
