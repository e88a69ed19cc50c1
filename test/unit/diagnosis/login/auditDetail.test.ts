import { describe, expect, it } from 'vitest';
import { auditDetail } from '../../../../src/diagnosis/login/audit/auditDetail.ts';
import { auditDetails } from '../../../../src/diagnosis/login/audit/auditDetails.ts';
import { causeTraits } from '../../../../src/diagnosis/login/causeTraits.ts';
import { explainLogin } from '../../../../src/diagnosis/login/explainLogin.ts';
import { loginCauseCodes, type LoginCauseCode } from '../../../../src/diagnosis/login/loginCauseCodes.ts';
import { anAccount, aToken } from './sampleEvidence.ts';

/** Oracle's tables, by way of logging in; steps of the three-step flow behind the values. */
const ofTokens = [
  'InvalidSignature',
  'InvalidTimestamp',
  'nonce_used',
  'NonceUsed',
  'nonce_rejected',
  'parameter_rejected',
  'MissingTokenPassportRequiredFields',
  'VersionRejected',
  'UnknownAlgorithm',
  'consumer_key_unknown',
  'consumer_key_refused',
  'token_rejected',
  'permission_denied',
  'temporary_locked',
  'FeatureDisabled',
];
const ofFlow: readonly (readonly [value: string, ...steps: number[]])[] = [
  ['UnknownIntegration', 1, 3],
  ['IntegrationBlocked', 1, 3],
  ['AuthorizationFlowRequired', 1, 3],
  ['InvalidCallback', 1],
  ['MissingRequiredParameter', 1, 3],
  ['InvalidTimestamp', 1, 3],
  ['InvalidSignature', 1, 3],
  ['NonceRejected', 1, 3],
  ['NonceUsed', 1, 3],
  ['UnknownAlgorithm', 1, 3],
  ['VersionRejected', 1, 3],
  ['FeatureDisabled', 1, 3],
  ['TokenRejected', 3],
  ['EntityOrRoleDisabled', 3],
  ['InvalidVerifier', 3],
];
const ofOAuth2 = [
  'AccessTokenExpired',
  'EntityOrRoleDisabled',
  'InvalidSignature',
  'TokenRejected',
  'InvalidIntegration',
];

const waysOf = (value: string) => auditDetail(value).meanings.map(({ way }) => way);

describe('values of the Detail column', () => {
  it.each(ofTokens)('%s of a call with a token', value => {
    expect(waysOf(value)).toContain('token');
  });

  it.each(ofFlow.map(([value, ...steps]) => [value, steps] as const))('%s of the three-step flow', (value, steps) => {
    const meaning = auditDetail(value).meanings.find(({ way }) => way === 'three-step');
    expect(meaning?.steps).toEqual(steps);
  });

  it.each(ofOAuth2)('%s of OAuth 2.0', value => {
    expect(waysOf(value)).toContain('oauth2');
  });

  it('are those of the three tables and no others', () => {
    const named = [...ofTokens, ...ofFlow.map(([value]) => value), ...ofOAuth2];
    expect(Object.keys(auditDetails).sort()).toEqual([...new Set(named)].sort());
  });

  it.each(Object.keys(auditDetails))('%s has meaning, fix and source, and causes', value => {
    const { meanings, causes } = auditDetail(value);
    for (const { meaning, fix, source } of meanings) {
      expect([meaning.length > 20, fix.length > 10, source.confidence]).toEqual([true, true, 'documented']);
      expect(source.url).toMatch(/^https:\/\/docs\.oracle\.com\/.+\.html$/);
    }
    expect(causes.length).toBeGreaterThan(0);
  });

  it('are read in any case, with blanks around, and with what stands behind', () => {
    expect(auditDetail('  TOKEN_REJECTED\n').value).toBe('token_rejected');
    expect(auditDetail('invalidcallback https://a.example/cb?x=1')).toMatchObject({
      value: 'InvalidCallback',
      about: 'https://a.example/cb?x=1',
    });
  });

  it.each(['WrongAccount', 'timestamp_refused', 'ConsumerKeyUnknown', 'TokenUnknown', 'constructor', '__proto__', ''])(
    '%s is in none of the tables',
    value => {
      expect(auditDetail(value)).toEqual({ value, about: '', meanings: [], causes: [] });
    },
  );

  it('may be anything', () => {
    expect(auditDetail('\0\0token_rejected\0').value).toBe('token_rejected');
    expect(auditDetail('é'.repeat(1_000_000)).value).toHaveLength(300);
    expect(auditDetail(`\u202e${'🚀'.repeat(400)}`).meanings).toEqual([]);
  });
});

describe('causes', () => {
  it('name values of the tables only', () => {
    const named = loginCauseCodes.flatMap(code => causeTraits[code].details);
    expect(named.filter(value => !Object.hasOwn(auditDetails, value))).toEqual([]);
  });

  it.each(Object.keys(auditDetails))('of %s stand before all others when nothing else is known', value => {
    const ranked = explainLogin({ account: anAccount, token: aToken, audit: [{ detail: value }] });
    const { causes } = auditDetail(value);
    const possible = ranked.filter(({ score }) => score > 0).map(({ code }) => code);
    expect(possible.length).toBeGreaterThan(0);
    expect(possible.filter(code => !causes.includes(code))).toEqual([]);
  });

  it.each([
    ['temporary_locked', 'user-locked'],
    ['VersionRejected', 'version-wrong'],
    ['UnknownAlgorithm', 'signature-method'],
    ['nonce_used', 'nonce-used'],
    ['NonceRejected', 'nonce-too-short'],
    ['MissingTokenPassportRequiredFields', 'parameter-missing'],
    ['InvalidCallback https://a.example/cb', 'callback-mismatch'],
    ['InvalidVerifier', 'verifier-wrong'],
    ['AccessTokenExpired', 'oauth2-login'],
  ] satisfies [string, LoginCauseCode][])('%s shows that it is %s', (detail, code) => {
    const [first] = explainLogin({ account: anAccount, token: aToken, audit: [{ detail }] });
    expect([first?.code, first?.certainty]).toEqual([code, 'shown']);
  });

  it.each([
    ['consumer_key_refused', 'application-blocked'],
    ['FeatureDisabled', 'feature-off'],
    ['AuthorizationFlowRequired', 'flow-not-allowed'],
    ['InvalidTimestamp', 'clock-skew'],
    ['permission_denied', 'permission-missing'],
    ['InvalidSignature', 'token-secret-wrong'],
  ] satisfies [string, LoginCauseCode][])('%s means %s first, which it does not show', (detail, code) => {
    const [first] = explainLogin({ account: anAccount, token: aToken, audit: [{ detail }] });
    expect([first?.code, first?.certainty]).toEqual([code, 'likely']);
  });
});
