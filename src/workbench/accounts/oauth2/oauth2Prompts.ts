import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountRecord, ApplicationRecord, OAuth2Login } from '../../../accounts/records.ts';
import { cleanSecret } from '../../../accounts/secretInput.ts';
import type { Scope } from '../../../oauth2/scopes.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, askText, runWizard, type PickItem, type Place, type StepResult } from '../../wizard.ts';
import { askAccount, askApplication, askKnownAccount, askName } from '../accountPrompts.ts';
import type { AccountNode } from '../accountTree.ts';
import { reviewSecret } from '../secretPrompts.ts';
import { newAccountOf } from '../signIn/signInTarget.ts';
import { knownClientId, type OAuth2Target } from './oauth2Target.ts';

type Grant = OAuth2Login['grant'];

/** What the person has chosen or entered so far. */
interface Draft {
  readonly account: AccountRecord | undefined;
  readonly name: string;
  readonly accountId: string;
  readonly baseUrl?: string | undefined;
  readonly application: ApplicationRecord | undefined;
  readonly applicationName: string;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
}

type Step = (state: Draft, place: Place) => Promise<StepResult<Draft> | 'skip'>;

/**
 * Asks for account, application, client ID and scopes, as far as the row does not say.
 *
 * @returns undefined when the person left
 */
export async function askTarget(
  title: string,
  grant: Grant,
  node: AccountNode | undefined,
  book: AccountBook,
): Promise<OAuth2Target | undefined> {
  const draft = draftFor(node, book);
  const known = { account: draft.account !== undefined, application: draft.application !== undefined };
  const steps: readonly Step[] = [
    ...(known.account ? [] : accountSteps(book)),
    ...(known.application ? [] : [chooseApplication(grant, book), nameApplication]),
    askClientId(book),
    async (state, place) => set(state, 'scopes', await askScopes(place)),
  ];
  const done = await runWizard(
    draft,
    steps.map(ask => (state: Draft, step: number) => ask(state, { title, step, total: steps.length })),
  );
  return done && targetOf(done, book);
}

/** Starts from the row that the command was run on; none from the palette. */
function draftFor(node: AccountNode | undefined, book: AccountBook): Draft {
  const { accounts, applications } = book.index();
  const application = node?.kind === 'application' ? applications.find(({ id }) => id === node.record.id) : undefined;
  const accountId = node?.kind === 'account' ? node.record.id : application?.account;
  const account = accounts.find(({ id }) => id === accountId);
  return { account, name: '', accountId: '', application, applicationName: '', clientId: '', scopes: [] };
}

async function targetOf(draft: Draft, book: AccountBook): Promise<OAuth2Target> {
  const { account, name, accountId, baseUrl, application, applicationName, clientId, scopes } = draft;
  return {
    account: account
      ? newAccountOf(account)
      : { accountName: name, accountId, ...(baseUrl === undefined ? {} : { baseUrl }) },
    applicationName: application?.name ?? applicationName,
    clientId: (application && (await knownClientId(book, application.id))) ?? clientId,
    scopes,
  };
}

function accountSteps(book: AccountBook): readonly Step[] {
  return [
    async (state, place) => {
      const chosen = await askKnownAccount(place, book);
      return chosen !== 'skip' && chosen.kind === 'next'
        ? { kind: 'next', value: { ...state, account: chosen.value, application: undefined } }
        : chosen;
    },
    async (state, place) => (state.account ? 'skip' : set(state, 'name', await askName(place, state.name))),
    async (state, place) => {
      if (state.account) {
        return 'skip';
      }
      const result = await askAccount(place, state, book);
      return result.kind === 'next' ? { kind: 'next', value: { ...state, ...result.value } } : result;
    },
  ];
}

function chooseApplication(grant: Grant, book: AccountBook): Step {
  return async (state, place) => {
    const own = book.index().applications.filter(({ account }) => account === state.account?.id);
    if (own.length === 0) {
      return 'skip';
    }
    const items: PickItem<ApplicationRecord | undefined>[] = own.map(application => ({
      label: plainText(application.name),
      iconPath: new vscode.ThemeIcon('extensions'),
      description: application.scheme === 'oauth2' ? 'OAuth 2.0' : '',
      value: application,
    }));
    items.push({
      label: vscode.l10n.t('Another application'),
      iconPath: new vscode.ThemeIcon('add'),
      detail: vscode.l10n.t('With the client ID of its integration record.'),
      value: undefined,
    });
    return set(state, 'application', await askChoice(place, needOf(grant), items));
  };
}

/** What the integration record needs (ORA:section_157771733782). */
function needOf(grant: Grant): string {
  return grant === 'client-credentials'
    ? vscode.l10n.t(
        'Which application? Its record needs “Client Credentials (Machine to Machine) Grant” and the scopes.',
      )
    : vscode.l10n.t('Which application? Its record needs “Authorization Code Grant”, “Public Client” and the scopes.');
}

const nameApplication: Step = async (state, place) =>
  state.application ? 'skip' : set(state, 'applicationName', await askApplication(place, state.applicationName));

function askClientId(book: AccountBook): Step {
  return async (state, place) => {
    if (state.application && (await knownClientId(book, state.application.id)) !== undefined) {
      return 'skip';
    }
    const result = await askText(place, {
      prompt: vscode.l10n.t(
        'Client ID, which is the consumer key, too (shown once when the integration record was saved)',
      ),
      value: state.clientId,
      masked: true,
      check: text => reviewSecret(cleanSecret(text), []),
    });
    return result.kind === 'next' ? { kind: 'next', value: { ...state, clientId: cleanSecret(result.value) } } : result;
  };
}

async function askScopes(place: Place): Promise<StepResult<readonly Scope[]>> {
  const items: PickItem<readonly Scope[]>[] = [
    {
      label: vscode.l10n.t('RESTlets and REST web services'),
      description: 'restlets rest_webservices',
      value: ['restlets', 'rest_webservices'],
    },
    { label: vscode.l10n.t('RESTlets only'), description: 'restlets', value: ['restlets'] },
    { label: vscode.l10n.t('REST web services only'), description: 'rest_webservices', value: ['rest_webservices'] },
    {
      label: vscode.l10n.t('SuiteAnalytics Connect, too'),
      description: 'restlets rest_webservices suite_analytics',
      value: ['restlets', 'rest_webservices', 'suite_analytics'],
    },
  ];
  return askChoice(place, vscode.l10n.t('For what? Each scope has to be ticked on the integration record.'), items);
}

function set<K extends keyof Draft>(state: Draft, key: K, result: StepResult<Draft[K]>): StepResult<Draft> {
  return result.kind === 'next' ? { kind: 'next', value: { ...state, [key]: result.value } } : result;
}
