import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { NewAccount } from '../../../accounts/newRecords.ts';
import type { AccountRecord } from '../../../accounts/records.ts';
import { readable } from '../../../accounts/secretShelf.ts';
import { CodedError } from '../../../codedError.ts';
import type { ConsumerPair } from '../../../tba/threeStepFlow.ts';
import type { SignInDraft } from './signInPrompts.ts';

/** Everything that a sign-in needs to know, checked before anybody is asked for a permission. */
export interface SignInTarget {
  readonly account: NewAccount;
  readonly applicationName: string;
  readonly consumer: ConsumerPair;
  /** Whether any of it was entered just now, and so can be corrected. */
  readonly entered: boolean;
  /** The record ID of the token of the tree whose place the new one takes; absent when it is added. */
  readonly replaces?: string;
}

/**
 * Completes what was chosen with what the vault keeps. What the book would refuse at the end is refused here, while no
 * token has been made yet.
 *
 * @throws CodedError `secret-missing`, `secret-unreadable`, `secret-newer`, `vault-unavailable`,
 *   `consumer-secret-differs` (data: application)
 */
export async function completeTarget(draft: SignInDraft, book: AccountBook): Promise<SignInTarget> {
  const account = draft.account ? newAccountOf(draft.account) : enteredAccount(draft);
  const { application } = draft;
  if (application) {
    const consumer = await book.applicationSecret(application.id);
    return { account, applicationName: application.name, consumer, entered: draft.account === undefined };
  }
  const { consumerKey, consumerSecret } = draft;
  await checkSecret(account, draft, book);
  return { account, applicationName: draft.applicationName, consumer: { consumerKey, consumerSecret }, entered: true };
}

/** An account of the tree as what makes one: it is known again by it. */
export function newAccountOf({ name, accountId, baseUrl, signedAs, practice }: AccountRecord): NewAccount {
  return {
    accountName: name,
    accountId,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(signedAs === undefined ? {} : { signedAs }),
    ...(practice ? { practice } : {}),
  };
}

function enteredAccount({ name, accountId, baseUrl }: SignInDraft): NewAccount {
  return { accountName: name, accountId, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

async function checkSecret(account: NewAccount, entered: ConsumerPair, book: AccountBook): Promise<void> {
  const { accounts, applications } = book.index();
  const owners = accounts
    .filter(
      ({ accountId, baseUrl, practice }) =>
        accountId === account.accountId && baseUrl === account.baseUrl && practice === account.practice,
    )
    .map(({ id }) => id);
  for (const application of applications.filter(({ account: owner }) => owners.includes(owner))) {
    const kept = await readable(book.applicationSecret(application.id));
    if (kept?.consumerKey === entered.consumerKey && kept.consumerSecret !== entered.consumerSecret) {
      throw new CodedError('consumer-secret-differs', { application: application.name });
    }
  }
}
