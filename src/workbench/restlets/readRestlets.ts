import * as vscode from 'vscode';
import { credentialLabel } from '../../accounts/labels.ts';
import type { AccountRecord, Credential } from '../../accounts/records.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import { readAccountRestlets, type AccountRestlet } from '../../exchange/accountRestlets.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { notAllowed } from '../accounts/allowList.ts';
import { pickCredential } from '../accounts/chooseToken/pickCredential.ts';
import { callerOf } from '../accounts/revoke/revokeCall.ts';
import { confirmUseAgain } from '../accounts/testTokens/confirmUseAgain.ts';
import { plainText } from '../plainText.ts';
import { requireTrust } from '../trust.ts';
import type { RestletCache } from './restletCache.ts';
import { restletCount } from './restletWords.ts';

export interface ReadServices extends AccountServices {
  readonly cache: RestletCache;
  /** Whether the person sees the view. */
  readonly isShown: () => boolean;
}

/**
 * Reads the RESTlets of an account, on request only: of the one whose row it is, else of the active token's.
 *
 * @throws CodedError `workspace-untrusted`, `no-token`, `account-without-token`, `account-not-allowed`, `secret-…`,
 *   those of readAccountRestlets, and of send
 */
export async function readRestlets(services: ReadServices, account: AccountRecord | undefined): Promise<void> {
  requireTrust();
  const credential = await chooseToken(services, account);
  if (!credential) {
    return;
  }
  const restlets = await readAsking(services, credential);
  if (restlets) {
    await services.cache.put(credential.account.accountId, restlets, Date.now());
    tell(credential, restlets, services.isShown());
  }
}

/** The active token where it is one of the account; of several others, the one that the person picks. */
async function chooseToken(
  { book, active, practice, log }: ReadServices,
  account: AccountRecord | undefined,
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
    (account && more.length === 0
      ? only
      : pickCredential(usable, vscode.l10n.t('Read the RESTlets with which token?'), current?.token.id))
  );
}

/** Undefined when it was cancelled, or the person did not want it. */
async function readAsking(
  services: ReadServices,
  credential: Credential,
): Promise<readonly AccountRestlet[] | undefined> {
  try {
    return await readWithProgress(services, credential, false);
  } catch (error) {
    if (!isCoded(error, 'login-guard')) {
      throw error;
    }
    return (await confirmUseAgain(error)) ? readWithProgress(services, credential, true) : undefined;
  }
}

async function readWithProgress(
  services: ReadServices,
  credential: Credential,
  acknowledged: boolean,
): Promise<readonly AccountRestlet[] | undefined> {
  const title = vscode.l10n.t('Reading the RESTlets of {0}…', plainText(credential.account.name));
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        return await read(services, credential, acknowledged, stop.signal, rows =>
          progress.report({ message: vscode.l10n.t('{0} rows', rows) }),
        );
      } catch (error) {
        if (stop.signal.aborted) {
          return undefined;
        }
        throw error;
      }
    },
  );
}

async function read(
  { book, log, network }: ReadServices,
  credential: Credential,
  acknowledged: boolean,
  signal: AbortSignal,
  onPage: (rows: number) => void,
): Promise<readonly AccountRestlet[]> {
  const { account, token } = credential;
  const secrets = await book.secrets(credential);
  log.hide(secrets.consumerSecret, secrets.tokenSecret);
  try {
    const caller = callerOf(credential, secrets, acknowledged);
    return await readAccountRestlets(
      account,
      vscode.l10n.t('RESTlets of the account'),
      call => network.send(call, caller, signal),
      onPage,
    );
  } catch (error) {
    if (isCoded(error, 'restlets-unreadable') && error.data['why'] === 'login') {
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

function tell(credential: Credential, restlets: readonly AccountRestlet[], isShown: boolean): void {
  if (restlets.length === 0) {
    const label = plainText(credentialLabel(credential));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} sees no RESTlets. Its role may not see them, or the account has none.', label),
    );
    return;
  }
  const show = vscode.l10n.t('Show RESTlets');
  const count = restletCount(restlets.length);
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t('Read from {1}: {0}.', count, plainText(credential.account.name)),
      ...(isShown ? [] : [show]),
    )
    .then(answer => (answer === show ? vscode.commands.executeCommand('netsuiteTba.restlets.focus') : undefined));
}
