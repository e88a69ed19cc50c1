import * as vscode from 'vscode';
import { credentialLabel } from '../../../accounts/labels.ts';
import type { Credential } from '../../../accounts/records.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, askTextOr, errorRemark, type Place, type Remark } from '../../wizard.ts';
import { fileNameOf } from '../bookFile/bookFileWords.ts';
import { makeActive } from '../chooseToken/makeActive.ts';
import { alone } from '../edit/pickRecord.ts';
import type { TestResult } from '../verifyToken.ts';
import { keepCertificate, tryCertificate } from './certificateLogin.ts';
import { showCertificateSteps } from './certificateSteps.ts';
import type { OAuth2Services } from './oauth2Services.ts';
import type { PendingKey } from './pendingKeys.ts';
import { saveCertificate } from './saveCertificate.ts';

/**
 * Leads from a key pair to a credential: the certificate goes to NetSuite, its ID comes back, a login is tried. The pair
 * waits in secret storage until then, so that it can be gone on with another day.
 *
 * @param isNew the pair was just made, and its certificate is nowhere yet
 */
export async function setUpCertificate(pending: PendingKey, isNew: boolean, services: OAuth2Services): Promise<void> {
  services.log.hide(pending.pair.privateKey);
  const file = isNew ? await save(pending) : undefined;
  let next = await showCertificateSteps(pending.target, file);
  for (;;) {
    switch (next) {
      case 'save':
        next = await showCertificateSteps(pending.target, await save(pending));
        break;
      case 'enter': {
        const end = await enter(pending, services);
        if (end === 'done') {
          return;
        }
        next = end === 'steps' ? await showCertificateSteps(pending.target, undefined) : undefined;
        break;
      }
      case 'discard':
        await services.pendingKeys.drop(pending.id);
        void vscode.window.showInformationMessage(vscode.l10n.t('The key pair was discarded.'));
        return;
      case undefined:
        void vscode.window.showInformationMessage(
          vscode.l10n.t(
            'The key pair for “{0}” waits in secret storage. Go on with “NetSuite TBA: Add OAuth 2.0 Credential…” when the certificate is mapped.',
            plainText(pending.target.applicationName),
          ),
        );
        return;
    }
  }
}

async function save({ target, pair }: PendingKey): Promise<string | undefined> {
  const uri = await saveCertificate(`${target.applicationName} ${target.account.accountId}`, pair.certificate);
  return uri && fileNameOf(uri);
}

/** Asks for the ID until a login with it works, or the person wants it kept all the same. */
async function enter(pending: PendingKey, services: OAuth2Services): Promise<'done' | 'steps' | 'left'> {
  const place = alone(vscode.l10n.t('Add OAuth 2.0 Credential: {0}', plainText(pending.target.applicationName)));
  let certificateId = '';
  for (;;) {
    const asked = await askTextOr(
      place,
      {
        prompt: vscode.l10n.t('Certificate ID, from the list under OAuth 2.0 Client Credentials (M2M) Setup'),
        value: certificateId,
        check: reviewCertificateId,
      },
      { icon: 'list-ordered', tooltip: vscode.l10n.t('Show the steps') },
    );
    if (asked.kind !== 'next') {
      return asked.kind === 'extra' ? 'steps' : 'left';
    }
    certificateId = asked.value.trim();
    const result = await tryCertificate(pending, certificateId, services);
    if (result?.verification?.outcome === 'accepted' || (result && (await keepsAnyway(place, result)))) {
      await keep(pending, certificateId, result, services);
      return 'done';
    }
  }
}

function reviewCertificateId(text: string): Remark | undefined {
  const id = text.trim();
  if (id === '') {
    return errorRemark(vscode.l10n.t('Paste the ID from NetSuite’s list.'));
  }
  return /^[\x21-\x7e]{1,200}$/.test(id) ? undefined : errorRemark(vscode.l10n.t('This is not a certificate ID.'));
}

async function keepsAnyway(place: Place, { message, detail }: TestResult): Promise<boolean> {
  const choice = await askChoice(place, message, [
    {
      label: vscode.l10n.t('Go back and correct'),
      detail,
      iconPath: new vscode.ThemeIcon('edit'),
      value: false,
    },
    { label: vscode.l10n.t('Save anyway, as not verified'), iconPath: new vscode.ThemeIcon('save'), value: true },
  ]);
  return choice.kind === 'next' && choice.value;
}

/** The pair is dropped from what waits only when it is in the tree. */
async function keep(
  pending: PendingKey,
  certificateId: string,
  { verification }: TestResult,
  services: OAuth2Services,
): Promise<void> {
  const { book, active, pendingKeys } = services;
  const credential = await keepCertificate(pending, certificateId, services);
  if (verification) {
    await book.recordVerification(credential.token.id, verification);
  }
  await pendingKeys.drop(pending.id);
  const isActive = pending.target.replaces === credential.token.id ? '' : await makeActive(active, credential);
  tellKept(book.credential(credential.token.id) ?? credential, isActive, verification?.outcome === 'accepted');
}

function tellKept(credential: Credential, isActive: string, isVerified: boolean): void {
  const parts = [
    isVerified
      ? vscode.l10n.t('{0} logs in by OAuth 2.0.', plainText(credentialLabel(credential)))
      : vscode.l10n.t('{0} was added. It is not verified yet.', plainText(credentialLabel(credential))),
    isActive,
  ];
  void vscode.window.showInformationMessage(parts.filter(part => part !== '').join(' '));
}
