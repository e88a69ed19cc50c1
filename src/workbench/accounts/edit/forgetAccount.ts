import type { Memento } from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { GuideStore } from '../../guide/guideStore.ts';
import { MigrationStore } from '../../migration/migrationStore.ts';
import { ReadOnlyRestlets } from '../../requests/readOnlyRestlets.ts';
import { RecordTypeCache } from '../../restlets/recordTypeCache.ts';
import { RestletCache } from '../../restlets/restletCache.ts';

/** What is kept of an account beside the book goes with it, unless the book has the same account once more. */
export async function forgetAccount(
  accountId: string,
  book: Pick<AccountBook, 'index'>,
  state: Memento,
): Promise<void> {
  if (book.index().accounts.some(account => account.accountId === accountId)) {
    return;
  }
  await new ReadOnlyRestlets(state).remove(({ account }) => account === accountId);
  await new RestletCache(state).remove(accountId);
  await new RecordTypeCache(state).remove(accountId);
  await new GuideStore(state).remove(accountId);
  await new MigrationStore(state).remove(accountId);
}
