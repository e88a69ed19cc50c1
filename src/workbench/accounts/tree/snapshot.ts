import type { RefreshEvidence } from '../../../accounts/sandboxRefresh.ts';
import { vaultKey } from '../../../accounts/vault.ts';
import type { AccountIndex, AccountRecord, ApplicationRecord, TokenRecord } from '../../../accounts/records.ts';
import type { AccountNode } from '../accountTree.ts';

/** Whether a secret can be had here; `unknown` while the secret storage does not answer. */
export type SecretState = 'here' | 'missing' | 'unknown';

/** What the tree is drawn from between two refreshes: everything is read once for all rows. */
export interface TreeSnapshot {
  readonly accounts: readonly AccountNode[];
  readonly nodes: ReadonlyMap<string, AccountNode>;
  /** Rows below a row, by the ID of its record. */
  readonly below: ReadonlyMap<string, readonly AccountNode[]>;
  readonly account: (node: AccountNode) => AccountRecord | undefined;
  readonly application: (token: TokenRecord) => ApplicationRecord | undefined;
  readonly secretOf: (kind: 'application' | 'token', id: string) => SecretState;
  readonly activeId: string | undefined;
  /** What says so of accounts that look as if they had been refreshed, by the IDs of their records. */
  readonly refreshed: ReadonlyMap<string, RefreshEvidence>;
}

/** What a snapshot is made of; `held` are the keys of the vault, undefined when it does not answer. */
export interface SnapshotSource {
  readonly index: AccountIndex;
  readonly held: ReadonlySet<string> | undefined;
  readonly activeId: string | undefined;
  readonly refreshed: ReadonlyMap<string, RefreshEvidence>;
}

/** A record that has not changed keeps the very node it had before. */
export function takeSnapshot(source: SnapshotSource, before: TreeSnapshot | undefined): TreeSnapshot {
  const { index, held, activeId, refreshed } = source;
  const nodes = new Map<string, AccountNode>();
  const below = new Map<string, AccountNode[]>();
  const accountOf = new Map<string, AccountRecord>();
  const applications = new Map<string, ApplicationRecord>();
  const place = (parent: string, node: AccountNode, account: AccountRecord): void => {
    const kept = keep(before?.nodes.get(node.record.id), node);
    nodes.set(node.record.id, kept);
    accountOf.set(node.record.id, account);
    const siblings = below.get(parent);
    if (siblings) {
      siblings.push(kept);
    } else {
      below.set(parent, [kept]);
    }
  };
  const accounts = index.accounts.map(record => {
    const node = keep(before?.nodes.get(record.id), { kind: 'account', record });
    nodes.set(record.id, node);
    accountOf.set(record.id, record);
    return node;
  });
  for (const record of index.applications) {
    const account = accountOf.get(record.account);
    if (account) {
      applications.set(record.id, record);
      place(record.account, { kind: 'application', record, practice: account.practice === true }, account);
    }
  }
  for (const record of index.tokens) {
    const account = applications.has(record.application) ? accountOf.get(record.application) : undefined;
    if (account) {
      place(record.application, { kind: 'token', record, practice: account.practice === true }, account);
    }
  }
  return {
    accounts,
    nodes,
    below,
    account: node => accountOf.get(node.record.id),
    application: token => applications.get(token.application),
    secretOf: (kind, id) =>
      // An application of OAuth 2.0 has no secret of its own.
      kind === 'application' && applications.get(id)?.scheme === 'oauth2'
        ? 'here'
        : held
          ? held.has(vaultKey[kind](id))
            ? 'here'
            : 'missing'
          : 'unknown',
    activeId,
    refreshed,
  };
}

function keep(before: AccountNode | undefined, node: AccountNode): AccountNode {
  const isSame =
    before?.kind === node.kind &&
    practiceOf(before) === practiceOf(node) &&
    JSON.stringify(before.record) === JSON.stringify(node.record);
  return isSame ? before : node;
}

function practiceOf(node: AccountNode): boolean | undefined {
  return node.kind === 'account' ? node.record.practice : node.practice;
}

export function parentOf(node: AccountNode, { nodes }: TreeSnapshot): AccountNode | undefined {
  switch (node.kind) {
    case 'account':
      return undefined;
    case 'application':
      return nodes.get(node.record.account);
    case 'token':
      return nodes.get(node.record.application);
  }
}
