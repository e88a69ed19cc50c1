import { describe, expect, it } from 'vitest';
import type { ExchangeRecord } from '../../../../src/exchange/record.ts';
import { doneState, partialResponse } from '../../../../src/workbench/responses/responseState.ts';

describe('what is shown of an answer that broke off', () => {
  it('is its head, with nothing in it that may not be shown, and how much had come', () => {
    const headers = [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Set-Cookie', value: 'JSESSIONID=canary; Path=/' },
    ];
    const answer = { status: 200, statusText: '', headers };
    const shown = partialResponse({ answer, body: new Uint8Array(7), wireBytes: 5 });
    expect(shown).toMatchObject({
      status: 200,
      statusText: 'OK',
      contentType: 'application/json',
      bodyBytes: 7,
      wireBytes: 5,
      brokeOff: true,
    });
    expect(JSON.stringify(shown)).not.toContain('canary');
  });
});

it('shows that the body of an answer is still packed', () => {
  const response = { status: 200, statusText: '', headers: [], bodyBytes: 8, wireBytes: 8, packedAs: 'br' };
  const record = {
    title: '',
    account: { id: '1', name: 'Acme' },
    credential: { label: 'jane' },
    response,
  } as unknown as ExchangeRecord;
  const state = doneState(record, { checks: [] }, 1, {} as Parameters<typeof doneState>[3]);
  expect(state.response?.packedAs).toBe('br');
});
