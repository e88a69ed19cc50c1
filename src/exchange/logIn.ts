import { CodedError, isCoded } from '../codedError.ts';
import { routeToAccount } from './callAccount.ts';
import { withDefaults } from './defaultHeaders.ts';
import type { Caller, Exchanger } from './send.ts';
import type { WireRequest } from './transport/transport.ts';
import { withTimeLimit } from './withTimeLimit.ts';

/** Milliseconds for one call to the token endpoint. */
const loginLimit = 60_000;

/**
 * Has the caller ask for what its calls carry, if it is a scheme that asks for something and has not got it. It goes to the
 * account's own hosts only. A login goes on without this call when that is given up: others may wait for the same, and
 * what NetSuite answers with may serve only once.
 *
 * @throws CodedError `oauth2-refused` and whatever else keeps it from being had; or the signal's reason
 */
export async function getReady(
  { account, logIn, skewSeconds }: Caller,
  { transport }: Pick<Exchanger, 'transport'>,
  signal: AbortSignal,
): Promise<void> {
  const send = async (asked: WireRequest) => {
    const login = { ...asked, url: routeToAccount(asked.url, account), headers: withDefaults(asked.headers) };
    const never = new AbortController().signal;
    try {
      return await withTimeLimit(never, loginLimit, limited => transport(login, limited, () => login));
    } catch (error) {
      const isLate = error instanceof DOMException && error.name === 'TimeoutError';
      throw isLate ? new CodedError('timed-out', { seconds: loginLimit / 1000 }, { cause: error }) : error;
    }
  };
  signal.throwIfAborted();
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener('abort', giveUp);
  try {
    await Promise.race([logIn?.ready(account, send, skewSeconds ?? 0), givenUp]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/**
 * Logs in anew and calls nothing. A refusal counts as the failed login that it is.
 *
 * @param timeLimit milliseconds
 * @throws CodedError `login-guard` (data: failures), `oauth2-refused`, `oauth2-unanswered`, and those of the transport; or
 *   the signal's reason
 */
export function logInAnew(caller: Caller, exchanger: Exchanger, timeLimit: number, signal: AbortSignal): Promise<void> {
  const { queue, guard } = exchanger;
  return queue.run(caller.account.accountId, signal, async () => {
    if (!caller.acknowledged && guard.mustAsk(caller.credentialId)) {
      throw new CodedError('login-guard', { failures: guard.recentFailures(caller.credentialId) });
    }
    caller.logIn?.refused();
    try {
      await withTimeLimit(signal, timeLimit, limited => getReady(caller, exchanger, limited));
    } catch (error) {
      if (isCoded(error, 'oauth2-refused')) {
        await guard.failed(caller.credentialId);
      }
      throw error;
    }
    await guard.succeeded(caller.credentialId);
  });
}
