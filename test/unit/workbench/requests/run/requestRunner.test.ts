import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TextDocument } from 'vscode';
import type { Credential } from '../../../../../src/accounts/records.ts';
import type { Exchange } from '../../../../../src/exchange/record.ts';
import { parseRequests } from '../../../../../src/requests/parse/parse.ts';
import type { RequestServices } from '../../../../../src/workbench/requests/requestCommands.ts';
import { RequestRunner } from '../../../../../src/workbench/requests/run/requestRunner.ts';
import { stepAs, stepOf } from '../../../../../src/workbench/requests/run/step.ts';
import type { ShownOutcome } from '../../../../../src/workbench/responses/responsePanel.ts';
import { sampleExchange } from '../../history/sampleCalls.ts';

/** What the person was told, and what was done with the panel of the call. */
const seen = vi.hoisted(() => ({ told: [] as string[], panel: [] as string[], keeping: [] as unknown[] }));

vi.mock('vscode', () => {
  const none = () => ({ dispose: () => undefined });
  return {
    l10n: { t: (message: string) => message },
    languages: { createDiagnosticCollection: () => ({ set: none, delete: none, ...none() }) },
    workspace: { onDidChangeTextDocument: none, onDidCloseTextDocument: none },
    window: { showErrorMessage: (message: string) => Promise.resolve(void seen.told.push(message)) },
  };
});

beforeEach(() => {
  seen.told = [];
  seen.panel = [];
  seen.keeping = [];
});

const changed = 1;
const credential: Credential = {
  account: { id: 'a1', name: 'Acme', accountId: '1234567', changed },
  application: { id: 'p1', name: 'Hub', account: 'a1', scheme: 'tba', changed },
  token: { id: 't1', name: 'jane', application: 'p1', scheme: 'tba', changed },
};

/** @param send answers the call; it is handed what cancels the call */
async function run(
  send: (cancel: () => void) => Promise<Exchange>,
  broken: Partial<Record<string, unknown>> = {},
  text = 'POST /app/x\n\n{"a":1}\n',
) {
  const file = parseRequests(text);
  const uri = { toString: () => 'file:///w/a.http' };
  const document = { uri, isClosed: false, getText: () => text } as unknown as TextDocument;
  const step = stepAs(stepOf(document, file, file.requests[0]!), credential);
  const stop = new AbortController();
  const panels = {
    showRunning: () => seen.panel.push('running'),
    listening: () => ({}),
    showExchange: (_key: string, _exchange: Exchange, { noLog, secrets }: ShownOutcome) => {
      seen.panel.push('answer');
      seen.keeping.push({ noLog, secrets: secrets?.() });
    },
    showCancelled: () => seen.panel.push('cancelled'),
    close: () => seen.panel.push('closed'),
    ...broken,
  };
  const authenticate = ({ url }: { url: string }) => ({ scheme: 'tba', url, headers: [] });
  const services = {
    book: {
      index: () => ({ accounts: [{}] }),
      recordVerification: () => Promise.resolve(),
      ...broken,
    },
    active: { get: () => undefined },
    callers: {
      of: ({ account, token }: Credential) =>
        Promise.resolve({
          caller: { account, credentialId: token.id, credentialLabel: 'jane', authenticate },
          secrets: () => ['of the token'],
        }),
    },
    network: {
      clocks: { offset: () => 0 },
      closing: new AbortController().signal,
      failuresToAskAbout: () => 0,
      send: () => send(() => stop.abort(new Error('stop'))),
    },
    log: { hide: () => undefined, error: () => undefined },
    values: { layers: () => Promise.resolve({ dotenv: new Map([['key', 'of a variable']]) }), chosen: () => undefined },
    production: { allows: () => Promise.resolve(true), isCovered: () => true },
    responses: () => Promise.resolve(panels),
    history: () => Promise.resolve({ add: () => Promise.resolve(undefined) }),
  };
  const runner = new RequestRunner(services as unknown as RequestServices);
  return runner.run([step], { stopAtFailure: true, show: 'all' }, stop.signal);
}

const answered = () => Promise.resolve(sampleExchange('Write'));
const unwritable = { recordVerification: () => Promise.reject(new Error('the disk is full')) };

describe('a call that was made', () => {
  it('is answered, whatever goes wrong with the answer, which is told by itself', async () => {
    expect(await run(answered, unwritable)).toMatchObject([{ kind: 'answered', isGood: true }]);
    expect(seen.panel).toEqual(['running', 'answer']);
    expect(seen.told).toHaveLength(1);
  });

  it('is answered when its answer cannot be shown', async () => {
    const showExchange = () => {
      throw new Error('no such panel');
    };
    expect(await run(answered, { showExchange })).toMatchObject([{ kind: 'answered', isGood: true }]);
    expect(seen.told).toHaveLength(1);
  });

  it('was not cancelled by what came after the answer', async () => {
    const send = (cancel: () => void) => {
      cancel();
      return answered();
    };
    expect(await run(send, unwritable)).toMatchObject([{ kind: 'answered' }]);
    expect(seen.panel).toEqual(['running', 'answer']);
  });
});

describe('the panel of an answer', () => {
  it('knows what may not be kept of the calls that are made from it', async () => {
    await run(answered, {}, '# @no-log\nGET /app/x?key={{key}}\n');
    expect(seen.keeping).toEqual([{ noLog: true, secrets: ['of the token', 'of a variable'] }]);
  });
});

describe('a call that was not made', () => {
  it('is told as not sent, and its panel closes', async () => {
    const error = new Error('no network');
    expect(await run(() => Promise.reject(error))).toMatchObject([{ kind: 'not-sent', error }]);
    expect([seen.panel, seen.told]).toEqual([['running', 'closed'], []]);
  });

  it('is told as cancelled when it was', async () => {
    const send = (cancel: () => void) => {
      cancel();
      return Promise.reject(new Error('stop'));
    };
    expect(await run(send)).toMatchObject([{ kind: 'cancelled' }]);
    expect(seen.panel).toEqual(['running', 'cancelled']);
  });
});
