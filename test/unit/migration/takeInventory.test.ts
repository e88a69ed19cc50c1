import { describe, expect, it } from 'vitest';
import type { AccountFacts, LoginCount, TokenFacts } from '../../../src/migration/accountFacts.ts';
import { migrationPlan, planSubjects, rolePurposeOf } from '../../../src/migration/migrationPlan.ts';
import { takeInventory } from '../../../src/migration/takeInventory.ts';

const token = (changes: Partial<TokenFacts> = {}): TokenFacts => ({
  name: 'T',
  application: 'Hub',
  isInactive: false,
  ...changes,
});
const login = (changes: Partial<LoginCount> = {}): LoginCount => ({
  application: 'Hub',
  token: 'T',
  isSuccess: true,
  count: 1,
  last: 1000,
  ...changes,
});
const facts = (changes: Partial<AccountFacts> = {}): AccountFacts => ({
  readAt: 2000,
  days: 90,
  cut: [],
  missing: [],
  ...changes,
});
const marksOf = (changes: Partial<AccountFacts>, book: readonly string[] = ['hub']) =>
  takeInventory(facts(changes), book).entries.map(({ marks }) => marks);

describe('the marks of a token', () => {
  it('call nothing unused that was not counted to the end', () => {
    expect(marksOf({ tokens: [token()], logins: [], older: [] })).toEqual([['never-used']]);
    expect(marksOf({ tokens: [token()], logins: [] })).toEqual([['unused']]);
    expect(marksOf({ tokens: [token()], logins: [], older: [], cut: ['older'] })).toEqual([['unused']]);
    expect(marksOf({ tokens: [token()], logins: [], older: [], cut: ['logins'] })).toEqual([[]]);
    expect(marksOf({ tokens: [token()] })).toEqual([[]]);
    expect(marksOf({ tokens: [token({ isRevoked: true })], logins: [], older: [] })).toEqual([[]]);
  });

  it('say that the trail cannot tell tokens of one name apart', () => {
    const twins = [token({ id: '1', userId: '5' }), token({ id: '2', userId: '5' })];
    expect(marksOf({ tokens: twins, logins: [login({ userId: '5' })] })).toEqual([['ambiguous'], ['ambiguous']]);
    const others = [token({ id: '1', userId: '5' }), token({ id: '2', userId: '6' })];
    expect(marksOf({ tokens: others, logins: [login({ userId: '5' })] })).toEqual([[], ['unused']]);
  });

  it('say which tokens the trail alone knows, and which the book does not', () => {
    const logins = [login({ token: 'gone' })];
    expect(marksOf({ tokens: [], logins })).toEqual([['trail-only']]);
    expect(marksOf({ logins })).toEqual([[]]);
    expect(marksOf({ tokens: [], cut: ['tokens'], logins })).toEqual([[]]);
    expect(marksOf({ tokens: [token()] }, [])).toEqual([['not-in-book']]);
  });

  it('say that the last login failed, not that one did', () => {
    const failure = login({ isSuccess: false, last: 1500 });
    expect(marksOf({ tokens: [token()], logins: [login(), failure] })).toEqual([['failing']]);
    expect(marksOf({ tokens: [token()], logins: [login({ last: 1900 }), failure] })).toEqual([[]]);
  });
});

describe('the plan', () => {
  const planOf = (changes: Partial<AccountFacts>, book: readonly string[] = [], grants = {}) =>
    migrationPlan(planSubjects(takeInventory(facts(changes), book), book), grants).applications;
  const soap = { ...login(), api: 'soap' as const };

  it('lets nothing go that it does not know', () => {
    expect(planOf({ tokens: [token()] }).map(({ fate }) => fate)).toEqual(['moves']);
    expect(planOf({}, ['Hub']).map(({ fate }) => fate)).toEqual(['moves']);
    expect(planOf({ tokens: [token()], logins: [] }).map(({ fate }) => fate)).toEqual(['retires']);
  });

  it('has SOAP written anew before it moves, to REST web services', () => {
    const [plan] = planOf({ tokens: [token()], logins: [login()], places: [soap] });
    expect(plan?.fate).toBe('soap');
    expect(plan?.steps[0]).toEqual({ id: 'application/hub/rewrite', kind: 'rewrite', by: 'before-2028.2' });
    expect(plan && rolePurposeOf(plan.subject)).toBe('rest-oauth2');
  });

  it('is a certificate for programs, a sign-in for people', () => {
    const kinds = (grants: Record<string, 'person'>) =>
      planOf({ tokens: [token()], logins: [login()] }, [], grants)[0]?.steps.map(({ kind }) => kind);
    expect(kinds({})).toContain('certificate');
    expect(kinds({ 'application/hub': 'person' })).toContain('sign-in');
    expect(kinds({ 'application/hub': 'person' })).not.toContain('certificate');
  });
});
