import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { AccountIndex, RecordKind } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, type PickItem, type Place } from '../../wizard.ts';
import type { AccountNode } from '../accountTree.ts';
import { environmentOf } from '../tree/environment.ts';
import { accountIcon } from '../tree/icons.ts';
import { environmentWord } from '../tree/words.ts';

/** A row of the tree, by what it stands for. */
export type NodeOf<K extends RecordKind> = Extract<AccountNode, { readonly kind: K }>;

/** What a command can be run on. */
export interface WantedRecord<K extends RecordKind> {
  /** Of the question, when one is asked. */
  readonly title: string;
  readonly kinds: readonly K[];
  /** Why the command cannot be run on a record; undefined where it can. Such records are not offered. */
  readonly refuse?: (node: NodeOf<K>) => string | undefined;
}

/**
 * The record that a command is about, as it is now: that of the row, or one that is asked for. A row of another kind
 * narrows the question to what is below it.
 *
 * @returns undefined when the person left, or was told why it cannot be
 * @throws CodedError `record-gone` (data: kind)
 */
export async function pickRecord<K extends RecordKind>(
  book: AccountBook,
  node: AccountNode | undefined,
  wanted: WantedRecord<K>,
): Promise<NodeOf<K> | undefined> {
  const rows = rowsOf(book.index());
  if (node && isOf(node, wanted.kinds)) {
    const row = rows.find(each => each.node.record.id === node.record.id)?.node;
    if (!row || !isOf(row, wanted.kinds)) {
      throw new CodedError('record-gone', { kind: node.kind });
    }
    const refusal = wanted.refuse?.(row);
    if (refusal === undefined) {
      return row;
    }
    void vscode.window.showInformationMessage(refusal);
    return undefined;
  }
  const fitting = rows.flatMap(row => (isOf(row.node, wanted.kinds) ? [{ ...row, node: row.node }] : []));
  const possible = fitting.filter(row => wanted.refuse?.(row.node) === undefined);
  const below = node ? possible.filter(({ above }) => above.includes(node.record.id)) : possible;
  if (node && below.length === 1) {
    return below[0]?.node;
  }
  if (below.length === 0) {
    const [first] = fitting;
    void vscode.window.showInformationMessage(
      (first && wanted.refuse?.(first.node)) ??
        vscode.l10n.t('There is nothing in the tree that this can be done with.'),
    );
    return undefined;
  }
  const items = below.map(({ node: value, where }): PickItem<NodeOf<K>> => ({
    label: plainText(nodeLabel(value)),
    iconPath: iconOf(value),
    description: plainText(where),
    value,
  }));
  const chosen = await askChoice(alone(wanted.title), vscode.l10n.t('Which one?'), items);
  return chosen.kind === 'next' ? chosen.value : undefined;
}

/** The name of a row, as the tree shows it. */
export function nodeLabel(node: AccountNode): string {
  return node.kind === 'token' ? tokenLabel(node.record) : node.record.name;
}

/** A question that stands alone has no number. */
export function alone(title: string): Place {
  return { title, step: 0, total: 0 };
}

/** The row of a record as it is now. */
export function rowFor(index: AccountIndex, id: string): AccountNode | undefined {
  return rowsOf(index).find(({ node }) => node.record.id === id)?.node;
}

interface Row {
  readonly node: AccountNode;
  /** The names of what it is below, for people. */
  readonly where: string;
  /** The IDs of what it is below. */
  readonly above: readonly string[];
}

/** Every row, in the order of the tree. */
function rowsOf({ accounts, applications, tokens }: AccountIndex): Row[] {
  return accounts.flatMap(account => {
    const practice = account.practice === true;
    return [
      {
        node: { kind: 'account', record: account },
        where: `${account.accountId} · ${environmentWord(environmentOf(account))}`,
        above: [],
      } as const,
      ...applications
        .filter(application => application.account === account.id)
        .flatMap((application): Row[] => [
          { node: { kind: 'application', record: application, practice }, where: account.name, above: [account.id] },
          ...tokens
            .filter(token => token.application === application.id)
            .map((token): Row => ({
              node: { kind: 'token', record: token, practice },
              where: `${account.name} · ${application.name}`,
              above: [account.id, application.id],
            })),
        ]),
    ];
  });
}

function isOf<K extends RecordKind>(node: AccountNode, kinds: readonly K[]): node is NodeOf<K> {
  return (kinds as readonly RecordKind[]).includes(node.kind);
}

function iconOf({ kind, record }: AccountNode): vscode.ThemeIcon {
  switch (kind) {
    case 'account':
      return accountIcon(environmentOf(record));
    case 'application':
      return new vscode.ThemeIcon('extensions');
    case 'token':
      return new vscode.ThemeIcon('key');
  }
}
