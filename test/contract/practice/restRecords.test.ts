import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState } from '../../../src/practice/state/model.ts';
import { call, startFixture } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';
import { expectProblem, json, problem, records, setPermission } from './restAnswers.ts';

let fixture: Fixture;
let fresh: AccountState;

beforeAll(async () => {
  fixture = await startFixture();
  fresh = fixture.account.store.current();
});

beforeEach(() => fixture.setState(() => fresh));

afterAll(() => fixture.stop());

function get(path: string, query: CallOptions['query'] = [], options: CallOptions = {}): Promise<Answer> {
  return call(fixture, { path: `${records}${path}`, query, ...options });
}

function write(method: string, path: string, body: unknown, options: CallOptions = {}): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return call(fixture, { method, path: `${records}${path}`, contentType: 'application/json', body: text, ...options });
}

describe('lists of records', () => {
  it('answer ids with links, a thousand to a page', async () => {
    const answer = await get('/customer');
    expect(answer.headers['content-type']).toBe('application/vnd.oracle.resource+json; type=collection');
    const url = `${fixture.baseUrl}${records}/customer`;
    expect(json(answer)).toMatchObject({
      links: [{ rel: 'self', href: `${url}?limit=1000&offset=0` }],
      count: 7,
      hasMore: false,
      offset: 0,
      totalResults: 7,
    });
    expect((json(answer)['items'] as unknown[])[0]).toEqual({
      links: [{ rel: 'self', href: `${url}/101` }],
      id: '101',
    });
  });

  it('lead from page to page by links that can be followed as they are', async () => {
    const seen: string[] = [];
    let query: [string, string][] = [
      ['limit', '3'],
      ['q', 'companyName CONTAIN_NOT "Müller & Söhne"'],
    ];
    for (let pages = 0; pages < 5; pages += 1) {
      const answer = await get('/customer', query);
      const page = json(answer) as {
        links: { rel: string; href: string }[];
        items: { id: string }[];
        hasMore: boolean;
      };
      seen.push(...page.items.map(({ id }) => id));
      const next = page.links.find(({ rel }) => rel === 'next');
      expect(next !== undefined).toBe(page.hasMore);
      if (!next) {
        expect(page.links.map(({ rel }) => rel)).toEqual(['previous', 'first', 'self']);
        break;
      }
      query = [...new URL(next.href).searchParams];
    }
    expect(seen).toEqual(['101', '103', '104', '105', '106', '107']);
  });

  it('are found in any spelling of the type, with and without a slash at the end', async () => {
    expect((await get('/salesorder')).status).toBe(200);
    expect(json(await get('/salesOrder/'))['totalResults']).toBe(6);
  });

  it.each([
    ['limit', '0'],
    ['limit', '1001'],
    ['limit', 'ten'],
    ['offset', '-1'],
    ['offset', '5'],
    ['offset', '1000000'],
    ['q', 'companyName LIKE "A%"'],
    ['q', 'companyName IS'],
    ['expandRecords', 'true'],
  ])('refuse %s=%s and name the parameter', async (name, value) => {
    const detail = expectProblem(await get('/customer', [[name, value]]), 400, 'INVALID_PARAMETER');
    expect(detail['o:errorQueryParam']).toBe(name);
  });

  it('refuse a parameter that comes twice', async () => {
    const query: [string, string][] = [
      ['limit', '5'],
      ['limit', '6'],
    ];
    expectProblem(await get('/customer', query), 400, 'INVALID_PARAMETER');
  });
});

describe('reading a record', () => {
  it('gives amounts every digit they have, references with names, and no empty fields', async () => {
    const answer = await get('/customer/104');
    expect(answer.headers['content-type']).toBe('application/vnd.oracle.resource+json; type=singular');
    expect(answer.body).toContain('"balance":12345678901234567.89');
    expect(answer.body).toContain('"creditLimit":9007199254740993');
    expect(json(await get('/salesOrder/503'))).toEqual({
      links: [{ rel: 'self', href: `${fixture.baseUrl}${records}/salesOrder/503` }],
      id: '503',
      currency: { id: 'GBP', refName: 'GBP' },
      entity: {
        links: [{ rel: 'self', href: `${fixture.baseUrl}${records}/customer/103` }],
        id: '103',
        refName: "O'Brien (Holdings) Ltd!*",
      },
      item: { links: [{ rel: 'self', href: `${fixture.baseUrl}${records}/salesOrder/503/item` }] },
      orderStatus: { id: 'A', refName: 'Pending Approval' },
      salesRep: {
        links: [{ rel: 'self', href: `${fixture.baseUrl}${records}/employee/42` }],
        id: '42',
        refName: 'Jane Doe',
      },
      status: { id: 'Pending Approval', refName: 'Pending Approval' },
      total: 349.99,
      tranDate: '2026-10-02',
      tranId: 'SO503',
    });
  });

  it('expands sublists when asked, and answers them and their lines on their own', async () => {
    const expanded = json(await get('/salesOrder/501', [['expandSubResources', 'true']]));
    const sublist = json(await get('/salesOrder/501/item'));
    expect(expanded['item']).toEqual(sublist);
    expect(sublist).toMatchObject({ count: 2, totalResults: 2, hasMore: false });
    expect(json(await get('/salesOrder/501/item/2'))).toMatchObject({
      line: 2,
      item: { id: 'Widget, red', refName: 'Widget, red' },
      quantity: 4,
      amount: 52,
    });
    expect((await get('/salesOrder/501/item/3')).status).toBe(404);
    expect((await get('/customer/101/addressbook')).status).toBe(404);
  });

  it('follows a reference through its record, if the role may view both', async () => {
    expect(json(await get('/salesOrder/501/entity'))['companyName']).toBe('Acme Corporation');
    await setPermission(fixture, 'LIST_CUSTJOB', 'NONE');
    expectProblem(await get('/salesOrder/501/entity'), 403, 'INSUFFICIENT_PERMISSION');
  });

  it('answers the fields asked for', async () => {
    expect(Object.keys(json(await get('/customer/101', [['fields', 'email,companyName']])))).toEqual([
      'links',
      'companyName',
      'email',
      'id',
    ]);
    const detail = expectProblem(await get('/customer/101', [['fields', 'phone']]), 400, 'INVALID_PARAMETER');
    expect(detail['o:errorQueryParam']).toBe('fields');
    expect(json(await get('/salesOrder/501', [['simpleEnumFormat', 'true']]))['orderStatus']).toBe('B');
  });

  it.each([
    ['/customer/999999999', 404, 'NONEXISTENT_ID'],
    ['/customer/000', 400, 'INVALID_ID'],
    ['/customer/abc', 400, 'INVALID_ID'],
    ['/customer/eid:A1', 400, 'INVALID_REQUEST'],
    ['/vendor', 404, 'NONEXISTENT_URL'],
    ['/customer/101/a/b/c', 404, 'NONEXISTENT_URL'],
    ['/constructor', 404, 'NONEXISTENT_URL'],
    ['/salesOrder/501/__proto__', 404, 'NONEXISTENT_URL'],
  ])('answers %s with %i %s', async (path, status, code) => {
    expectProblem(await get(path), status, code);
  });

  it('names other services and versions as missing', async () => {
    for (const path of ['/services/rest/', '/services/rest/record/v2/customer', '/services/rest/query/v1/dataset']) {
      expect((await call(fixture, { path, query: [] })).status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('making, changing and deleting records', () => {
  it('creates with 204 and a Location that reads back digit for digit', async () => {
    const body =
      '{"companyname":"Neu & Söhne 🚀","creditLimit":12345678901234567.10,"currency":{"id":"EUR"},"isInactive":true}';
    const answer = await write('POST', '/customer', body);
    expect([answer.status, answer.body, answer.headers['content-length']]).toEqual([204, '', undefined]);
    expect(answer.headers.location).toBe(`${fixture.baseUrl}${records}/customer/108`);
    const read = await get('/customer/108');
    expect(read.body).toContain('"creditLimit":12345678901234567.10');
    expect(json(read)).toMatchObject({
      companyName: 'Neu & Söhne 🚀',
      currency: { id: 'EUR' },
      isInactive: true,
      dateCreated: '2027-01-15T00:00:00Z',
    });
  });

  it('creates an order with lines and adds them up', async () => {
    const answer = await write('POST', '/salesOrder', {
      entity: { id: '102' },
      tranDate: '2026-11-23T23:00:00-08:00',
      salesRep: { id: 43 },
      item: {
        items: [
          { item: { id: 'Bolt' }, quantity: 3, rate: 0.1 },
          { item: { id: 'Nut' }, amount: 5 },
        ],
      },
    });
    expect(answer.status).toBe(204);
    const order = await get('/salesOrder/507', [['expandSubResources', 'true']]);
    expect(json(order)).toMatchObject({ total: 5.3, tranDate: '2026-11-23', tranId: 'SO507', currency: { id: 'EUR' } });
    expect(order.body).toContain('"quantity":3,"rate":0.1,"amount":0.3');
  });

  it('takes a record back as it was read, and changes what was changed', async () => {
    const order = json(await get('/salesOrder/501', [['expandSubResources', 'true']])) as {
      item: { items: { quantity: number }[] };
      memo: string;
    };
    order.item.items[0]!.quantity = 12;
    order.memo = 'Changed';
    expect((await write('PATCH', '/salesOrder/501', order)).status).toBe(204);
    expect(json(await get('/salesOrder/501', [['expandSubResources', 'true']]))).toMatchObject({
      memo: 'Changed',
      total: 202,
      item: {
        items: [
          { quantity: 12, amount: 150 },
          { quantity: 4, amount: 52 },
        ],
      },
    });
  });

  it('appends lines, changes the one that is named, and replaces all when asked', async () => {
    await write('PATCH', '/salesOrder/501', {
      item: {
        items: [
          { line: 2, quantity: 5 },
          { item: { id: 'New' }, rate: 1 },
        ],
      },
    });
    const lines = async () =>
      (json(await get('/salesOrder/501/item'))['items'] as { item: { id: string }; quantity: number }[]).map(
        ({ item, quantity }) => [item.id, quantity],
      );
    expect(await lines()).toEqual([
      ['Widget, blue', 10],
      ['Widget, red', 5],
      ['New', 1],
    ]);
    await write('PATCH', '/salesOrder/501', { item: { items: [{ line: 3 }] } }, { query: [['replace', 'item']] });
    expect(await lines()).toEqual([['New', 1]]);
    const emptied = await write('PATCH', '/salesOrder/501', { item: null }, { query: [['replace', 'item']] });
    expectProblem(emptied, 400, 'USER_ERROR');
  });

  it('clears a field with null', async () => {
    await write('PATCH', '/customer/101', { email: null });
    expect(json(await get('/customer/101'))).not.toHaveProperty('email');
  });

  it('deletes with 204, but no customer that has orders', async () => {
    expect((await call(fixture, { method: 'DELETE', path: `${records}/salesOrder/502` })).status).toBe(204);
    expect((await get('/salesOrder/502')).status).toBe(404);
    expect((await call(fixture, { method: 'DELETE', path: `${records}/customer/102` })).status).toBe(204);
    expectProblem(await call(fixture, { method: 'DELETE', path: `${records}/customer/101` }), 400, 'USER_ERROR');
    expectProblem(await call(fixture, { method: 'DELETE', path: `${records}/customer/102` }), 404, 'NONEXISTENT_ID');
  });

  it.each([
    ['a name that is no field', { companyName: 'A', phne: '1' }, 'INVALID_CONTENT', 'phne'],
    ['a number for a text', { companyName: 5 }, 'INVALID_CONTENT', 'companyName'],
    ['a text for a number', { companyName: 'A', creditLimit: '5' }, 'INVALID_CONTENT', 'creditLimit'],
    ['a text for a box', { companyName: 'A', isInactive: 'T' }, 'INVALID_CONTENT', 'isInactive'],
    ['one field in two spellings', { companyName: 'A', companyname: 'B' }, 'INVALID_CONTENT', 'companyname'],
    ['no name', { email: 'a@b.example' }, 'USER_ERROR', 'companyName'],
    ['an id of its own', { companyName: 'A', id: '5' }, 'USER_ERROR', 'id'],
    ['an e-mail address that is none', { companyName: 'A', email: 'here' }, 'USER_ERROR', 'email'],
  ])('refuses a customer with %s', async (_, body, code, path) => {
    expect(expectProblem(await write('POST', '/customer', body), 400, code)['o:errorPath']).toBe(path);
    expect(fixture.account.store.current()).toBe(fresh);
  });

  it('points at the line that is wrong', async () => {
    const items = [{ line: 1 }, { line: 2, quantity: 0 }];
    const answer = await write('PATCH', '/salesOrder/501', { item: { items } });
    expect(expectProblem(answer, 400, 'USER_ERROR')['o:errorPath']).toBe('item.items[1].quantity');
    const typo = await write('PATCH', '/salesOrder/501', { item: { items: [{ qty: 1 }] } });
    expect(expectProblem(typo, 400, 'INVALID_CONTENT')['o:errorPath']).toBe('item.items[0].qty');
  });

  it('passes over unknown names when the header says so', async () => {
    const headers = { 'X-NetSuite-PropertyNameValidation': 'Ignore' };
    expect((await write('POST', '/customer', { companyName: 'A', phne: '1' }, { headers })).status).toBe(204);
  });

  it.each(['', '{', '[]', '"x"', '{"a":1,"a":2}', 'companyName=A', '['.repeat(100_000)])(
    'answers the body %# with 400 INVALID_CONTENT',
    async body => {
      expectProblem(await write('POST', '/customer', body), 400, 'INVALID_CONTENT');
    },
  );

  it('takes JSON as JSON or as a resource, and nothing else', async () => {
    const body = '{"companyName":"A"}';
    const resource = { contentType: 'application/vnd.oracle.resource+json; type=singular' };
    expect((await write('POST', '/customer', body, resource)).status).toBe(204);
    expect((await write('POST', '/customer', body, { contentType: 'application/json; charset=UTF-8' })).status).toBe(
      204,
    );
    expect((await write('POST', '/customer', body, { contentType: 'text/plain' })).status).toBe(415);
    expect((await call(fixture, { method: 'POST', path: `${records}/customer`, body })).status).toBe(415);
    const latin = Buffer.from('{"companyName":"Müller"}', 'latin1');
    const answer = await call(fixture, {
      method: 'POST',
      path: `${records}/customer`,
      contentType: 'application/json',
      body: latin,
    });
    expectProblem(answer, 400, 'INVALID_CONTENT');
  });

  it.each([
    ['PUT', '/customer/101', 'GET, PATCH, DELETE'],
    ['POST', '/customer/101', 'GET, PATCH, DELETE'],
    ['PATCH', '/customer', 'GET, POST'],
    ['DELETE', '/salesOrder/501/item', 'GET'],
  ])('answers %s %s with 405 and what is allowed', async (method, path, allow) => {
    const answer = await write(method, path, '{}');
    expectProblem(answer, 405, 'INVALID_METHOD');
    expect(answer.headers.allow).toBe(allow);
  });

  it('names asynchronous requests as what is missing, and changes nothing', async () => {
    const headers = { Prefer: 'respond-async' };
    const answer = await write('POST', '/customer', { companyName: 'A' }, { headers });
    expect(expectProblem(answer, 400, 'INVALID_REQUEST').detail).toContain('asynchronous');
    expect(fixture.account.store.current()).toBe(fresh);
  });

  it('names external ids as what is missing for an upsert', async () => {
    const detail = expectProblem(await write('PUT', '/customer/eid:A1', '{}'), 400, 'INVALID_REQUEST');
    expect(detail.detail).toContain('external IDs');
  });

  it.each([
    ['NONE', 'GET', '/customer/101', 403],
    ['VIEW', 'GET', '/customer/101', 200],
    ['VIEW', 'POST', '/customer', 403],
    ['CREATE', 'POST', '/customer', 204],
    ['CREATE', 'PATCH', '/customer/101', 403],
    ['EDIT', 'PATCH', '/customer/101', 204],
    ['EDIT', 'DELETE', '/customer/105', 403],
    ['FULL', 'DELETE', '/customer/105', 204],
  ] as const)('with the permission at %s answers %s %s with %i', async (level, method, path, status) => {
    await setPermission(fixture, 'LIST_CUSTJOB', level);
    const hasBody = method === 'POST' || method === 'PATCH';
    const answer = hasBody
      ? await write(method, path, { companyName: 'A' })
      : await call(fixture, { method, path: `${records}${path}`, query: [] });
    expect(answer.status).toBe(status);
    if (status === 403) {
      expect(problem(answer)['o:errorCode']).toBe('INSUFFICIENT_PERMISSION');
    }
  });

  it('lets employees be renamed, but made and removed on the set-up pages only', async () => {
    await setPermission(fixture, 'LIST_EMPLOYEE', 'FULL');
    expect((await write('PATCH', '/employee/43', { lastName: 'Haddad-Roth' })).status).toBe(204);
    expect(json(await get('/employee/43'))).toMatchObject({ entityId: 'Omar Haddad-Roth', isInactive: false });
    expectProblem(
      await write('POST', '/employee', { firstName: 'A', email: 'a@b.example' }),
      403,
      'INSUFFICIENT_PERMISSION',
    );
    expectProblem(
      await call(fixture, { method: 'DELETE', path: `${records}/employee/43` }),
      403,
      'INSUFFICIENT_PERMISSION',
    );
    const body = (await get('/employee/42')).body;
    expect(body).not.toContain(fresh.employees.find(({ id }) => id === 42)!.password);
  });

  it('keeps two changes at once apart', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => write('POST', '/customer', { companyName: `C${index}` })),
    );
    const ids = answers.map(({ headers }) => headers.location);
    expect(new Set(ids).size).toBe(5);
    expect(json(await get('/customer'))['totalResults']).toBe(12);
  });
});
