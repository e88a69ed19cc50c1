import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { mentionAt, restletCalls } from '../../../../src/workbench/projects/restletCalls.ts';
import { targetBefore, typedId } from '../../../../src/workbench/projects/typedId.ts';

const ids = 'customscript_a/customdeploy_b';

/** Method, script and deployment of each call, the latter two as the file has them at their spans. */
function calls(text: string): string[] {
  return restletCalls(parseRequests(text)).map(
    ({ method, script, deployment, scriptSpan, deploymentSpan }) =>
      `${method} ${script}=${text.slice(scriptSpan.start, scriptSpan.end)} ${deployment}=${text.slice(deploymentSpan.start, deploymentSpan.end)}`,
  );
}

describe('calls of RESTlets are found', () => {
  const inPlace = 'customscript_a=customscript_a customdeploy_b=customdeploy_b';

  it.each([
    ['by the short form', `post restlet:${ids}?id=1`, `POST ${inPlace}`],
    [
      'by the long URL',
      'GET https://1-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=customscript_a&deploy=customdeploy_b',
      `GET ${inPlace}`,
    ],
    [
      'by its path, over several lines',
      'PUT /app/site/hosting/restlet.nl\n  ?x=1\n  &deploy=customdeploy_b\n  &script=customscript_a',
      `PUT ${inPlace}`,
    ],
    [
      'through variables',
      `@a = restlet:${ids}\n@b = {{a}}\nDELETE {{b}}?id=1`,
      'DELETE customscript_a={{b}}?id=1 customdeploy_b={{b}}?id=1',
    ],
    ['with a value that only sending tells', `GET restlet:${ids}?id={{unknown}}&t={{$timestamp}}`, `GET ${inPlace}`],
    ['by internal IDs', 'GET restlet:1/2', 'GET 1=1 2=2'],
    ['without a deployment', 'GET restlet:customscript_a', 'GET customscript_a=customscript_a =restlet:customscript_a'],
  ])('%s', (_, text, expected) => {
    expect(calls(text)).toEqual([expected]);
  });

  it.each([
    ['of something else', 'GET /rest/tokeninfo'],
    ['whose script is not known', 'GET restlet:{{script}}/customdeploy_b'],
    ['whose script is known in part', 'GET restlet:custom{{x}}/customdeploy_b'],
    ['of another path', 'GET https://x/app/site/hosting/scriptlet.nl?script=1&deploy=1'],
    ['that go round in circles', '@a = {{b}}\n@b = {{a}}\nGET {{a}}'],
  ])('but not those %s', (_, text) => {
    expect(calls(text)).toEqual([]);
  });

  it('at a place: in a target, in a variable’s value, nowhere else', () => {
    const text = `@a = restlet:${ids}\n### one\nGET {{a}}\nX: restlet:${ids}\n`;
    const file = parseRequests(text);
    expect(mentionAt(file, text.indexOf('restlet') + 3)).toMatchObject({ script: 'customscript_a' });
    expect(mentionAt(file, text.indexOf('GET {{a') + 6)).toMatchObject({ method: 'GET', script: 'customscript_a' });
    expect(mentionAt(file, text.lastIndexOf('restlet'))).toBeUndefined();
  });

  it('in any text without a throw, with spans inside it', () => {
    const piece = fc.constantFrom(
      'GET ',
      'restlet:',
      ids,
      '/',
      '\n',
      '### ',
      '@a = ',
      '{{a}}',
      '?script=',
      '&deploy=',
      '/app/site/hosting/restlet.nl',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), pieces => {
        const text = pieces.join('');
        for (const { scriptSpan, deploymentSpan } of restletCalls(parseRequests(text))) {
          expect(scriptSpan.start).toBeLessThan(scriptSpan.end);
          expect(Math.max(scriptSpan.end, deploymentSpan.end)).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('an ID is being typed', () => {
  /** At the `|`. */
  function typed(text: string) {
    const plain = text.replace('|', '');
    const before = targetBefore(parseRequests(plain), plain, text.indexOf('|'));
    return before === undefined ? undefined : typedId(before);
  }

  it.each([
    ['GET restlet:|', { kind: 'restlet', prefix: '', insertBefore: '' }],
    ['GET restlet:ord|', { kind: 'restlet', prefix: 'ord', insertBefore: '' }],
    ['GET |', { kind: 'restlet', prefix: '', insertBefore: 'restlet:' }],
    ['POST rest|', { kind: 'restlet', prefix: 'rest', insertBefore: 'restlet:' }],
    ['@a = restlet:cu|', { kind: 'restlet', prefix: 'cu', insertBefore: '' }],
    ['GET restlet:customscript_a/cust|?id=1', { kind: 'deployment', prefix: 'cust', script: 'customscript_a' }],
    ['GET /app/site/hosting/restlet.nl?script=|', { kind: 'script', prefix: '' }],
    [
      'GET https://h/app/site/hosting/restlet.nl\n  ?script=s_1\n  &deploy=c|',
      { kind: 'deployment', prefix: 'c', script: 's_1' },
    ],
    ['GET /app/site/hosting/restlet.nl?deploy=|', { kind: 'deployment', prefix: '', script: undefined }],
  ])('in %s', (text, expected) => {
    expect(typed(text)).toEqual(expected);
  });

  it.each([
    'GET /rest/|',
    'GET restlet:a/b?id=|',
    'POST /x\nX: restlet:|',
    'POST /x\n\n{ "a": "restlet:|" }',
    '# restlet:|',
    'GET /x?script=|',
  ])('but not in %s', text => {
    expect(typed(text)).toBeUndefined();
  });
});
