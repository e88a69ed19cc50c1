import * as vscode from 'vscode';
import type { Credential } from '../../accounts/records.ts';
import { tokenState } from '../../accounts/tokenState.ts';
import { CodedError } from '../../codedError.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import type { AccountNode } from '../accounts/accountTree.ts';
import { pickCredential } from '../accounts/chooseToken/pickCredential.ts';
import type { LoginQuestion } from './loginSubject.ts';

/**
 * Whose login is asked about: the one that the caller names, the row's, or of the tokens below it (or of all) the one
 * that fails; the person is asked where that leaves a choice.
 *
 * @param about what the command was called with
 * @returns undefined when the person left
 * @throws CodedError `no-token`, `account-without-token`
 */
export async function chooseQuestion(
  { book, active }: Pick<AccountServices, 'book' | 'active'>,
  row: AccountNode | undefined,
  about: unknown,
): Promise<LoginQuestion | undefined> {
  if (isQuestion(about)) {
    return about;
  }
  const below = book.credentials().filter(credential => row === undefined || isBelow(credential, row));
  const [only, ...more] = below;
  if (!only) {
    throw row?.kind === 'account'
      ? new CodedError('account-without-token', { account: row.record.name, practice: row.record.practice ?? false })
      : new CodedError('no-token');
  }
  const failing = below.filter(({ token }) => tokenState(token) === 'fails');
  const [failed, ...others] = failing;
  const certain = more.length === 0 ? only : failed && others.length === 0 ? failed : undefined;
  const sorted = [...failing, ...below.filter(credential => !failing.includes(credential))];
  const credential =
    certain ?? (await pickCredential(sorted, vscode.l10n.t('Which token’s login failed?'), active.get()?.token.id));
  return credential && { credential };
}

function isQuestion(about: unknown): about is LoginQuestion {
  return typeof about === 'object' && about !== null && 'credential' in about;
}

function isBelow({ account, application, token }: Credential, { record }: AccountNode): boolean {
  return [account.id, application.id, token.id].includes(record.id);
}
