import type * as vscode from 'vscode';
import { isCoded } from '../codedError.ts';
import { redactText } from '../exchange/redact.ts';

/** The log that people read and send to others; nothing secret gets through it. */
export class Log {
  readonly #channel: vscode.LogOutputChannel;
  readonly #secrets = new Set<string>();

  constructor(channel: vscode.LogOutputChannel) {
    this.#channel = channel;
  }

  /** Makes sure that a secret never appears, whatever message it might slip into. */
  hide(...secrets: readonly string[]): void {
    secrets.forEach(secret => this.#secrets.add(secret));
  }

  info(message: string): void {
    this.#channel.info(redactText(message, this.#secrets));
  }

  /** A coded error as its code and data; any other with its stack, since it is a fault of ours. */
  error(doing: string, error: unknown): void {
    const what = isCoded(error)
      ? `${error.code} ${JSON.stringify(error.data)}`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
    this.#channel.error(redactText(`${doing}: ${what}`, this.#secrets));
  }

  show(): void {
    this.#channel.show();
  }
}
