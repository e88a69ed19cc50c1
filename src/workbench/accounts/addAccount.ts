import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { AccountBook, Credential, NewCredential } from '../../accounts/accountBook.ts';
import { shortId } from '../../accounts/labels.ts';
import { CodedError } from '../../codedError.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import { explainError } from '../errorText.ts';
import type { Log } from '../log.ts';
import type { Network } from '../network/network.ts';
import type { PracticeAccount } from '../practice/practiceAccount.ts';
import { startPracticeAccount } from '../practice/startPractice.ts';
import { askChoice, runWizard, type Place, type PickItem, type StepResult } from '../wizard.ts';
import { confirmUseAgain } from './accountCommands.ts';
import { askAccount, askApplication, askName } from './accountPrompts.ts';
import { askSecret, secretFields } from './secretPrompts.ts';
import type { ActiveToken } from './activeToken.ts';
import { testToken, type TestResult } from './verifyToken.ts';

/** What adding an account needs. */
export interface AddAccountServices {
  readonly book: AccountBook;
  readonly active: ActiveToken;
  readonly practice: PracticeAccount;
  readonly network: Network;
  readonly log: Log;
}

interface Draft extends TbaSecrets {
  readonly name: string;
  readonly accountId: string;
  readonly application: string;
  readonly baseUrl?: string | undefined;
  readonly test?: TestResult;
}

const total = 9;

/** Adds an account with its first application and token, or the practice account with one choice. */
export async function addAccount(services: AddAccountServices): Promise<void> {
  const { book, practice } = services;
  const place = (step: number): Place => ({ title: vscode.l10n.t('Add NetSuite Account'), step, total });
  const choice = await askChoice(place(1), vscode.l10n.t('Which account?'), accountChoices(practice));
  if (choice.kind !== 'next') {
    return;
  }
  if (choice.value === 'practice') {
    await startPracticeAccount(services);
    return;
  }
  const draft = await runWizard<Draft>(
    { name: '', accountId: '', application: '', consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' },
    [
      async (state, step) => set(state, 'name', await askName(place(step + 1), state.name)),
      async (state, step) => {
        const result = await askAccount(place(step + 1), state, book);
        return result.kind === 'next' ? { kind: 'next', value: { ...state, ...result.value } } : result;
      },
      async (state, step) => set(state, 'application', await askApplication(place(step + 1), state.application)),
      ...secretFields.map(
        field => async (state: Draft, step: number) =>
          set(state, field, await askSecret(place(step + 1), field, state)),
      ),
      async (state, step) => askTest(place(step + 1), state, services),
    ],
  );
  if (!draft) {
    return;
  }
  const credential = await save(draft, services);
  const verified = draft.test?.verification?.outcome === 'accepted';
  void vscode.window.showInformationMessage(
    verified
      ? vscode.l10n.t('{0} was added and is now active.', credential.account.name)
      : vscode.l10n.t('{0} was added and is now active. Its token is not verified yet.', credential.account.name),
  );
}

function accountChoices(practice: PracticeAccount): PickItem<'netsuite' | 'practice'>[] {
  return [
    {
      label: vscode.l10n.t('NetSuite account'),
      iconPath: new vscode.ThemeIcon('organization'),
      detail: vscode.l10n.t('With the consumer key and secret of an application, and a token ID and secret.'),
      value: 'netsuite',
    },
    {
      label: vscode.l10n.t('Practice account'),
      iconPath: new vscode.ThemeIcon('mortar-board'),
      description: practice.running ? vscode.l10n.t('running') : '',
      detail: vscode.l10n.t(
        'A small NetSuite on this machine, ready to use. Nothing to sign up for, nothing to break.',
      ),
      value: 'practice',
    },
  ];
}

function set<K extends keyof Draft>(state: Draft, key: K, result: StepResult<Draft[K]>): StepResult<Draft> {
  return result.kind === 'next' ? { kind: 'next', value: { ...state, [key]: result.value } } : result;
}

async function askTest(place: Place, draft: Draft, services: AddAccountServices): Promise<StepResult<Draft>> {
  const items: PickItem<'test' | 'save'>[] = [
    {
      label: vscode.l10n.t('Test the token, then save'),
      iconPath: new vscode.ThemeIcon('pass'),
      detail: vscode.l10n.t('One signed call to /rest/tokeninfo, which tells company and role.'),
      value: 'test',
    },
    {
      label: vscode.l10n.t('Save without a test'),
      iconPath: new vscode.ThemeIcon('save'),
      detail: vscode.l10n.t('The token is marked as not verified.'),
      value: 'save',
    },
  ];
  const choice = await askChoice(place, vscode.l10n.t('Test the token now?'), items);
  if (choice.kind !== 'next' || choice.value === 'save') {
    return choice.kind === 'next' ? { kind: 'next', value: draft } : choice;
  }
  const test = await runTest(draft, services);
  if (test.verification?.outcome === 'accepted') {
    return { kind: 'next', value: { ...draft, test } };
  }
  const after = await askChoice(place, test.message, [
    {
      label: vscode.l10n.t('Go back and correct'),
      detail: test.detail,
      iconPath: new vscode.ThemeIcon('edit'),
      value: 'back',
    },
    { label: vscode.l10n.t('Save anyway, as not verified'), iconPath: new vscode.ThemeIcon('save'), value: 'save' },
  ]);
  return after.kind === 'next' && after.value === 'save'
    ? { kind: 'next', value: { ...draft, test } }
    : { kind: after.kind === 'cancel' ? 'cancel' : 'back' };
}

async function runTest(draft: Draft, { network, log }: AddAccountServices): Promise<TestResult> {
  log.hide(draft.consumerSecret, draft.tokenSecret);
  // Failures belong to the token, whatever secret was tried with it: NetSuite locks its user.
  const credentialId = `draft ${createHash('sha256').update(draft.token).digest('hex').slice(0, 16)}`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Testing the token…'), cancellable: true },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        const failures = network.failuresToAskAbout(credentialId);
        const guard = new CodedError('login-guard', { failures });
        const goOn = failures === 0 || (await confirmUseAgain(guard));
        return goOn
          ? await testToken(network, accountOf(draft), draft, credentialId, stop.signal, failures > 0)
          : failed(guard);
      } catch (problem) {
        // Whatever the test says, the account can be saved.
        log.error('test call', problem);
        return stop.signal.aborted
          ? { message: vscode.l10n.t('The test was cancelled.'), detail: '' }
          : failed(problem);
      }
    },
  );
}

function failed(problem: unknown): TestResult {
  const { title, reason, next } = explainError(problem);
  return { message: title, detail: `${reason} ${next}`.trim() };
}

async function save(draft: Draft, { book, active }: AddAccountServices): Promise<Credential> {
  const entry: NewCredential = {
    ...accountOf(draft),
    accountName: draft.name,
    applicationName: draft.application,
    tokenName: vscode.l10n.t('Token {0}', shortId(draft.token)),
    secrets: draft,
  };
  const credential = await book.add(entry);
  if (draft.test?.verification) {
    await book.recordVerification(credential.token.id, draft.test.verification);
  }
  await active.set(credential.token.id);
  return credential;
}

function accountOf({ name, accountId, baseUrl }: Draft) {
  return { name, accountId, ...(baseUrl === undefined ? {} : { baseUrl }) };
}
