import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { NewCredential } from '../../../accounts/newRecords.ts';
import type { Credential } from '../../../accounts/records.ts';
import { isCoded } from '../../../codedError.ts';
import type { Candidate } from './combineFindings.ts';

/** A candidate with everything that makes a credential. */
export interface ReadyToImport {
  readonly candidate: Candidate;
  readonly entry: NewCredential;
}

export interface ImportOutcome {
  readonly added: readonly Credential[];
  /** In the tree before, with the very same secrets. */
  readonly there: readonly NewCredential[];
  /** `secretDiffers`: the token is in the tree, with another token secret. */
  readonly failed: readonly {
    readonly entry: NewCredential;
    readonly error: unknown;
    readonly secretDiffers: boolean;
  }[];
  /** What is safe in the tree now, so that its source may go. */
  readonly kept: readonly Candidate[];
}

/** Adds one after the other. What the book refuses is told in the end; when it cannot store at all, the rest is left. */
export async function storeImported(ready: readonly ReadyToImport[], book: AccountBook): Promise<ImportOutcome> {
  const added: Credential[] = [];
  const there: NewCredential[] = [];
  const failed: ImportOutcome['failed'][number][] = [];
  const kept: Candidate[] = [];
  for (const { candidate, entry } of ready) {
    try {
      added.push(await book.add(entry));
      kept.push(candidate);
    } catch (error) {
      const isKnown = isCoded(error, 'token-known');
      if (isKnown && (await isKept(entry, book))) {
        there.push(entry);
        kept.push(candidate);
        continue;
      }
      failed.push({ entry, error, secretDiffers: isKnown });
      if (!isKnown && !isCoded(error, 'consumer-secret-differs')) {
        break;
      }
    }
  }
  return { added, there, failed, kept };
}

async function isKept({ accountId, baseUrl, secrets }: NewCredential, book: AccountBook): Promise<boolean> {
  const own = book
    .credentials()
    .filter(({ account }) => account.accountId === accountId && account.baseUrl === baseUrl);
  for (const credential of own) {
    const stored = await book.secrets(credential).catch(() => undefined);
    if (
      stored?.consumerKey === secrets.consumerKey &&
      stored.consumerSecret === secrets.consumerSecret &&
      stored.token === secrets.token &&
      stored.tokenSecret === secrets.tokenSecret
    ) {
      return true;
    }
  }
  return false;
}
