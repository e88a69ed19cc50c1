import * as vscode from 'vscode';
import { askText, errorRemark, type Remark } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { readIsoDate, writeIsoDate } from './isoDate.ts';
import { alone, nodeLabel, pickRecord } from './pickRecord.ts';

/** Keeps the day on which a token was made at NetSuite, which tells its age; empty forgets it. */
export async function setCreated(
  { book }: Pick<AccountServices, 'book'>,
  node: AccountNode | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Set Date of Creation');
  const target = await pickRecord(book, node, { title, kinds: ['token'] });
  if (!target) {
    return;
  }
  const { createdAt } = target.record;
  const before = createdAt === undefined ? '' : writeIsoDate(createdAt);
  const result = await askText(alone(vscode.l10n.t('Date of creation of “{0}”', nodeLabel(target))), {
    prompt: vscode.l10n.t('The day the token was created at NetSuite, as year-month-day. Empty forgets it.'),
    placeholder: '2026-03-01',
    value: before,
    check: text => reviewDate(text, Date.now()),
  });
  if (result.kind === 'next' && result.value.trim() !== before) {
    await book.edit('token', target.record.id, { createdAt: readIsoDate(result.value) });
  }
}

export function reviewDate(text: string, now: number): Remark | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  const at = readIsoDate(text);
  if (at === undefined) {
    return errorRemark(vscode.l10n.t('Write a date as year-month-day, such as 2026-03-01.'));
  }
  return at > now ? errorRemark(vscode.l10n.t('This day has not come yet.')) : undefined;
}
