import { setTimeout } from 'node:timers/promises';
import { CodedError } from '../../codedError.ts';
import type { ExchangeRecord } from '../../exchange/record.ts';
import { loggedCall, readScriptLog, type ScriptLog } from '../../exchange/reads/scriptLog.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { requireTrust } from '../trust.ts';

/**
 * Asks for what the script of a call has logged since, with the token that made the call.
 *
 * @throws CodedError `workspace-untrusted`, `history-no-token` (data: account), `script-log-unreadable`, those of
 *   Network.send; or the signal's reason
 */
export async function readLog(
  record: ExchangeRecord,
  credentialId: string | undefined,
  { book, network, callers }: Pick<AccountServices, 'book' | 'network' | 'callers'>,
  signal: AbortSignal,
): Promise<ScriptLog> {
  requireTrust();
  const call = loggedCall(record);
  const credential = book
    .credentials()
    .find(({ token, account }) => token.id === credentialId && account.accountId === record.account.id);
  if (!credential) {
    throw new CodedError('history-no-token', { account: record.account.id });
  }
  const { account } = credential;
  const { caller } = await callers.of(credential);
  return call
    ? readScriptLog(account, record.title, call, {
        send: asked => network.send(asked, caller, signal),
        wait: milliseconds => setTimeout(milliseconds, undefined, { signal }),
        now: Date.now,
      })
    : { entries: [], polls: 0, isCut: false };
}
