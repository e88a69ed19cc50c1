import * as vscode from 'vscode';
import { askText, errorRemark, type Remark } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { alone, nodeLabel, pickRecord } from './pickRecord.ts';

const longest = 2000;

/** Keeps a note of the person's own with a record; an empty one is removed. */
export async function editNote({ book }: Pick<AccountServices, 'book'>, node: AccountNode | undefined): Promise<void> {
  const title = vscode.l10n.t('Edit Note');
  const target = await pickRecord(book, node, { title, kinds: ['account', 'application', 'token'] });
  if (!target) {
    return;
  }
  const before = target.record.note ?? '';
  const result = await askText(alone(vscode.l10n.t('Note on “{0}”', nodeLabel(target))), {
    prompt: vscode.l10n.t('What this is for, who owns it, when to renew it. Empty removes the note.'),
    value: before,
    check: reviewNote,
  });
  if (result.kind !== 'next' || result.value.trim() === before) {
    return;
  }
  const note = result.value.trim() || undefined;
  await book.edit(target.kind, target.record.id, { note });
}

/** A note is kept and shown as plain text, so nothing that looks like a key or secret of NetSuite's gets into one. */
export function reviewNote(text: string): Remark | undefined {
  if (/[0-9a-f]{64}/i.test(text)) {
    return errorRemark(
      vscode.l10n.t(
        'This looks like a key or secret. Notes are not secret storage: they are kept and shown as plain text. Use “Edit Secret…”.',
      ),
    );
  }
  return text.trim().length > longest ? errorRemark(vscode.l10n.t('Use at most 2,000 characters.')) : undefined;
}
