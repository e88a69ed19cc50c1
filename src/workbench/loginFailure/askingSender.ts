import type { Credential } from '../../accounts/records.ts';
import { CodedError } from '../../codedError.ts';
import type { Exchange } from '../../exchange/record.ts';
import type { Call } from '../../exchange/send.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { confirmUseAgain } from '../accounts/testTokens/confirmUseAgain.ts';
import { lookForPractice } from '../practice/lookForPractice.ts';
import { verificationOf } from '../requests/run/outcome.ts';
import { requireTrust } from '../trust.ts';

/** Sends one call, signed with the token that it was made for. */
export type SendCall = (call: Call) => Promise<Exchange>;

/**
 * Makes calls with a token, after asking where it failed to log in of late. What they tell of the token is kept.
 *
 * @returns undefined when the person does not want the token to be used
 * @throws CodedError `workspace-untrusted`, and those of AccountBook.secrets
 */
export async function askingSender(
  services: AccountServices,
  { token: { id } }: Credential,
  signal: AbortSignal,
): Promise<SendCall | undefined> {
  requireTrust();
  const { book, network, callers } = services;
  await lookForPractice(services);
  // The practice account may have moved to another port.
  const credential = book.credential(id);
  if (!credential) {
    throw new CodedError('record-gone', { kind: 'token' });
  }
  const { caller } = await callers.of(credential);
  const { credentialId } = caller;
  const failures = network.failuresToAskAbout(credentialId);
  if (failures > 0 && !(await confirmUseAgain(new CodedError('login-guard', { failures })))) {
    return undefined;
  }
  return async call => {
    // The person allowed what was known when they were asked; a failure since then ends it (`login-guard`).
    const isAllowed = network.failuresToAskAbout(credentialId) <= failures;
    const exchange = await network.send(call, { ...caller, acknowledged: isAllowed }, signal);
    const verification = verificationOf(exchange, credential);
    if (verification) {
      await book.recordVerification(id, verification);
    }
    return exchange;
  };
}
