import * as vscode from 'vscode';
import type { AccountServices } from './accountServices.ts';
import type { NewCredential } from '../../accounts/newRecords.ts';
import type { Credential } from '../../accounts/records.ts';
import { credentialLabel, shortId } from '../../accounts/labels.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import { guardKey } from '../../exchange/guards/loginGuard.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import { errorLine, explainError } from '../errorText.ts';
import { plainText } from '../plainText.ts';
import type { PracticeAccount } from '../practice/practiceAccount.ts';
import { startPracticeAccount } from '../practice/startPractice.ts';
import { askChoice, runWizard, type Place, type PickItem, type StepResult } from '../wizard.ts';
import { askAccount, askApplication, askName } from './accountPrompts.ts';
import { makeActive } from './chooseToken/makeActive.ts';
import { askSecret, secretFields } from './secretPrompts.ts';
import { confirmUseAgain } from './testTokens/confirmUseAgain.ts';
import { testToken, type TestResult } from './verifyToken.ts';

interface Draft extends TbaSecrets {
  readonly kind: 'netsuite' | 'oauth2' | 'practice';
  readonly name: string;
  readonly accountId: string;
  readonly application: string;
  readonly baseUrl?: string | undefined;
  readonly test?: TestResult;
}

type Step = (state: Draft, place: Place) => Promise<StepResult<Draft>>;

const emptyDraft: Draft = {
  kind: 'netsuite',
  name: '',
  accountId: '',
  application: '',
  consumerKey: '',
  consumerSecret: '',
  token: '',
  tokenSecret: '',
};

/** Adds an account with its first application and token, or the practice account with one choice. */
export async function addAccount(services: AccountServices): Promise<void> {
  let draft = await runWizard(emptyDraft, wizardSteps(services));
  while (draft?.kind === 'netsuite') {
    const problem = await save(draft, services);
    if (problem === undefined) {
      return;
    }
    const correct = vscode.l10n.t('Correct It');
    // Whatever kept it from being saved, nothing that was entered is lost.
    const answer = await vscode.window.showErrorMessage(errorLine(problem), { modal: true }, correct);
    draft = answer === correct ? await runWizard(draft, wizardSteps(services)) : undefined;
  }
  if (draft?.kind === 'oauth2') {
    await vscode.commands.executeCommand('netsuiteTba.addOAuth2');
  } else if (draft?.kind === 'practice') {
    await startPracticeAccount(services);
  }
}

function wizardSteps(services: AccountServices) {
  const choose: Step = async (state, place) => set(state, 'kind', await askKind(place, services.practice));
  const ofAccount: readonly Step[] = [
    async (state, place) => set(state, 'name', await askName(place, state.name)),
    async (state, place) => {
      const result = await askAccount(place, state, services.book);
      return result.kind === 'next' ? { kind: 'next', value: { ...state, ...result.value } } : result;
    },
    async (state, place) => set(state, 'application', await askApplication(place, state.application)),
    ...secretFields.map(
      (field): Step =>
        async (state, place) =>
          set(state, field, await askSecret(place, field, state)),
    ),
    (state, place) => askTest(place, state, services),
  ];
  const total = 1 + ofAccount.length;
  const placeOf = (step: number): Place => ({ title: vscode.l10n.t('Add NetSuite Account'), step, total });
  return [
    (state: Draft, step: number) => choose(state, placeOf(step)),
    ...ofAccount.map(
      ask => (state: Draft, step: number) =>
        state.kind !== 'netsuite' ? Promise.resolve('skip' as const) : ask(state, placeOf(step)),
    ),
  ];
}

/** The choice of Oracle's calendar opens its source and leaves the question standing. */
async function askKind(place: Place, practice: PracticeAccount): Promise<StepResult<Draft['kind']>> {
  for (;;) {
    const result = await askChoice(place, vscode.l10n.t('Which account?'), accountChoices(practice));
    if (result.kind !== 'next') {
      return result;
    }
    if (result.value !== 'calendar') {
      return { kind: 'next', value: result.value };
    }
    await vscode.env.openExternal(vscode.Uri.parse(calendarSource));
  }
}

/** Oracle on the end of TBA; a later edition is reported to say 2028.2. */
const calendarSource = 'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_0525020842.html';

function accountChoices(practice: PracticeAccount): PickItem<Draft['kind'] | 'calendar'>[] {
  return [
    {
      label: vscode.l10n.t('NetSuite account'),
      iconPath: new vscode.ThemeIcon('organization'),
      detail: vscode.l10n.t('With the consumer key and secret of an application, and a token ID and secret.'),
      value: 'netsuite',
    },
    {
      label: vscode.l10n.t('NetSuite account, by OAuth 2.0'),
      iconPath: new vscode.ThemeIcon('key'),
      detail: vscode.l10n.t('With a certificate that NetSuite knows, or by signing in with the browser.'),
      value: 'oauth2',
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
    {
      label: vscode.l10n.t('Oracle’s calendar for TBA'),
      iconPath: new vscode.ThemeIcon('calendar'),
      detail: vscode.l10n.t(
        'No new TBA integrations from NetSuite 2027.1; support ends in 2028, tentatively. Opens Oracle’s page.',
      ),
      value: 'calendar',
    },
  ];
}

function set<K extends keyof Draft>(state: Draft, key: K, result: StepResult<Draft[K]>): StepResult<Draft> {
  return result.kind === 'next' ? { kind: 'next', value: { ...state, [key]: result.value } } : result;
}

async function askTest(place: Place, draft: Draft, services: AccountServices): Promise<StepResult<Draft>> {
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

async function runTest(draft: Draft, { network, log }: AccountServices): Promise<TestResult> {
  log.hide(draft.consumerSecret, draft.tokenSecret);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Testing the token…'), cancellable: true },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        const failures = network.failuresToAskAbout(guardKey(draft.accountId, draft.token));
        const guard = new CodedError('login-guard', { failures });
        const goOn = failures === 0 || (await confirmUseAgain(guard));
        return goOn ? await testToken(network, accountOf(draft), draft, stop.signal, failures > 0) : failed(guard);
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

/** Saves it and says so; answers the problem when it could not be saved. */
async function save(draft: Draft, { book, active }: AccountServices): Promise<CodedError | undefined> {
  const entry: NewCredential = {
    ...accountOf(draft),
    accountName: draft.name,
    applicationName: draft.application,
    tokenName: vscode.l10n.t('Token {0}', shortId(draft.token)),
    secrets: draft,
  };
  let credential: Credential;
  try {
    credential = await book.add(entry);
  } catch (problem) {
    if (isCoded(problem)) {
      return problem;
    }
    throw problem;
  }
  const verification = draft.test?.verification;
  if (verification) {
    await book.recordVerification(credential.token.id, verification);
  }
  const isActive = await makeActive(active, credential);
  const isUntested = verification?.outcome === 'accepted' ? [] : [vscode.l10n.t('Its token is not verified yet.')];
  const label = plainText(credentialLabel(book.credential(credential.token.id) ?? credential));
  void vscode.window.showInformationMessage(
    [vscode.l10n.t('{0} was added.', label), isActive, ...isUntested].join(' '),
  );
  return undefined;
}

function accountOf({ name, accountId, baseUrl }: Draft) {
  return { name, accountId, ...(baseUrl === undefined ? {} : { baseUrl }) };
}
