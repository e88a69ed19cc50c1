import * as vscode from 'vscode';
import type { Credential } from '../../accounts/records.ts';
import type { LoginEvidence, ProbeResult } from '../../diagnosis/login/evidence.ts';
import { probeCalls } from '../../exchange/login/probeCalls.ts';
import { guardKey } from '../../exchange/guards/loginGuard.ts';
import type { Deployment } from '../../exchange/guards/productionGuard.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { ReadOnlyRestlets } from '../requests/readOnlyRestlets.ts';
import { askingSender } from './askingSender.ts';
import { doorWord } from './loginWords.ts';

/** Services, and the global state with the RESTlets of which the person said that they only read. */
export type DoorServices = AccountServices & { readonly globalState: vscode.Memento };

/**
 * Tries NetSuite's other doors with a token, after asking where it failed to log in of late.
 *
 * @param tell is told which door was tried last
 * @returns undefined when the person left
 * @throws CodedError `workspace-untrusted`, and those of AccountBook.secrets and Network.send
 */
export async function tryDoors(
  credential: Credential,
  { call }: LoginEvidence,
  services: DoorServices,
  tell: (text: string) => void,
  signal: AbortSignal,
): Promise<readonly ProbeResult[] | undefined> {
  const { book, network } = services;
  const sender = await askingSender(services, credential, signal);
  const current = book.credential(credential.token.id);
  if (!sender || !current) {
    return undefined;
  }
  const { account } = current;
  const { token } = await book.secrets(current);
  const restlet = readOnlyRestlet(account.accountId, services.globalState);
  return probeCalls(
    {
      account,
      title: vscode.l10n.t('Try other doors'),
      ...(restlet && { restlet }),
      ...(call?.answer && { refusedAt: call.surface }),
      recentFailures: network.recentFailures(guardKey(account.accountId, token)),
    },
    {
      send: sender,
      fetchUnsigned: url => network.fetchUnsigned(url, signal),
      now: Date.now,
      onResult: ({ kind }) => tell(vscode.l10n.t('Tried: {0}', doorWord(kind))),
    },
  );
}

/** A GET runs a RESTlet's script: only one that the person said reads is called. */
function readOnlyRestlet(accountId: string, globalState: vscode.Memento): Deployment | undefined {
  return new ReadOnlyRestlets(globalState).all().find(({ account }) => account === accountId);
}
