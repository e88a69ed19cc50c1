import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { OrphanSecret } from '../../../accounts/orphans.ts';
import type { About } from '../../../accounts/vault.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, type PickItem } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import { askWhose } from './askWhose.ts';

type Choice = { readonly kind: 'one'; readonly orphan: OrphanSecret } | { readonly kind: 'all' };

/**
 * Lists the secrets that no account belongs to; each is adopted or deleted, until the person leaves or none is left.
 * No secret is shown.
 *
 * @throws CodedError `vault-unavailable`, `index-newer`, `index-unreadable`, `secret-missing`, `secret-adopted`
 */
export async function adoptSecrets({ book }: Pick<AccountServices, 'book'>): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    // What was adopted or deleted, here or in another window, is gone from the list.
    const orphans = inOrder(await book.orphans());
    if (orphans.length === 0) {
      if (isFirst) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Every secret that is kept here has its account.'));
      }
      return;
    }
    const choice = await choose(orphans);
    if (!choice) {
      return;
    }
    await (choice.kind === 'all' ? adoptAll(orphans, book) : handle(choice.orphan, book));
  }
}

/** Applications come first, so that tokens find theirs. */
function inOrder(orphans: readonly OrphanSecret[]): OrphanSecret[] {
  return orphans.toSorted((a, b) => a.kind.localeCompare(b.kind));
}

async function choose(orphans: readonly OrphanSecret[]): Promise<Choice | undefined> {
  const told = orphans.filter(isTold);
  const items: PickItem<Choice>[] = [
    ...(told.length > 1
      ? [
          {
            label: vscode.l10n.t('Adopt all {0} that tell whose they are', told.length),
            iconPath: new vscode.ThemeIcon('check-all'),
            value: { kind: 'all' as const },
          },
        ]
      : []),
    ...orphans.map((orphan): PickItem<Choice> => ({
      label: plainText(orphanLabel(orphan)),
      description: kindOf(orphan),
      detail: plainText(placeOf(orphan)),
      iconPath: new vscode.ThemeIcon(orphan.kind === 'application' ? 'extensions' : 'key'),
      value: { kind: 'one', orphan },
    })),
  ];
  const result = await askChoice(
    { title: vscode.l10n.t('Secrets Without an Account'), step: 1, total: 1 },
    vscode.l10n.t('Which one? Its secret is not shown.'),
    items,
  );
  return result.kind === 'next' ? result.value : undefined;
}

async function handle(orphan: OrphanSecret, book: AccountBook): Promise<void> {
  const items: PickItem<'adopt' | 'delete'>[] = [
    {
      label: vscode.l10n.t('Adopt'),
      iconPath: new vscode.ThemeIcon('check'),
      detail: isTold(orphan)
        ? vscode.l10n.t('It comes back into the tree: {0}.', plainText(placeOf(orphan)))
        : vscode.l10n.t('It does not tell whose it is; you are asked for it.'),
      value: 'adopt',
    },
    {
      label: vscode.l10n.t('Delete for good…'),
      iconPath: new vscode.ThemeIcon('trash'),
      detail: vscode.l10n.t('At NetSuite nothing changes.'),
      value: 'delete',
    },
  ];
  const title = vscode.l10n.t('Secret of {0}', plainText(orphanLabel(orphan)));
  const result = await askChoice({ title, step: 1, total: 1 }, vscode.l10n.t('What should become of it?'), items);
  if (result.kind !== 'next') {
    return;
  }
  if (result.value === 'delete') {
    await discard(orphan, book);
    return;
  }
  const about = isTold(orphan) ? orphan.about : await askWhose(orphan, book);
  if (about) {
    await book.adopt(orphan, about);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('“{0}” is in the tree again.', plainText(orphanLabel({ ...orphan, about }))),
    );
  }
}

async function adoptAll(orphans: readonly OrphanSecret[], book: AccountBook): Promise<void> {
  const told = orphans.filter(isTold);
  for (const orphan of told) {
    await book.adopt(orphan, orphan.about);
  }
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} secrets have their accounts again.', told.length));
}

async function discard(orphan: OrphanSecret, book: AccountBook): Promise<void> {
  const deleteWord = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete the secret of “{0}” for good?', plainText(orphanLabel(orphan))),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It cannot be read back. VS Code keeps secrets for all profiles together: if another profile has this account, it loses the secret too. At NetSuite nothing changes.',
      ),
    },
    deleteWord,
  );
  if (answer === deleteWord) {
    await book.discard(orphan);
  }
}

function isTold(orphan: OrphanSecret): orphan is OrphanSecret & { readonly about: About } {
  return orphan.about !== undefined && (orphan.kind === 'application' || orphan.about.token !== undefined);
}

function kindOf({ kind }: OrphanSecret): string {
  return kind === 'application' ? vscode.l10n.t('application') : vscode.l10n.t('token');
}

function orphanLabel({ kind, about, id }: OrphanSecret): string {
  const token = kind === 'token' ? about?.token : undefined;
  if (token) {
    return tokenLabel(token);
  }
  const known = kind === 'application' ? about?.application.name : undefined;
  // The ID is ours and tells nothing of the secret, but keeps two of them apart.
  return known ?? vscode.l10n.t('unknown ({0})', id.slice(0, 8));
}

function placeOf({ kind, about }: OrphanSecret): string {
  if (!about) {
    return vscode.l10n.t('does not tell whose it is');
  }
  const { account, application } = about;
  return [account.name, account.accountId, ...(kind === 'token' ? [application.name] : [])].join(' · ');
}
