import type { Credential } from '../../../accounts/records.ts';
import type { AccountServices } from '../accountServices.ts';
import { testLogin, testSigner, type TestResult } from '../verifyToken.ts';

export type TestServices = Pick<AccountServices, 'book' | 'network' | 'callers'>;

/**
 * Calls NetSuite with a token of the tree and keeps what it answers.
 *
 * @param acknowledged the person was asked after repeated login failures and wants to go on
 * @throws CodedError `secret-missing`, `secret-unreadable`, `secret-newer`, `vault-unavailable`, `login-guard` and those
 *   of send; or the signal's reason when it was aborted before anything was sent
 */
export async function testCredential(
  { book, network, callers }: TestServices,
  credential: Credential,
  signal: AbortSignal,
  acknowledged = false,
): Promise<TestResult> {
  const { caller } = await callers.of(credential, acknowledged);
  const result = await (caller.logIn ? testLogin : testSigner)(network, caller, signal);
  if (result.verification) {
    await book.recordVerification(credential.token.id, result.verification);
    if (result.verification.outcome === 'accepted' && credential.token.revokedAt !== undefined) {
      // NetSuite knows better than we do.
      await book.edit('token', credential.token.id, { revokedAt: undefined });
    }
  }
  return result;
}
