import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import {
  accountAtNetSuite,
  firstFreeSandbox,
  planCopies,
  readSandboxNumber,
  sandboxIdOf,
  type ApplicationToCopy,
} from '../../../accounts/duplicate.ts';
import { findRecord } from '../../../accounts/indexLists.ts';
import type { AccountRecord, ApplicationRecord } from '../../../accounts/records.ts';
import { readable } from '../../../accounts/secretShelf.ts';
import { CodedError } from '../../../codedError.ts';
import { parseAccountId } from '../../../tba/accountId.ts';
import { plainText } from '../../plainText.ts';
import { askText, errorRemark, runWizard, type Place, type Remark, type StepResult } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { askSeveral } from './askSeveral.ts';
import { confirmDuplicate, tellDuplicated, type Duplicated } from './duplicateMessages.ts';
import { reviewName } from './nameCheck.ts';
import { onlyTokenBased } from './onlyTokenBased.ts';
import { pickRecord } from './pickRecord.ts';
import { consumerKeysOf } from './secretTexts.ts';

interface Draft {
  readonly sandbox: string;
  readonly name: string;
  /** IDs of the applications that are copied. */
  readonly applications: readonly string[];
}

type Step = (state: Draft, place: Place) => Promise<StepResult<Draft> | 'skip'>;

/** Puts a sandbox into the tree with the applications of its production account, without tokens. */
export async function duplicateToSandbox(
  { book }: Pick<AccountServices, 'book'>,
  node: AccountNode | undefined,
): Promise<void> {
  const target = await pickRecord(book, node, {
    title: vscode.l10n.t('Duplicate to a Sandbox'),
    kinds: ['account', 'application'],
    refuse: each =>
      (each.kind === 'application' ? onlyTokenBased(each) : undefined) ?? refuseSandbox(sourceOf(each, book)),
  });
  const source = target && sourceOf(target, book);
  if (!source) {
    return;
  }
  const draft = await askDraft(source, target.kind === 'application' ? target.record.id : undefined, book);
  if (!draft) {
    return;
  }
  const accountId = sandboxIdOf(source.accountId, readSandboxNumber(draft.sandbox) ?? 1);
  const known = accountAtNetSuite(book.index().accounts, accountId);
  if (await confirmDuplicate(source, { accountId, name: known?.name ?? draft.name }, draft.applications.length)) {
    tellDuplicated(await duplicate(source, accountId, draft, book));
  }
}

function sourceOf(node: AccountNode, book: AccountBook): AccountRecord | undefined {
  const id = node.kind === 'account' ? node.record.id : node.kind === 'application' ? node.record.account : undefined;
  return findRecord(book.index(), 'account', id);
}

function refuseSandbox(account: AccountRecord | undefined): string | undefined {
  return account && parseAccountId(account.accountId).kind === 'sandbox'
    ? vscode.l10n.t(
        '{0} is a sandbox already. A sandbox is copied from its production account: start there.',
        account.accountId,
      )
    : undefined;
}

/** @param only the one application to copy, when the command was run on it */
async function askDraft(
  source: AccountRecord,
  only: string | undefined,
  book: AccountBook,
): Promise<Draft | undefined> {
  const { accounts, applications } = book.index();
  const own = applications.filter(({ account }) => account === source.id);
  const sandbox = `SB${firstFreeSandbox(source.accountId, accounts)}`;
  const start: Draft = {
    sandbox,
    name: '',
    applications: only === undefined ? own.map(({ id }) => id) : [only],
  };
  const steps: readonly Step[] = [
    (state, place) => askSandbox(state, place, source, book),
    (state, place) => askSandboxName(state, place, source, book),
    ...(only === undefined && own.length > 0
      ? [(state: Draft, place: Place) => askApplications(state, place, own)]
      : []),
  ];
  const title = vscode.l10n.t('Duplicate “{0}” to a Sandbox', plainText(source.name));
  return runWizard(
    start,
    steps.map(ask => (state: Draft, step: number) => ask(state, { title, step, total: steps.length })),
  );
}

async function askSandbox(
  state: Draft,
  place: Place,
  source: AccountRecord,
  book: AccountBook,
): Promise<StepResult<Draft>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('Which sandbox? SB1, SB2 …'),
    value: state.sandbox,
    check: text => reviewSandbox(text, source, book),
  });
  return result.kind === 'next' ? { kind: 'next', value: { ...state, sandbox: result.value.trim() } } : result;
}

function reviewSandbox(text: string, source: AccountRecord, book: AccountBook): Remark {
  const sandbox = readSandboxNumber(text);
  if (sandbox === undefined) {
    return errorRemark(vscode.l10n.t('Enter the number of the sandbox, such as SB1.'));
  }
  const { id, hosts } = parseAccountId(sandboxIdOf(source.accountId, sandbox));
  const known = accountAtNetSuite(book.index().accounts, id);
  const notes = [
    ...(known ? [vscode.l10n.t('already here as “{0}”: what it lacks is added to it', known.name)] : []),
    ...(source.baseUrl === undefined ? [] : [vscode.l10n.t('without the base URL of “{0}”', source.name)]),
  ];
  return { message: [id, hosts.restlets, hosts.suiteTalk, ...notes].join(' · '), severity: 'information' };
}

async function askSandboxName(state: Draft, place: Place, source: AccountRecord, book: AccountBook): ReturnType<Step> {
  const sandbox = readSandboxNumber(state.sandbox) ?? 1;
  const { accounts } = book.index();
  if (accountAtNetSuite(accounts, sandboxIdOf(source.accountId, sandbox))) {
    return 'skip';
  }
  const result = await askText(place, {
    prompt: vscode.l10n.t('A name for the sandbox, as you want to see it in the tree'),
    value: state.name === '' ? `${source.name} SB${sandbox}` : state.name,
    check: text =>
      reviewName(
        text,
        accounts.map(({ name }) => name),
      ),
  });
  return result.kind === 'next' ? { kind: 'next', value: { ...state, name: result.value.trim() } } : result;
}

async function askApplications(
  state: Draft,
  place: Place,
  own: readonly ApplicationRecord[],
): Promise<StepResult<Draft>> {
  const items = own.map(({ id, name, note }) => ({
    label: plainText(name),
    iconPath: new vscode.ThemeIcon('extensions'),
    ...(note === undefined ? {} : { detail: plainText(note) }),
    value: id,
  }));
  const placeholder = vscode.l10n.t('Which applications? Consumer key and secret are copied, tokens are not.');
  const result = await askSeveral(place, placeholder, items, id => state.applications.includes(id));
  return result.kind === 'next' ? { kind: 'next', value: { ...state, applications: result.value } } : result;
}

/** Decides on what is there now: records and secrets may have come and gone while the person was asked. */
async function duplicate(
  source: AccountRecord,
  accountId: string,
  draft: Draft,
  book: AccountBook,
): Promise<Duplicated> {
  const { applications } = book.index();
  if (!findRecord(book.index(), 'account', source.id)) {
    throw new CodedError('record-gone', { kind: 'account' });
  }
  const chosen: ApplicationToCopy[] = [];
  for (const application of applications.filter(({ id }) => draft.applications.includes(id))) {
    chosen.push({ application, secret: await readable(book.applicationSecret(application.id)) });
  }
  const isNew = accountAtNetSuite(book.index().accounts, accountId) === undefined;
  // A sandbox that was removed meanwhile was not named, since it was there.
  const accountName = draft.name === '' ? accountId : draft.name;
  const account = await book.addAccount({ accountName, accountId });
  const plan = planCopies(chosen, (await consumerKeysOf(book, account.id)).keys());
  const added: ApplicationRecord[] = [];
  for (const { name, secret } of plan.copies) {
    added.push(await book.addApplication({ account: account.id, name, secret }));
  }
  return { account, isNew, added, there: plan.there, withoutSecret: plan.withoutSecret };
}
