import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import type { Credential } from '../../accounts/records.ts';
import { isCoded } from '../../codedError.ts';
import { storedTexts } from '../stored.ts';
import { allowListFor, touchesAllowList, type AllowList } from './allowList.ts';
import { countsAsProduction } from './tree/environment.ts';

/** In the workspace's state: the choice for the whole workspace. In the global state: the last one anywhere. */
const key = 'activeToken';
const foldersKey = 'activeTokenOfFolders';

/** Asks `set` to choose for every folder of the workspace. */
export const allFolders = Symbol('all folders');

/**
 * The token that requests are signed with which name no other: chosen per workspace, and per folder where a workspace has
 * several; else the one chosen last anywhere. A production token is active only where a person chose it. No choice
 * reaches further than the allow list.
 */
export class ActiveToken {
  readonly #book: AccountBook;
  readonly #workspaceState: vscode.Memento;
  readonly #globalState: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listeners: vscode.Disposable;
  /** Where the person is: the file edited last, while a panel or the output has the focus. */
  #resource: vscode.Uri | undefined;

  constructor(book: AccountBook, workspaceState: vscode.Memento, globalState: vscode.Memento) {
    this.#book = book;
    this.#workspaceState = workspaceState;
    this.#globalState = globalState;
    this.#resource = fileOf(vscode.window.activeTextEditor);
    const tell = () => this.#changed.fire();
    this.#listeners = vscode.Disposable.from(
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor(editor => this.#follow(editor)),
      vscode.workspace.onDidChangeWorkspaceFolders(tell),
      vscode.workspace.onDidGrantWorkspaceTrust(tell),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (touchesAllowList(event)) {
          tell();
        }
      }),
    );
  }

  /**
   * The only token there is needs no choosing. None while the account book cannot be read: the tree says why.
   *
   * @param resource the file that a request stands in; without one, where the person is
   */
  get(resource?: vscode.Uri): Credential | undefined {
    try {
      return this.#find(resource ?? this.#resource);
    } catch (error) {
      if (isCoded(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Keeps a choice for the folder of a file, or of where the person is. Where that is no folder of several, it is the
   * choice of the workspace, for every folder without one of its own; `allFolders` takes theirs away.
   */
  async set(tokenId: string, where?: vscode.Uri | typeof allFolders): Promise<void> {
    const folder = where === allFolders ? undefined : this.folder(where);
    if (folder) {
      await this.#workspaceState.update(foldersKey, { ...this.#ofFolders(), [folder.uri.toString()]: tokenId });
    } else {
      await this.#workspaceState.update(key, tokenId);
      if (where === allFolders && hasSeveralFolders()) {
        await this.#workspaceState.update(foldersKey, undefined);
      }
    }
    await this.#globalState.update(key, tokenId);
    this.#changed.fire();
  }

  /** The folder whose choice counts; undefined unless the workspace has several. */
  folder(resource: vscode.Uri | undefined = this.#resource): vscode.WorkspaceFolder | undefined {
    return resource && hasSeveralFolders() ? vscode.workspace.getWorkspaceFolder(resource) : undefined;
  }

  /** What may be used for a file, or where the person is. */
  allowList(resource: vscode.Uri | undefined = this.#resource): AllowList {
    return allowListFor(resource);
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #find(resource: vscode.Uri | undefined): Credential | undefined {
    const folder = this.folder(resource);
    const ofFolder = folder && this.#ofFolders()[folder.uri.toString()];
    const chosenHere = this.#known(ofFolder) ?? this.#known(this.#workspaceState.get<string>(key));
    const found = chosenHere ?? this.#default();
    // A choice that the list takes away is not replaced by another that nobody made here.
    return found && this.allowList(resource).allows(found.account) ? found : undefined;
  }

  /** Without a choice of this workspace. What the list leaves over plays no part, or a workspace could choose by it. */
  #default(): Credential | undefined {
    const last = this.#known(this.#globalState.get<string>(key));
    const { tokens } = this.#book.index();
    const candidates = [last, tokens.length === 1 ? this.#known(tokens[0]?.id) : undefined];
    return candidates.find(credential => credential && !countsAsProduction(credential.account));
  }

  #known(tokenId: string | undefined): Credential | undefined {
    return tokenId === undefined ? undefined : this.#book.credential(tokenId);
  }

  #ofFolders(): Readonly<Record<string, string>> {
    return storedTexts(this.#workspaceState.get<unknown>(foldersKey));
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    const file = fileOf(editor);
    if (!file) {
      return;
    }
    const before = this.folder()?.uri.toString();
    this.#resource = file;
    if (this.folder()?.uri.toString() !== before) {
      this.#changed.fire();
    }
  }
}

export function hasSeveralFolders(): boolean {
  return (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
}

/** The output and the debug console count as editors too, but nobody's requests stand there. */
function fileOf(editor: vscode.TextEditor | undefined): vscode.Uri | undefined {
  const uri = editor?.document.uri;
  return uri && uri.scheme !== 'output' && uri.scheme !== 'debug' ? uri : undefined;
}
