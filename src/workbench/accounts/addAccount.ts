import * as vscode from 'vscode';
import type { AccountBook, Credential, NewCredential } from '../../accounts/accountBook.ts';
import { shortId } from '../../accounts/labels.ts';
import { checkSecret, cleanSecret } from '../../accounts/secretInput.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import { errorLine } from '../errorText.ts';
import type { Log } from '../log.ts';
import type { Network } from '../network/network.ts';
import type { PracticeAccount } from '../practice/practiceAccount.ts';
import { askChoice, askText, runWizard, type Place, type PickItem, type Remark, type StepResult } from '../wizard.ts';
import type { ActiveToken } from './activeToken.ts';
import { kindWord } from './accountTree.ts';
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
  readonly test?: TestResult;
}

type SecretField = keyof TbaSecrets;

const total = 9;

/** Adds an account with its first application and token, or the practice account with one choice. */
export async function addAccount(services: AddAccountServices): Promise<void> {
  const { book, active, practice } = services;
  const place = (step: number): Place => ({ title: vscode.l10n.t('Add NetSuite Account'), step, total });
  const choice = await askChoice(place(1), vscode.l10n.t('Which account?'), accountChoices(practice));
  if (choice.kind !== 'next') {
    return;
  }
  if (choice.value === 'practice') {
    await startPracticeAccount(practice, active);
    return;
  }
  const draft = await runWizard<Draft>(
    { name: '', accountId: '', application: '', consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' },
    [
      async (state, step) => set(state, 'name', await askName(place(step + 1), state.name)),
      async (state, step) => set(state, 'accountId', await askAccountId(place(step + 1), state.accountId, book)),
      async (state, step) => set(state, 'application', await askApplication(place(step + 1), state.application)),
      ...(['consumerKey', 'consumerSecret', 'token', 'tokenSecret'] as const).map(
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

/** Starts the practice account and makes its token the active one. */
export async function startPracticeAccount(practice: PracticeAccount, active: ActiveToken): Promise<void> {
  const credential = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Starting the practice account…'),
      cancellable: true,
    },
    (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      return practice.start(stop.signal).catch((error: unknown) => {
        if (stop.signal.aborted) {
          return undefined;
        }
        throw error;
      });
    },
  );
  if (credential) {
    await active.set(credential.token.id);
  }
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

async function askName(place: Place, value: string): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('A name for the account, as you want to see it in the tree'),
    placeholder: vscode.l10n.t('Acme Sandbox'),
    value,
    check: text =>
      text.trim() === ''
        ? error(vscode.l10n.t('Enter a name.'))
        : text.trim().length > 80
          ? error(vscode.l10n.t('Use at most 80 characters.'))
          : undefined,
  });
  return trimmed(result);
}

async function askAccountId(place: Place, value: string, book: AccountBook): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('Account ID (NetSuite: Setup > Company > Company Information)'),
    placeholder: '1234567 / 1234567_SB1',
    value,
    check: text => reviewAccountId(text, book),
  });
  return result.kind === 'next' ? { kind: 'next', value: parseAccountId(result.value).id } : result;
}

function reviewAccountId(text: string, book: AccountBook): Remark {
  try {
    const { id, realm, kind, hosts } = parseAccountId(text);
    const known = book.index().accounts.find(account => account.accountId === id && !account.practice);
    const shown = vscode.l10n.t(
      '{0} ({1}) · realm {2} · {3} · {4}',
      id,
      kindWord(kind),
      realm,
      hosts.restlets,
      hosts.suiteTalk,
    );
    return {
      message: known
        ? `${shown} · ${vscode.l10n.t('already here as “{0}”: the token is added to it', known.name)}`
        : shown,
      severity: kind === 'unknown' ? 'warning' : 'information',
    };
  } catch (problem) {
    return error(errorLine(problem));
  }
}

async function askApplication(place: Place, value: string): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('Name of the application (NetSuite: Setup > Integration > Manage Integrations)'),
    placeholder: vscode.l10n.t('Orders hub'),
    value,
    check: text => (text.trim() === '' ? error(vscode.l10n.t('Enter a name.')) : undefined),
  });
  return trimmed(result);
}

/** Asks for one of the four secrets, masked. `others` are those entered before, to notice the same text twice. */
export async function askSecret(place: Place, field: SecretField, known: TbaSecrets): Promise<StepResult<string>> {
  const others = (['consumerKey', 'consumerSecret', 'token', 'tokenSecret'] as const)
    .filter(other => other !== field)
    .map(other => known[other])
    .filter(secret => secret !== '');
  const result = await askText(place, {
    prompt: secretPrompt(field),
    value: known[field],
    masked: true,
    check: text => reviewSecret(cleanSecret(text), others),
  });
  return result.kind === 'next' ? { kind: 'next', value: cleanSecret(result.value) } : result;
}

function secretPrompt(field: SecretField): string {
  switch (field) {
    case 'consumerKey':
      return vscode.l10n.t('Consumer key (shown once when the integration was saved)');
    case 'consumerSecret':
      return vscode.l10n.t('Consumer secret (shown once when the integration was saved)');
    case 'token':
      return vscode.l10n.t('Token ID (shown once when the token was created)');
    case 'tokenSecret':
      return vscode.l10n.t('Token secret (shown once when the token was created)');
  }
}

function reviewSecret(secret: string, others: readonly string[]): Remark | undefined {
  if (secret === '') {
    return error(vscode.l10n.t('Paste the value. Nothing of it is shown or logged.'));
  }
  switch (checkSecret(secret, others)) {
    case 'same-as-other':
      return error(vscode.l10n.t('This is the same text as another of the four. Each is different.'));
    case 'quoted':
      return { message: vscode.l10n.t('The quotation marks will be part of the secret.'), severity: 'warning' };
    case 'not-64-hex':
      return {
        message: vscode.l10n.t(
          '{0} characters; NetSuite’s have 64 (0–9, a–f). Enter continues all the same.',
          secret.length,
        ),
        severity: 'warning',
      };
    case undefined:
      return { message: vscode.l10n.t('64 characters, as NetSuite makes them.'), severity: 'information' };
  }
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
    { label: vscode.l10n.t('Save anyway, as not verified'), iconPath: new vscode.ThemeIcon('save'), value: 'save' },
    { label: vscode.l10n.t('Go back and correct'), iconPath: new vscode.ThemeIcon('edit'), value: 'back' },
  ]);
  return after.kind === 'next' && after.value === 'save'
    ? { kind: 'next', value: { ...draft, test } }
    : { kind: after.kind === 'cancel' ? 'cancel' : 'back' };
}

async function runTest(draft: Draft, { network, log }: AddAccountServices): Promise<TestResult> {
  log.hide(draft.consumerSecret, draft.tokenSecret);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Testing the token…'), cancellable: true },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        return await testToken(network, draft, draft, `draft ${draft.accountId}`, stop.signal);
      } catch (problem) {
        // Whatever the test says, the account can be saved.
        log.error('test call', problem);
        return { message: stop.signal.aborted ? vscode.l10n.t('The test was cancelled.') : errorLine(problem) };
      }
    },
  );
}

async function save(draft: Draft, { book, active }: AddAccountServices): Promise<Credential> {
  const entry: NewCredential = {
    accountName: draft.name,
    accountId: draft.accountId,
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

function trimmed(result: StepResult<string>): StepResult<string> {
  return result.kind === 'next' ? { kind: 'next', value: result.value.trim() } : result;
}

function error(message: string): Remark {
  return { message, severity: 'error' };
}
