import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { CodedError, isCoded } from '../../codedError.ts';
import { AccountQueue } from '../../exchange/accountQueue.ts';
import { isSuiteTalkPath, pathAtNetSuite } from '../../exchange/callAccount.ts';
import type { DirectTransport } from '../../exchange/transport/directTransport.ts';
import type { LoginGuard } from '../../exchange/guards/loginGuard.ts';
import type { Exchange } from '../../exchange/record.ts';
import type { Call, Caller, Exchanger } from '../../exchange/send.ts';
import type { Retries } from '../../exchange/throttling.ts';
import type { Transport, WireRequest } from '../../exchange/transport/transport.ts';
import type { TransportMode } from '../../exchange/transport/twoWayTransport.ts';
import { serverTime } from '../../exchange/serverClock.ts';
import type { Log } from '../log.ts';
import { numberSetting } from '../numberSetting.ts';
import { requireTrust } from '../trust.ts';
import { CorrectedClocks } from './correctedClocks.ts';
import { FailedLogins } from './failedLogins.ts';

/** Bounds of an unsigned question: what is asked so has an answer of a few hundred bytes. */
const unsignedSeconds = 20;
const unsignedLimit = 64 * 1024;

/** How long a login of its own may take. */
const loginSeconds = 60;

const unsignedHeaders = [
  { name: 'Accept', value: 'application/json' },
  { name: 'User-Agent', value: 'tba-workbench' },
];

/** Everything that leaves this machine goes through here. The modules that do it are loaded with the first call. */
export class Network {
  readonly #guard: LoginGuard;
  readonly #log: Log;
  readonly #queue = new AccountQueue();
  /** Whose signatures carry another time than this machine's. */
  readonly clocks = new CorrectedClocks();
  /** The last calls whose login failed, for those who ask why. */
  readonly failedLogins = new FailedLogins();
  readonly #closing = new AbortController();
  #transport: Promise<Connected> | undefined;
  #skewSeconds: number | undefined;

  constructor(guard: LoginGuard, log: Log, subscriptions: vscode.Disposable[]) {
    this.#guard = guard;
    this.#log = log;
    subscriptions.push(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('http')) {
          // Pools are made with the settings of their time; the next call makes new ones.
          this.#leave('close');
        }
      }),
      {
        dispose: () => {
          // What waits for its turn, for an answer or for a retry ends with it, and a run does not go on.
          this.#closing.abort();
          this.#leave('destroy');
        },
      },
    );
  }

  /** Aborted when the window closes: nothing is sent after that. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Seconds that the last server's clock was ahead of ours; undefined before the first answer with a Date. */
  get clockSkewSeconds(): number | undefined {
    return this.#skewSeconds;
  }

  /** How often a credential failed to log in within the last 30 minutes, with no success since. */
  recentFailures(credentialId: string): number {
    return this.#guard.recentFailures(credentialId);
  }

  /** How often a credential failed to log in of late, when that is reason to ask before it is used again; else 0. */
  failuresToAskAbout(credentialId: string): number {
    return this.#guard.mustAsk(credentialId) ? this.#guard.recentFailures(credentialId) : 0;
  }

  /**
   * Sends one call and logs that it was made: method, host, path and outcome, unless it wants to be kept out of the log.
   *
   * @throws CodedError `workspace-untrusted` and those of send
   */
  async send(call: Call, caller: Caller, signal: AbortSignal): Promise<Exchange> {
    requireTrust();
    const { send } = await import('../../exchange/send.ts');
    const open = AbortSignal.any([signal, this.closing]);
    const exchange = await send(call, this.#clocked(caller), await this.#exchanger(), timeLimit(call, caller), open);
    if (!call.unlogged) {
      this.#log.info(callLine(exchange));
      this.failedLogins.note(caller.credentialId, exchange);
    }
    this.#noticeClock(exchange);
    return exchange;
  }

  /**
   * Logs in anew and calls nothing, and logs that it did.
   *
   * @throws CodedError `workspace-untrusted` and those of logInAnew
   */
  async logIn(caller: Caller, signal: AbortSignal): Promise<void> {
    requireTrust();
    const { logInAnew } = await import('../../exchange/logIn.ts');
    const { accountId } = caller.account;
    try {
      const open = AbortSignal.any([signal, this.closing]);
      await logInAnew(this.#clocked(caller), await this.#exchanger(), 1000 * loginSeconds, open);
      this.#log.info(`login for ${accountId}: done`);
    } catch (error) {
      this.#log.info(`login for ${accountId}: ${isCoded(error) ? error.code : 'cancelled'}`);
      throw error;
    }
  }

  /**
   * Gets a public address with no signature and nothing else that says who asks, the same way as calls go: same
   * transports, same proxy settings, no redirect followed.
   *
   * @returns whatever status was answered
   * @throws CodedError `workspace-untrusted`, `no-answer-in-time` (data: seconds), `answer-too-long` (data: limit), those
   *   of Transport; or the signal's reason
   */
  async fetchUnsigned(
    url: string,
    signal: AbortSignal,
  ): Promise<{ readonly status: number; readonly body: Uint8Array }> {
    requireTrust();
    const limit = AbortSignal.timeout(1000 * unsignedSeconds);
    const request: WireRequest = { method: 'GET', url, headers: unsignedHeaders };
    const { send } = await this.#opened();
    const { origin, pathname } = new URL(url);
    try {
      const ended = AbortSignal.any([signal, limit, this.closing]);
      const { status, body, timing } = await send(request, ended, () => request);
      this.#log.info(`GET ${origin}${pathname} unsigned: ${status} in ${Math.round(timing.total)} ms (${timing.via})`);
      if (body.byteLength > unsignedLimit) {
        throw new CodedError('answer-too-long', { limit: unsignedLimit });
      }
      return { status, body };
    } catch (error) {
      throw limit.aborted && !signal.aborted
        ? new CodedError('no-answer-in-time', { seconds: unsignedSeconds }, { cause: error })
        : error;
    }
  }

  #clocked(caller: Caller): Caller {
    return { ...caller, skewSeconds: this.clocks.offset(caller.account.accountId) };
  }

  /** @throws the reason of `closing` once the window closes */
  async #opened(): Promise<Connected> {
    this.closing.throwIfAborted();
    const opened = await (this.#transport ??= openTransport());
    this.closing.throwIfAborted();
    return opened;
  }

  async #exchanger(): Promise<Exchanger> {
    const settings = vscode.workspace.getConfiguration('netsuiteTba');
    return {
      transport: (await this.#opened()).send,
      queue: this.#queue,
      guard: this.#guard,
      now: Date.now,
      newId: randomUUID,
      ...(settings.get<boolean>('retryThrottled', true) && {
        // settings.json may hold anything; only a plain yes allows it.
        retries: { ...retries, writes: settings.get<unknown>('retryThrottledWrites') === true },
      }),
    };
  }

  #leave(how: 'close' | 'destroy'): void {
    this.#transport
      ?.then(({ direct }) => direct[how]())
      .catch((error: unknown) => this.#log.error('close connections', error));
    this.#transport = undefined;
  }

  #noticeClock({ record }: Exchange): void {
    const server = serverTime(record.response?.headers ?? []);
    if (server !== undefined) {
      this.#skewSeconds = Math.round((server - (record.startedAt + record.timing.total)) / 1000);
    }
  }
}

const retries: Omit<Retries, 'writes'> = {
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  random: Math.random,
};

/** The way calls go, and the part of it that keeps connections. */
interface Connected {
  readonly send: Transport;
  readonly direct: DirectTransport;
}

async function openTransport(): Promise<Connected> {
  const [{ directTransport }, { hostTransport }, { twoWayTransport }, { readConnectionSettings }] = await Promise.all([
    import('../../exchange/transport/directTransport.ts'),
    import('../../exchange/transport/hostTransport.ts'),
    import('../../exchange/transport/twoWayTransport.ts'),
    import('./connectionSettings.ts'),
  ]);
  const direct = directTransport(readConnectionSettings, undefined, bodyLimit);
  const send = twoWayTransport(
    direct,
    // Looked up with each call: VS Code replaces the global with its own.
    hostTransport((...args) => globalThis.fetch(...args), bodyLimit),
    () => vscode.workspace.getConfiguration('netsuiteTba').get<TransportMode>('transport', 'auto'),
  );
  return { send, direct };
}

/** Bytes. */
function bodyLimit(): number {
  return numberSetting('response.maximumSize', 512, 1, 512) * 1024 * 1024;
}

function callLine({ record }: Exchange): string {
  const { origin, pathname } = new URL(record.request.url);
  const outcome = record.response ? String(record.response.status) : (record.failure?.code ?? '');
  return `${record.request.method} ${origin}${pathname} for ${record.account.id}: ${outcome} in ${Math.round(record.timing.total)} ms (${record.timing.via})`;
}

/** Milliseconds that a call may take: its own limit, or a little over NetSuite's. */
function timeLimit({ url, timeLimit: own }: Call, { account }: Caller): number {
  if (own !== undefined) {
    return own;
  }
  const suiteTalk = isSuiteTalkPath(pathAtNetSuite(url, account));
  const seconds = suiteTalk
    ? numberSetting('timeout.suiteTalk', 920, 1, 3600)
    : numberSetting('timeout.restlet', 330, 1, 3600);
  return 1000 * seconds;
}
