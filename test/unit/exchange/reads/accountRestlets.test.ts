import { describe, expect, it } from 'vitest';
import { readAccountRestlets, restletsQuery } from '../../../../src/exchange/reads/accountRestlets.ts';
import type { Exchange } from '../../../../src/exchange/record.ts';
import type { Call } from '../../../../src/exchange/send.ts';
import { CodedError } from '../../../../src/codedError.ts';

const account = { accountId: '1234567_SB1' };

function answer(status: number, body: unknown): Exchange {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    record: { response: { status, statusText: '', headers: [], bodyBytes: bytes.byteLength } },
    body: bytes,
  } as unknown as Exchange;
}

function failure(code: string): Exchange {
  return { record: { failure: { code, data: { host: 'x' } } }, body: new Uint8Array() } as unknown as Exchange;
}

const row = (changes: Readonly<Record<string, unknown>> = {}) => ({
  links: [],
  scriptkey: '12',
  scriptid: 'customscript_orders',
  scriptname: 'Orders',
  inactive: 'F',
  scriptfile: 'orders.js',
  deploykey: '345',
  deployid: 'customdeploy_orders',
  title: 'Orders for the shop',
  status: 'RELEASED',
  isdeployed: 'T',
  ...changes,
});

const without = (...columns: readonly string[]) =>
  Object.fromEntries(Object.entries(row()).filter(([name]) => !columns.includes(name)));

const page = (items: readonly unknown[], hasMore = false) => answer(200, { items, hasMore, count: items.length });

async function read(...answers: readonly Exchange[]) {
  const calls: Call[] = [];
  const rest = [...answers];
  const restlets = await readAccountRestlets(account, 'RESTlets', call => {
    calls.push(call);
    const next = rest.shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error('one call too many'));
  });
  return { restlets, calls };
}

const refusal = (...answers: readonly Exchange[]) =>
  read(...answers).then(
    () => expect.unreachable(),
    (error: unknown) => {
      expect(error).toBeInstanceOf(CodedError);
      return error as CodedError;
    },
  );

describe('the RESTlets of an account', () => {
  it('are asked for in one query, which names no host but the account’s', async () => {
    const { calls } = await read(page([]));
    expect(calls).toEqual([
      expect.objectContaining({
        method: 'POST',
        url: 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql?limit=1000&offset=0',
        body: JSON.stringify({ q: restletsQuery }),
      }),
    ]);
    expect(calls[0]?.headers).toContainEqual({ name: 'Prefer', value: 'transient' });
  });

  it('come with their deployments', async () => {
    const { restlets } = await read(
      page([
        row(),
        row({ deploykey: '346', deployid: 'customdeploy2', title: 'Trial', status: 'TESTING', isdeployed: 'F' }),
      ]),
    );
    expect(restlets).toEqual([
      {
        scriptId: 'customscript_orders',
        internalId: '12',
        name: 'Orders',
        isInactive: false,
        scriptFile: 'orders.js',
        deployments: [
          {
            deploymentId: 'customdeploy_orders',
            internalId: '345',
            title: 'Orders for the shop',
            status: 'RELEASED',
            isDeployed: true,
          },
          {
            deploymentId: 'customdeploy2',
            internalId: '346',
            title: 'Trial',
            status: 'TESTING',
            isDeployed: false,
          },
        ],
      },
    ]);
  });

  it('may have no deployment, no file and no name, since a null has no member', async () => {
    const bare = without('deploykey', 'deployid', 'title', 'status', 'isdeployed', 'scriptfile', 'scriptname');
    const { restlets } = await read(page([bare]));
    expect(restlets).toEqual([
      {
        scriptId: 'customscript_orders',
        internalId: '12',
        name: 'customscript_orders',
        isInactive: false,
        deployments: [],
      },
    ]);
  });

  it('are read from numbers, booleans and names of columns in capitals as well', async () => {
    const spelled = Object.fromEntries(
      Object.entries(row({ scriptkey: 12, inactive: true, isdeployed: true })).map(([name, value]) => [
        name.toUpperCase(),
        value,
      ]),
    );
    const { restlets } = await read(page([spelled]));
    expect(restlets[0]).toMatchObject({ internalId: '12', isInactive: true, deployments: [{ isDeployed: true }] });
  });

  it('are read page by page, and a row that comes twice counts once', async () => {
    const second = row({ scriptkey: '13', scriptid: 'customscript_b', scriptname: 'A first', deploykey: '400' });
    const { restlets, calls } = await read(page([row(), second], true), page([second]));
    expect(calls.map(({ url }) => new URL(url).searchParams.get('offset'))).toEqual(['0', '2']);
    expect(restlets.map(({ name, deployments }) => [name, deployments.length])).toEqual([
      ['A first', 1],
      ['Orders', 1],
    ]);
  });

  it('have names of one line that are not endless', async () => {
    const { restlets } = await read(page([row({ scriptname: ` Two\r\nlines\u0007 ${'x'.repeat(500)}` })]));
    expect(restlets[0]?.name).toMatch(/^Two lines x{190}$/);
  });

  it.each([
    ['no JSON', answer(200, '<html>')],
    ['no items', answer(200, { hasMore: false })],
    ['a row that is none', page(['x'])],
    ['an ID that would end its line in a request file', page([row({ scriptid: 'a\nGET https://evil' })])],
    ['a deployment without its ID', page([without('deployid')])],
    ['an empty page that says there are more', page([], true)],
  ])('are unreadable from %s', async (_, given) => {
    const { code, data } = await refusal(given);
    expect([code, data['why'], data['status']]).toEqual(['restlets-unreadable', 'answer', 200]);
  });

  const problem = (code: string, detail: string) => ({ 'o:errorDetails': [{ detail, 'o:errorCode': code }] });

  it.each([
    [401, problem('INVALID_LOGIN', 'Invalid login attempt.'), 'login', 'INVALID_LOGIN'],
    [403, problem('INSUFFICIENT_PERMISSION', 'Not for you'), 'permission', 'INSUFFICIENT_PERMISSION'],
    [400, problem('INVALID_PARAMETER', "Record 'script' was not found"), 'query', 'INVALID_PARAMETER'],
    [429, problem('CONCURRENCY_LIMIT_EXCEEDED', ''), 'busy', 'CONCURRENCY_LIMIT_EXCEEDED'],
    [500, 'oops', 'answer', ''],
    [302, '', 'answer', ''],
  ])('say why on %i', async (status, body, why, code) => {
    const error = await refusal(answer(status, body));
    expect(error.data).toMatchObject({ status, code, why });
    expect(error.data['permissions']).toEqual(
      why === 'permission' ? expect.stringContaining('ADMI_CUSTOMSCRIPT') : undefined,
    );
  });

  it('pass on why there was no answer', async () => {
    const { code, data } = await refusal(page([row()], true), failure('timed-out'));
    expect([code, data]).toEqual(['timed-out', { host: 'x' }]);
  });
});
