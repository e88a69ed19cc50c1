import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { NewCredential } from '../../../accounts/newRecords.ts';
import { shortId } from '../../../accounts/labels.ts';
import type { AccountRecord, ApplicationRecord } from '../../../accounts/records.ts';
import { parseAccountId } from '../../../tba/accountId.ts';
import type { TbaSecrets } from '../../../tba/signRequest.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, runWizard, type PickItem, type Place, type StepResult } from '../../wizard.ts';
import { askAccount, type AccountEntry } from '../accountPrompts.ts';
import { askSecret } from '../secretPrompts.ts';
import { assessCandidate, readAccountId } from './assessCandidate.ts';
import { candidateLabel } from './candidateText.ts';
import { keyFields, type Candidate } from './combineFindings.ts';

interface Draft extends TbaSecrets, AccountEntry {
  /** Of the tree, when the token found belongs to it. */
  readonly application?: ApplicationRecord | undefined;
}

type Step = (state: Draft, place: Place) => Promise<StepResult<Draft> | 'skip'>;

interface KnownApplication {
  readonly account: AccountRecord;
  readonly application: ApplicationRecord;
}

/** Asks for what a candidate lacks, secrets masked. Undefined when the person left. */
export async function askMissing(candidate: Candidate, book: AccountBook): Promise<NewCredential | undefined> {
  const { values } = candidate;
  const assessment = assessCandidate(candidate);
  const missing = assessment.kind === 'usable' ? assessment.missing : [];
  const draft: Draft = {
    accountId: readAccountId(values.accountId) ?? '',
    consumerKey: values.consumerKey ?? '',
    consumerSecret: values.consumerSecret ?? '',
    token: values.token ?? '',
    tokenSecret: values.tokenSecret ?? '',
  };
  const isOfUnknownApplication = missing.includes('consumerKey') && missing.includes('consumerSecret');
  const known = isOfUnknownApplication ? applicationsFor(values.accountId, book) : [];
  const steps: Step[] = [
    ...(known.length > 0 ? [(state: Draft, place: Place) => askKnown(state, place, known, book)] : []),
    ...(missing.includes('accountId')
      ? [unlessKnown(async (state, place) => merged(state, await askAccount(place, state, book)))]
      : []),
    ...keyFields
      .filter(field => missing.includes(field))
      .map((field): Step => {
        const ask: Step = async (state, place) => {
          const result = await askSecret(place, field, state);
          return result.kind === 'next' ? { kind: 'next', value: { ...state, [field]: result.value } } : result;
        };
        return field === 'consumerKey' || field === 'consumerSecret' ? unlessKnown(ask) : ask;
      }),
  ];
  const title = vscode.l10n.t('Import Credentials: {0}', candidateLabel(candidate));
  const complete = await runWizard(
    draft,
    steps.map(ask => (state: Draft, step: number) => ask(state, { title, step, total: steps.length })),
  );
  return complete && entryOf(candidate, complete);
}

function unlessKnown(ask: Step): Step {
  return (state, place) => (state.application ? Promise.resolve('skip') : ask(state, place));
}

function merged(state: Draft, result: StepResult<AccountEntry>): StepResult<Draft> {
  return result.kind === 'next' ? { kind: 'next', value: { ...state, ...result.value } } : result;
}

/** The applications of the tree that a token may belong to: of its account, of any where it is unknown. */
function applicationsFor(accountId: string | undefined, book: AccountBook): KnownApplication[] {
  const { accounts, applications } = book.index();
  const id = readAccountId(accountId);
  return accounts
    .filter(account => !account.practice && (id === undefined || account.accountId === id))
    .flatMap(account =>
      applications
        .filter(application => application.account === account.id)
        .map(application => ({ account, application })),
    );
}

async function askKnown(
  state: Draft,
  place: Place,
  known: readonly KnownApplication[],
  book: AccountBook,
): Promise<StepResult<Draft>> {
  const items: PickItem<KnownApplication | undefined>[] = [
    ...known.map(each => ({
      label: plainText(each.application.name),
      iconPath: new vscode.ThemeIcon('extensions'),
      description: plainText([...new Set([each.account.name, each.account.accountId])].join(' · ')),
      value: each,
    })),
    {
      label: vscode.l10n.t('Another application'),
      iconPath: new vscode.ThemeIcon('add'),
      detail: vscode.l10n.t('Its consumer key and secret are asked for next.'),
      value: undefined,
    },
  ];
  const choice = await askChoice(
    place,
    vscode.l10n.t('Which application is token {0} of?', shortId(state.token)),
    items,
  );
  if (choice.kind !== 'next') {
    return choice;
  }
  if (!choice.value) {
    // After a step back, what the application chosen before brought along must not stay.
    const own = state.application ? { consumerKey: '', consumerSecret: '' } : {};
    return { kind: 'next', value: { ...state, ...own, application: undefined } };
  }
  const { account, application } = choice.value;
  const { accountId, baseUrl } = account;
  const consumer = await book.applicationSecret(application.id);
  return { kind: 'next', value: { ...state, ...consumer, accountId, baseUrl, application } };
}

/** Names are what the source calls things; the person can change them in the tree. */
function entryOf({ applicationLabel, tokenLabel, label }: Candidate, draft: Draft): NewCredential {
  const { consumerKey, consumerSecret, token, tokenSecret, baseUrl, application } = draft;
  const { id } = parseAccountId(draft.accountId);
  const applicationName =
    application?.name ?? applicationLabel ?? label ?? vscode.l10n.t('Application {0}', shortId(consumerKey));
  return {
    // Where the account is in the tree already, its name there stays.
    accountName: id,
    accountId: id,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    applicationName,
    // The page of a token may name no more than its application.
    tokenName: tokenLabel && tokenLabel !== applicationName ? tokenLabel : vscode.l10n.t('Token {0}', shortId(token)),
    secrets: { consumerKey, consumerSecret, token, tokenSecret },
  };
}
