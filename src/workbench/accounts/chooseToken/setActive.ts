import * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { allFolders, hasSeveralFolders, type ActiveToken } from '../activeToken.ts';
import { allowListFor, notAllowed } from '../allowList.ts';
import { askFolder, resourceOf, type ChoicePlace } from './askFolder.ts';
import { pickActive } from './pickActive.ts';

/** Makes a token the active one; from the palette, out of all that are allowed here. */
export async function setActive(
  { book, active, practice }: AccountServices,
  node: AccountNode | undefined,
): Promise<void> {
  if (node?.kind === 'token') {
    await setFromTree(active, book.credential(node.record.id));
    return;
  }
  if (book.credentials().length === 0) {
    await practice.adopt();
  }
  if (book.credentials().length === 0) {
    await vscode.commands.executeCommand('netsuiteTba.addAccount');
    return;
  }
  const where = await whereToSet(active);
  if (where) {
    await pickActive(book, active, where.place);
  }
}

async function setFromTree(active: ActiveToken, credential: Credential | undefined): Promise<void> {
  if (!credential) {
    throw new CodedError('record-gone', { kind: 'token' });
  }
  const where = await whereToSet(active);
  if (where) {
    const resource = resourceOf(where.place);
    if (!allowListFor(resource).allows(credential.account)) {
      throw notAllowed([credential.account], resource);
    }
    await active.set(credential.token.id, resource ?? allFolders);
  }
}

/** The folder where the person is; asks where that is none of several. Undefined when the person left. */
async function whereToSet(active: ActiveToken): Promise<{ readonly place: ChoicePlace } | undefined> {
  if (!hasSeveralFolders()) {
    return { place: allFolders };
  }
  const place = active.folder() ?? (await askFolder(vscode.l10n.t('Choose the active token of which folder?')));
  return place && { place };
}
