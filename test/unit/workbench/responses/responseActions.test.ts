import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Credential } from '../../../../src/accounts/records.ts';
import { responseActions } from '../../../../src/workbench/responses/responseActions.ts';
import { sampleExchange } from '../history/sampleCalls.ts';

vi.mock('vscode', () => ({ l10n: { t: (message: string) => message } }));

/** Calls as they were handed to the sender. */
const sent: unknown[][] = [];
beforeEach(() => void sent.splice(0));

const changed = 1;
const credential: Credential = {
  account: { id: 'a1', name: 'Acme', accountId: '1234567', changed },
  application: { id: 'p1', name: 'Hub', account: 'a1', scheme: 'tba', changed },
  token: { id: 't1', name: 'jane', application: 'p1', scheme: 'tba', changed },
};
const services = {
  book: { credentials: () => [credential] },
  keptSender: () => Promise.resolve({ send: (...call: unknown[]) => Promise.resolve(void sent.push(call)) }),
};
const actions = responseActions(services as unknown as Parameters<typeof responseActions>[0]);
const { record } = sampleExchange('Read');
const url = `${record.request.url}&offset=5`;

describe('the next page', () => {
  it('goes with what may not be kept of the call before', async () => {
    const secrets = () => ['of a variable'];
    await actions.sendOther('key', record, url, { credentialId: 't1', noLog: true, secrets });
    expect(sent).toMatchObject([[{ url }, credential, 'key', expect.any(String), { noLog: true, secrets }]]);
  });

  it('is not asked for with a request that was not kept whole', async () => {
    for (const incomplete of ['redacted', 'truncated'] as const) {
      await expect(actions.sendOther('key', record, url, { credentialId: 't1', incomplete })).rejects.toMatchObject({
        code: 'request-not-kept-whole',
        data: { why: incomplete },
      });
    }
    expect(sent).toEqual([]);
  });
});
