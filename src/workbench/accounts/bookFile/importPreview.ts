import * as vscode from 'vscode';
import { netSuiteHosts } from '../../../accounts/records.ts';
import type { FileAccount } from '../../../accounts/bookFile.ts';
import type { AccountPlan, ImportState } from '../../../accounts/bookFilePlan.ts';
import { changesAnything, countStates, recordsOf } from '../../../accounts/bookFileStore.ts';
import { parseAccountId } from '../../../tba/accountId.ts';
import { isLoopbackHost } from '../../../tba/requestUrl.ts';
import { plainText } from '../../plainText.ts';
import type { PickItem } from '../../wizard.ts';
import { kindWord } from '../tree/words.ts';
import { askSeveral } from '../edit/askSeveral.ts';
import { applicationsWord, tokensWord } from '../edit/countWords.ts';

/**
 * Shows what a file holds and what importing it would do, and lets the person choose. An account that is new and sends
 * its signatures to somebody's own address is not ticked: that is for the person to say.
 *
 * @returns undefined when the person left
 */
export async function chooseAccounts(
  plans: readonly AccountPlan[],
  fileName: string,
): Promise<readonly AccountPlan[] | undefined> {
  const items = plans.map((plan): PickItem<AccountPlan> => ({
    label: plainText(plan.file.name),
    description: `${plan.file.accountId} · ${kindWord(parseAccountId(plan.file.accountId).kind)}`,
    detail: plainText(
      [stateText(plan), contentText(plan), hostsText(plan.file)].filter(part => part !== '').join(' · '),
    ),
    iconPath: new vscode.ThemeIcon(isForThePerson(plan) ? 'warning' : 'organization'),
    value: plan,
  }));
  const place = { title: vscode.l10n.t('Import Accounts: {0}', plainText(fileName)), step: 1, total: 1 };
  for (;;) {
    const result = await askSeveral(
      place,
      vscode.l10n.t('Which accounts? Nothing that is here is written over.'),
      items,
      plan => changesAnything(plan) && !isForThePerson(plan),
    );
    if (result.kind !== 'next') {
      return undefined;
    }
    if (result.value.length > 0) {
      return result.value;
    }
  }
}

function isForThePerson({ here, file }: AccountPlan): boolean {
  return !here && file.baseUrl !== undefined && !isLoopbackHost(new URL(file.baseUrl).hostname);
}

function stateText(plan: AccountPlan): string {
  if (!plan.here) {
    return vscode.l10n.t('new');
  }
  return changesAnything(plan)
    ? vscode.l10n.t('here as “{0}”, with more in the file', plan.here.name)
    : vscode.l10n.t('here already as “{0}”', plan.here.name);
}

function contentText(plan: AccountPlan): string {
  const { applications } = plan.file;
  const tokens = applications.reduce((sum, application) => sum + application.tokens.length, 0);
  const secrets = recordsOf(plan).filter(({ file }) => file.secret !== undefined).length;
  const states = plan.here ? statesText(countStates([plan])) : '';
  return [
    `${applicationsWord(applications.length)}, ${tokensWord(tokens)}${states === '' ? '' : ` (${states})`}`,
    secrets === 0 ? vscode.l10n.t('without secrets') : '',
    plan.signedAsDiffers ? vscode.l10n.t('signed as something else here, which stays') : '',
  ]
    .filter(part => part !== '')
    .join(', ');
}

/** `2 new, 3 here already, 1 with another secret` */
export function statesText(counts: Readonly<Record<ImportState, number>>): string {
  const parts = [
    counts.new > 0 ? vscode.l10n.t('{0} new', counts.new) : '',
    counts.filled > 0 ? vscode.l10n.t('{0} get the secret that is missing here', counts.filled) : '',
    counts.here > 0 ? vscode.l10n.t('{0} here already', counts.here) : '',
    counts.differs > 0 ? vscode.l10n.t('{0} with another secret than here', counts.differs) : '',
  ];
  return parts.filter(part => part !== '').join(', ');
}

/** Where signatures of the account may go: a file may name any address. */
function hostsText({ baseUrl, signedAs }: FileAccount): string {
  if (baseUrl === undefined) {
    return '';
  }
  if (signedAs === undefined) {
    return vscode.l10n.t('signatures go to {0}', baseUrl);
  }
  return signedAs === netSuiteHosts
    ? vscode.l10n.t('signatures go to {0}, made for NetSuite’s own hosts', baseUrl)
    : vscode.l10n.t('signatures go to {0}, made for {1}', baseUrl, signedAs);
}
