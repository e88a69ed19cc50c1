import { describe, expect, it } from 'vitest';
import { oauth2CauseCodes } from '../../../../src/diagnosis/oauth2/oauth2CauseCodes.ts';
import { oauth2CauseTexts } from '../../../../src/diagnosis/oauth2/oauth2CauseTexts.ts';
import { oauth2CauseTraits } from '../../../../src/diagnosis/oauth2/oauth2CauseTraits.ts';
import { oauth2Rules } from '../../../../src/diagnosis/oauth2/oauth2Rules.ts';

describe('texts of causes', () => {
  it('are there for every cause, and for nothing else', () => {
    expect(Object.keys(oauth2CauseTexts).sort()).toEqual([...oauth2CauseCodes].sort());
  });

  it.each(oauth2CauseCodes.map(code => [code, oauth2CauseTexts[code]] as const))(
    '%s',
    (_, { title, explanation, fix, place, source }) => {
      expect(title).toMatch(/^[^a-z].{10,90}[^.]$/u);
      expect(explanation).toMatch(/\.$/);
      expect(explanation.length).toBeGreaterThan(40);
      expect(fix).toMatch(/\.$/);
      expect(title + explanation + fix).not.toMatch(/[{}]/);
      expect(source.url === undefined).toBe(source.confidence === 'assumed');
      if (source.confidence === 'documented') {
        expect(source.url).toMatch(
          /^https:\/\/(?:docs\.oracle\.com\/en\/cloud\/saas\/netsuite\/ns-online-help\/\w+\.html|www\.rfc-editor\.org\/rfc\/rfc\d+#section-[\d.]+)$/,
        );
      }
      expect(place?.path === undefined).toBe(place?.pathConfidence === undefined);
    },
  );
});

it('every cause spoils something, and gives some answer', () => {
  for (const code of oauth2CauseCodes) {
    const { asked, errors, details } = oauth2CauseTraits[code];
    expect(
      [asked.length, errors.length, details.length].every(count => count > 0),
      code,
    ).toBe(true);
  }
});

it('rules speak for or against something, and show only what they speak for', () => {
  for (const { causes, weight, shows, text } of oauth2Rules) {
    expect([causes.length > 0, weight !== 0, text.length > 10], text).toEqual([true, true, true]);
    expect(shows !== true || weight >= 7, text).toBe(true);
  }
});
