import { expect, it } from 'vitest';
import { readScopes } from '../../../src/oauth2/scopes.ts';

it('reads scopes in any order and with any gaps, each once', () => {
  expect(readScopes(' rest_webservices,restlets  restlets\n')).toEqual(['restlets', 'rest_webservices']);
});

it.each([
  ['', 'oauth2-scope-none'],
  [' , ', 'oauth2-scope-none'],
  ['restlets mcp', 'oauth2-scope-unknown'],
  ['RESTLETS', 'oauth2-scope-unknown'],
])('refuses %j', (text, code) => {
  expect(() => readScopes(text)).toThrow(expect.objectContaining({ code }));
});
