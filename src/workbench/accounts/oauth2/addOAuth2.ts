import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { OAuth2Login } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import { askChoice, type PickItem } from '../../wizard.ts';
import type { AccountNode } from '../accountTree.ts';
import { alone } from '../edit/pickRecord.ts';
import { timeAgo } from '../tree/times.ts';
import { askKeyWish, importPair, makePair } from './keyPairPrompts.ts';
import { askTarget } from './oauth2Prompts.ts';
import type { OAuth2Services } from './oauth2Services.ts';
import { renewalTarget, type OAuth2Target } from './oauth2Target.ts';
import type { PendingKey } from './pendingKeys.ts';
import { setUpCertificate } from './setUpCertificate.ts';

type Way = 'make' | 'import' | 'sign-in' | PendingKey;

/**
 * Adds a credential of OAuth 2.0 by a key pair whose certificate NetSuite knows, or by signing in; on a row of such a
 * credential, renews it.
 *
 * @throws CodedError `workspace-untrusted`, `record-gone`, `vault-unavailable`, those of reading a key pair and of the
 *   account book
 */
export async function addOAuth2(services: OAuth2Services, node: AccountNode | undefined): Promise<void> {
  requireTrust();
  if (await services.codeSignIn.bringUp()) {
    return;
  }
  if (node?.kind === 'token') {
    await renew(services, node.record.id);
    return;
  }
  const { book, codeSignIn } = services;
  const title = vscode.l10n.t('Add OAuth 2.0 Credential');
  const way = await askWay(title, services, true);
  if (way === undefined) {
    return;
  }
  if (typeof way === 'object') {
    await setUpCertificate(way, false, services);
    return;
  }
  const grant: OAuth2Login['grant'] = way === 'sign-in' ? 'authorization-code' : 'client-credentials';
  const target = await askTarget(title, grant, node, book);
  if (target) {
    await (way === 'sign-in' ? codeSignIn.run(target) : addKeyPair(way, title, target, services));
  }
}

/** Goes the same way again: what was made or imported by a new key pair, what was signed in for by a sign-in. */
async function renew(services: OAuth2Services, tokenId: string): Promise<void> {
  const { book, codeSignIn } = services;
  const credential = book.credential(tokenId);
  if (!credential) {
    throw new CodedError('record-gone', { kind: 'token' });
  }
  const login = credential.token.oauth2;
  if (!login) {
    return;
  }
  const target = await renewalTarget(credential, login, book);
  if (login.grant === 'authorization-code') {
    await codeSignIn.run(target);
    return;
  }
  const title = vscode.l10n.t('Renew OAuth 2.0 Credential: {0}', plainText(target.applicationName));
  const way = await askWay(title, services, false, tokenId);
  if (typeof way === 'object') {
    await setUpCertificate(way, false, services);
  } else if (way === 'make' || way === 'import') {
    await addKeyPair(way, title, target, services);
  }
}

async function addKeyPair(
  way: 'make' | 'import',
  title: string,
  target: OAuth2Target,
  services: OAuth2Services,
): Promise<void> {
  const wish = way === 'make' ? await askKeyWish(title, target.applicationName) : undefined;
  const pair = wish ? await makePair(wish) : way === 'import' ? await importPair(title) : undefined;
  if (!pair) {
    return;
  }
  const pending: PendingKey = { id: randomUUID(), target, pair, since: Date.now() };
  await services.pendingKeys.keep(pending);
  await setUpCertificate(pending, way === 'make', services);
}

/** @param replaces of the pairs that wait, those for this credential alone */
async function askWay(
  title: string,
  { pendingKeys }: OAuth2Services,
  canSignIn: boolean,
  replaces?: string,
): Promise<Way | undefined> {
  const waiting = (await pendingKeys.list()).filter(({ target }) => target.replaces === replaces);
  const items: PickItem<Way>[] = [
    ...waiting.map(goOn),
    {
      label: vscode.l10n.t('Machine to machine: make a key pair and certificate'),
      iconPath: new vscode.ThemeIcon('key'),
      detail: vscode.l10n.t('The private key stays in secret storage; an administrator maps the certificate.'),
      value: 'make',
    },
    {
      label: vscode.l10n.t('Machine to machine: import a private key and certificate'),
      iconPath: new vscode.ThemeIcon('folder-opened'),
      detail: vscode.l10n.t('In PEM, as openssl and other tools write them.'),
      value: 'import',
    },
    ...(canSignIn ? [signInItem()] : []),
  ];
  const chosen = await askChoice(alone(title), vscode.l10n.t('How is it to log in?'), items);
  return chosen.kind === 'next' ? chosen.value : undefined;
}

function signInItem(): PickItem<Way> {
  return {
    label: vscode.l10n.t('Sign in with the browser'),
    iconPath: new vscode.ThemeIcon('globe'),
    detail: vscode.l10n.t('As yourself, on NetSuite’s own page (authorization code with PKCE). No secret to keep.'),
    value: 'sign-in',
  };
}

function goOn(pending: PendingKey): PickItem<Way> {
  const { target, since } = pending;
  return {
    label: vscode.l10n.t('Go on: {0}', plainText(target.applicationName)),
    iconPath: new vscode.ThemeIcon('debug-continue'),
    description: target.account.accountId,
    detail: vscode.l10n.t(
      'Its key pair waits for the certificate ID, made {0}.',
      timeAgo(since, Date.now(), vscode.env.language, 'long'),
    ),
    value: pending,
  };
}
