import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { readRecordFields, readRecordTypes } from '../../../../src/exchange/reads/accountRecordTypes.ts';
import type { Exchange } from '../../../../src/exchange/record.ts';
import type { Call } from '../../../../src/exchange/send.ts';

const account = { accountId: '1234567_SB1' };

function answering(body: unknown, status = 200) {
  const calls: Call[] = [];
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const exchange = { record: { response: { status, headers: [] } }, body: bytes } as unknown as Exchange;
  return { calls, send: (call: Call) => Promise.resolve((calls.push(call), exchange)) };
}

it('asks the catalogue of the account for its types, and for the schema of one', async () => {
  const list = answering({ items: [{ name: 'salesOrder' }, { name: 'customrecord_car' }, { name: 'salesOrder' }] });
  expect(await readRecordTypes(account, 'T', list.send)).toEqual(['customrecord_car', 'salesOrder']);
  const one = answering({ properties: {} });
  expect(await readRecordFields(account, 'salesOrder', 'T', one.send)).toEqual([]);
  const catalogue = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/metadata-catalog';
  expect([...list.calls, ...one.calls].map(({ method, url, headers }) => [method, url, headers[0]?.value])).toEqual([
    ['GET', catalogue, 'application/json'],
    ['GET', `${catalogue}/salesOrder`, 'application/schema+json'],
  ]);
});

it('reads the kinds of fields, and leaves out what cannot be set', async () => {
  const { send } = answering({
    required: ['name'],
    properties: {
      links: { type: 'array' },
      id: { type: 'string', readOnly: true },
      name: { type: 'string', title: 'Name\n of  it' },
      made: { type: 'string', format: 'date-time' },
      day: { type: 'string', format: 'date' },
      price: { type: 'number' },
      count: { type: 'integer' },
      isOn: { type: 'boolean' },
      owner: { type: 'object', properties: { id: {}, refName: {} } },
      item: { type: 'object', properties: { items: {} } },
      tags: { type: 'array' },
      odd: { type: 'object' },
      custrecord_x: {},
      'no name': { type: 'string' },
      nothing: null,
    },
  });
  const fields = await readRecordFields(account, 'car', 'T', send);
  expect(fields.map(({ name, kind }) => `${name} ${kind}`.trim())).toEqual([
    'name text',
    'made date',
    'day date',
    'price number',
    'count number',
    'isOn boolean',
    'owner reference',
    'item list',
    'tags list',
    'odd',
    'custrecord_x',
  ]);
  expect(fields[0]).toEqual({ name: 'name', title: 'Name of it', kind: 'text', isRequired: true });
  expect(fields[1]?.isRequired).toBe(false);
});

it('throws nothing but its own errors, whatever is answered', async () => {
  const body = fc.oneof(fc.jsonValue(), fc.record({ items: fc.jsonValue(), properties: fc.jsonValue() }));
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom(200, 204, 400, 401, 403, 404, 429, 500), async (value, status) => {
      for (const read of [
        () => readRecordTypes(account, 'T', answering(value, status).send),
        () => readRecordFields(account, 'x', 'T', answering(value, status).send),
      ]) {
        await read().catch((error: unknown) => {
          if (!isCoded(error, 'record-types-unreadable')) throw error;
        });
      }
    }),
  );
});
