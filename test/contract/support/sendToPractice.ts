import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import type { Exchange } from '../../../src/exchange/record.ts';
import { send, type Call } from '../../../src/exchange/send.ts';
import type { Transport } from '../../../src/exchange/transport/transport.ts';
import type { TbaSecrets } from '../../../src/tba/signRequest.ts';
import type { Fixture } from '../practice/practiceFixture.ts';

/** A practice account as the account book has it. */
export function accountOf({ credentials, baseUrl }: Fixture) {
  return { accountId: credentials.account, name: 'Practice', baseUrl };
}

let nonces = 0;

/** For the header, and for passports: used once. */
export function nextNonce(): string {
  return `sendToPractice${++nonces}`;
}

/** Sends a call as the workbench does, by the practice account's clock; failed logins of before do not count. */
export function sendToPractice(
  practice: Fixture,
  transport: Transport,
  secrets: TbaSecrets,
  call: Call,
  signal = new AbortController().signal,
): Promise<Exchange> {
  const guard = new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now);
  const exchanger = { transport, queue: new AccountQueue(), guard, now: Date.now, newId: () => 'id' };
  const authenticate = tbaAuthenticator(practice.credentials.account, secrets, {
    nonce: nextNonce,
    timestamp: () => String(practice.clock.seconds),
  });
  const caller = {
    account: accountOf(practice),
    credentialId: 'id',
    credentialLabel: 'id',
    authenticate,
    mayWrite: true,
  };
  return send(call, caller, exchanger, 20_000, signal);
}
