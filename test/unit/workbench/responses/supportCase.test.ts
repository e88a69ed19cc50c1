import { describe, expect, it, vi } from 'vitest';
import type { ExchangeRecord } from '../../../../src/exchange/record.ts';
import type { ResponseState } from '../../../../src/panels/response/messages.ts';
import { supportCase } from '../../../../src/workbench/responses/supportCase.ts';

vi.mock('vscode', () => ({ l10n: { t: (text: string) => text } }));

const record = {
  account: { id: '1234567_SB1', name: 'Acme' },
  startedAt: Date.UTC(2026, 2, 2, 10),
  request: {
    method: 'GET',
    url: 'https://x/app?a=1',
    headers: [{ name: 'Authorization', value: 'OAuth …' }],
    body: 'no',
  },
  response: {
    status: 500,
    statusText: 'Internal Server Error',
    bodyBytes: 9,
    headers: [
      { name: 'Set-Cookie', value: 'no' },
      { name: 'X-N-OperationId', value: 'op-1' },
      { name: 'Date', value: 'Mon, 02 Mar 2026 10:00:01 GMT' },
    ],
  },
  timing: { via: 'direct', total: 312.4 },
} as unknown as ExchangeRecord;

describe('what a support case needs', () => {
  it('is the request, its times and the IDs of the answer, and neither bodies nor other headers', () => {
    const state = {
      phase: 'done',
      response: { body: { error: { code: 'UNEXPECTED_ERROR', message: 'two\nlines' } } },
    } as unknown as ResponseState;
    expect(supportCase(record, state)).toBe(
      [
        'Account: 1234567_SB1',
        'Sent at: 2026-03-02T10:00:00.000Z',
        'Request: GET https://x/app?a=1',
        'Status: 500 Internal Server Error',
        'Time: 312 ms',
        'Error: UNEXPECTED_ERROR · two lines',
        'X-N-OperationId: op-1',
        'Date: Mon, 02 Mar 2026 10:00:01 GMT',
        '',
      ].join('\n'),
    );
  });
});
