import type * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountIndex } from '../../../accounts/records.ts';
import { refreshEvidence, type RefreshEvidence } from '../../../accounts/sandboxRefresh.ts';
import { isCoded } from '../../../codedError.ts';

/**
 * Tells once per account and window when failed logins of late say that a sandbox was likely refreshed, wherever the
 * calls were made. It listens to the book alone and never tries anything. What tells is loaded when there is something
 * to tell.
 */
export function watchRefresh(
  book: Pick<AccountBook, 'index' | 'onChange'>,
  now: () => number = Date.now,
  tell: (evidence: RefreshEvidence) => unknown = tellLazily,
): vscode.Disposable {
  const told = new Set<string>();
  const opened = now();
  return book.onChange(() => {
    const index = readable(book);
    // Most changes are none of a login that failed; and failures of before the window opened are no news.
    if (!index?.tokens.some(({ lastFailure }) => lastFailure !== undefined && lastFailure.at >= opened)) {
      return;
    }
    for (const { id } of index.accounts.filter(account => !told.has(account.id))) {
      const evidence = refreshEvidence(index, id);
      if (evidence && evidence.lastFailure >= opened) {
        told.add(id);
        tell(evidence);
      }
    }
  });
}

async function tellLazily(evidence: RefreshEvidence): Promise<void> {
  const { tellRefresh } = await import('./tellRefresh.ts');
  tellRefresh(evidence);
}

/** A book that cannot be read is said to be so by the tree. */
function readable(book: Pick<AccountBook, 'index'>): AccountIndex | undefined {
  try {
    return book.index();
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}
