import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { parseResponseReference, requestsNeeded } from '../../../../src/requests/values/responseReference.ts';

describe('parseResponseReference', () => {
  it.each([
    ['login.response.body.$.id', { request: 'login', of: 'response', part: 'body', path: '$.id' }],
    ['login.response.body.//ns:id/text()', { request: 'login', of: 'response', part: 'body', path: '//ns:id/text()' }],
    ['login.response.body.*', { request: 'login', of: 'response', part: 'body', path: '*' }],
    ['login.response.body', { request: 'login', of: 'response', part: 'body', path: '*' }],
    ['login.response.headers.Location', { request: 'login', of: 'response', part: 'headers', path: 'Location' }],
    ['login.response.status', { request: 'login', of: 'response', part: 'status', path: '' }],
    ['login.request.body.$.a', { request: 'login', of: 'request', part: 'body', path: '$.a' }],
    ['login.request.headers.Accept', { request: 'login', of: 'request', part: 'headers', path: 'Accept' }],
    [
      'Read an order v1.2.response.body.$.id',
      { request: 'Read an order v1.2', of: 'response', part: 'body', path: '$.id' },
    ],
    [
      'a.response.body.$.x.response.status',
      { request: 'a', of: 'response', part: 'body', path: '$.x.response.status' },
    ],
  ])('reads %s', (name, expected) => {
    expect(parseResponseReference(name)).toEqual(expected);
  });

  it.each([
    'login',
    'login.response',
    'login.response.headers',
    'login.response.headers.',
    'login.request.status',
    '.response.body.$',
    'login.response.bodyguard',
    'login.response.status.x',
    '$uuid',
    '',
  ])('takes %j for another name', name => {
    expect(parseResponseReference(name)).toBeUndefined();
  });
});

const needed = (text: string, name: string): (string | undefined)[] => {
  const file = parseRequests(text);
  return requestsNeeded(
    file,
    file.requests.find(request => request.name === name)!,
  ).map(request => request.name);
};

const failure = (text: string, name: string) => {
  try {
    needed(text, name);
    throw new Error('nothing was thrown');
  } catch (error) {
    if (!isCoded(error)) throw error;
    const offset = Number(error.data['offset']);
    return { code: error.code, data: error.data, at: text.slice(offset, text.indexOf('}}', offset) + 2) };
  }
};

describe('requestsNeeded', () => {
  it('answers what must be sent first, each once, through variables and other requests', () => {
    const text = `@session = {{login.response.body.$.id}}
@unused = {{other.response.body.$.id}}
### @name login
POST /app/login

{"key": "{{$uuid}}"}
### @name customer
GET /app/customer?session={{session}}
### @name order
POST /app/order
Customer: {{customer.response.body.$.id}}

{"again": "{{session}}", "made": "{{customer.response.headers.Location}}"}
### @name other
GET /app/other`;
    expect(needed(text, 'order')).toEqual(['login', 'customer']);
    expect(needed(text, 'customer')).toEqual(['login']);
    expect(needed(text, 'login')).toEqual([]);
  });

  it('finds references in target, account and token as well, and names that are titles', () => {
    const text = `### Who am I
GET /app/a
### @name b
# @account {{Who am I.response.body.$.account}}
GET /app/b`;
    expect(needed(text, 'b')).toEqual(['Who am I']);
  });

  it('finds what # @ref asks for, which must be there once and not need the request itself', () => {
    const text = '### @name a\nGET /a\n### @name b\n# @ref a\nGET /b\n### @name c\n// @ref b\nGET /c';
    expect(needed(text, 'c')).toEqual(['a', 'b']);
    expect(parseRequests(text).requests.flatMap(({ problems }) => problems)).toEqual([]);
    const alone = '### @name c\n# @ref b\nGET /c';
    expect(failure(alone, 'c')).toMatchObject({ code: 'request-unknown', data: { name: 'b' } });
    expect(parseRequests(alone).requests[0]?.problems).toMatchObject([{ code: 'request-unknown', severity: 'error' }]);
    expect(failure('### @name c\n# @ref c\nGET /c', 'c')).toMatchObject({ code: 'request-cycle' });
  });

  it('lets a variable of the file win over a request', () => {
    expect(
      needed('@a.response.status = 1\n### @name a\nGET /x\n### @name b\nGET /y?{{a.response.status}}', 'b'),
    ).toEqual([]);
  });

  it('says which requests need each other', () => {
    const text = `@id = {{b.response.body.$.id}}
### @name a
GET /app/a?{{id}}
### @name b
GET /app/b?{{a.response.status}}`;
    expect(failure(text, 'a')).toMatchObject({
      code: 'request-cycle',
      data: { cycle: 'a, b, a' },
      at: '{{a.response.status}}',
    });
    expect(failure('### @name a\nGET /x?{{a.response.status}}', 'a')).toMatchObject({ data: { cycle: 'a, a' } });
  });

  it('leaves variables that lead back to themselves to whoever puts them in', () => {
    expect(needed('@x = {{y}}\n@y = {{x}}\n### @name a\nGET /x?{{x}}', 'a')).toEqual([]);
  });

  it('says that no request, or more than one, has the name', () => {
    const reference = '{{gone.response.status}}';
    expect(failure(`### @name a\nGET /x?${reference}`, 'a')).toMatchObject({
      code: 'request-unknown',
      data: { name: 'gone' },
      at: reference,
    });
    expect(failure('### x\nGET /1\n### x\nGET /2\n### a\nGET /3?{{x.response.status}}', 'a')).toMatchObject({
      code: 'request-ambiguous',
      data: { name: 'x' },
    });
  });

  it('follows a chain of 20,000 requests', () => {
    const count = 20_000;
    const blocks = Array.from({ length: count }, (_, i) => `### r${i}\nGET /x?{{r${i + 1}.response.status}}`);
    const text = `${blocks.join('\n')}\n### r${count}\nGET /x`;
    const order = needed(text, 'r0');
    expect(order).toHaveLength(count);
    expect(order[0]).toBe(`r${count}`);
  });

  it('puts every request behind those that it needs', () => {
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 16 });
    fc.assert(
      fc.property(edges, pairs => {
        // Only from higher to lower, so that there is no cycle.
        const needs = (i: number) => pairs.filter(([from, to]) => from === i && to < i).map(([, to]) => to);
        const text = Array.from(
          { length: 8 },
          (_, i) =>
            `### r${i}\nGET /x?${needs(i)
              .map(to => `{{r${to}.response.status}}`)
              .join('')}`,
        ).join('\n');
        const order = needed(text, 'r7').map(name => Number(name?.slice(1)));
        expect(new Set(order).size).toBe(order.length);
        for (const [at, i] of [...order, 7].entries()) {
          for (const to of needs(i)) expect(order.slice(0, at)).toContain(to);
        }
      }),
    );
  });
});
