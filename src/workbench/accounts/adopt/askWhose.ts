import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { OrphanSecret } from '../../../accounts/orphans.ts';
import type { AccountRecord, ApplicationRecord } from '../../../accounts/records.ts';
import type { About } from '../../../accounts/vault.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, askText, runWizard, type PickItem, type Place, type StepResult } from '../../wizard.ts';
import { askAccount, askName } from '../accountPrompts.ts';
import { reviewName } from '../edit/nameCheck.ts';

interface Draft {
  readonly account?: AccountRecord | 'new';
  readonly accountId: string;
  readonly baseUrl?: string | undefined;
  readonly accountName: string;
  readonly application?: ApplicationRecord | 'new';
  readonly name: string;
}

type Step = (state: Draft, place: Place) => Promise<StepResult<Draft> | 'skip'>;

/** Asks whose a secret is that does not tell. @returns undefined when the person left */
export async function askWhose(orphan: OrphanSecret, book: AccountBook): Promise<About | undefined> {
  const steps: readonly Step[] = [
    (state, place) => chooseAccount(state, place, book),
    async (state, place) => {
      if (state.account !== 'new') {
        return 'skip';
      }
      const result = await askAccount(place, state, book);
      return result.kind === 'next' ? { kind: 'next', value: { ...state, ...result.value } } : result;
    },
    async (state, place) => {
      if (state.account !== 'new') {
        return 'skip';
      }
      const result = await askName(place, state.accountName);
      return result.kind === 'next' ? { kind: 'next', value: { ...state, accountName: result.value } } : result;
    },
    (state, place) => (orphan.kind === 'application' ? Promise.resolve('skip') : chooseApplication(state, place, book)),
    (state, place) => nameIt(state, place, orphan),
  ];
  const title = vscode.l10n.t('Adopt a Secret');
  const draft = await runWizard<Draft>(
    { accountId: '', accountName: '', name: '' },
    steps.map(ask => (state: Draft, step: number) => ask(state, { title, step, total: steps.length })),
  );
  return draft && aboutOf(draft, orphan);
}

async function chooseAccount(state: Draft, place: Place, book: AccountBook): Promise<StepResult<Draft>> {
  const items: PickItem<AccountRecord | 'new'>[] = [
    ...book
      .index()
      .accounts.filter(({ practice }) => practice !== true)
      .map((account): PickItem<AccountRecord | 'new'> => ({
        label: plainText(account.name),
        description: account.accountId,
        iconPath: new vscode.ThemeIcon('organization'),
        value: account,
      })),
    { label: vscode.l10n.t('Another account…'), iconPath: new vscode.ThemeIcon('add'), value: 'new' },
  ];
  const result = await askChoice(place, vscode.l10n.t('Which account does it belong to?'), items);
  return result.kind === 'next' ? { kind: 'next', value: { ...state, account: result.value } } : result;
}

async function chooseApplication(state: Draft, place: Place, book: AccountBook): Promise<StepResult<Draft>> {
  const { account } = state;
  const own = book
    .index()
    .applications.filter(application => typeof account === 'object' && application.account === account.id);
  const items: PickItem<ApplicationRecord | 'new'>[] = [
    ...own.map((application): PickItem<ApplicationRecord | 'new'> => ({
      label: plainText(application.name),
      iconPath: new vscode.ThemeIcon('extensions'),
      value: application,
    })),
    {
      label: vscode.l10n.t('Another application…'),
      detail: vscode.l10n.t('Its consumer key and secret are to be entered afterwards.'),
      iconPath: new vscode.ThemeIcon('add'),
      value: 'new',
    },
  ];
  const result = await askChoice(place, vscode.l10n.t('Which application is the token of?'), items);
  return result.kind === 'next' ? { kind: 'next', value: { ...state, application: result.value } } : result;
}

async function nameIt(state: Draft, place: Place, { kind }: OrphanSecret): Promise<StepResult<Draft>> {
  const result = await askText(place, {
    prompt:
      kind === 'application' ? vscode.l10n.t('A name for the application') : vscode.l10n.t('A name for the token'),
    value: state.name,
    check: text => reviewName(text),
  });
  return result.kind === 'next' ? { kind: 'next', value: { ...state, name: result.value.trim() } } : result;
}

function aboutOf(draft: Draft, orphan: OrphanSecret): About {
  const { accountId, baseUrl, accountName, name } = draft;
  const changed = Date.now();
  const account: AccountRecord =
    typeof draft.account === 'object'
      ? draft.account
      : {
          id: randomUUID(),
          name: accountName,
          accountId,
          changed,
          addedAt: changed,
          ...(baseUrl === undefined ? {} : { baseUrl }),
        };
  const newApplication = (id: string, called: string): ApplicationRecord => ({
    id,
    name: called,
    account: account.id,
    scheme: 'tba',
    changed,
    addedAt: changed,
  });
  if (orphan.kind === 'application') {
    return { account, application: newApplication(orphan.id, name) };
  }
  const application =
    typeof draft.application === 'object'
      ? draft.application
      : newApplication(randomUUID(), vscode.l10n.t('Application of {0}', name));
  return {
    account,
    application,
    token: {
      id: orphan.id,
      name,
      isNamed: true,
      application: application.id,
      scheme: 'tba',
      changed,
      addedAt: changed,
    },
  };
}
