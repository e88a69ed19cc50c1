import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../../../../src');
const signIn = 'workbench/accounts/signIn';
const textFile = join(source, signIn, 'signInErrorText.ts');

it('has a text for every code that a sign-in ends with', () => {
  const files = globSync(['tba/*.ts', 'exchange/*.ts', `${signIn}/*.ts`], { cwd: source })
    .map(file => join(source, file))
    .filter(file => file !== textFile);
  const thrown = files.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/new CodedError\('(sign-in-[a-z-]+)'/g)].map(([, code]) => code),
  );
  const told = [...readFileSync(textFile, 'utf8').matchAll(/case '(sign-in-[a-z-]+)'/g)].map(([, code]) => code);
  expect([...new Set(thrown)].sort()).toEqual([...new Set(told)].sort());
  expect(told.length).toBeGreaterThan(15);
});
