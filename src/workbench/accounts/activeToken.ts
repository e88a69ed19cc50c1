import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import type { Credential } from '../../accounts/records.ts';
import { isCoded } from '../../codedError.ts';

const key = 'activeToken';

/** The token that relative requests are signed with: chosen per workspace, else the one chosen last anywhere. */
export class ActiveToken {
  readonly #book: AccountBook;
  readonly #workspaceState: vscode.Memento;
  readonly #globalState: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(book: AccountBook, workspaceState: vscode.Memento, globalState: vscode.Memento) {
    this.#book = book;
    this.#workspaceState = workspaceState;
    this.#globalState = globalState;
  }

  /** The only token there is needs no choosing. None while the account book cannot be read: the tree says why. */
  get(): Credential | undefined {
    try {
      return this.#find();
    } catch (error) {
      if (isCoded(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async set(tokenId: string): Promise<void> {
    await this.#workspaceState.update(key, tokenId);
    await this.#globalState.update(key, tokenId);
    this.#changed.fire();
  }

  #find(): Credential | undefined {
    const chosen = [this.#workspaceState.get<string>(key), this.#globalState.get<string>(key)];
    for (const id of chosen) {
      const credential = id === undefined ? undefined : this.#book.credential(id);
      if (credential) {
        return credential;
      }
    }
    const all = this.#book.credentials();
    return all.length === 1 ? all[0] : undefined;
  }
}
