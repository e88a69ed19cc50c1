import * as vscode from 'vscode';
import type { AccountRecord, Credential } from '../../accounts/records.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import type { Exchange } from '../../exchange/record.ts';
import type { Call } from '../../exchange/send.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { notAllowed } from '../accounts/allowList.ts';
import { pickCredential } from '../accounts/chooseToken/pickCredential.ts';
import { confirmUseAgain } from '../accounts/testTokens/confirmUseAgain.ts';
import { plainText } from '../plainText.ts';
import { requireTrust } from '../trust.ts';

/** Something to be read from an account. */
export interface Reading<T> {
  /** Asks with which of several tokens. */
  readonly question: string;
  /** What is going on; `account` is shown as it is. */
  readonly progress: (account: string) => string;
  /** Ends it as a click on Cancel does. */
  readonly signal?: AbortSignal;
  /** @param tell is told how far it is */
  readonly work: (
    account: AccountRecord,
    send: (call: Call) => Promise<Exchange>,
    tell: (message: string) => void,
  ) => Promise<T>;
}

/**
 * Reads something from an account, on request only: of the account given, else of the active token's.
 *
 * @returns undefined when it was cancelled, or the person did not want it
 * @throws CodedError `workspace-untrusted`, `no-token`, `account-without-token`, `account-not-allowed`, `secret-…`, those
 *   of the work, and of send
 */
export async function readFromAccount<T>(
  services: AccountServices,
  account: AccountRecord | undefined,
  reading: Reading<T>,
): Promise<{ readonly credential: Credential; readonly value: T } | undefined> {
  requireTrust();
  const credential = await chooseToken(services, account, reading.question);
  if (!credential) {
    return undefined;
  }
  const value = await readAsking(services, credential, reading);
  return value && { credential, value };
}

/** The active token where it is one of the account; of several others, the one that the person picks. */
async function chooseToken(
  { book, active, practice, log }: AccountServices,
  account: AccountRecord | undefined,
  question: string,
): Promise<Credential | undefined> {
  if (account?.practice ?? active.get()?.account.practice) {
    // It may run on another port by now.
    await practice.adopt().catch((error: unknown) => log.error('look for the practice account', error));
  }
  const current = active.get();
  if (!account && current) {
    return current;
  }
  const list = active.allowList();
  const candidates = book.credentials().filter(each => !account || each.account.id === account.id);
  const working = candidates.filter(({ token }) => token.revokedAt === undefined);
  const usable = working.filter(each => list.allows(each.account));
  if (working.length === 0) {
    throw account
      ? new CodedError('account-without-token', { account: account.name, practice: account.practice ?? false })
      : new CodedError('no-token');
  }
  if (usable.length === 0) {
    throw notAllowed(
      working.map(each => each.account),
      undefined,
    );
  }
  const [only, ...more] = usable;
  return (
    usable.find(({ token }) => token.id === current?.token.id) ??
    (account && more.length === 0 ? only : pickCredential(usable, question, current?.token.id))
  );
}

async function readAsking<T>(
  services: AccountServices,
  credential: Credential,
  reading: Reading<T>,
): Promise<T | undefined> {
  try {
    return await readWithProgress(services, credential, reading, false);
  } catch (error) {
    if (!isCoded(error, 'login-guard')) {
      throw error;
    }
    return (await confirmUseAgain(error)) ? readWithProgress(services, credential, reading, true) : undefined;
  }
}

async function readWithProgress<T>(
  services: AccountServices,
  credential: Credential,
  reading: Reading<T>,
  acknowledged: boolean,
): Promise<T | undefined> {
  const title = reading.progress(plainText(credential.account.name));
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      const signal = AbortSignal.any([stop.signal, ...(reading.signal ? [reading.signal] : [])]);
      const tell = (message: string) => progress.report({ message });
      try {
        return await read(services, credential, reading, acknowledged, signal, tell);
      } catch (error) {
        if (signal.aborted) {
          return undefined;
        }
        throw error;
      }
    },
  );
}

async function read<T>(
  { book, network, callers }: AccountServices,
  credential: Credential,
  { work }: Reading<T>,
  acknowledged: boolean,
  signal: AbortSignal,
  tell: (message: string) => void,
): Promise<T> {
  const { account, token } = credential;
  const { caller } = await callers.of(credential, acknowledged);
  try {
    return await work(account, call => network.send(call, caller, signal), tell);
  } catch (error) {
    if (isCoded(error) && error.data['why'] === 'login') {
      const { status, code } = error.data;
      await book.recordVerification(token.id, {
        outcome: 'refused',
        at: Date.now(),
        status: Number(status),
        code: String(code),
      });
    }
    // A practice account that cannot be reached is one that is off.
    throw account.practice && isCoded(error, 'connect-failed')
      ? new CodedError('practice-off', { url: account.baseUrl ?? '' }, { cause: error })
      : error;
  }
}
