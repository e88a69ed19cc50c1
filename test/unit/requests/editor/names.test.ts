import { describe, expect, test } from 'vitest';
import { occurrenceAt, occurrencesOf } from '../../../../src/requests/editor/referencesOf.ts';
import { checkNewName, renameableAt, renameEdits } from '../../../../src/requests/editor/rename.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { edited, marked } from './marked.ts';

const sample = `@id = 1
@path = {{id}}/{{ id }}
### Log in
# @name login
# @token {{id}}
POST /rest/{{%id}}
X: {{id}}{{other}}

{ "id": {{id}} }
### Then
# @ref login
# @prompt who Who is it?
GET /rest/{{login.response.body.$.id}}?w={{who}}&h={{login.response.headers.ETag}}&r={{login.request.body.$}}
`;

/** Renames what is under the caret. */
function rename(text: string, newName: string): string | undefined {
  const { text: bare, file, offset } = marked(text);
  const found = renameableAt(file, offset);
  return found && edited(bare, renameEdits(file, found.thing, newName));
}

describe('a name', () => {
  test('of a variable is found in every place', () => {
    const found = occurrencesOf(parseRequests(sample), { kind: 'variable', name: 'id' });
    expect(found.map(({ span }) => sample.slice(span.start, span.end))).toEqual(Array(7).fill('id'));
    expect(found.map(({ isDefinition }) => isDefinition)).toEqual([true, ...Array<boolean>(6).fill(false)]);
  });

  test('of a request is found where its response is used', () => {
    const found = occurrencesOf(parseRequests(sample), { kind: 'request', name: 'login' });
    expect(found.map(({ span }) => sample.slice(span.start, span.end))).toEqual(Array(5).fill('login'));
  });

  test.each([
    ['GET /{{a|b}}', 'variable ab'],
    ['GET /{{|ab}}', 'variable ab'],
    ['GET /{{ab|}}', 'variable ab'],
    ['GET /{|{ab}}', undefined],
    ['GET /{{ab.response.bo|dy}}', undefined],
    ['GET /{{a|b.response.body}}', 'request ab'],
    ['@a|b = 1', 'variable ab'],
    ['# @name a|b\nGET /x', 'request ab'],
    ['### a|b\nGET /x', 'request ab'],
    ['# @prompt a|b What?\nGET /x', 'variable ab'],
    ['GET /{{a}}|', undefined],
  ])('at the caret in %j is %j', (text, expected) => {
    const { file, offset } = marked(text);
    const thing = occurrenceAt(file, offset)?.thing;
    expect(thing && `${thing.kind} ${thing.name}`).toBe(expected);
  });
});

describe('renaming', () => {
  test.each([
    ['@a = 1\nGET /{{a|}}?b={{ % a }}', '@z = 1\nGET /{{z}}?b={{ % z }}'],
    ['# @name |l\nGET /1\n###\nGET /{{l.response.body.$.l}}', '# @name z\nGET /1\n###\nGET /{{z.response.body.$.l}}'],
    ['# @prompt a What a?\nGET /{{a|}}', '# @prompt z What a?\nGET /{{z}}'],
    ['@a = 1\n@a = 2\nGET /{{a|}}', '@z = 1\n@z = 2\nGET /{{z}}'],
  ])('%j', (text, expected) => {
    expect(rename(text, 'z')).toBe(expected);
  });

  test.each(['GET /{{$uuid|}}', 'GET /{{unknown|}}', 'GET /x|'])('is not possible in %j', text => {
    expect(rename(text, 'z')).toBeUndefined();
  });

  test.each([
    ['variable', 'new_name-1', undefined],
    ['variable', 'größe.x', undefined],
    ['variable', 'id', undefined],
    ['variable', 'path', 'taken'],
    ['variable', ' ', 'empty'],
    ['variable', 'two words', 'characters'],
    ['variable', '$uuid', 'characters'],
    ['variable', 'a}', 'characters'],
    ['variable', 'a.response', 'characters'],
    ['request', 'a.b', 'characters'],
  ] as const)('of a %s to %j: %j', (kind, newName, fault) => {
    expect(checkNewName(parseRequests(sample), { kind, name: 'id' }, newName)).toBe(fault);
  });
});
