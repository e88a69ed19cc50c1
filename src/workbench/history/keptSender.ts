import * as vscode from 'vscode';
import type { Credential } from '../../accounts/records.ts';
import { CodedError } from '../../codedError.ts';
import type { Exchange } from '../../exchange/record.ts';
import { checkCall, type Call, type Caller } from '../../exchange/send.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import type { Calling } from '../accounts/callers/callers.ts';
import { confirmUseAgain } from '../accounts/testTokens/confirmUseAgain.ts';
import { plainText } from '../plainText.ts';
import type { ProductionQuestion } from '../requests/productionQuestion.ts';
import { failureText, verificationOf } from '../requests/run/outcome.ts';
import type { ResponsePanels } from '../responses/responsePanels.ts';
import { requireTrust } from '../trust.ts';
import type { Keeping, SendCall } from './historySend.ts';
import type { HistoryStore, KeptCall } from './historyStore.ts';

/** What sending a kept call needs. */
export interface KeptSenderServices extends Pick<AccountServices, 'book' | 'network' | 'log' | 'callers'> {
  readonly production: ProductionQuestion;
  readonly responses: () => Promise<ResponsePanels>;
  readonly history: () => Promise<HistoryStore>;
}

/** Milliseconds after which a call is also told where one may have gone: the panel shows it where one looks. */
const slow = 1500;

interface Prepared {
  readonly key: string;
  readonly call: Call;
  readonly credential: Credential;
  readonly caller: Caller;
  readonly secrets: Calling['secrets'];
  readonly kept: KeptCall;
}

/**
 * Sends calls of the history, asked about as those of a file are: after failed logins, and before production. There is no
 * file to check the answer by or to take values from it for.
 */
export class KeptSender {
  readonly #services: KeptSenderServices;
  readonly #running = new Set<string>();

  constructor(services: KeptSenderServices) {
    this.#services = services;
  }

  /** @throws CodedError `workspace-untrusted`, `already-running` (data: title), and those of checkCall and Network.send */
  readonly send: SendCall = async (call, credential, key, text, keeping) => {
    requireTrust();
    if (this.#running.has(key)) {
      throw new CodedError('already-running', { title: call.title });
    }
    this.#running.add(key);
    try {
      const prepared = await this.#prepare(call, credential, key, keeping);
      const asked = { ...prepared.caller, mayWrite: true };
      checkCall(call, asked);
      const failures = this.#services.network.failuresToAskAbout(asked.credentialId);
      if (failures > 0 && !(await confirmUseAgain(new CodedError('login-guard', { failures })))) {
        return;
      }
      const { role } = credential.token.identity ?? {};
      if (await this.#services.production.allows([{ text, call, caller: prepared.caller, role }])) {
        await this.#send({ ...prepared, caller: { ...asked, acknowledged: failures > 0 } });
      }
    } finally {
      this.#running.delete(key);
    }
  };

  async #prepare(
    call: Call,
    credential: Credential,
    key: string,
    { source, noLog, secrets: others }: Keeping,
  ): Promise<Prepared> {
    const { caller, secrets } = await this.#services.callers.of(credential);
    return {
      key,
      call: noLog ? { ...call, unlogged: true } : call,
      credential,
      caller,
      secrets: () => [...secrets(), ...(others?.() ?? [])],
      kept: { source, credentialId: credential.token.id, noLog },
    };
  }

  async #send({ key, call, credential, caller, secrets, kept }: Prepared): Promise<void> {
    const { network, book, responses, history } = this.#services;
    const [panels, store] = await Promise.all([responses(), history()]);
    const stop = new AbortController();
    panels.showRunning(key, {
      title: call.title,
      accountLabel: `${credential.account.name} · ${caller.credentialLabel}`,
      startedAt: Date.now(),
      cancel: () => stop.abort(),
    });
    let exchange: Exchange;
    try {
      const sending = network.send({ ...call, ...panels.listening(key) }, caller, stop.signal);
      exchange = await withProgressWhenSlow(call.title, stop, sending);
    } catch (error) {
      // A call that was cut off is an outcome of its own; this one was never made.
      if (stop.signal.aborted) {
        panels.showCancelled(key);
        return;
      }
      panels.close(key);
      throw error;
    }
    // It was made: the answer stays, whatever goes wrong with it from here on.
    const verification = verificationOf(exchange, credential);
    // Before the panel, which takes the body over.
    const file = store.add(exchange, { ...kept, secrets: secrets() });
    panels.showExchange(key, exchange, {
      failure: failureText(exchange, credential),
      checks: [],
      credentialId: kept.credentialId,
      noLog: kept.noLog,
      secrets,
      isFresh: true,
      kept: file,
    });
    if (verification) {
      await book.recordVerification(credential.token.id, verification);
    }
  }
}

async function withProgressWhenSlow<T>(title: string, stop: AbortController, work: Promise<T>): Promise<T> {
  const timer = setTimeout(
    () =>
      void vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Sending {0}…', plainText(title)),
          cancellable: true,
        },
        async (_, cancellation) => {
          cancellation.onCancellationRequested(() => stop.abort());
          await work.catch(() => undefined);
        },
      ),
    slow,
  );
  return work.finally(() => clearTimeout(timer));
}
