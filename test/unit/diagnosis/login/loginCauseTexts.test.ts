import { describe, expect, it } from 'vitest';
import { causeTraits } from '../../../../src/diagnosis/login/causeTraits.ts';
import type { LoginCauseText } from '../../../../src/diagnosis/login/explanation.ts';
import { loginCauseCodes, type LoginCauseCode } from '../../../../src/diagnosis/login/loginCauseCodes.ts';
import { loginCauseTexts } from '../../../../src/diagnosis/login/loginCauseTexts.ts';
import { auditRules } from '../../../../src/diagnosis/login/rules/auditRules.ts';
import { bookRules } from '../../../../src/diagnosis/login/rules/bookRules.ts';
import { callRules } from '../../../../src/diagnosis/login/rules/callRules.ts';
import { probeRules } from '../../../../src/diagnosis/login/rules/probeRules.ts';

const rules = [...auditRules, ...bookRules, ...callRules, ...probeRules];
const texts: readonly [LoginCauseCode, LoginCauseText][] = loginCauseCodes.map(code => [code, loginCauseTexts[code]]);

describe('texts of causes', () => {
  it('are there for every cause, and for nothing else', () => {
    expect(Object.keys(loginCauseTexts).sort()).toEqual([...loginCauseCodes].sort());
  });

  it.each(texts)('%s', (_, { title, explanation, fix, place, source }) => {
    // A title is no sentence, a fix is one thing.
    expect(title).toMatch(/^[^a-z].{10,90}[^.]$/u);
    expect(explanation).toMatch(/\.$/);
    expect(explanation.length).toBeGreaterThan(60);
    expect(fix).toMatch(/\.$/);
    expect(title + explanation + fix).not.toMatch(/[{}]/);
    expect(source.url === undefined).toBe(source.confidence === 'assumed');
    if (source.confidence === 'documented') {
      expect(source.url).toMatch(/^https:\/\/docs\.oracle\.com\/en\/cloud\/saas\/netsuite\/ns-online-help\/\w+\.html$/);
    }
    expect(place?.path === undefined).toBe(place?.pathConfidence === undefined);
    expect(place?.path ?? '/').toMatch(/^\//);
  });
});

describe('rules', () => {
  it('speak for or against something, and show only what they speak for', () => {
    for (const { causes, weight, shows, text } of rules) {
      expect([causes.length > 0, weight !== 0, text.length > 10], text).toEqual([true, true, true]);
      expect(shows !== true || weight >= 7, text).toBe(true);
    }
  });

  it('can reach every cause but those that only the answer tells of', () => {
    const reached = new Set(rules.filter(({ weight }) => weight > 0).flatMap(({ causes }) => causes));
    expect(loginCauseCodes.filter(code => !reached.has(code))).toEqual([]);
  });

  it('know what each cause looks like', () => {
    const without = loginCauseCodes.filter(code => {
      const { seenAs, details } = causeTraits[code];
      return seenAs.length === 0 && details.length === 0;
    });
    expect(without).toEqual([]);
  });
});
