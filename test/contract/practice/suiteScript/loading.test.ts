import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorOf, projectWith, run, runCode, tags, valueOf } from './scriptFixture.ts';

/** Runs test.js of these files; `main` is what stands in it after its tags. */
async function runFiles(main: string, files: Readonly<Record<string, string>> = {}) {
  return run({ projectDir: await projectWith({ 'SuiteScripts/test.js': tags + main, ...files }) });
}

describe('define', () => {
  it.each([
    ['an object', 'define({ get: () => "ok" })'],
    ['a function', 'define(() => ({ get: () => "ok" }))'],
    ['dependencies and a function', 'define(["N/log"], log => ({ get: () => (log.debug ? "ok" : "") }))'],
    ['dependencies and an object', 'define(["N/log"], { get: () => "ok" })'],
    ['an id and a function', 'define("me", () => ({ get: () => "ok" }))'],
    ['an id, dependencies and a function', 'define("me", ["N/log"], () => ({ get: () => "ok" }))'],
    ['no dependencies', 'define([], () => ({ get: () => "ok" }))'],
    ['exports, as TypeScript writes it', 'define(["require", "exports"], (r, e) => { e.get = () => "ok"; })'],
    ['module', 'define(["module"], m => { m.exports = { get: () => "ok" }; })'],
    ['a factory with parameters alone', 'define((require, exports) => { exports.get = () => "ok"; })'],
    [
      'a function of old',
      'define(["N/log"], function (log) { "use strict"; return { get: function () { return "ok"; } }; });',
    ],
  ])('takes %s', async (_, main) => {
    expect(await runFiles(main)).toMatchObject({ kind: 'returned', body: 'ok' });
  });

  it('finds modules by relative and absolute path, with and without extension', async () => {
    const outcome = await runFiles(
      `define(['./lib/a', './lib/a.js', '/SuiteScripts/lib/a', './lib/data.json', './lib/../lib/b'],
        (a, a2, a3, data, b) => ({ get: () => ({ a, same: a === a2 && a === a3, data, b }) }))`,
      {
        'SuiteScripts/lib/a.js': 'define(["../top"], top => ({ name: "a", top }))',
        'SuiteScripts/lib/b.js': 'const tags = "a name of its own"; define(["./a"], a => a.name + "b")',
        'SuiteScripts/lib/data.json': '{"n":[1,2]}',
        'SuiteScripts/top.js': '\uFEFFconst tags = 1; define({ up: "日本" })',
      },
    );
    expect(outcome).toMatchObject({ kind: 'returned' });
    expect(JSON.parse(outcome.kind === 'returned' ? outcome.body : '')).toEqual({
      a: { name: 'a', top: { up: '日本' } },
      same: true,
      data: { n: [1, 2] },
      b: 'ab',
    });
  });

  it('runs a module once', async () => {
    const outcome = await runFiles('define(["./a", "./b"], (a, b) => ({ get: () => String(a.n + b.a.n) }))', {
      'SuiteScripts/a.js': 'globalThis.runs = (globalThis.runs || 0) + 1; define({ n: globalThis.runs })',
      'SuiteScripts/b.js': 'define(["./a"], a => ({ a }))',
    });
    expect(outcome).toMatchObject({ body: '2' });
  });

  it('require loads when it is called; relative names need it as a dependency', async () => {
    const files = { 'SuiteScripts/a.js': 'define({ n: 1 })' };
    const main = (name: string, dependencies: string) =>
      `define([${dependencies}], (${dependencies.replace(/"/g, '')}) => ({ get: () => { let n; require([${name}], a => { n = a.n; }); return { n }; } }))`;
    expect(await runFiles(main('"./a"', '"require"'), files)).toMatchObject({ body: '{"n":1}' });
    expect(await runFiles(main('"/SuiteScripts/a"', ''), files)).toMatchObject({ body: '{"n":1}' });
    expect(errorOf(await runFiles(main('"./a"', ''), files)).name).toBe('MODULE_DOES_NOT_EXIST');
  });
});

describe('modules that cannot be loaded', () => {
  it.each(['N/file', 'N/https', 'N/ui/serverWidget', 'N/restlet', 'N/nonsense'])('%s is named', async name => {
    const outcome = await runCode([name], 'return 1');
    expect(outcome).toMatchObject({
      kind: 'error',
      error: { type: 'error.SuiteScriptModuleLoaderError', name: 'MODULE_DOES_NOT_EXIST', stack: [] },
    });
    expect(errorOf(outcome).message).toContain(name);
  });

  it('a file that does not exist is named by its path', async () => {
    expect(errorOf(await runCode(['./lib/none'], '')).message).toBe('Module does not exist: /SuiteScripts/lib/none.js');
    expect(errorOf(await run({ scriptFile: '/SuiteScripts/none.js' })).message).toContain('/SuiteScripts/none.js');
  });

  it.each([
    '../../../outside',
    '/../../outside',
    '/SuiteScripts/../../../outside',
    './..\\..\\outside',
    '/SuiteScripts/link',
    '/SuiteScripts/folder/outside',
    'fs',
    'node:fs',
    '/etc/hostname',
  ])('%s does not lead out of the File Cabinet', async name => {
    const dir = await projectWith({ 'SuiteScripts/test.js': `${tags}define([${JSON.stringify(name)}], () => ({}))` });
    await writeFile(join(dir, 'outside.js'), 'define({})');
    await mkdir(join(dir, 'elsewhere'));
    await writeFile(join(dir, 'elsewhere/outside.js'), 'define({})');
    await symlink(join(dir, 'outside.js'), join(dir, 'src/FileCabinet/SuiteScripts/link.js'));
    await symlink(join(dir, 'elsewhere'), join(dir, 'src/FileCabinet/SuiteScripts/folder'));
    expect(errorOf(await run({ projectDir: dir })).name).toBe('MODULE_DOES_NOT_EXIST');
    expect(errorOf(await run({ projectDir: dir, scriptFile: name })).name).toBe('MODULE_DOES_NOT_EXIST');
  });

  it('a circle is shown', async () => {
    const outcome = await runFiles('define(["./a"], () => ({ get: () => 1 }))', {
      'SuiteScripts/a.js': 'define(["./b"], () => ({}))',
      'SuiteScripts/b.js': 'define(["./a"], () => ({}))',
    });
    expect(errorOf(outcome).message).toContain('/SuiteScripts/a.js > /SuiteScripts/b.js > /SuiteScripts/a.js');
  });

  it('a syntax error has its file and line', async () => {
    const { name, message } = errorOf(await runFiles('define({\n  get: () => {\n    const = 5;\n  } })'));
    expect([name, message]).toEqual(['SYNTAX_ERROR', "SyntaxError: Unexpected token '=' (/SuiteScripts/test.js#7)"]);
    const inModule = await runFiles('define(["./a"], () => ({}))', { 'SuiteScripts/a.js': '\n\ndefine({' });
    expect(errorOf(inModule).message).toMatch(/\(\/SuiteScripts\/a\.js#\d+\)$/);
  });

  it.each([
    ['define({ get: () => 1 })', 'INVALID_API_VERSION'],
    ['/** @NApiVersion 1.0\n @NScriptType Restlet */ define({})', 'INVALID_API_VERSION'],
    ['/** @NApiVersion 2.1 */ define({ get: () => 1 })', 'MISSING_SCRIPT_TYPE'],
    ['/** @NApiVersion 2.1\n @NScriptType Suitelet */ define({})', 'INVALID_JSDOC_TAG_VALUE'],
    [`${tags}define({}); define({})`, 'MULTIPLE_DEFINE_CALLS'],
    [`${tags}define(["./data.json"], () => ({}))`, 'SYNTAX_ERROR'],
    [`${tags}define(1, 2, 3)`, 'UNEXPECTED_ERROR'],
  ])('%s is %s', async (text, code) => {
    const projectDir = await projectWith({ 'SuiteScripts/test.js': text, 'SuiteScripts/data.json': '{' });
    expect(errorOf(await run({ projectDir })).name).toBe(code);
  });

  it('a script that defines nothing has no entry points', async () => {
    expect(await runFiles('')).toMatchObject({ kind: 'missing-entry-point' });
  });
});

describe('the language', () => {
  it('has nothing of Node', async () => {
    const names =
      'process require_ Buffer fetch setTimeout setImmediate queueMicrotask console structuredClone URL crypto';
    const code = `return ${JSON.stringify(names.split(' '))}.filter(name => typeof globalThis[name] !== 'undefined')`;
    expect(await valueOf([], code)).toEqual([]);
    expect(await valueOf(['N/log'], 'return log.debug.constructor("return typeof process")()')).toBe('undefined');
  });

  it('cannot import', async () => {
    const outcome = await runCode([], 'return Function("return import(\'node:fs\')")().then(() => "in", e => e.name)');
    expect(outcome).toMatchObject({ body: 'TypeError' });
  });

  it('is of today', async () => {
    const code = `
      class A { #x = 1; get x() { return this.#x ?? 2; } }
      let n = null; n ??= 1_000;
      return [new A().x, n, [3, 1, 2].toSorted(), 'aXbX'.replaceAll('X', '-'), Object.groupBy([1, 2], v => v % 2), 2n ** 70n + ''];`;
    expect(await valueOf([], code)).toEqual([1, 1000, [1, 2, 3], 'a-b-', { 0: [2], 1: [1] }, '1180591620717411303424']);
  });

  it('has one Error, Array and Date, also for what the API gives', async () => {
    const code = `
      let thrown; try { record.load({ type: 'customer', id: 9 }) } catch (e) { thrown = e }
      const order = record.load({ type: 'salesorder', id: 501 });
      const found = search.create({ type: 'customer' }).run().getRange({ start: 0, end: 5 });
      return [thrown instanceof Error, order.getValue('trandate') instanceof Date, found instanceof Array, Object.getPrototypeOf(parameters) === Object.prototype]`;
    expect(await valueOf(['N/record', 'N/search'], code)).toEqual([true, true, true, true]);
  });
});

describe('errors that nobody catches', () => {
  it('of N/error keep their name and say where', async () => {
    const outcome = await runCode(['N/error'], 'throw error.create({ name: "NO_STOCK", message: "No \\"stock\\"" })');
    expect(outcome).toEqual({
      kind: 'error',
      usage: 0,
      error: {
        type: 'error.SuiteScriptError',
        name: 'NO_STOCK',
        message: 'No "stock"',
        stack: ['createError(N/error)', 'get(/SuiteScripts/test.js:6)'],
      },
    });
  });

  it('of the account carry its code', async () => {
    const outcome = await runCode(['N/record'], 'record.load({ type: "customer", id: 999999999 })');
    expect(outcome).toMatchObject({
      kind: 'error',
      usage: 5,
      error: { name: 'RCRD_DSNT_EXIST', stack: ['get(/SuiteScripts/test.js:6)'] },
    });
  });

  it('of the language are UNEXPECTED_ERROR', async () => {
    const outcome = await runCode([], 'const inner = () => nothing.here;\nreturn inner()');
    expect(outcome).toMatchObject({
      kind: 'error',
      error: {
        type: 'error.SuiteScriptError',
        name: 'UNEXPECTED_ERROR',
        message: 'ReferenceError: nothing is not defined',
        stack: ['inner(/SuiteScripts/test.js:6)', 'get(/SuiteScripts/test.js:7)'],
      },
    });
  });

  it.each([
    ['throw "text"', 'text'],
    ['throw { code: 5 }', '{"code":5}'],
    ['throw undefined', ''],
    ['throw Object.create(null)', '{}'],
    ['const e = new Error("x"); e.name = "MINE"; throw e', 'MINE: x'],
    ['const a = {}; a.a = a; return a', expect.stringContaining('TypeError') as string],
    ['return { toJSON() { throw new Error("no") } }', 'Error: no'],
  ])('%s', async (code, message) => {
    expect(errorOf(await runCode([], code))).toMatchObject({ name: 'UNEXPECTED_ERROR', message });
  });
});
