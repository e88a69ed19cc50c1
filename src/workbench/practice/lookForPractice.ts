import type { AccountServices } from '../accounts/accountServices.ts';

/** A practice account may have been started elsewhere, or anew on another port, with no tree open to notice. */
export async function lookForPractice({
  book,
  practice,
  log,
}: Pick<AccountServices, 'book' | 'practice' | 'log'>): Promise<void> {
  const { accounts } = book.index();
  if (accounts.length === 0 || accounts.some(account => account.practice)) {
    await practice.adopt().catch((error: unknown) => log.error('look for the practice account', error));
  }
}
