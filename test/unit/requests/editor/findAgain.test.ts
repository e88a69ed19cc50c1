import { describe, expect, it } from 'vitest';
import { findAgain, placeOf } from '../../../../src/requests/editor/findAgain.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';

/** Which request is found again, by its target, after `before` was edited into `after`. */
function again(before: string, index: number, after: string): string | undefined {
  const file = parseRequests(before);
  const request = file.requests[index];
  return request && findAgain(parseRequests(after), placeOf(file, request))?.target.value;
}

describe('findAgain', () => {
  const unnamed = 'GET /rest/a\n###\nGET /rest/b\n###\nGET /rest/c\n';
  const twins = '### Same\nGET /rest/a\n### Same\nDELETE /rest/b\n';

  it.each([
    ['a file as it was', unnamed, 1, unnamed, '/rest/b'],
    ['a request put before it', unnamed, 1, `GET /rest/x\n###\n${unnamed}`, '/rest/b'],
    ['its own edit', unnamed, 1, unnamed.replace('/rest/b', '/rest/b?x=1'), '/rest/b?x=1'],
    ['the second of two with one name', twins, 1, twins, '/rest/b'],
    ['the first of two with one name', twins, 0, twins, '/rest/a'],
    [
      'a named one that moved and changed',
      '### A\nGET /rest/a\n',
      0,
      '### B\nGET /rest/b\n### A\nGET /rest/a?x\n',
      '/rest/a?x',
    ],
    ['its removal', unnamed, 1, 'GET /rest/a\n###\nGET /rest/c\n', undefined],
    ['its edit and removal of another', unnamed, 1, 'GET /rest/a\n###\nGET /rest/b?x\n', undefined],
    ['another name', '### A\nGET /rest/a\n', 0, '### B\nGET /rest/a\n', undefined],
    ['two that are alike now', unnamed, 2, 'GET /rest/c\n###\nGET /rest/c\n', undefined],
  ])('after %s', (_, before, index, after, target) => {
    expect(again(before, index, after)).toBe(target);
  });
});
