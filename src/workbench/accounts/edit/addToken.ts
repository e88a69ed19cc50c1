import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { readable } from '../../../accounts/secretShelf.ts';
import { shortId, tokenLabel } from '../../../accounts/labels.ts';
import type { TokenSecret } from '../../../accounts/vault.ts';
import { CodedError } from '../../../codedError.ts';
import { plainText } from '../../plainText.ts';
import { askText, runWizard, type Place, type StepResult } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { askSecret } from '../secretPrompts.ts';
import { reviewName } from './nameCheck.ts';
import { offerTest } from './offerTest.ts';
import { onlyTokenBased } from './onlyTokenBased.ts';
import { nodeLabel, pickRecord, rowFor, type NodeOf } from './pickRecord.ts';
import { tokenSecretsOf } from './secretTexts.ts';

interface Draft extends TokenSecret {
  readonly name: string;
}

type Step = (state: Draft, place: Place) => Promise<StepResult<Draft>>;

/** Adds a token to an application by its ID and secret, as NetSuite showed them once. */
export async function addToken(
  { book, log }: Pick<AccountServices, 'book' | 'log'>,
  node: AccountNode | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Add a Token');
  const target = await pickRecord(book, node, { title, kinds: ['application'], refuse: onlyTokenBased });
  const draft = target && (await askToken(target, book));
  if (!draft) {
    return;
  }
  const { token, tokenSecret, name } = draft;
  log.hide(tokenSecret);
  const application = target.record.id;
  if ((await knownTokens(book, application)).has(token)) {
    throw new CodedError('token-known');
  }
  const added = await book.addToken({
    application,
    name: name === '' ? vscode.l10n.t('Token {0}', shortId(token)) : name,
    ...(name === '' ? {} : { isNamed: true }),
    secret: { token, tokenSecret },
  });
  const row = rowFor(book.index(), added.id) ?? { kind: 'token', record: added, practice: target.practice };
  offerTest(
    vscode.l10n.t(
      '“{0}” was added to “{1}”. It is not verified yet.',
      plainText(added.name),
      plainText(nodeLabel(target)),
    ),
    row,
  );
}

async function askToken(target: NodeOf<'application'>, book: AccountBook): Promise<Draft | undefined> {
  const { id } = target.record;
  const known = await knownTokens(book, id);
  const consumer = await readable(book.applicationSecret(id));
  const kept = consumer ? [consumer.consumerKey, consumer.consumerSecret] : [];
  const refuse = (secret: string) => {
    const name = known.get(secret);
    return name === undefined ? undefined : vscode.l10n.t('This token is here already, as “{0}”.', name);
  };
  const steps: readonly Step[] = [
    async (state, place) => set(state, 'token', await askSecret(place, 'token', all(state), { kept, refuse })),
    async (state, place) => set(state, 'tokenSecret', await askSecret(place, 'tokenSecret', all(state), { kept })),
    async (state, place) => set(state, 'name', await askTokenName(place, state.name, [...known.values()])),
  ];
  const title = vscode.l10n.t('Add a Token: {0}', plainText(nodeLabel(target)));
  return runWizard(
    { token: '', tokenSecret: '', name: '' },
    steps.map(ask => (state: Draft, step: number) => ask(state, { title, step, total: steps.length })),
  );
}

async function askTokenName(place: Place, value: string, siblings: readonly string[]): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('A name of your own, if you like; without one, user and role once the token was tested'),
    value,
    check: text => (text.trim() === '' ? undefined : reviewName(text, siblings)),
  });
  return result.kind === 'next' ? { kind: 'next', value: result.value.trim() } : result;
}

/** The token IDs below an application, with their names. */
async function knownTokens(book: AccountBook, application: string): Promise<Map<string, string>> {
  const index = book.index();
  const secrets = await tokenSecretsOf(book, index, application);
  return new Map(
    index.tokens.flatMap(record => {
      const secret = secrets.get(record.id);
      return secret ? [[secret.token, tokenLabel(record)] as const] : [];
    }),
  );
}

function all({ token, tokenSecret }: Draft) {
  return { consumerKey: '', consumerSecret: '', token, tokenSecret };
}

function set(state: Draft, key: keyof Draft, result: StepResult<string>): StepResult<Draft> {
  return result.kind === 'next' ? { kind: 'next', value: { ...state, [key]: result.value } } : result;
}
