import * as vscode from 'vscode';
import { tokenLabel } from '../../accounts/labels.ts';
import type { AccountRecord, Credential } from '../../accounts/records.ts';
import { isCoded } from '../../codedError.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { credentialItem } from '../accounts/chooseToken/pickCredential.ts';
import { askSecret, secretFields } from '../accounts/secretPrompts.ts';
import { explainError } from '../errorText.ts';
import { askChoice, askText, errorRemark, runWizard, type PickItem, type Place } from '../wizard.ts';

/** Whose keys something is signed or judged with. Held by the host alone, and for as long as it is needed. */
export interface ChosenSigner {
  readonly accountId: string;
  readonly accountName: string;
  /** The token's label, or that the keys were typed. */
  readonly label: string;
  readonly secrets: TbaSecrets;
  /** Absent for typed keys. */
  readonly account?: AccountRecord;
}

interface Typed {
  readonly accountId: string;
  readonly secrets: TbaSecrets;
}

const nothingTyped: Typed = {
  accountId: '',
  secrets: { consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' },
};

/**
 * Lets the person choose a token of the tree, the active one first, or type keys and secrets into masked boxes, which are
 * used this once and kept nowhere.
 *
 * @returns undefined when the person left
 * @throws CodedError those of AccountBook.secrets
 */
export async function chooseSigner(
  { book, active, log }: Pick<AccountServices, 'book' | 'active' | 'log'>,
  title: string,
): Promise<ChosenSigner | undefined> {
  const list = active.allowList();
  const current = active.get()?.token.id;
  const allowed = book.credentials().filter(({ account, token }) => token.scheme === 'tba' && list.allows(account));
  const isCurrent = ({ token }: Credential) => token.id === current;
  const items: PickItem<Credential | 'type'>[] = [
    ...allowed.filter(isCurrent),
    ...allowed.filter(each => !isCurrent(each)),
  ]
    .map((credential): PickItem<Credential | 'type'> => credentialItem(credential, current))
    .concat({
      label: vscode.l10n.t('Type keys and secrets…'),
      iconPath: new vscode.ThemeIcon('edit'),
      detail: vscode.l10n.t('Into masked boxes, used this once, stored nowhere.'),
      alwaysShow: true,
      value: 'type',
    });
  const chosen = await askChoice({ title, step: 1, total: 1 }, vscode.l10n.t('Signed with whose keys?'), items);
  if (chosen.kind !== 'next') {
    return undefined;
  }
  const signer = chosen.value === 'type' ? await typedSigner(title) : await knownSigner(chosen.value, book);
  if (signer) {
    log.hide(signer.secrets.consumerSecret, signer.secrets.tokenSecret);
  }
  return signer;
}

/** A token of the tree as a signer. */
export async function knownSigner(credential: Credential, book: AccountServices['book']): Promise<ChosenSigner> {
  const { account, token } = credential;
  return {
    accountId: account.accountId,
    accountName: account.name,
    label: tokenLabel(token),
    secrets: await book.secrets(credential),
    account,
  };
}

async function typedSigner(title: string): Promise<ChosenSigner | undefined> {
  const total = 1 + secretFields.length;
  const typed = await runWizard(nothingTyped, [
    (state, step) => askAccountId(state, { title, step, total }),
    ...secretFields.map(field => async (state: Typed, step: number) => {
      const result = await askSecret({ title, step, total }, field, state.secrets);
      return result.kind === 'next'
        ? ({ kind: 'next', value: { ...state, secrets: { ...state.secrets, [field]: result.value } } } as const)
        : result;
    }),
  ]);
  return (
    typed && {
      ...typed,
      accountName: typed.accountId,
      label: vscode.l10n.t('typed keys'),
    }
  );
}

async function askAccountId(state: Typed, place: Place) {
  const result = await askText(place, {
    prompt: vscode.l10n.t('Account ID, such as 1234567 or 1234567_SB1'),
    value: state.accountId,
    check: text => {
      try {
        return { message: vscode.l10n.t('Realm: {0}', parseAccountId(text).id), severity: 'information' };
      } catch (error) {
        if (isCoded(error)) {
          return errorRemark(explainError(error).title);
        }
        throw error;
      }
    },
  });
  return result.kind === 'next'
    ? ({ kind: 'next', value: { ...state, accountId: parseAccountId(result.value).id } } as const)
    : result;
}
