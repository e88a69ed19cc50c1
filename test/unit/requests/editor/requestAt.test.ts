import { expect, test } from 'vitest';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { requestAt } from '../../../../src/requests/editor/requestAt.ts';

const text = `@a = 1

### first
GET /1

### only a comment
# nothing here

### second
POST /2

{ "a": 1 }

### end
`;
const file = parseRequests(text);
const targetAt = (line: string) => requestAt(file, text.indexOf(line))?.target.value;

test.each([
  ['@a', '/1'],
  ['\n### first', '/1'],
  ['### first', '/1'],
  ['GET /1', '/1'],
  ['\n### only', '/1'],
  ['### only', '/2'],
  ['# nothing', '/2'],
  ['### second', '/2'],
  ['{ "a"', '/2'],
  ['\n### end', '/2'],
  ['### end', undefined],
])('a caret at %j is in the request %j', (line, target) => {
  expect(targetAt(line)).toBe(target);
});

test('the end of the file is in the last block', () => {
  expect(requestAt(file, text.length)).toBeUndefined();
  const open = parseRequests('GET /1\n\n');
  expect(requestAt(open, 8)?.target.value).toBe('/1');
  expect(requestAt(open, 9)).toBeUndefined();
  expect(requestAt(open, -1)).toBeUndefined();
  expect(requestAt(parseRequests(''), 0)).toBeUndefined();
});
