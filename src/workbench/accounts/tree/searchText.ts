import * as vscode from 'vscode';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { AccountNode } from '../accountTree.ts';
import { environmentOf } from './environment.ts';
import { fold } from './filterRows.ts';
import type { TreeSnapshot } from './snapshot.ts';
import { environmentWord, secretWord, stateWord } from './words.ts';

/** All that the filter finds of a row, folded: names, what NetSuite said, the note, and the words for its state. */
export function searchText(node: AccountNode, snapshot: TreeSnapshot): string {
  return fold(parts(node, snapshot).join('\n'));
}

function parts(node: AccountNode, { refreshed, activeId, secretOf }: TreeSnapshot): readonly string[] {
  const { note } = node.record;
  const common = [node.record.name, note ?? ''];
  switch (node.kind) {
    case 'account': {
      const { id, accountId, baseUrl } = node.record;
      return [
        ...common,
        accountId,
        // Hosts are spelled with a hyphen, and people paste what they have.
        accountId.replaceAll('_', '-'),
        baseUrl ?? '',
        environmentWord(environmentOf(node.record)),
        refreshed.has(id) ? vscode.l10n.t('likely refreshed') : '',
      ];
    }
    case 'application':
      return [...common, secretWord(secretOf('application', node.record.id)) ?? ''];
    case 'token': {
      const { id, identity } = node.record;
      return [
        ...common,
        tokenLabel(node.record),
        ...[identity?.company, identity?.entity, identity?.role].filter(part => part !== undefined),
        secretWord(secretOf('token', id)) ?? stateWord(node.record),
        activeId === id ? vscode.l10n.t('active') : '',
        node.record.scheme === 'oauth2' ? 'OAuth 2.0' : '',
      ];
    }
  }
}
