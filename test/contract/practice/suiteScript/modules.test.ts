import { describe, expect, it } from 'vitest';
import { errorOf, memoryData, run, projectWith, runCode, tags, valueOf } from './scriptFixture.ts';

describe('what an entry point is given', () => {
  const entry = (changes: Parameters<typeof run>[0]) =>
    projectWith({
      'SuiteScripts/test.js': `${tags}const f = a => ({ type: typeof a, a, text: String(a) }); define({ get: f, post: f, put: f, delete: f })`,
    }).then(projectDir => run({ projectDir, ...changes }));

  it.each(['get', 'delete'] as const)('%s gets the parameters of the URL', async entryPoint => {
    const outcome = await entry({ entryPoint, parameters: { id: '7', ü: '日 本' } });
    expect(outcome).toMatchObject({ body: expect.stringContaining('"a":{"id":"7","ü":"日 本"}') as string });
  });

  it.each(['post', 'put'] as const)('%s gets the body', async entryPoint => {
    const given = (format: 'json' | 'text' | 'xml', body: string | undefined) =>
      entry({ entryPoint, format, body, parameters: { id: '7' } });
    expect(await given('json', '{"a":[1.50]}')).toMatchObject({
      body: expect.stringContaining('"a":{"a":[1.5]}') as string,
    });
    expect(await given('text', '{"a":1}')).toMatchObject({
      body: expect.stringContaining('"type":"string"') as string,
    });
    expect(await given('xml', '<a>é</a>')).toMatchObject({
      body: '{"type":"object","a":"<a>é</a>","text":"<a>é</a>"}',
    });
    expect(await given('json', undefined)).toMatchObject({ body: expect.stringContaining('"undefined"') as string });
  });
});

describe('N/record', () => {
  it('loads and reads fields by their type', async () => {
    const code = `
      const c = record.load({ type: record.Type.CUSTOMER, id: 101 });
      const o = record.load('salesorder', '501');
      return [c.id, c.type, c.getValue({ fieldId: 'companyname' }), c.getValue('balance'), c.getValue('isinactive'), c.getText('isinactive'),
        typeof c.getValue('nonsense'), o.getValue('entity'), o.getText('entity'), o.getValue('trandate').getFullYear(), o.getText('trandate'), o.getValue('status'), o.getText('status'),
        record.create({ type: 'salesorder' }).setText('orderstatus', 'Pending Fulfillment').getValue('orderstatus')]`;
    expect(await valueOf(['N/record'], code)).toEqual([
      101,
      'customer',
      'Acme Corporation',
      1299.9,
      false,
      'F',
      'undefined',
      '102',
      'Müller & Söhne',
      2026,
      '2026-03-01',
      'pendingFulfillment',
      'Pending Fulfillment',
      'B',
    ]);
  });

  it('shows amounts as numbers, which are rounded as in NetSuite', async () => {
    const code =
      'const c = record.load({ type: "customer", id: 103 }); return [c.getValue("balance"), c.getText("balance")]';
    expect(await valueOf(['N/record'], code)).toEqual([12345678901234567.89, '12345678901234567.89']);
  });

  it('creates, changes and deletes', async () => {
    const data = memoryData();
    const code = `
      const made = record.create({ type: 'customer', defaultValues: { currency: 'EUR' } });
      made.setValue({ fieldId: 'companyname', value: 'Zoë’s Café' }).setValue('creditlimit', 0.1).setValue('balance', '9007199254740993')
        .setValue({ fieldId: 'datecreated', value: new Date(2024, 1, 29) }).setValue({ fieldId: 'isinactive', value: 'T' });
      const before = made.id, id = made.save();
      record.submitFields({ type: 'customer', id, values: { email: 'zoe@x.example', isinactive: false } });
      const gone = record.delete({ type: 'customer', id: 101 });
      return { before, id, gone }`;
    expect(await valueOf(['N/record'], code, { data })).toEqual({ before: null, id: 502, gone: 101 });
    expect(data.records.find(each => each.id === 502)?.fields).toEqual({
      currency: 'EUR',
      companyname: 'Zoë’s Café',
      creditlimit: '0.1',
      balance: '9007199254740993',
      datecreated: '2024-02-29',
      isinactive: false,
      email: 'zoe@x.example',
    });
    expect(data.records.some(each => each.id === 101)).toBe(false);
  });

  it('sends only what was set', async () => {
    const data = memoryData();
    const saved: unknown[] = [];
    const watched = {
      ...data,
      saveRecord: (...given: Parameters<typeof data.saveRecord>) => (saved.push(given), data.saveRecord(...given)),
    };
    await runCode(['N/record'], 'record.load({ type: "customer", id: 102 }).setValue("email", "").save()', {
      data: watched,
    });
    expect(saved).toEqual([['customer', 102, { email: '' }, undefined]]);
  });

  it('edits lines in standard mode', async () => {
    const data = memoryData();
    const code = `
      const o = record.load({ type: 'salesorder', id: 501 }), sublistId = 'item';
      o.setSublistValue({ sublistId, fieldId: 'quantity', line: 0, value: 5 });
      o.setSublistValue({ sublistId, fieldId: 'item', line: 2, value: 'WASHER' });
      o.removeLine({ sublistId, line: 1 });
      o.insertLine({ sublistId, line: 0 });
      const at = o.findSublistLineWithValue({ sublistId, fieldId: 'item', value: 'WASHER' });
      o.save();
      return [at, o.getLineCount({ sublistId }), o.getLineCount({ sublistId: 'none' }), o.getSublistValue({ sublistId, fieldId: 'rate', line: 1 })]`;
    expect(await valueOf(['N/record'], code, { data })).toEqual([2, 3, -1, 0.25]);
    expect(data.records.find(each => each.id === 501)?.sublists['item']).toEqual([
      {},
      { item: 'BOLT', description: 'Bolt', quantity: '5', rate: '0.25', amount: '1.00' },
      { item: 'WASHER' },
    ]);
  });

  it('edits lines in dynamic mode', async () => {
    const data = memoryData();
    const code = `
      const o = record.create({ type: 'salesorder', isDynamic: true }), sublistId = 'item';
      o.setValue('entity', 101);
      for (const item of ['A', 'B', 'C']) {
        o.selectNewLine({ sublistId });
        o.setCurrentSublistValue({ sublistId, fieldId: 'item', value: item });
        if (item === 'B') o.cancelLine({ sublistId }); else o.commitLine({ sublistId });
      }
      o.selectLine({ sublistId, line: 1 }).setCurrentSublistValue(sublistId, 'quantity', 2);
      const seen = o.getCurrentSublistValue({ sublistId, fieldId: 'item' });
      o.commitLine({ sublistId });
      return [seen, o.save()]`;
    expect(await valueOf(['N/record'], code, { data })).toEqual(['C', 502]);
    expect(data.records.at(-1)).toMatchObject({
      fields: { entity: '101' },
      sublists: { item: [{ item: 'A' }, { item: 'C', quantity: '2' }] },
    });
  });

  it.each([
    ['record.load({ type: "customer" })', 'SSS_MISSING_REQD_ARGUMENT', 'id'],
    ['record.create({})', 'SSS_MISSING_REQD_ARGUMENT', 'type'],
    ['record.load({ type: "customer", id: {} })', 'SSS_INVALID_TYPE_ARG', 'id'],
    ['record.load({ type: "customer", id: 101 }).getValue()', 'SSS_MISSING_REQD_ARGUMENT', 'fieldId'],
    ['record.load({ type: "customer", id: 101 }).setValue("balance", "much")', 'INVALID_FLD_VALUE', 'balance'],
    ['record.load({ type: "customer", id: 101 }).setValue("balance", NaN)', 'INVALID_FLD_VALUE', 'balance'],
    [
      'record.load({ type: "salesorder", id: 501 }).setValue("trandate", "2023-02-29")',
      'INVALID_FLD_VALUE',
      'trandate',
    ],
    ['record.load({ type: "customer", id: 101 }).setValue("isinactive", "maybe")', 'INVALID_FLD_VALUE', 'isinactive'],
    [
      'record.load({ type: "customer", id: 101 }).setValue("email", "x").getText("email")',
      'SSS_INVALID_API_USAGE',
      'email',
    ],
    [
      'record.load({ type: "salesorder", id: 501 }).selectNewLine({ sublistId: "item" })',
      'SSS_INVALID_API_USAGE',
      'dynamic',
    ],
    [
      'record.load({ type: "salesorder", id: 501 }).getSublistValue("item", "rate", 9)',
      'SSS_INVALID_SUBLIST_OPERATION',
      '9',
    ],
    [
      'record.create({ type: "salesorder", isDynamic: true }).commitLine({ sublistId: "item" })',
      'SSS_INVALID_SUBLIST_OPERATION',
      'item',
    ],
    [
      'record.transform({ fromType: "salesorder", fromId: 1, toType: "invoice" })',
      'PRACTICE_ACCOUNT_UNSUPPORTED',
      'record.transform',
    ],
    ['record.copy({ type: "customer", id: 101 })', 'PRACTICE_ACCOUNT_UNSUPPORTED', 'record.copy'],
    [
      'record.load({ type: "customer", id: 101 }).getSubrecord({})',
      'PRACTICE_ACCOUNT_UNSUPPORTED',
      'Record.getSubrecord',
    ],
  ])('%s is %s', async (code, name, part) => {
    const error = errorOf(await runCode(['N/record'], code));
    expect([error.name, error.message]).toEqual([name, expect.stringContaining(part)]);
  });

  it('answers with promises too', async () => {
    const code = `return record.load.promise({ type: 'customer', id: 101 }).then(c => c.save.promise()).then(id => ({ id }))`;
    expect(await runCode(['N/record'], code)).toMatchObject({ body: '{"id":101}', usage: 15 });
  });

  it('prints as JSON with every digit', async () => {
    expect(await valueOf(['N/record'], 'return record.load({ type: "customer", id: 103 })')).toMatchObject({
      id: '103',
      type: 'customer',
      fields: { balance: '12345678901234567.89' },
    });
  });
});

describe('N/query', () => {
  const answer = {
    columns: [
      { name: 'companyname', type: 'string' },
      { name: 'total', type: 'number' },
    ],
    rows: [...Array(12).keys()].map(n => [`C${n}`, n === 3 ? null : `${n}.50`]),
  } as const;

  it('runs SuiteQL with parameters', async () => {
    const data = { ...memoryData(), answer };
    const runSuiteQl: typeof data.runSuiteQl = (query, params) => {
      data.queries.push({ query, params });
      return Promise.resolve(answer);
    };
    const code = `
      const found = query.runSuiteQL({ query: 'SELECT ?', params: ['x', 5, true] });
      return [found.asMappedResults()[1], found.results[0].values, found.results[3].asMap(), found.types, found.results.length]`;
    expect(await valueOf(['N/query'], code, { data: { ...data, runSuiteQl } })).toEqual([
      { companyname: 'C1', total: 1.5 },
      ['C0', 0.5],
      { companyname: 'C3', total: null },
      ['STRING', 'FLOAT'],
      12,
    ]);
    expect(data.queries).toEqual([{ query: 'SELECT ?', params: ['x', 5, true] }]);
  });

  it('pages', async () => {
    const code = `
      const paged = query.runSuiteQLPaged({ query: 'SELECT 1', pageSize: 5 });
      const last = paged.fetch(2), seen = [];
      paged.iterator().each(page => { seen.push(page.value.data.asMappedResults()[0].companyname); return seen.length < 2; });
      return [paged.count, paged.pageRanges.length, last.isLast, last.data.results.length, seen]`;
    const data = { ...memoryData(), runSuiteQl: () => Promise.resolve(answer) };
    expect(await valueOf(['N/query'], code, { data })).toEqual([12, 3, true, 2, ['C0', 'C5']]);
  });

  it.each([
    ['query.runSuiteQL({})', 'MISSING_REQD_ARGUMENT'],
    ['query.runSuiteQL({ query: "x", params: [{}] })', 'SSS_INVALID_TYPE_ARG'],
    ['query.runSuiteQL({ query: "x", params: "y" })', 'SSS_INVALID_TYPE_ARG'],
    ['query.runSuiteQLPaged({ query: "x", pageSize: 4 })', 'SSS_INVALID_PAGE_SIZE'],
    ['query.create({ type: "customer" })', 'PRACTICE_ACCOUNT_UNSUPPORTED'],
  ])('%s is %s', async (code, name) => {
    expect(errorOf(await runCode(['N/query'], code)).name).toBe(name);
  });
});

describe('N/log, N/error, N/runtime and N/scriptTypes/restlet', () => {
  it('keeps rows from the log level on, cut to length, from the module and the global', async () => {
    const data = memoryData();
    const code = `
      logs.debug('low', 'x'); logs.audit({ title: 'seen', details: { a: [1] } }); log.error('t'.repeat(200), 'd'.repeat(5000));
      log.emergency({ title: 'e', details: new Error('why') });`;
    await runCode(['N/log'], `const logs = globalThis.log;${code}`, { data, logLevel: 'AUDIT' });
    expect(
      data.logs.map(({ level, title, detail }) => [level, title.length, detail.slice(0, 10), detail.length]),
    ).toEqual([
      ['AUDIT', 4, '{"a":[1]}', 9],
      ['ERROR', 99, 'dddddddddd', 3999],
      ['EMERGENCY', 1, 'Error: why', 10],
    ]);
  });

  it('errors of the account can be caught, read and thrown on', async () => {
    const code = `
      let caught; try { search.create({ type: 'employee' }).run().getRange(0, 1) } catch (e) { caught = e }
      const own = error.create({ name: 'MINE', message: 'm', notifyOff: true });
      return [caught.name, caught.message, JSON.parse(String(caught)).type, JSON.parse(JSON.stringify(own)), own.stack, error.Type.RCRD_DSNT_EXIST]`;
    expect(await valueOf(['N/search', 'N/error'], code)).toEqual([
      'INSUFFICIENT_PERMISSION',
      'The role may not see employees.',
      'error.SuiteScriptError',
      expect.objectContaining({
        type: 'error.SuiteScriptError',
        name: 'MINE',
        message: 'm',
        cause: { name: 'MINE', message: 'm', notifyOff: true },
        notifyOff: true,
      }),
      ['createError(N/error)', '<anonymous>(/SuiteScripts/test.js:9)', 'get(/SuiteScripts/test.js:11)'],
      'RCRD_DSNT_EXIST',
    ]);
  });

  it('tells who runs what, where', async () => {
    const code = `
      const user = runtime.getCurrentUser(), script = runtime.getCurrentScript();
      search.lookupFields({ type: 'customer', id: 101, columns: 'email' });
      return [user, script.id, script.deploymentId, script.getRemainingUsage(), script.getParameter({ name: 'custscript_a' }), script.getParameter('custscript_b'),
        runtime.accountId, runtime.envType === runtime.EnvType.SANDBOX, runtime.executionContext === runtime.ContextType.RESTLET]`;
    const value = await valueOf(['N/runtime', 'N/search'], code, { scriptParameters: { custscript_a: 'x' } });
    expect(value).toEqual([
      expect.objectContaining({ id: 42, name: 'Jane Doe', role: 1001, roleId: 'customrole_clerk' }),
      'customscript_test',
      'customdeploy_test',
      4999,
      'x',
      null,
      'TSTDRV0000001_SB1',
      true,
      true,
    ]);
  });

  it('a response has its own content type', async () => {
    const code = (arguments_: string) => `return restlet.createResponse(${arguments_})`;
    expect(await runCode(['N/scriptTypes/restlet'], code('{ content: "<b>", contentType: "text/html" }'))).toEqual({
      kind: 'returned',
      body: '<b>',
      shape: 'response',
      contentType: 'text/html',
      usage: 0,
    });
    expect(errorOf(await runCode(['N/scriptTypes/restlet'], code('{ content: "x" }'))).name).toBe(
      'SSS_MISSING_REQD_ARGUMENT',
    );
    expect(errorOf(await runCode(['N/scriptTypes/restlet'], code('{ content: {}, contentType: "x" }'))).name).toBe(
      'SSS_INVALID_TYPE_ARG',
    );
    const header = code('{ content: "x", contentType: "text/html\\r\\nSet-Cookie: a=b" }');
    expect(errorOf(await runCode(['N/scriptTypes/restlet'], header)).name).toBe('SSS_INVALID_TYPE_ARG');
  });
});

describe('usage units', () => {
  it.each([
    ['record.create({ type: "customer" })', 5],
    ['record.create({ type: "salesorder" })', 10],
    ['record.load({ type: "customer", id: 101 })', 5],
    ['record.load({ type: "salesorder", id: 501 }).getText("entity")', 10],
    ['record.load({ type: "customer", id: 101 }).save()', 15],
    ['record.load({ type: "salesorder", id: 501 }).save()', 30],
    ['record.delete({ type: "customer", id: 101 })', 10],
    ['record.delete({ type: "salesorder", id: 501 })', 20],
    ['record.submitFields({ type: "customer", id: 101, values: { email: "" } })', 5],
    ['search.lookupFields({ type: "customer", id: 101, columns: ["email"] })', 1],
    ['search.create({ type: "customer" }).run()', 0],
    ['search.create({ type: "customer" }).run().each(() => true)', 10],
    ['search.create({ type: "customer" }).run().getRange({ start: 0, end: 1 })', 10],
    ['search.create({ type: "customer" }).runPaged({ pageSize: 5 }).fetch({ index: 0 })', 10],
    ['query.runSuiteQL("SELECT 1")', 10],
    ['query.runSuiteQLPaged({ query: "SELECT 1" })', 10],
    ['log.debug("x", "y")', 0],
  ])('%s costs %i', async (code, units) => {
    expect(await runCode(['N/record', 'N/search', 'N/query'], code)).toMatchObject({ kind: 'returned', usage: units });
  });
});
