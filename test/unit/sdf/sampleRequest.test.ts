import { describe, expect, it } from 'vitest';
import { lintRequests } from '../../../src/requests/problems/lint.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { resolveTarget } from '../../../src/requests/parse/target.ts';
import { readRestletScript } from '../../../src/sdf/restletScript.ts';
import { sampleRequest } from '../../../src/sdf/sampleRequest.ts';

const ids = { script: 'customscript_orders', deployment: 'customdeploy_orders', scriptName: 'Orders' };

function sample(source: string): { text: string; selected: string; isComplete: boolean } {
  const [made] =
    readRestletScript(`/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\n${source}`)?.functions ?? [];
  const { text, caret, isComplete } = sampleRequest(made!, ids);
  return {
    text,
    selected: `${text.slice(0, caret.start).split('\n').at(-1)}[${text.slice(caret.start, caret.end)}]`,
    isComplete,
  };
}

describe('a sample request', () => {
  it('of a GET that wants nothing can be sent as it is', () => {
    const { text, isComplete } = sample('define({ get: () => 1 });');
    expect(text).toBe(
      '### Orders: GET\nGET restlet:customscript_orders/customdeploy_orders\nContent-Type: application/json\n',
    );
    expect(isComplete).toBe(true);
  });

  it('asks for the parameters of a GET, the optional ones switched off', () => {
    const { text, selected, isComplete } = sample(
      '/**\n * Reads one. And more.\n * @param {number} [p.limit=10]\n * @param {string} p.id\n */\nexport function get(p) {}',
    );
    expect(text).toBe(
      '### Reads one\nGET restlet:customscript_orders/customdeploy_orders\n  ?id=\n# &limit=10\nContent-Type: application/json\n',
    );
    expect(selected).toBe('  ?id=[]');
    expect(isComplete).toBe(false);
  });

  it('has a question mark to which any optional parameter can be added', () => {
    const { text, isComplete } = sample('export function get({ a = 1, b = 2 }) {}');
    expect(isComplete).toBe(true);
    for (const name of ['a', 'b']) {
      const [request] = parseRequests(text.replace(`# &${name}=`, `  &${name}=x`)).requests;
      expect(resolveTarget(request!.target.value, { restlets: 'https://h', suiteTalk: 'https://h' }).url).toMatch(
        new RegExp(`deploy=customdeploy_orders&${name}=x$`),
      );
    }
  });

  it('has a body with a value of its type for each member', () => {
    const { text, selected, isComplete } = sample(`/**
 * @param {Object} body
 * @param {number} body.customer
 * @param {string} [body.memo="none"]
 * @param {boolean} body.rush
 * @param {Object[]} body.lines
 * @param {string} body.lines[].item
 * @param {number} body.lines[].quantity
 */
export function post(body) {}`);
    expect(text).toMatch(
      /^POST restlet:customscript_orders\/customdeploy_orders\nContent-Type: application\/json\n\n\{/m,
    );
    expect(JSON.parse(text.slice(text.indexOf('{')))).toEqual({
      customer: 0,
      memo: 'none',
      rush: false,
      lines: [{ item: '', quantity: 0 }],
    });
    expect(selected).toBe('  "customer": [0]');
    expect(isComplete).toBe(false);
  });

  it.each([
    ['an unknown body', 'define({ put: b => save(b) });', '  []'],
    ['a list', '/** @param {Object[]} b */\nexport function post(b) {}', '    []'],
    ['text', '/** @param {string} b */\nexport function post(b) {}', '[text]'],
    [
      'a DELETE that wants nothing',
      'define({ delete: () => 1 });',
      'DELETE restlet:[customscript_orders/customdeploy_orders]',
    ],
  ])('of %s has the caret where something is missing, and is not to be sent', (_, source, where) => {
    const { selected, isComplete } = sample(source);
    expect(selected).toBe(where);
    expect(isComplete).toBe(false);
  });

  it.each([
    [
      'SuiteScript’s template',
      'Defines the function that is executed when a GET request is sent to a RESTlet.',
      '### Orders: GET',
    ],
    ['a reference to a variable', 'Reads {{secret}} now', '### Reads secret now'],
    ['a directive', '#@account 1', '### Orders: GET'],
  ])('is not called by %s', (_, description, title) => {
    expect(sampleRequest({ method: 'get', type: '', fields: [], description }, ids).text.split('\n')[0]).toBe(title);
  });

  it('has nothing that the request language complains about', () => {
    const { text } = sample('export const put = ({ "a b&c": x, "é\u{1F600}": y = "q" }) => 1;');
    expect(lintRequests(parseRequests(text))).toEqual([]);
    const query = sample('export const get = ({ "a b&c": x, "é": y }) => 1;').text;
    expect(query).toContain('  ?a%20b%26c=\n  &%C3%A9=\n');
    expect(lintRequests(parseRequests(query))).toEqual([]);
  });
});
