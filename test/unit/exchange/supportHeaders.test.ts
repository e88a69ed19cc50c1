import { describe, expect, it } from 'vitest';
import { supportHeaders } from '../../../src/exchange/supportHeaders.ts';

const named = (...names: string[]) => supportHeaders(names.map(name => ({ name, value: 'v' }))).map(({ name }) => name);

describe('the headers for a support case', () => {
  it('come with NetSuite’s own first and the time last, however they are spelled', () => {
    expect(named('DATE', 'x-request-id', 'Content-Type', 'X-N-OperationId')).toEqual([
      'X-N-OperationId',
      'x-request-id',
      'DATE',
    ]);
  });

  it.each([
    'X-N-OperationId',
    'Request-Id',
    'X-Request-ID',
    'X-RequestId',
    'x-amzn-trace-id',
    'X-Correlation-Id',
    'Transaction-Id',
    'traceparent',
    'Date',
  ])('have %s among them', name => {
    expect(named(name)).toEqual([name]);
  });

  it.each(['Set-Cookie', 'Authorization', 'X-Request-Id-Of-Another', 'My-Request-Id', 'Last-Modified', 'NS_RTIMER'])(
    'have not %s',
    name => {
      expect(named(name)).toEqual([]);
    },
  );

  it('keep every one of several', () => {
    expect(
      supportHeaders([
        { name: 'X-Request-Id', value: '1' },
        { name: 'x-request-id', value: '2' },
      ]).map(({ value }) => value),
    ).toEqual(['1', '2']);
  });
});
