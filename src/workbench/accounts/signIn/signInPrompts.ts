import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountRecord, ApplicationRecord } from '../../../accounts/records.ts';
import type { TbaSecrets } from '../../../tba/signRequest.ts';
import { plainText } from '../../plainText.ts';
import {
  askChoice,
  askText,
  errorRemark,
  runWizard,
  type PickItem,
  type Place,
  type StepResult,
} from '../../wizard.ts';
import { askAccount, askKnownAccount, askName } from '../accountPrompts.ts';
import type { AccountNode } from '../accountTree.ts';
import { askSecret } from '../secretPrompts.ts';

/** What the person has chosen or entered so far. `account` and `application` are those of the tree, when it is one. */
export interface SignInDraft extends TbaSecrets {
  readonly account: AccountRecord | undefined;
  readonly name: string;
  readonly accountId: string;
  readonly baseUrl?: string | undefined;
  readonly application: ApplicationRecord | undefined;
  readonly applicationName: string;
}

type Step = (state: SignInDraft, place: Place) => Promise<StepResult<SignInDraft> | 'skip'>;

/** Starts from the row that the command was run on; none from the palette. */
export function draftFor(node: AccountNode | undefined, book: AccountBook): SignInDraft {
  const { accounts, applications } = book.index();
  const applicationId =
    node?.kind === 'application' ? node.record.id : node?.kind === 'token' ? node.record.application : undefined;
  const application = applications.find(({ id }) => id === applicationId);
  const accountId = node?.kind === 'account' ? node.record.id : application?.account;
  return {
    account: accounts.find(({ id }) => id === accountId),
    name: '',
    accountId: '',
    application,
    applicationName: '',
    consumerKey: '',
    consumerSecret: '',
    token: '',
    tokenSecret: '',
  };
}

/**
 * Asks for what is missing: an account and an application, of the tree or new.
 *
 * @returns undefined when the person left
 */
export async function askSignIn(draft: SignInDraft, book: AccountBook): Promise<SignInDraft | undefined> {
  const isOpen = { account: draft.account === undefined, application: draft.application === undefined };
  const ofAccount: readonly Step[] = [
    (state, place) => chooseAccount(state, place, book),
    unlessKnown('account', async (state, place) => set(state, 'name', await askName(place, state.name))),
    unlessKnown('account', async (state, place) => {
      const result = await askAccount(place, state, book);
      return result.kind === 'next' ? { kind: 'next', value: { ...state, ...result.value } } : result;
    }),
  ];
  const ofApplication: readonly Step[] = [
    (state, place) => chooseApplication(state, place, book),
    unlessKnown('application', async (state, place) =>
      set(state, 'applicationName', await askApplicationName(place, state.applicationName)),
    ),
    ...(['consumerKey', 'consumerSecret'] as const).map(field =>
      unlessKnown('application', async (state, place) => set(state, field, await askSecret(place, field, state))),
    ),
  ];
  const steps = [...(isOpen.account ? ofAccount : []), ...(isOpen.application ? ofApplication : [])];
  const title = vscode.l10n.t('Sign In Through NetSuite');
  return runWizard(
    draft,
    steps.map(ask => (state: SignInDraft, step: number) => ask(state, { title, step, total: steps.length })),
  );
}

function unlessKnown(what: 'account' | 'application', ask: Step): Step {
  return (state, place) => (state[what] === undefined ? ask(state, place) : Promise.resolve('skip'));
}

async function chooseAccount(state: SignInDraft, place: Place, book: AccountBook): ReturnType<Step> {
  const chosen = await askKnownAccount(place, book);
  // An application belongs to one account.
  return chosen !== 'skip' && chosen.kind === 'next'
    ? { kind: 'next', value: { ...state, account: chosen.value, application: undefined } }
    : chosen;
}

async function chooseApplication(state: SignInDraft, place: Place, book: AccountBook): ReturnType<Step> {
  const own = book.index().applications.filter(({ account }) => account === state.account?.id);
  if (own.length === 0) {
    return 'skip';
  }
  const items: PickItem<ApplicationRecord | undefined>[] = own.map(application => ({
    label: plainText(application.name),
    iconPath: new vscode.ThemeIcon('extensions'),
    value: application,
  }));
  items.push({
    label: vscode.l10n.t('Another application'),
    iconPath: new vscode.ThemeIcon('add'),
    detail: vscode.l10n.t('With the consumer key and secret of its integration record.'),
    value: undefined,
  });
  const placeholder = vscode.l10n.t(
    'Which application? Its record needs “TBA: Authorization Flow” and the callback URL http://localhost:*',
  );
  return set(state, 'application', await askChoice(place, placeholder, items));
}

/** The place to say what the record needs: whoever has no application here yet has just made one at NetSuite. */
async function askApplicationName(place: Place, value: string): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t(
      'Name of the application (Setup > Integration > Manage Integrations). Its record needs “TBA: Authorization Flow” and the callback URL http://localhost:*',
    ),
    placeholder: vscode.l10n.t('Orders hub'),
    value,
    check: text => (text.trim() === '' ? errorRemark(vscode.l10n.t('Enter a name.')) : undefined),
  });
  return result.kind === 'next' ? { kind: 'next', value: result.value.trim() } : result;
}

function set<K extends keyof SignInDraft>(
  state: SignInDraft,
  key: K,
  result: StepResult<SignInDraft[K]>,
): StepResult<SignInDraft> {
  return result.kind === 'next' ? { kind: 'next', value: { ...state, [key]: result.value } } : result;
}
