import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { expiryOf, expiryState } from '../../../accounts/expiry.ts';
import type { AccountIndex, TokenRecord } from '../../../accounts/records.ts';
import { isCoded } from '../../../codedError.ts';
import { storedTexts } from '../../stored.ts';

const key = 'expiryTold';
const hour = 60 * 60 * 1000;

/**
 * Tells of certificates that end within 30 days, once, and once more when one has ended; in all windows together. A sign-in
 * that ends is renewed when it is next used, and shown in the tree. What tells is loaded when there is something to tell.
 */
export function watchExpiry(
  book: Pick<AccountBook, 'index' | 'onChange'>,
  state: vscode.Memento,
  now: () => number = Date.now,
  tell: (token: TokenRecord) => unknown = tellLazily,
): vscode.Disposable {
  const look = () => {
    // Of certificates, by the ID of the token: how near the end was then, and of which certificate.
    const told = storedTexts(state.get<unknown>(key));
    const news = tokensOf(book).flatMap(token => {
      const expiry = expiryOf(token);
      const near = expiry?.of === 'certificate' ? expiryState(expiry, now()) : 'later';
      const mark = `${near} ${token.oauth2?.certificate?.id ?? ''}`;
      return near !== 'later' && told[token.id] !== mark ? [{ token, mark }] : [];
    });
    if (news.length > 0) {
      void state.update(key, { ...told, ...Object.fromEntries(news.map(({ token, mark }) => [token.id, mark])) });
      news.forEach(({ token }) => tell(token));
    }
  };
  const timer = setInterval(look, hour);
  look();
  return vscode.Disposable.from(book.onChange(look), { dispose: () => clearInterval(timer) });
}

async function tellLazily(token: TokenRecord): Promise<void> {
  const { tellExpiry } = await import('./tellExpiry.ts');
  await tellExpiry(token);
}

/** A book that cannot be read is said to be so by the tree. */
function tokensOf(book: Pick<AccountBook, 'index'>): AccountIndex['tokens'] {
  try {
    return book.index().tokens;
  } catch (error) {
    if (isCoded(error)) {
      return [];
    }
    throw error;
  }
}
