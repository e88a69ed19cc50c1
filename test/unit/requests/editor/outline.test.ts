import { expect, test } from 'vitest';
import { foldsOf } from '../../../../src/requests/editor/folding.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { outlineOf } from '../../../../src/requests/editor/symbols.ts';
import { at } from '../sample.ts';

/** First and last line of each fold, from 1. */
function folds(text: string): string[] {
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  return foldsOf(text, parseRequests(text)).map(
    ({ start, end, kind }) => `${line(start)}-${line(end)}${kind ? ` ${kind}` : ''}`,
  );
}

test('the outline has requests by their names, else by method and target, and variables where they stand', () => {
  const text = '@top = 1\n### One\n@inside = 2\nGET /1\n###\n\nPOST /2?x\n\n@last = 3\n### \n# @name three\nGET /3\n';
  const items = outlineOf(parseRequests(text));
  expect(items.map(({ kind, name, detail }) => [kind, name, detail])).toEqual([
    ['variable', 'top', '1'],
    ['request', 'One', 'GET /1'],
    ['request', 'POST /2?x', ''],
    ['variable', 'last', '3'],
    ['request', 'three', 'GET /3'],
  ]);
  expect(items.map(({ selection }) => at(text, selection))).toEqual(['top', 'One', 'POST', 'last', 'three']);
  expect(items[1]?.children.map(({ name }) => name)).toEqual(['inside']);
});

test('requests fold to their last line, and bodies as they are indented', () => {
  expect(folds('### a\nGET /1\nA: b\n\n### b\nPOST /2\n\n{\n  "a": [\n    1\n  ]\n}\n\n### c\nGET /3')).toEqual([
    '1-3',
    '5-12',
    '8-11',
    '9-10',
    '14-15',
  ]);
});

test('regions fold, over several requests too, and comments of several lines', () => {
  const text = '# one\n# two\n\n# #region Orders\n### a\nGET /1\n### b\nGET /2\n\n// #endregion\n';
  expect(folds(text)).toEqual(['1-2 comment', '4-10 region', '5-6', '7-8']);
});

test('what looks like a comment in plain text is content', () => {
  expect(folds('POST /1\nContent-Type: text/plain\n\n# a\n# b\n')).toEqual(['1-5']);
});
