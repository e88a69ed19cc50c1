import * as vscode from 'vscode';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { AccountRecord, Credential } from '../../../accounts/records.ts';
import { isSandbox, refreshEvidence } from '../../../accounts/sandboxRefresh.ts';
import { isCoded } from '../../../codedError.ts';
import { plainText } from '../../plainText.ts';
import { tellErrorLine } from '../../tellError.ts';
import { requireTrust } from '../../trust.ts';
import { askChoice, type PickItem } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { alone, pickRecord } from '../edit/pickRecord.ts';
import type { SignInCommand } from '../signIn/signInCommand.ts';
import { stateAndTime } from '../tree/words.ts';
import { evidenceLines } from './evidenceText.ts';
import { renewalsOf, type Renewal, type RenewalState } from './renewalList.ts';
import { askAction, runAction } from './renewActions.ts';

/** What the walk works with; the sign-in is loaded with the first one. */
export interface RenewalServices extends AccountServices {
  readonly signIn: () => Promise<Pick<SignInCommand, 'replace'>>;
}

/**
 * Walks through making the tokens of a sandbox again, one after the other, until the person leaves. What is done stands
 * in the book: run again, it goes on where it stood.
 */
export async function renewTokens(services: RenewalServices, node: AccountNode | undefined): Promise<void> {
  requireTrust();
  const { book } = services;
  const target = await pickRecord(book, node, {
    title: vscode.l10n.t('Make Tokens of a Sandbox Again'),
    kinds: ['account'],
    refuse: ({ record }) =>
      isSandbox(record.accountId)
        ? undefined
        : vscode.l10n.t('Only a sandbox is refreshed from production, and loses its tokens with it.'),
  });
  if (!target || !(await explain(target.record, services))) {
    return;
  }
  for (
    let chosen = await chooseToken(target.record, services);
    chosen;
    chosen = await chooseToken(target.record, services)
  ) {
    try {
      await renew(chosen, services);
    } catch (error) {
      if (!isCoded(error)) {
        throw error;
      }
      // What failed is said, and the list shows where things stand.
      services.log.error('make a token again', error);
      void tellErrorLine(error);
    }
  }
}

async function renew(token: string, services: RenewalServices): Promise<void> {
  let credential: Credential | undefined;
  while ((credential = services.book.credential(token))) {
    const action = await askAction(credential);
    if (action === undefined || (await runAction(action, credential, services)) === 'list') {
      return;
    }
  }
}

/** The evidence, and what a refresh does; answers whether to go on. */
async function explain(account: AccountRecord, { book }: RenewalServices): Promise<boolean> {
  const index = book.index();
  const goOn = vscode.l10n.t('Show Tokens');
  const evidence = refreshEvidence(index, account.id);
  const detail = [
    evidence
      ? [vscode.l10n.t('These tokens worked before and have been refused since:'), ...evidenceLines(evidence)].join(
          '\n',
        )
      : vscode.l10n.t('So far no two tokens of this account say that it was refreshed.'),
    vscode.l10n.t(
      'A refresh replaces the sandbox by a copy of production: its tokens are deleted, and none is copied. Integration records that only the sandbox had are removed; those of production come with their settings and their consumer key.',
    ),
    vscode.l10n.t(
      'An integration record that both have shares its consumer key: resetting its credentials in the sandbox can break what uses it in production.',
    ),
  ].join('\n\n');
  const message = evidence
    ? vscode.l10n.t('“{0}” was likely refreshed', account.name)
    : vscode.l10n.t('Make the tokens of “{0}” again', account.name);
  const answer = await vscode.window.showInformationMessage(message, { modal: true, detail }, goOn);
  return answer === goOn;
}

/** Shows where each token stands; answers the one to go on with, or undefined when the person leaves. */
async function chooseToken(account: AccountRecord, { book }: RenewalServices): Promise<string | undefined> {
  const renewals = renewalsOf(book.index(), account.id);
  const done = renewals.filter(({ state }) => state === 'done').length;
  const open = renewals.filter(({ state }) => state === 'to-do').length;
  if (renewals.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” has no token here.', plainText(account.name)));
    return undefined;
  }
  const title = vscode.l10n.t('Tokens of {0}: {1} done, {2} to do', plainText(account.name), done, open);
  const placeholder =
    open === 0
      ? vscode.l10n.t('All is done. Escape leaves.')
      : vscode.l10n.t('Which one next? Escape leaves; the command goes on from here another time.');
  const chosen = await askChoice(alone(title), placeholder, renewals.map(renewalItem));
  return chosen.kind === 'next' ? chosen.value : undefined;
}

function renewalItem({ token, application, state }: Renewal): PickItem<string> {
  return {
    label: plainText(tokenLabel(token)),
    iconPath: new vscode.ThemeIcon(iconOf(state)),
    description: stateWord(state),
    detail: plainText(`${application.name} · ${stateAndTime(token, Date.now(), 'long')}`),
    value: token.id,
  };
}

function stateWord(state: RenewalState): string {
  switch (state) {
    case 'to-do':
      return vscode.l10n.t('to do');
    case 'done':
      return vscode.l10n.t('done');
    case 'revoked':
      return vscode.l10n.t('revoked');
  }
}

function iconOf(state: RenewalState): string {
  switch (state) {
    case 'to-do':
      return 'circle-large-outline';
    case 'done':
      return 'pass';
    case 'revoked':
      return 'circle-slash';
  }
}
