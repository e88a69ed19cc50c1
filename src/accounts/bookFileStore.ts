import type { AccountBook } from './accountBook.ts';
import type { FileAccount } from './bookFile.ts';
import {
  planImport,
  type AccountPlan,
  type ApplicationPlan,
  type ImportState,
  type TokenPlan,
} from './bookFilePlan.ts';
import { compact } from './recordChanges.ts';
import type { NewAccount, NewApplication, NewToken } from './newRecords.ts';

/** How an import went, account by account. */
export interface ImportOutcome {
  /** What was done for each account that was reached. */
  readonly stored: readonly AccountPlan[];
  /** The account at which it ended; `isUndone`: nothing new of it was left behind. */
  readonly failed?: { readonly file: FileAccount; readonly error: unknown; readonly isUndone: boolean };
  /** How many accounts it did not come to. */
  readonly left: number;
}

/**
 * Takes accounts of a file into the book; what to do is found out anew for each when it is its turn. Nothing that is here
 * is written over, and a second time changes nothing. The first account that cannot be stored ends it: its new records are
 * taken back where that can be done, while secrets that were filled in stay.
 *
 * @param signal ends it between two accounts
 */
export async function storeAccounts(
  book: AccountBook,
  accounts: readonly FileAccount[],
  signal: AbortSignal,
  onNext: (file: FileAccount) => void = () => undefined,
): Promise<ImportOutcome> {
  const stored: AccountPlan[] = [];
  for (const file of accounts) {
    const left = accounts.length - stored.length;
    if (signal.aborted) {
      return { stored, left };
    }
    onNext(file);
    const added: string[] = [];
    try {
      const plan = await planImport(book, file);
      await storeAccount(book, plan, added);
      stored.push(plan);
    } catch (error) {
      return { stored, failed: { file, error, isUndone: await undo(book, added) }, left: left - 1 };
    }
  }
  return { stored, left: 0 };
}

/** How many records of each kind and state there are in plans. */
export function countStates(plans: readonly AccountPlan[]): Readonly<Record<ImportState, number>> {
  const counts = { new: 0, here: 0, filled: 0, differs: 0 };
  for (const { state } of plans.flatMap(recordsOf)) {
    counts[state]++;
  }
  return counts;
}

/** Whether importing the account would change anything. */
export function changesAnything(plan: AccountPlan): boolean {
  return !plan.here || recordsOf(plan).some(({ state }) => state === 'new' || state === 'filled');
}

/** Applications, each with its tokens behind it. */
export function recordsOf(plan: AccountPlan): (ApplicationPlan | TokenPlan)[] {
  return plan.applications.flatMap(application => [application, ...application.tokens]);
}

async function storeAccount(book: AccountBook, plan: AccountPlan, added: string[]): Promise<void> {
  const { name, accountId, baseUrl, signedAs, note } = plan.file;
  const account =
    plan.here ??
    (await book.addAccount(compact<NewAccount>({ accountName: name, accountId, baseUrl, signedAs, note })));
  if (!plan.here) {
    added.push(account.id);
  }
  for (const application of plan.applications) {
    const id = await storeApplication(book, application, account.id, added);
    for (const token of application.tokens) {
      await storeToken(book, token, id, added);
    }
  }
}

async function storeApplication(
  book: AccountBook,
  { file, state, here }: ApplicationPlan,
  account: string,
  added: string[],
): Promise<string> {
  const { name, note, scheme, secret } = file;
  if (here === undefined) {
    const { id } = await book.addApplication(compact<NewApplication>({ account, name, note, scheme, secret }));
    added.push(id);
    return id;
  }
  if (state === 'filled' && secret) {
    await book.replaceSecret('application', here, secret);
  }
  return here;
}

async function storeToken(
  book: AccountBook,
  { file, state, here }: TokenPlan,
  application: string,
  added: string[],
): Promise<void> {
  const { name, isNamed, note, createdAt, identity, oauth2, secret } = file;
  if (here === undefined) {
    const token = compact<NewToken>({ application, name, isNamed, note, createdAt, identity, oauth2, secret });
    added.push((await book.addToken(token)).id);
  } else if (state === 'filled' && secret) {
    await ('token' in secret
      ? book.replaceSecret('token', here, secret, createdAt)
      : oauth2 && book.replaceOAuth2Secret(here, secret, oauth2));
  }
}

/** Takes back what was added, the last first; answers whether that went well. */
async function undo(book: AccountBook, added: readonly string[]): Promise<boolean> {
  try {
    for (const id of added.toReversed()) {
      await book.remove(id);
    }
    return true;
  } catch {
    return false;
  }
}
