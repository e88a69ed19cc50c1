import { describe, expect, it } from 'vitest';
import { errorOf, runCode, valueOf } from './scriptFixture.ts';

/** Ids that these filters find. */
const ids = (type: string, filters: string) =>
  valueOf(
    ['N/search'],
    `return search.create({ type: '${type}', filters: ${filters} }).run().getRange({ start: 0, end: 100 }).map(r => Number(r.id))`,
  );

describe('filters', () => {
  it.each([
    ['[]', [101, 102, 103]],
    ['null', [101, 102, 103]],
    ['["companyname", "is", "ACME corporation"]', [101]],
    ['[["companyname", "contains", "söhne"]]', [102]],
    ['["companyname", "startswith", "株式"]', [103]],
    ['["companyname", "doesnotstartwith", "a"]', [102, 103]],
    ['["companyname", "haskeywords", "corporation acme"]', [101]],
    ['["email", "isempty", ""]', [103]],
    ['["email", "isnotempty"]', [101, 102]],
    ['["internalid", "anyof", 101, "103"]', [101, 103]],
    ['["internalid", "anyof", ["101", "103"]]', [101, 103]],
    ['["internalid", "noneof", 101]', [102, 103]],
    ['["currency", "anyof", "EUR"]', [102]],
    ['["isinactive", "is", "T"]', [103]],
    ['["isinactive", "is", false]', [101, 102]],
    ['["balance", "equalto", 0.1]', [102]],
    ['["balance", "equalto", "12345678901234567.89"]', [103]],
    ['["balance", "greaterthan", "12345678901234567.88"]', [103]],
    ['["balance", "greaterthanorequalto", "12345678901234567.90"]', []],
    ['["balance", "notgreaterthan", 1]', [102]],
    ['["balance", "between", 0, 1299.9]', [101, 102]],
    ['["datecreated", "before", "2024-01-01"]', [101]],
    ['["datecreated", "on", new Date(2024, 1, 29)]', [102, 103]],
    ['["datecreated", "notwithin", "2019-01-01", "2019-12-31"]', [102, 103]],
    ['[["currency", "is", "USD"], "or", ["isinactive", "is", "T"]]', [101, 103]],
    ['[["currency", "is", "USD"], "AND", ["isinactive", "is", "T"]]', []],
    ['[["currency", "is", "USD"], "or", ["currency", "is", "JPY"], "and", ["isinactive", "is", "F"]]', [101]],
    ['[[["currency", "is", "USD"], "or", ["currency", "is", "JPY"]], "and", ["isinactive", "is", "T"]]', [103]],
    ['["not", ["currency", "is", "USD"]]', [102, 103]],
    ['[["currency", "is", "USD"], "or", "not", ["email", "isnotempty"]]', [101, 103]],
    [
      '[{ name: "currency", operator: "is", values: "USD" }, { name: "isinactive", operator: "is", values: ["F"] }]',
      [101],
    ],
    ['search.createFilter({ name: "currency", operator: search.Operator.ANYOF, values: ["USD", "JPY"] })', [101, 103]],
    ['[search.createFilter("currency", null, "is", "USD")]', [101]],
  ])('%s', async (filters, expected) => {
    expect(await ids('customer', filters)).toEqual(expected);
  });

  it('a transaction gives its main line and its item lines', async () => {
    expect(await ids('salesorder', '[]')).toEqual([501, 501, 501]);
    expect(await ids('salesorder', '["mainline", "is", "T"]')).toEqual([501]);
    expect(await ids('salesorder', '[["mainline", "is", "F"], "and", ["quantity", "greaterthan", 10]]')).toEqual([501]);
  });

  it.each([
    ['["currency"]', 'SSS_INVALID_SRCH_FILTER_EXPR'],
    ['"text"', 'SSS_INVALID_SRCH_FILTER_EXPR'],
    ['[["currency", "is", "USD"], "xor", ["currency", "is", "JPY"]]', 'SSS_INVALID_SRCH_FILTER_EXPR'],
    ['[["currency", "is", "USD"], "and"]', 'SSS_INVALID_SRCH_FILTER_EXPR'],
    ['["nonsense", "is", "x"]', 'SSS_INVALID_SRCH_FILTER'],
    ['["currency", "equals", "USD"]', 'SSS_INVALID_SRCH_OPERATOR'],
    ['["balance", "contains", "1"]', 'SSS_INVALID_SRCH_OPERATOR'],
    ['["companyname", "anyof", "x"]', 'SSS_INVALID_SRCH_OPERATOR'],
    ['["balance", "equalto", "much"]', 'SSS_INVALID_SRCH_FILTER_VALUE'],
    ['["balance", "between", 1]', 'SSS_INVALID_SRCH_FILTER_VALUE'],
    ['["datecreated", "on", "today"]', 'SSS_INVALID_SRCH_FILTER_VALUE'],
    ['["companyname", "is"]', 'SSS_INVALID_SRCH_FILTER_VALUE'],
    ['["customer.email", "is", "x"]', 'PRACTICE_ACCOUNT_UNSUPPORTED'],
    ['["formulatext: {email}", "is", "x"]', 'PRACTICE_ACCOUNT_UNSUPPORTED'],
  ])('%s is %s', async (filters, name) => {
    expect(errorOf(await runCode(['N/search'], `search.create({ type: 'customer', filters: ${filters} })`)).name).toBe(
      name,
    );
  });
});

describe('columns and results', () => {
  it('sorts by several columns, amounts by every digit', async () => {
    const code = (columns: string) =>
      `return search.create({ type: 'customer', columns: [${columns}] }).run().getRange({ start: 0, end: 9 }).map(r => Number(r.id))`;
    expect(await valueOf(['N/search'], code('{ name: "balance", sort: "DESC" }'))).toEqual([103, 101, 102]);
    expect(
      await valueOf(
        ['N/search'],
        code(
          'search.createColumn({ name: "datecreated", sort: search.Sort.DESC }), { name: "internalid", sort: "DESC" }',
        ),
      ),
    ).toEqual([103, 102, 101]);
  });

  it('gives text with every digit, booleans for checkboxes, names for references', async () => {
    const code = `
      const [c] = search.create({ type: 'customer', filters: ['internalid', 'is', 103], columns: ['companyname', 'balance', 'isinactive', 'email'] }).run().getRange(0, 1);
      const o = []; search.create({ type: 'salesorder', columns: ['entity', 'trandate', 'amount', 'item', 'mainline'] }).run().each(r => o.push([r.getValue('entity'), r.getText('entity'), r.getValue({ name: 'trandate' }), r.getValue('amount'), r.getValue('item')]) < 2);
      return [c.id, c.recordType, c.getValue('companyname'), c.getValue({ name: 'balance' }), c.getValue('isinactive'), c.getValue('email'), c.getValue('currency'), c.toJSON().values.balance, o]`;
    expect(await valueOf(['N/search'], code)).toEqual([
      '103',
      'customer',
      '株式会社さくら 🚀',
      '12345678901234567.89',
      true,
      '',
      null,
      '12345678901234567.89',
      [
        ['102', 'Müller & Söhne', '2026-03-01', '14.00', ''],
        ['102', 'Müller & Söhne', '2026-03-01', '1.00', 'BOLT'],
      ],
    ]);
  });

  it('each goes on only as long as it is told to', async () => {
    const code =
      'const seen = []; search.create({ type: "customer" }).run().each(r => { seen.push(r.id); return seen.length < 2 ? true : undefined }); return seen';
    expect(await valueOf(['N/search'], code)).toEqual(['101', '102']);
  });

  it('pages', async () => {
    const code = `
      const paged = search.create({ type: 'customer' }).runPaged();
      const page = paged.fetch({ index: 0 });
      return [paged.count, paged.pageSize, paged.pageRanges, page.isLast, page.data.length]`;
    expect(await valueOf(['N/search'], code)).toEqual([3, 50, [{ index: 0, compoundLabel: '1 to 3' }], true, 3]);
  });

  it('lookupFields gives text, booleans, and choices as lists', async () => {
    const code = `return [
      search.lookupFields({ type: search.Type.CUSTOMER, id: 103, columns: ['balance', 'isinactive', 'currency', 'email'] }),
      search.lookupFields({ type: 'salesorder', id: 501, columns: ['entity', 'status'] })]`;
    expect(await valueOf(['N/search'], code)).toEqual([
      { balance: '12345678901234567.89', isinactive: true, currency: [{ value: 'JPY', text: 'JPY' }], email: '' },
      {
        entity: [{ value: '102', text: 'Müller & Söhne' }],
        status: [{ value: 'pendingFulfillment', text: 'Pending Fulfillment' }],
      },
    ]);
  });

  it.each([
    ['search.create({})', 'SSS_MISSING_REQD_ARGUMENT'],
    ['search.create({ type: "customer", columns: ["nonsense"] })', 'SSS_INVALID_SRCH_COL'],
    [
      'search.create({ type: "customer", columns: [{ name: "email", summary: "GROUP" }] })',
      'PRACTICE_ACCOUNT_UNSUPPORTED',
    ],
    [
      'search.create({ type: "customer", columns: [{ name: "email", join: "contact" }] })',
      'PRACTICE_ACCOUNT_UNSUPPORTED',
    ],
    ['search.create({ type: "customer" }).run().getRange({ start: 0, end: 1001 })', 'SSS_SEARCH_RESULT_LIMIT_EXCEEDED'],
    ['search.create({ type: "customer" }).run().getRange({ start: 0 })', 'SSS_MISSING_REQD_ARGUMENT'],
    ['search.create({ type: "customer" }).runPaged({ pageSize: 1001 })', 'SSS_INVALID_PAGE_SIZE'],
    ['search.create({ type: "customer" }).runPaged().fetch({ index: 5 })', 'INVALID_PAGE_RANGE'],
    ['search.create({ type: "customer" }).save()', 'PRACTICE_ACCOUNT_UNSUPPORTED'],
    ['search.load({ id: "customsearch_x" })', 'PRACTICE_ACCOUNT_UNSUPPORTED'],
    ['search.lookupFields({ type: "customer", id: 9, columns: "email" })', 'RCRD_DSNT_EXIST'],
    ['search.create({ type: "employee" }).run().getRange(0, 1)', 'INSUFFICIENT_PERMISSION'],
  ])('%s is %s', async (code, name) => {
    expect(errorOf(await runCode(['N/search'], code)).name).toBe(name);
  });
});
