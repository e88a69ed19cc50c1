import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../../../src/exchange/record.ts';
import type { Credential } from '../../../../src/accounts/records.ts';
import type { Call } from '../../../../src/exchange/send.ts';
import type { Keeping } from '../../../../src/workbench/history/historySend.ts';
import type { KeptCall } from '../../../../src/workbench/history/historyStore.ts';
import { KeptSender, type KeptSenderServices } from '../../../../src/workbench/history/keptSender.ts';
import type { ShownOutcome } from '../../../../src/workbench/responses/responsePanel.ts';
import { sampleExchange } from './sampleCalls.ts';

vi.mock('vscode', () => ({
  l10n: { t: (message: string) => message },
  workspace: { isTrusted: true },
}));

/** What was done with the panel of the call. */
const panel: string[] = [];
/** What the network, the history and the panel were told of it. */
const sent: Call[] = [];
const kept: KeptCall[] = [];
const shown: ShownOutcome[] = [];
beforeEach(() => [panel, sent, kept, shown].forEach(list => void list.splice(0)));

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

async function send({ isCancelled, failsWith, cannotBeRecorded }: Scene, keeping: Keeping = {}): Promise<void> {
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
          secrets: () => ['of the token'],
        }),
    },
    network: {
      failuresToAskAbout: () => 0,
      send: (made: Call) => {
        sent.push(made);
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
        showExchange: (_key: string, _exchange: Exchange, outcome: ShownOutcome) => {
          panel.push('answer');
          shown.push(outcome);
        },
        showCancelled: () => panel.push('cancelled'),
        close: () => panel.push('closed'),
      }),
    history: () => Promise.resolve({ add: (_: Exchange, call: KeptCall) => Promise.resolve(void kept.push(call)) }),
  };
  const sender = new KeptSender(services as unknown as KeptSenderServices);
  await sender.send(call, credential, 'key', 'text', keeping);
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

  it('keeps no more of it than of the call that it is made from, and hands that on', async () => {
    await send({}, { secrets: () => ['of a variable'] });
    expect(kept[0]).toMatchObject({ secrets: ['of the token', 'of a variable'] });
    expect(shown[0]?.secrets?.()).toContain('of a variable');
    expect([kept[0]?.noLog, sent[0]?.unlogged, shown[0]?.noLog]).toEqual([undefined, undefined, undefined]);
    await send({}, { noLog: true });
    expect([kept[1]?.noLog, sent[1]?.unlogged, shown[1]?.noLog]).toEqual([true, true, true]);
  });
});
