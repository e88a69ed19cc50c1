import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRestletScript } from '../../../src/sdf/restletScript.ts';
import { tokenize } from '../../../src/sdf/tokens.ts';

const head = '/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\n';

/** Each method with the text at its function, up to 12 characters. */
function found(source: string, tags = head): string[] | undefined {
  const text = tags + source;
  return readRestletScript(text)?.functions.map(
    ({ method, offset }) => `${method} ${text.slice(offset, offset + 12).replaceAll('\n', ' ')}`,
  );
}

function fields(source: string): Record<string, string> {
  const [only] = readRestletScript(head + source)?.functions ?? [];
  return Object.fromEntries(
    (only?.fields ?? []).map(({ name, type, optional }) => [name, `${type}${optional ? '?' : ''}`]),
  );
}

describe('a RESTlet’s functions are found', () => {
  it.each([
    [
      'an arrow that answers an object',
      'define([], () => ({ get: fn, post() {} }));\nfunction fn() {}',
      ['get fn() {}', 'post post() {} })'],
    ],
    [
      'a function that returns one',
      "define(['N/log'], function (log) { function read(p) {} return { get: read }; });",
      ['get read(p) {} r'],
    ],
    [
      'shorthand, in the order of methods',
      'define([], () => { const post = b => b; const get = () => 1; return { post, get }; });',
      ['get get = () => ', 'post post = b => '],
    ],
    [
      'quoted keys',
      'define({ \'delete\': function (p) {}, "put": async b => b });',
      ['put "put": async', "delete 'delete': fu"],
    ],
    [
      'a returned variable',
      'define([], function () { var api = {}; api.get = load; function load() {} return api; });',
      ['get load() {} re'],
    ],
    ['an object with a name', 'define([], () => { const api = { get: () => 1 }; return api; });', ['get get: () => 1']],
    [
      'a factory with a name',
      'define(["N/log"], main);\nfunction main(log) { return { get: go }; function go() {} }',
      ['get go() {} }'],
    ],
    ['a named module', "define('orders', [], () => ({ get() {} }));", ['get get() {} }))']],
    [
      'what a compiler writes',
      'define(["require", "exports"], function (require, exports) {\n"use strict";\nexports.get = get; exports.delete = exports.post = void 0;\nexports.post = post;\nfunction get(a) {}\nfunction post(b) {}\nexports.delete = (p) => 1;\n});',
      ['get get(a) {} fu', 'post post(b) {} e', 'delete delete = (p)'],
    ],
    [
      'an ES module',
      'export const get = async ({ id }: { id: string }): Promise<string> => id;\nfunction doDelete() {}\nexport { doDelete as delete };\nexport function post(body: Body): { ok: boolean } { return x; }',
      ['get get = async ', 'post post(body: B', 'delete doDelete() {'],
    ],
    ['export =', 'function get() {}\nexport = { get };', ['get get() {} exp']],
    [
      'computed keys',
      'const remove = (p) => 1;\nexport = {\n["delete"]: remove,\n["get"]() {} };',
      ['get "get"]() {} ', 'delete remove = (p)'],
    ],
    ['a typed constant', 'export const get: EntryPoints.RESTlet.get = context => 1;', ['get get: EntryPo']],
    [
      'a wrapped function',
      'define([], () => { const load = ({ id }) => id; return { get: safely(load) }; });',
      ['get load = ({ id'],
    ],
    [
      'a function from elsewhere, at its key',
      "define(['./orders'], orders => ({ get: orders.read }));",
      ['get get: orders.'],
    ],
    [
      'not a helper of the same name',
      'define([], () => { const x = { a: { get: 1 } }; function f() { return { put: 2 }; } return { get: f }; });',
      ['get f() { return'],
    ],
    [
      'not in comments, strings, templates, expressions',
      'define([], () => { // return { put: 1 }\n const s = "return { put: 1 }", t = `return { put: ${"`"} }`, r = /[/{]return { put/; return { get: () => `}` }; });',
      ['get get: () => `'],
    ],
  ])('in %s', (_, source, expected) => {
    expect(found(source)).toEqual(expected);
  });

  it('in the inner one of two functions with one name', () => {
    const source = 'function load() {}\ndefine([], () => { function load(inner) {} return { get: load }; });';
    expect(readRestletScript(head + source)?.functions[0]?.parameters).toEqual(['inner']);
  });

  it('in every RESTlet of the practice account', () => {
    const methods = globSync('media/practice/src/FileCabinet/**/*.js')
      .sort()
      .map(file =>
        readRestletScript(readFileSync(file, 'utf8'))
          ?.functions.map(({ method }) => method)
          .join(' '),
      );
    expect(methods).toEqual([
      'get post put delete',
      'get',
      'get post put delete',
      'get',
      undefined,
      'get post',
      'get post put delete',
      'get',
    ]);
  });
});

describe('a script is no RESTlet', () => {
  it.each([
    ['without the tag', '/** @NApiVersion 2.1 */', undefined],
    ['of another type', '/**\n * @NApiVersion 2.1\n * @NScriptType Suitelet\n */', undefined],
    ['that says so in code only', '/** @NApiVersion 2.1 */ var s = "@NScriptType Restlet";', undefined],
    ['of version 1.0', '/**\n * @NApiVersion 1.0\n * @NScriptType Restlet\n */', undefined],
    ['spelled otherwise it is one', '/**\r\n* @NAPIVersion 2.x\r\n* @NScriptType RESTlet\r\n*/', []],
  ])('%s', (_, text, expected) => {
    expect(readRestletScript(text)?.functions).toEqual(expected);
  });
});

describe('what a function takes', () => {
  it.each([
    [
      'a pattern',
      'define({ get: ({ id, limit = 10, open = false, "x-y": z }) => id });',
      { id: '', limit: 'number?', open: 'boolean?', 'x-y': '' },
    ],
    [
      'what the body reads',
      'define({ get: params => { const { a, b = "" } = params || {}; return other(params.c, params.d.e, params.f()); } });',
      { a: '', b: 'string?', c: '', d: '' },
    ],
    ['nothing of the next function', 'define({ get: params => read(params.id), x: params => params.no });', { id: '' }],
    ['a type', 'export function get(params: { id: string; limit?: number, }) {}', { id: 'string', limit: 'number?' }],
    [
      'an interface, one member a line',
      'interface Base { x: 1 }\ninterface Params {\n  id: string\n  readonly lines: Line[]\n  limit?: number\n}\nexport const get = (p: Params) => p;',
      { id: 'string', lines: 'Line[]', limit: 'number?' },
    ],
    [
      'JSDoc',
      '/**\n * @param {Object} params\n * @param {string} params.id - The order\n * @param {number} [params.limit=5] */\nexport function get(params) { return params.other; }',
      { id: 'string', limit: 'number?' },
    ],
    [
      'JSDoc of a pattern’s members',
      '/** @param {string} id The order */\nexport const get = ({ id, more }) => 1;',
      { id: 'string', more: '' },
    ],
    ['JSDoc at the key', 'define([], () => ({ /** @param {string} p.id */ get: orders.read }));', { id: 'string' }],
  ])('comes from %s', (_, source, expected) => {
    expect(fields(source)).toEqual(expected);
  });

  it('keeps nested members, default and description', () => {
    const source = `/** Creates an order.
 * @param {Object} body
 * @param {{ a: number }[]} body.lines - What is
 *   ordered
 * @param {number} body.lines[].quantity
 * @param {string} [body.memo="none"]
 */
export function post(body) {}`;
    expect(readRestletScript(head + source)?.functions[0]).toMatchObject({
      description: 'Creates an order.',
      fields: [
        {
          name: 'lines',
          type: '{ a: number }[]',
          description: 'What is ordered',
          fields: [{ name: 'quantity', type: 'number' }],
        },
        { name: 'memo', optional: true, standard: '"none"' },
      ],
    });
  });

  it('is not described by the head of the file', () => {
    const source = '/**\n * Orders.\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\nexport function get() {}';
    expect(readRestletScript(source)?.functions[0]?.description).toBe('');
  });

  it('comes to an end for types that name themselves', () => {
    expect(fields('interface Node { next: Node; prev: Node }\nexport function get(n: Node) {}')).toEqual({
      next: 'Node',
      prev: 'Node',
    });
  });
});

describe('the list of functions is complete', () => {
  it.each([
    ['when the object says it all', 'define({ get: () => 1 });', true],
    ['not with something spread in', 'define([], () => ({ ...common, get: () => 1 }));', false],
    ['not with an object from elsewhere', "define(['./x'], x => { const get = 1; return x; });", false],
    ['not when nothing was found', 'go();', false],
  ])('%s', (_, source, expected) => {
    expect(readRestletScript(head + source)?.complete).toBe(expected);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      'define(',
      'export ',
      'get',
      'delete',
      ' = ',
      '=>',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      '`',
      '${',
      '/',
      '*/',
      '/*',
      '"',
      "'",
    ],
    ...[
      '\n',
      ':',
      ',',
      ';',
      'return ',
      'function ',
      '...',
      'async ',
      '\\',
      'const ',
      'exports.',
      '?',
      '<',
      '>',
      'type ',
      '/** @param {a} [b.c=1] */',
    ],
  );

  it('is read without a throw, with offsets inside it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 60 }), pieces => {
        const text = head + pieces.join('');
        for (const { offset, keyOffset } of readRestletScript(text)?.functions ?? []) {
          expect(offset).toBeLessThan(text.length);
          expect(keyOffset).toBeLessThan(text.length);
        }
        let end = 0;
        for (const token of tokenize(text).list) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          end = token.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['/[', '{a:', 'x={', '${', '`${', 'get:', 'type a={a:a;', 'exports.get=', '(x=>', '/**@param a.b*/'])(
    'of 300,000 characters of %s comes to an end',
    unit => {
      const text = `${head}export const get = ${unit.repeat(300_000 / unit.length)}`;
      readRestletScript(text);
    },
  );
});
