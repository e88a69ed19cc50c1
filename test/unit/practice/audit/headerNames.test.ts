import { describe, expect, it } from 'vitest';
import { authenticationChecks } from '../../../../src/practice/authentication/checks.ts';
import type { LoginFacts, Surface } from '../../../../src/practice/authentication/checks.ts';
import { headerNames } from '../../../../src/practice/pages/audit/headerNames.ts';

const surfaces = Object.keys(headerNames) as Surface[];

/** Whether a check fails for a header with these names, each with a value. */
function fails(check: string, surface: Surface, names: readonly string[]): boolean {
  const parameters = names.map(name => ({ name, value: 'x' }));
  const facts = { surface, parameters, value: (name: string) => parameters.find(each => each.name === name)?.value };
  return authenticationChecks.find(({ id }) => id === check)!.fails(facts as unknown as LoginFacts);
}

describe.each(surfaces)('the names of a header for %s', surface => {
  const { required, optional } = headerNames[surface];

  it('are enough, with or without the optional ones', () => {
    expect(fails('none-missing', surface, required)).toBe(false);
    expect(fails('only-oauth-in-header', surface, [...required, ...optional])).toBe(false);
  });

  it.each(required)('must include %s', name => {
    expect(
      fails(
        'none-missing',
        surface,
        required.filter(each => each !== name),
      ),
    ).toBe(true);
  });

  const all = [...new Set(surfaces.flatMap(each => [...headerNames[each].required, ...headerNames[each].optional]))];
  it.each([...all, 'limit'])('hold %s only when the table of checks takes it', name => {
    expect(fails('only-oauth-in-header', surface, [name])).toBe(![...required, ...optional].includes(name));
  });
});
