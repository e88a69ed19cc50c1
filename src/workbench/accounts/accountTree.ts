import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import {
  emptyIndex,
  type AccountIndex,
  type AccountRecord,
  type ApplicationRecord,
  type TokenRecord,
} from '../../accounts/records.ts';
import { refreshEvidence, type RefreshEvidence } from '../../accounts/sandboxRefresh.ts';
import { isCoded, type CodedError } from '../../codedError.ts';
import type { Log } from '../log.ts';
import type { PracticeAccount } from '../practice/practiceAccount.ts';
import type { ActiveToken } from './activeToken.ts';
import { filterRows, wordsOf } from './tree/filterRows.ts';
import { rowItem, type Drawing } from './tree/rows.ts';
import { searchText } from './tree/searchText.ts';
import { parentOf, takeSnapshot, type TreeSnapshot } from './tree/snapshot.ts';
import { tooltipOf } from './tree/tooltips.ts';

/** A row of the tree: a record of the account book with its kind. */
export type AccountNode =
  | { readonly kind: 'account'; readonly record: AccountRecord }
  | { readonly kind: 'application'; readonly record: ApplicationRecord; readonly practice: boolean }
  | { readonly kind: 'token'; readonly record: TokenRecord; readonly practice: boolean };

/** What a filter has found. `tokens` of `of` are left. */
export interface FilterResult {
  readonly filter: string;
  readonly rows: number;
  readonly tokens: number;
  readonly of: number;
}

/** More accounts than this come closed: people look for one of them rather than at all. */
const accountsShownOpen = 20;

/** Account → application → token. */
export class AccountTree implements vscode.TreeDataProvider<AccountNode> {
  readonly #book: AccountBook;
  readonly #active: ActiveToken;
  readonly #practice: PracticeAccount;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<AccountNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #told = new vscode.EventEmitter<string | undefined>();
  /** What stands over the tree: why it is empty when it should not be, what filters it, or nothing. */
  readonly onDidChangeMessage = this.#told.event;
  readonly #filtered = new vscode.EventEmitter<FilterResult | undefined>();
  readonly onDidFilter = this.#filtered.event;
  #snapshot: Promise<TreeSnapshot> | undefined;
  #last: TreeSnapshot | undefined;
  #problem: CodedError | undefined;
  #filter = '';
  /** Grows when the filter is asked for anew, so that rows which were closed in between are open again. */
  #filterRound = 0;
  #left: ReadonlySet<AccountNode> | undefined;
  /** What the person has opened or closed, by the ID of the record. */
  readonly #open = new Map<string, boolean>();
  /** What each token's row says with its time, as drawn last. */
  readonly #drawn = new Map<string, string>();

  constructor(book: AccountBook, active: ActiveToken, practice: PracticeAccount, log: Log) {
    this.#book = book;
    this.#active = active;
    this.#practice = practice;
    this.#log = log;
    book.onChange(() => this.refresh());
    active.onDidChange(() => this.refresh());
    practice.onDidChange(() => this.refresh());
  }

  /** Reads everything again. */
  refresh(): void {
    this.#snapshot = undefined;
    this.#changed.fire(undefined);
  }

  /** Draws all rows again from what is known. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  get filter(): string {
    return this.#filter;
  }

  /** Leaves the rows in which every word of the text occurs; an empty text leaves all. */
  setFilter(text: string): void {
    if (text.trim() !== this.#filter) {
      this.#filter = text.trim();
      this.redraw();
    }
  }

  /** Says that a filter is about to be typed. */
  beginFilter(): void {
    this.#filterRound++;
  }

  /** Keeps in mind what the person has opened or closed, for when a filter is over. */
  noteOpen({ record }: AccountNode, isOpen: boolean): void {
    if (!this.#left) {
      this.#open.set(record.id, isOpen);
    }
  }

  /** Draws the rows again whose "2 min ago" is not true any more. */
  redrawTimes(): void {
    const snapshot = this.#last;
    const stale = [...this.#drawn].flatMap(([id, said]) => {
      const node = snapshot?.nodes.get(id);
      return snapshot && node && saidOf(rowItem(node, this.#drawing(snapshot))) !== said ? [node] : [];
    });
    if (stale.length > 0) {
      this.#changed.fire(stale);
    }
  }

  async getChildren(node?: AccountNode): Promise<AccountNode[]> {
    if (!node && !this.#snapshot) {
      // Whenever the tree is read anew: another window may have started a practice account, or ended it.
      await this.#practice.adopt().catch((error: unknown) => this.#log.error('adopt practice account', error));
    }
    const snapshot = await this.#read();
    if (!node) {
      this.#applyFilter(snapshot);
    }
    const rows = node ? (snapshot.below.get(node.record.id) ?? []) : snapshot.accounts;
    const left = this.#left;
    return left ? rows.filter(row => left.has(row)) : [...rows];
  }

  getParent(node: AccountNode): AccountNode | undefined {
    return this.#last && parentOf(node, this.#last);
  }

  async getTreeItem(node: AccountNode): Promise<vscode.TreeItem> {
    const snapshot = await this.#read();
    // A row may be asked for that has changed since.
    const item = rowItem(snapshot.nodes.get(node.record.id) ?? node, this.#drawing(snapshot));
    const { id } = node.record;
    // VS Code remembers by the ID what is open and closed; what a filter finds has to be open.
    item.id = this.#left ? `${id} ${this.#filterRound}` : id;
    item.collapsibleState = this.#collapsibleState(node, snapshot);
    if (node.kind === 'token') {
      this.#drawn.set(id, saidOf(item));
    }
    return item;
  }

  async resolveTreeItem(item: vscode.TreeItem, node: AccountNode): Promise<vscode.TreeItem> {
    const snapshot = await this.#read();
    item.tooltip = tooltipOf(snapshot.nodes.get(node.record.id) ?? node, this.#drawing(snapshot));
    return item;
  }

  #collapsibleState({ kind, record }: AccountNode, { accounts }: TreeSnapshot): vscode.TreeItemCollapsibleState {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    if (kind === 'token') {
      return None;
    }
    const isOpen = this.#open.get(record.id) ?? (kind === 'application' || accounts.length <= accountsShownOpen);
    return this.#left || isOpen ? Expanded : Collapsed;
  }

  #drawing(snapshot: TreeSnapshot): Drawing {
    return { ...snapshot, practice: this.#practice, now: Date.now() };
  }

  async #read(): Promise<TreeSnapshot> {
    const reading = (this.#snapshot ??= this.#take());
    try {
      return await reading;
    } catch (error) {
      if (this.#snapshot === reading) {
        this.#snapshot = undefined;
      }
      throw error;
    }
  }

  async #take(): Promise<TreeSnapshot> {
    this.#drawn.clear();
    const index = this.#readIndex();
    const held = await this.#book.heldSecrets().catch((error: unknown) => {
      this.#log.error('look for secrets', error);
      return undefined;
    });
    const snapshot = takeSnapshot(
      { index, held, activeId: this.#active.get()?.token.id, refreshed: refreshedAccounts(index) },
      this.#last,
    );
    this.#last = snapshot;
    return snapshot;
  }

  #applyFilter(snapshot: TreeSnapshot): void {
    const words = wordsOf(this.#filter);
    if (words.length === 0) {
      this.#left = undefined;
      this.#filtered.fire(undefined);
      this.#tell(undefined);
      return;
    }
    const left = filterRows(words, {
      roots: snapshot.accounts,
      childrenOf: node => snapshot.below.get(node.record.id) ?? [],
      textOf: node => searchText(node, snapshot),
    });
    this.#left = left;
    const tokens = (nodes: Iterable<AccountNode>) => [...nodes].filter(({ kind }) => kind === 'token').length;
    const result: FilterResult = {
      filter: this.#filter,
      rows: left.size,
      tokens: tokens(left),
      of: tokens(snapshot.nodes.values()),
    };
    this.#filtered.fire(result);
    this.#tell(filterMessage(result));
  }

  /** A book that cannot be read is said to be so, over a tree without rows. */
  #readIndex(): AccountIndex {
    try {
      this.#problem = undefined;
      return this.#book.index();
    } catch (error) {
      if (!isCoded(error)) {
        throw error;
      }
      this.#problem = error;
      return emptyIndex;
    }
  }

  /** A problem goes before any other message. Its words are only loaded then. */
  #tell(message: string | undefined): void {
    const problem = this.#problem;
    if (!problem) {
      this.#told.fire(message);
      return;
    }
    void import('../errorText.ts').then(({ errorLine }) => {
      if (this.#problem === problem) {
        this.#told.fire(errorLine(problem));
      }
    });
  }
}

function refreshedAccounts(index: AccountIndex): ReadonlyMap<string, RefreshEvidence> {
  return new Map(
    index.accounts.flatMap(({ id }) => {
      const evidence = refreshEvidence(index, id);
      return evidence ? [[id, evidence] as const] : [];
    }),
  );
}

function filterMessage({ filter, rows, tokens, of }: FilterResult): string {
  return rows === 0
    ? vscode.l10n.t('Nothing matches the filter “{0}”.', filter)
    : vscode.l10n.t('Filter “{0}”: {1} of {2} tokens.', filter, tokens, of);
}

function saidOf({ description, accessibilityInformation }: vscode.TreeItem): string {
  return `${String(description)}\n${accessibilityInformation?.label ?? ''}`;
}
