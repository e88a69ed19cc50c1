import type * as vscode from 'vscode';
import { isCoded } from '../codedError.ts';
import { secretMask, type SecretMask } from '../exchange/secretMask.ts';

/** The log that people read and send to others; nothing secret gets through it. */
export class Log {
  readonly #channel: vscode.LogOutputChannel;
  readonly #secrets = new Set<string>();
  /** Of all of them; made anew when there is another. */
  #mask: SecretMask | undefined;

  constructor(channel: vscode.LogOutputChannel) {
    this.#channel = channel;
  }

  /** Makes sure that a secret never appears, whatever message it might slip into. */
  hide(...secrets: readonly string[]): void {
    const before = this.#secrets.size;
    secrets.forEach(secret => this.#secrets.add(secret));
    if (this.#secrets.size > before) {
      this.#mask = undefined;
    }
  }

  info(message: string): void {
    this.#channel.info(this.#masked(message));
  }

  /** A coded error as its code and data; any other with its stack, since it is a fault of ours. */
  error(doing: string, error: unknown): void {
    const what = isCoded(error)
      ? `${error.code} ${JSON.stringify(error.data)}`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
    this.#channel.error(this.#masked(`${doing}: ${what}`));
  }

  show(): void {
    this.#channel.show();
  }

  #masked(text: string): string {
    return (this.#mask ??= secretMask([...this.#secrets])).hide(text);
  }
}
