import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountIndex } from '../../../accounts/records.ts';
import { readable } from '../../../accounts/secretShelf.ts';
import type { TbaSecrets } from '../../../tba/signRequest.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, runWizard, type PickItem, type Place, type StepResult } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { askSecret, type SecretField } from '../secretPrompts.ts';
import { tokensWord } from './countWords.ts';
import { offerTest } from './offerTest.ts';
import { onlyTokenBased } from './onlyTokenBased.ts';
import { nodeLabel, pickRecord, rowFor, type NodeOf } from './pickRecord.ts';
import { tokenSecretsOf } from './secretTexts.ts';

type Target = NodeOf<'application' | 'token'>;

interface Draft extends TbaSecrets {
  readonly fields: readonly SecretField[];
}

const fieldsOf = {
  application: ['consumerKey', 'consumerSecret'],
  token: ['token', 'tokenSecret'],
} as const satisfies Record<Target['kind'], readonly SecretField[]>;

/** Puts one secret or both in place of those that are kept, or both where they are missing or cannot be read. Nothing kept is shown. */
export async function editSecret(
  { book, active, log }: Pick<AccountServices, 'book' | 'active' | 'log'>,
  node: AccountNode | undefined,
): Promise<void> {
  const target = await pickRecord(book, node ?? (await withoutSecret(book, active)), {
    title: vscode.l10n.t('Edit Secret'),
    kinds: ['application', 'token'],
    refuse: row =>
      row.practice
        ? vscode.l10n.t('The practice account makes its own secrets; there is nothing to enter.')
        : onlyTokenBased(row),
  });
  if (!target) {
    return;
  }
  const draft = await askSecrets(target, book);
  if (!draft) {
    return;
  }
  log.hide(draft.consumerSecret, draft.tokenSecret);
  await (target.kind === 'application'
    ? replaceApplicationSecret(target.record.id, draft, book)
    : replaceTokenSecret(target.record.id, draft, book));
  tell(target, book.index());
}

/** The active token or its application, when it is its secret that is missing. */
async function withoutSecret(book: AccountBook, active: AccountServices['active']): Promise<AccountNode | undefined> {
  const current = active.get();
  if (!current || current.account.practice || current.token.scheme !== 'tba') {
    return undefined;
  }
  const { application, token } = current;
  if (!(await book.hasSecret('application', application.id))) {
    return { kind: 'application', record: application, practice: false };
  }
  return (await book.hasSecret('token', token.id)) ? undefined : { kind: 'token', record: token, practice: false };
}

async function askSecrets(target: Target, book: AccountBook): Promise<Draft | undefined> {
  const index = book.index();
  const own = await keptOf(target, book);
  const others = await othersOf(target, book, index);
  const both = fieldsOf[target.kind];
  const title = vscode.l10n.t('Edit Secret: {0}', plainText(nodeLabel(target)));
  const total = both.length + (own ? 1 : 0);
  const steps: ((state: Draft, place: Place) => Promise<StepResult<Draft> | 'skip'>)[] = [
    ...(own ? [(state: Draft, place: Place) => askWhich(state, place, target, index)] : []),
    ...both.map(field => async (state: Draft, place: Place) => {
      if (!state.fields.includes(field)) {
        return 'skip' as const;
      }
      // The half that stays cannot be the same; one that is replaced may be, when the two were entered the wrong way round.
      const staying = state.fields.length === 1 && own ? both.map(other => (other === field ? '' : own[other])) : [];
      const result = await askSecret(place, field, state, { kept: [...others, ...staying] });
      return result.kind === 'next' ? { kind: 'next' as const, value: { ...state, [field]: result.value } } : result;
    }),
  ];
  const start: Draft = { fields: both, consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' };
  return runWizard(
    start,
    steps.map(ask => (state: Draft, step: number) => ask(state, { title, step, total })),
  );
}

function askWhich(state: Draft, place: Place, target: Target, index: AccountIndex): Promise<StepResult<Draft>> {
  const fields = fieldsOf[target.kind];
  const names: readonly string[] =
    target.kind === 'application'
      ? [vscode.l10n.t('Consumer key'), vscode.l10n.t('Consumer secret')]
      : [vscode.l10n.t('Token ID'), vscode.l10n.t('Token secret')];
  const items: PickItem<readonly SecretField[]>[] = [
    {
      label: vscode.l10n.t('Both'),
      detail:
        target.kind === 'application'
          ? vscode.l10n.t('As after “Reset Credentials” at NetSuite.')
          : vscode.l10n.t('As after a new token was made at NetSuite.'),
      iconPath: new vscode.ThemeIcon('key'),
      value: fields,
    },
    ...fields.map((field, at) => ({
      label: names[at] ?? field,
      iconPath: new vscode.ThemeIcon('edit'),
      value: [field],
    })),
  ];
  const placeholder =
    target.kind === 'application'
      ? vscode.l10n.t('Which one? It concerns {0}.', tokensWord(tokensBelow(target, index).length))
      : vscode.l10n.t('Which one?');
  return askChoice(place, placeholder, items).then(chosen =>
    chosen.kind === 'next' ? { kind: 'next', value: { ...state, fields: chosen.value } } : chosen,
  );
}

/** What is kept of the record itself, as all four texts; undefined where it is missing or cannot be read. */
async function keptOf({ kind, record }: Target, book: AccountBook): Promise<TbaSecrets | undefined> {
  const none = { consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' };
  const kept = await (kind === 'application'
    ? readable(book.applicationSecret(record.id))
    : readable(book.tokenSecret(record.id)));
  return kept && { ...none, ...kept };
}

/** The secrets that a call is signed with beside those of the record. */
async function othersOf({ kind, record }: Target, book: AccountBook, index: AccountIndex): Promise<string[]> {
  if (kind === 'token') {
    const secret = await readable(book.applicationSecret(record.application));
    return secret ? [secret.consumerKey, secret.consumerSecret] : [];
  }
  const secrets = await tokenSecretsOf(book, index, record.id);
  return [...secrets.values()].flatMap(({ token, tokenSecret }) => [token, tokenSecret]);
}

async function replaceApplicationSecret(id: string, draft: Draft, book: AccountBook): Promise<void> {
  const { fields, consumerKey, consumerSecret } = draft;
  // The half that stays is the one of this moment: another window may have replaced it while the person was asked.
  const now = fields.length === 2 ? { consumerKey, consumerSecret } : await book.applicationSecret(id);
  await book.replaceSecret('application', id, {
    consumerKey: fields.includes('consumerKey') ? consumerKey : now.consumerKey,
    consumerSecret: fields.includes('consumerSecret') ? consumerSecret : now.consumerSecret,
  });
}

async function replaceTokenSecret(id: string, draft: Draft, book: AccountBook): Promise<void> {
  const { fields, token, tokenSecret } = draft;
  const now = await (fields.length === 2 ? readable(book.tokenSecret(id)) : book.tokenSecret(id));
  const next = {
    token: fields.includes('token') || !now ? token : now.token,
    tokenSecret: fields.includes('tokenSecret') || !now ? tokenSecret : now.tokenSecret,
  };
  // With the same ID it is the same token, as old as it was.
  const createdAt = book.index().tokens.find(record => record.id === id)?.createdAt;
  await book.replaceSecret('token', id, next, now?.token === next.token ? createdAt : undefined);
}

function tell(target: Target, index: AccountIndex): void {
  const name = plainText(nodeLabel(target));
  if (target.kind === 'token') {
    offerTest(vscode.l10n.t('The secret of “{0}” was replaced.', name), target);
    return;
  }
  const tokens = tokensBelow(target, index);
  const [first] = tokens;
  if (!first) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The secret of “{0}” was replaced.', name));
    return;
  }
  const only = tokens.length === 1 ? rowFor(index, first.id) : undefined;
  offerTest(
    vscode.l10n.t(
      'The secret of “{0}” was replaced. It concerns {1}, not verified now.',
      name,
      tokensWord(tokens.length),
    ),
    only ?? target,
  );
}

function tokensBelow({ record }: NodeOf<'application'>, { tokens }: AccountIndex) {
  return tokens.filter(({ application }) => application === record.id);
}
