import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { RedirectAnswer } from '../../../oauth2/redirectAddress.ts';
import { stateOf } from '../../../oauth2/redirectAddress.ts';

/** Milliseconds that another window has to take what came here. */
const patience = 5000;

type Read = (address: string) => RedirectAnswer;

/**
 * Where addresses arrive that the browser brings back, and who waits for them. VS Code hands an address to one window, which
 * need not be the one that waits: it is passed on by way of secret storage, under a digest of its state. Without the
 * verifier, which stays where the sign-in began, nobody can use it.
 */
export class RedirectDesk {
  readonly #secrets: vscode.SecretStorage;
  readonly #waiting = new Map<string, (address: string) => void>();

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** Waits for the address with this state, wherever it arrives. */
  async receive(state: string, read: Read, signal: AbortSignal): Promise<RedirectAnswer> {
    signal.throwIfAborted();
    const key = keyOf(state);
    const { promise, resolve, reject } = Promise.withResolvers<RedirectAnswer>();
    const take = (address: string) => {
      try {
        resolve(read(address));
      } catch (error) {
        reject(error);
      }
    };
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    this.#waiting.set(key, take);
    const fetchPassedOn = async () => {
      const address = await this.#secrets.get(key);
      if (address !== undefined) {
        await this.#secrets.delete(key);
        take(address);
      }
    };
    const look = () => void fetchPassedOn().catch(reject);
    const listeners = [
      this.#secrets.onDidChange(change => change.key === key && look()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && look()),
    ];
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#waiting.delete(key);
      listeners.forEach(listener => void listener.dispose());
    }
  }

  /** Hands an address to the sign-in that waits for it, here or in another window, or says that none does. */
  async deliver(address: string): Promise<void> {
    const state = stateOf(address);
    if (state !== undefined && (await this.#taken(keyOf(state), address))) {
      return;
    }
    const again = vscode.l10n.t('Sign In Again');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'NetSuite’s answer has come, but no window waits for it: the sign-in was over, or its window was closed or reloaded. Nothing was stored.',
      ),
      again,
    );
    if (chosen === again) {
      await vscode.commands.executeCommand('netsuiteTba.addOAuth2');
    }
  }

  async #taken(key: string, address: string): Promise<boolean> {
    const take = this.#waiting.get(key);
    if (take) {
      take(address);
      return true;
    }
    await this.#secrets.store(key, address);
    const end = Date.now() + patience;
    while (Date.now() < end) {
      await sleep(200);
      if ((await this.#secrets.get(key)) === undefined) {
        return true;
      }
    }
    await this.#secrets.delete(key);
    return false;
  }
}

function keyOf(state: string): string {
  return `oauth2-redirect.${createHash('sha256').update(state).digest('hex')}`;
}
