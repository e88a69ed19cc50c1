import { describe, expect, it } from 'vitest';
import { readRestletDeployments } from '../../../../src/practice/suiteScript/workspace.ts';
import { errorOf, memoryData, practiceProject, run } from './scriptFixture.ts';
import type { RunChanges } from './scriptFixture.ts';

const call = (name: string, changes: RunChanges = {}) => run({ scriptFile: `/SuiteScripts/${name}.js`, ...changes });

async function bodyOf(name: string, changes: RunChanges = {}): Promise<string> {
  const outcome = await call(name, changes);
  expect(outcome).toMatchObject({ kind: 'returned' });
  return outcome.kind === 'returned' ? outcome.body : '';
}

describe('the practice workspace', () => {
  it('has deployments that can be read, each with its script file', async () => {
    const { restlets, problems } = await readRestletDeployments(practiceProject);
    expect(problems).toEqual([]);
    expect(
      restlets.map(({ scriptId, scriptFile, deployments: [deployment] }) => [
        scriptId,
        scriptFile,
        deployment?.scriptId,
        deployment?.status,
        deployment?.allRoles,
        deployment?.roles,
      ]),
    ).toEqual(
      ['customers', 'draft', 'echo', 'limits', 'orders', 'throws', 'whoami'].map(name => [
        `customscript_tba_${name}`,
        `/SuiteScripts/tba_${name}.js`,
        `customdeploy_tba_${name}`,
        name === 'draft' ? 'TESTING' : 'RELEASED',
        name !== 'whoami',
        name === 'whoami' ? ['ADMINISTRATOR'] : [],
      ]),
    );
  });
});

describe('tba_echo', () => {
  it('answers with method, parameters and body, numbers as they were spelled', async () => {
    const body = '{"big":12345678901234567890.10,"ü":"日本"}';
    expect(await bodyOf('tba_echo', { entryPoint: 'post', parameters: { id: '7' }, body: ` ${body}\n` })).toBe(
      `{"method":"POST","parameters":{"id":"7"},"body":${body}}`,
    );
    expect(await bodyOf('tba_echo', { parameters: { a: '1', é: '' } })).toBe(
      '{"method":"GET","parameters":{"a":"1","é":""},"body":null}',
    );
    expect(await bodyOf('tba_echo', { entryPoint: 'delete' })).toContain('"method":"DELETE"');
  });

  it('answers text and XML', async () => {
    const text = await bodyOf('tba_echo', { entryPoint: 'put', format: 'text', body: '<a>"é"</a>' });
    expect(JSON.parse(text)).toEqual({ method: 'PUT', parameters: {}, body: '<a>"é"</a>' });
    expect(
      await bodyOf('tba_echo', { entryPoint: 'post', format: 'xml', body: '<a>é</a>', parameters: { 'a&b': '"<' } }),
    ).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<echo><method>POST</method><parameters><parameter name="a&amp;b">&quot;&lt;</parameter></parameters><body>&lt;a&gt;é&lt;/a&gt;</body></echo>',
    );
  });

  it('waits for as long as delay says', async () => {
    const started = performance.now();
    expect(JSON.parse(await bodyOf('tba_echo', { parameters: { delay: '0.3' } }))).toMatchObject({
      parameters: { delay: '0.3' },
    });
    expect(performance.now() - started).toBeGreaterThanOrEqual(295);
  });

  it.each([2, 1000, 5_000_000, 9_900_000])('answers a JSON array of about %i bytes', async size => {
    const outcome = await call('tba_echo', { format: 'text', parameters: { size: String(size) } });
    expect(outcome).toMatchObject({ kind: 'returned', shape: 'response', contentType: 'application/json' });
    const body = outcome.kind === 'returned' ? outcome.body : '';
    expect(Math.abs(body.length - size)).toBeLessThan(200);
    expect(JSON.parse(body)).toBeInstanceOf(Array);
  });

  it.each([
    ['delay', '61'],
    ['delay', '-1'],
    ['delay', 'soon'],
    ['size', '9900001'],
  ])('refuses %s=%s', async (name, value) => {
    expect(errorOf(await call('tba_echo', { parameters: { [name]: value } })).name).toBe('USER_ERROR');
  });
});

describe('tba_throws', () => {
  it('throws what it is told to', async () => {
    const parameters = { name: 'NO_STOCK', message: 'No "stock" left' };
    expect(errorOf(await call('tba_throws', { parameters }))).toMatchObject(parameters);
    expect(errorOf(await call('tba_throws', { entryPoint: 'post' })).name).toBe('PRACTICE_ERROR');
    expect(errorOf(await call('tba_throws', { entryPoint: 'post', body: '{"name":"X"}' })).name).toBe('X');
  });
});

describe('tba_customers', () => {
  it('lists customers with every digit of their amounts', async () => {
    const body = await bodyOf('tba_customers');
    expect(body).toContain('"companyName":"株式会社さくら 🚀"');
    expect(body).toContain('"creditLimit":9007199254740993,"balance":12345678901234567.89');
    expect((JSON.parse(body) as { id: number }[]).map(({ id }) => id)).toEqual([101, 102, 103]);
  });

  it('creates, reads, changes and removes', async () => {
    const data = memoryData();
    const body = '{"companyName":"Zoë’s Café","creditLimit":"0.10000000000000000001","dateCreated":"2024-02-29"}';
    const made = await bodyOf('tba_customers', { data, entryPoint: 'post', body });
    expect(made).toContain('"creditLimit":0.10000000000000000001,');
    const { id, ...rest } = JSON.parse(made) as { id: number };
    expect(rest).toMatchObject({ companyName: 'Zoë’s Café', dateCreated: '2024-02-29', currency: 'USD' });
    const changed = await bodyOf('tba_customers', {
      data,
      entryPoint: 'put',
      body: `{"id":${id},"email":"zoe@x.example","isInactive":true}`,
    });
    expect(JSON.parse(changed)).toMatchObject({
      id,
      companyName: 'Zoë’s Café',
      email: 'zoe@x.example',
      isInactive: true,
    });
    expect(await bodyOf('tba_customers', { data, parameters: { id: String(id) } })).toBe(changed);
    expect(await bodyOf('tba_customers', { data, entryPoint: 'delete', parameters: { id: String(id) } })).toBe(
      `{"id":${id},"deleted":true}`,
    );
    expect(errorOf(await call('tba_customers', { data, parameters: { id: String(id) } })).name).toBe('RCRD_DSNT_EXIST');
    expect(data.logs.map(({ title }) => title)).toEqual(['Customer created', 'Customer removed']);
  });

  it.each(['get', 'delete'] as const)('customer 999999999 does not exist for %s', async entryPoint => {
    const outcome = await call('tba_customers', { entryPoint, parameters: { id: '999999999' } });
    expect(errorOf(outcome).name).toBe('RCRD_DSNT_EXIST');
  });

  it.each([
    ['{}', 'SSS_MISSING_REQD_ARGUMENT'],
    ['[]', 'USER_ERROR'],
    ['5', 'USER_ERROR'],
    ['{"companyName":"x","id":5}', 'USER_ERROR'],
    ['{"companyName":"x","typo":5}', 'USER_ERROR'],
    ['{"companyName":"x","__proto__":5}', 'USER_ERROR'],
    ['{"companyName":"x","dateCreated":"2023-02-29"}', 'USER_ERROR'],
    ['{"companyName":"x","creditLimit":"1e5"}', 'USER_ERROR'],
    ['{"companyName":""}', 'USER_ERROR'],
  ])('refuses to create %s', async (body, name) => {
    expect(errorOf(await call('tba_customers', { entryPoint: 'post', body })).name).toBe(name);
  });

  it('asks for the id of what to change or remove', async () => {
    const outcomes = [
      await call('tba_customers', { entryPoint: 'put', body: '{"email":""}' }),
      await call('tba_customers', { entryPoint: 'delete' }),
    ];
    expect(outcomes.map(each => errorOf(each).name)).toEqual([
      'SSS_MISSING_REQD_ARGUMENT',
      'SSS_MISSING_REQD_ARGUMENT',
    ]);
  });
});

describe('tba_orders, tba_whoami and tba_limits', () => {
  it('an order is created with its lines and read back', async () => {
    const data = memoryData();
    const body = '{"customer":102,"memo":"Ünï","lines":[{"item":"BOLT","quantity":4,"rate":0.25}]}';
    const made = JSON.parse(await bodyOf('tba_orders', { data, entryPoint: 'post', body })) as { id: number };
    expect(made).toMatchObject({
      id: 502,
      customer: { id: '102', name: 'Müller & Söhne' },
      lines: [{ item: 'BOLT', quantity: 4, rate: 0.25 }],
    });
    const read = JSON.parse(await bodyOf('tba_orders', { data, parameters: { id: '501' } })) as object;
    expect(read).toMatchObject({ number: 'SO501', total: 14 });
  });

  it('the report is one query, and says what is left', async () => {
    const data = memoryData();
    data.answer = { columns: [{ name: 'total', type: 'number' }], rows: [['1.5']] };
    expect(JSON.parse(await bodyOf('tba_orders', { data }))).toEqual({ rows: [{ total: 1.5 }], unitsLeft: 4990 });
    expect(data.queries).toMatchObject([{ params: ['SalesOrd'] }]);
  });

  it('whoami tells who calls', async () => {
    expect(JSON.parse(await bodyOf('tba_whoami'))).toMatchObject({
      name: 'Jane Doe',
      accountId: 'TSTDRV0000001_SB1',
      envType: 'SANDBOX',
    });
  });

  it.each([
    ['usage', 'usage-limit'],
    ['size', 'too-large'],
    ['time', 'time-limit'],
    ['memory', 'error'],
    ['none', 'returned'],
  ])('limit=%s ends in %s', async (limit, kind) => {
    const options = limit === 'time' ? { timeLimitMs: 600 } : {};
    expect(await call('tba_limits', { parameters: { limit }, options })).toMatchObject({ kind });
  });
});
