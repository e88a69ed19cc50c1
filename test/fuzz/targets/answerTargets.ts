import fc from 'fast-check';
import { readAuditRows } from '../../../src/diagnosis/login/audit/readAuditRows.ts';
import { judge } from '../../../src/exchange/checks/judge.ts';
import type { Exchange } from '../../../src/exchange/record.ts';
import { serverTime } from '../../../src/exchange/serverClock.ts';
import { pauseBeforeRetry } from '../../../src/exchange/throttling.ts';
import { answerQuery } from '../../../src/practice/suiteQl/answerQuery.ts';
import { Database } from '../../../src/practice/suiteQl/database.ts';
import { openSqlite } from '../../../src/practice/suiteQl/openSqlite.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { tables as sampleTables } from '../../unit/practice/suiteQl/sampleTables.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { textOf } from '../texts.ts';

const now = Date.UTC(2026, 10, 29);
const timing = { via: 'direct', total: 12 } as const;

/** A Login Audit Trail as it is exported from NetSuite, or pasted from its page. */
export const auditTrail = fuzzTarget({
  name: 'audit-trail',
  cases: textOf([
    ...[
      'Date/Time',
      'Status',
      'Detail',
      'Token Access',
      'User',
      'Role',
      'Failure',
      'InvalidSignature',
      'TokenRejected',
    ],
    ...['"', '""', ',', ';', '\t', '\n', '\r\n', '\r', ' ', '11/29/2026 10:00 am'],
  ]),
  check: text => {
    const rows = orRefuses(() => readAuditRows(text)) ?? [];
    must(
      rows.every(row => Object.values<unknown>({ ...row }).every(cell => String(cell).length <= 500)),
      'a cell is short',
    );
  },
});

/** The headers of an answer that tell times. */
export const timeHeaders = fuzzTarget({
  name: 'time-headers',
  cases: fc.record({
    date: textOf(['Sun, ', '29 ', 'Nov ', '2026 ', '10:00:00 ', 'GMT', '-', '+', '99999999', '0', 'T', 'Z', ' '], 8),
    retryAfter: textOf(['Sun, ', '29 ', 'Nov ', '2026 ', '00:00:10 ', 'GMT', '5', '-', '+', '.', 'e', '999', ' '], 8),
  }),
  check: ({ date, retryAfter }) => {
    const headers = [
      { name: 'Date', value: date },
      { name: 'Retry-After', value: retryAfter },
    ];
    must(Number.isFinite(serverTime(headers) ?? 0), 'a time is a number');
    const answer = { status: 429, statusText: '', headers, body: new Uint8Array(), timing };
    const pause =
      pauseBeforeRetry(answer, () => 'read', 1, now, { random: () => 0.5, writes: true })?.milliseconds ?? 1000;
    must(pause >= 750 && pause <= 60_000, 'a pause is neither nothing nor endless');
  },
});

const answers: readonly (readonly [string, string])[] = [
  ['application/json', '{"a":[{"b":1.50},null,"x"],"":{}}'],
  ['text/xml', '<r xmlns:n="x"><n:a b="1">t</n:a></r>'],
  ['text/plain', ''],
];

/** The checks of a request, held against an answer. */
export const assertions = fuzzTarget({
  name: 'assertions',
  cases: fc.record({
    written: textOf([
      ...['status', 'time', 'header', 'body', 'body.$', '.a', '[0]', '[*]', '..b', '/r', '//n:a', '@b', '.length()'],
      ...[' ', '==', '!=', '<', '>=', 'contains', 'startsWith', 'matches', 'exists', 'missing'],
      ...['200', '1.5', '"x"', "'x'", 'null', '/x/i', '^x*$', '{{v}}', '{{', '[', '(', '?'],
    ]),
    answer: fc.constantFrom(...answers),
  }),
  check: ({ written, answer: [contentType, body] }) => {
    const file = parseRequests(`# @assert ${written}\nGET /x\n`);
    const exchange = {
      record: { response: { status: 200, headers: [{ name: 'Content-Type', value: contentType }] }, timing },
      body: new TextEncoder().encode(body),
    } as unknown as Exchange;
    const sources = { now: () => now, random: () => 0.5, uuid: () => 'x' };
    for (const request of file.requests) {
      const { checks } = judge(file, request, exchange, sources, name => (name === 'v' ? '200' : undefined));
      must(
        checks.every(({ actual = '' }) => actual.length <= 201),
        'what is shown is short',
      );
    }
  },
});

const database = openSqlite().then(sqlite => new Database(sqlite));
const tables = new Map(sampleTables.map(table => [table.name.toLowerCase(), table]));

const words = [
  ...['SELECT ', '* ', 'id ', 'c.entityId ', 'balance ', 'dateCreated ', 'FROM ', 'customer c ', 'WHERE ', 'GROUP BY '],
  ...[
    'ORDER BY ',
    'HAVING ',
    'JOIN ',
    'ON ',
    'UNION ',
    'DISTINCT ',
    'IN ',
    'LIKE ',
    'BETWEEN ',
    'AND ',
    'NOT ',
    'NULL ',
  ],
  ...['CASE ', 'WHEN ', 'THEN ', 'END ', "'a' ", "'", '1 ', '1e400 ', '.5 ', '(', ') ', ', ', '= ', '<> ', '|| ', '? '],
];
const value = fc.constantFrom(
  ...['id', 'balance', 'c.entityId', 'dateCreated', 'isInactive', 'NULL', "''", "'x'", "'%'", '0', '-1', '1e30', '.5'],
  ...['SYSDATE', 'ROWNUM', "'2024-02-30'", "'YYYY-MM-DD'", "'999.99'"],
);
const call = fc
  .tuple(
    fc.constantFrom(
      ...['COUNT', 'SUM', 'MAX', 'NVL', 'TO_CHAR', 'TO_DATE', 'TO_NUMBER', 'SUBSTR', 'INSTR', 'ROUND', 'TRUNC', 'LPAD'],
      ...['DECODE', 'ADD_MONTHS', 'LAST_DAY', 'BUILTIN.DF', 'UPPER', 'REPLACE', 'LENGTH', 'MOD', 'POWER', 'CONCAT'],
    ),
    fc.array(value, { maxLength: 4 }),
  )
  .map(([name, given]) => `${name}(${given.join(', ')})`);
const expression = fc
  .array(fc.oneof(value, call), { minLength: 1, maxLength: 3 })
  .chain(all => fc.constantFrom(' + ', ' || ', ' / ', ' * ', ' - ').map(between => all.join(between)));

/** A query to the practice account. */
export const suiteQl = fuzzTarget({
  name: 'suiteql',
  cases: fc.oneof(
    textOf(words),
    fc
      .tuple(
        fc.array(expression, { minLength: 1, maxLength: 3 }),
        expression,
        fc.constantFrom('=', '<', 'LIKE'),
        expression,
      )
      .map(([shown, a, compared, b]) => `SELECT ${shown.join(', ')} FROM customer c WHERE ${a} ${compared} ${b}`),
  ),
  check: async query => {
    const opened = await database;
    const readable = sampleTables.map(({ name }) => ({ name, readable: true }));
    const question = { query, params: [], limit: 10, offset: 0, now, tables: readable };
    const answer = orRefuses(() => answerQuery(opened, tables, question));
    must(answer === undefined || answer.rows.length <= 10, 'a page is a page');
  },
});
