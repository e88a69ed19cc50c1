import * as vscode from 'vscode';
import { parseAccountId } from '../../tba/accountId.ts';
import { kindWord } from '../accounts/tree/words.ts';
import { plainText } from '../plainText.ts';
import type { AccountDeployment } from './readOnlyRestlets.ts';

/** A call that may write, as the person is to see it. */
export interface PlannedWrite {
  readonly account: { readonly accountId: string; readonly name: string };
  readonly token: string;
  readonly role: string | undefined;
  readonly method: string;
  /** As it will be sent. */
  readonly url: string;
  /** The target as written, where an answer that is still to come is part of it. */
  readonly written: string | undefined;
  /** The deployment, of a RESTlet that is called by GET. */
  readonly restlet: AccountDeployment | undefined;
}

/** A dialog of the system does not scroll: with more than this its buttons may be out of sight. */
const mostNamed = 12;

/** The question about one or more writes. `isCut`: not all of them are in it. */
export function questionOf(writes: readonly PlannedWrite[]): {
  readonly message: string;
  readonly detail: string;
  readonly isCut: boolean;
} {
  const named = writes.slice(0, mostNamed);
  const left = writes.length - named.length;
  const blocks =
    writes.length === 1
      ? named.map(write => [lineOf(write), ...factsOf(write)].join('\n'))
      : [...Map.groupBy(named, whoOf)].map(([who, each]) =>
          [who, ...each.map(write => `• ${lineOf(write)}`)].join('\n'),
        );
  const restlets = writes.filter(({ restlet }) => restlet);
  return {
    message: writes.length === 1 ? questionOfOne(writes) : questionOfMany(writes),
    detail: [
      ...blocks,
      ...(left > 0 ? [vscode.l10n.t('… and {0} more.', left)] : []),
      ...(restlets.length > 0 ? [restletAdvice(writes, restlets)] : []),
    ].join('\n\n'),
    isCut: left > 0,
  };
}

/** The answer that is remembered: one deployment, or several. */
export function readsOnlyWord(writes: readonly PlannedWrite[]): string {
  const deployments = new Set(writes.map(({ restlet }) => JSON.stringify(restlet)));
  return deployments.size === 1 ? vscode.l10n.t('This One Only Reads') : vscode.l10n.t('These Only Read');
}

/** Each write by itself, for a list that can be searched. */
export function writeItems(writes: readonly PlannedWrite[]): readonly vscode.QuickPickItem[] {
  return writes.map(write => ({
    label: plainText(write.method),
    description: plainText(write.url),
    detail: plainText(whoOf(write)),
  }));
}

/** How that list is shown. */
export function allAtProduction(count: number): vscode.QuickPickOptions {
  return {
    title: vscode.l10n.t('{0} requests that may write to production', count),
    placeHolder: vscode.l10n.t('Enter or Escape leads back to the question'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  };
}

function questionOfOne([write]: readonly PlannedWrite[]): string {
  return write?.restlet
    ? vscode.l10n.t('This RESTlet may write to {0}, even by GET.', accountsOf([write]))
    : vscode.l10n.t('This request may write to {0}.', accountsOf(write ? [write] : []));
}

function questionOfMany(writes: readonly PlannedWrite[]): string {
  return vscode.l10n.t('{0} requests may write to {1}.', writes.length, accountsOf(writes));
}

/** `Acme (7654321, production)`; each account once. */
function accountsOf(writes: readonly PlannedWrite[]): string {
  return [
    ...new Set(writes.map(({ account: { name, accountId } }) => `${name} (${accountId}, ${kindOf(accountId)})`)),
  ].join(', ');
}

function whoOf(write: PlannedWrite): string {
  return factsOf(write).join(' · ');
}

function factsOf({ account, role, token }: PlannedWrite): readonly string[] {
  return [
    vscode.l10n.t('Account: {0}', `${account.name} (${account.accountId})`),
    vscode.l10n.t('Role: {0}', role ?? vscode.l10n.t('not known yet')),
    vscode.l10n.t('Token: {0}', token),
  ];
}

function lineOf({ method, url, written }: PlannedWrite): string {
  const line = `${method} ${url}`;
  return written === undefined
    ? line
    : vscode.l10n.t('{0} (with an answer that is still to come; as written: {1})', line, written);
}

function restletAdvice(writes: readonly PlannedWrite[], restlets: readonly PlannedWrite[]): string {
  return restlets.length === writes.length
    ? vscode.l10n.t(
        '“{0}” is remembered, and GETs of the same deployment are not asked about again; “NetSuite TBA: RESTlets That Only Read…” takes it back.',
        readsOnlyWord(writes),
      )
    : vscode.l10n.t('A RESTlet’s script may write even by GET.');
}

function kindOf(accountId: string): string {
  const { kind } = parseAccountId(accountId);
  return kind === 'unknown' ? vscode.l10n.t('counts as production') : kindWord(kind);
}
