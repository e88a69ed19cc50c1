import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Credential } from '../../../../src/accounts/records.ts';
import { KeptSender, type KeptSenderServices } from '../../../../src/workbench/history/keptSender.ts';
import { sampleExchange } from './sampleCalls.ts';

vi.mock('vscode', () => ({
  l10n: { t: (message: string) => message },
  workspace: { isTrusted: true },
}));

/** What was done with the panel of the call. */
const panel: string[] = [];
beforeEach(() => void panel.splice(0));

const changed = 1;
const credential: Credential = {
  account: { id: 'a1', name: 'Acme', accountId: '1234567', changed },
  application: { id: 'p1', name: 'Hub', account: 'a1', scheme: 'tba', changed },
  token: { id: 't1', name: 'jane', application: 'p1', scheme: 'tba', changed },
};
const call = {
  title: 'Read',
  method: 'POST',
  url: 'https://1234567.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql?offset=5',
  headers: [],
  body: '{}',
};

interface Scene {
  /** The call is cancelled while it is under way. */
  readonly isCancelled?: boolean;
  readonly failsWith?: Error;
  readonly cannotBeRecorded?: Error;
}

async function send({ isCancelled, failsWith, cannotBeRecorded }: Scene): Promise<void> {
  let cancel: () => void = () => undefined;
  const authenticate = ({ url }: { url: string }) => ({ scheme: 'tba', url, headers: [] });
  const services = {
    book: {
      recordVerification: () => (cannotBeRecorded ? Promise.reject(cannotBeRecorded) : Promise.resolve()),
    },
    callers: {
      of: ({ account, token }: Credential) =>
        Promise.resolve({
          caller: { account, credentialId: token.id, credentialLabel: 'jane', authenticate },
          secrets: () => [],
        }),
    },
    network: {
      failuresToAskAbout: () => 0,
      send: () => {
        if (isCancelled) {
          cancel();
        }
        return failsWith ? Promise.reject(failsWith) : Promise.resolve(sampleExchange('Read'));
      },
    },
    production: { allows: () => Promise.resolve(true) },
    responses: () =>
      Promise.resolve({
        showRunning: (_: string, running: { cancel: () => void }) => {
          cancel = running.cancel;
        },
        listening: () => ({}),
        showExchange: () => panel.push('answer'),
        showCancelled: () => panel.push('cancelled'),
        close: () => panel.push('closed'),
      }),
    history: () => Promise.resolve({ add: () => Promise.resolve(undefined) }),
  };
  const sender = new KeptSender(services as unknown as KeptSenderServices);
  await sender.send(call, credential, 'key', 'text', undefined);
}

describe('a call of the history', () => {
  it('keeps its answer, whatever goes wrong afterwards', async () => {
    const cannotBeRecorded = new Error('the disk is full');
    await expect(send({ cannotBeRecorded })).rejects.toBe(cannotBeRecorded);
    expect(panel).toEqual(['answer']);
  });

  it('was not cancelled by what came after the answer', async () => {
    const cannotBeRecorded = new Error('the disk is full');
    await expect(send({ cannotBeRecorded, isCancelled: true })).rejects.toBe(cannotBeRecorded);
    expect(panel).toEqual(['answer']);
  });

  it('that was not made has no panel, and one that was cancelled says so', async () => {
    const failsWith = new Error('no network');
    await expect(send({ failsWith })).rejects.toBe(failsWith);
    await send({ failsWith, isCancelled: true });
    expect(panel).toEqual(['closed', 'cancelled']);
  });
});
