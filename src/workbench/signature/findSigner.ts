import type { AccountBook } from '../../accounts/accountBook.ts';
import { readable } from '../../accounts/secretShelf.ts';
import { CodedError } from '../../codedError.ts';
import { draftOf } from '../../tba/signDraft.ts';
import type { SignatureSteps } from '../../tba/signatureSteps.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import type { ActiveToken } from '../accounts/activeToken.ts';
import { requireTrust } from '../trust.ts';

/**
 * The secrets that made a signature, found by realm, consumer key and token ID. Read from the vault when a person first
 * changes something, and kept by nobody but the panel's host.
 *
 * @throws CodedError `workspace-untrusted`; `signer-unknown` when that token is not in the tree, or not allowed here; `vault-unavailable`
 */
export async function findSigner(
  book: Pick<AccountBook, 'credentials' | 'secrets'>,
  active: Pick<ActiveToken, 'allowList'>,
  steps: SignatureSteps,
): Promise<TbaSecrets> {
  requireTrust();
  const { realm, consumerKey, token } = draftOf(steps);
  const list = active.allowList();
  for (const credential of book.credentials()) {
    const { account } = credential;
    if (account.accountId === realm && credential.token.scheme === 'tba' && list.allows(account)) {
      // One that is not here is another token's, as far as can be told.
      const secrets = await readable(book.secrets(credential));
      if (secrets?.consumerKey === consumerKey && secrets.token === token) {
        return secrets;
      }
    }
  }
  throw new CodedError('signer-unknown');
}
