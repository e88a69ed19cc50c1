import type { Credential } from '../../../accounts/records.ts';
import type { AccountServices } from '../accountServices.ts';
import { testToken, type TestResult } from '../verifyToken.ts';

export type TestServices = Pick<AccountServices, 'book' | 'network' | 'log'>;

/**
 * Calls NetSuite with a token of the tree and keeps what it answers.
 *
 * @param acknowledged the person was asked after repeated login failures and wants to go on
 * @throws CodedError `secret-missing`, `secret-unreadable`, `secret-newer`, `vault-unavailable`, `login-guard` and those
 *   of send; or the signal's reason when it was aborted before anything was sent
 */
export async function testCredential(
  { book, network, log }: TestServices,
  credential: Credential,
  signal: AbortSignal,
  acknowledged = false,
): Promise<TestResult> {
  const secrets = await book.secrets(credential);
  log.hide(secrets.consumerSecret, secrets.tokenSecret);
  const result = await testToken(network, credential.account, secrets, signal, acknowledged);
  if (result.verification) {
    await book.recordVerification(credential.token.id, result.verification);
    if (result.verification.outcome === 'accepted' && credential.token.revokedAt !== undefined) {
      // NetSuite knows better than we do.
      await book.edit('token', credential.token.id, { revokedAt: undefined });
    }
  }
  return result;
}
