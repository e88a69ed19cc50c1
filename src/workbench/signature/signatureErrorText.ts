import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes that say why something cannot be signed or diagnosed; undefined for all others. */
export function signatureErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const name = String(data['name'] ?? '');
  switch (code) {
    case 'signer-unknown':
      return text(
        l10n.t('The token that made this signature is not in the tree, or not allowed in this workspace.'),
        '',
        l10n.t('Without its secrets, nothing can be signed anew.'),
      );
    case 'doctor-worker':
      return text(
        l10n.t('The search for the bug broke off.'),
        l10n.t('Its thread ended before it had an answer.'),
        l10n.t('Try again with the call alone, without what stands around it.'),
      );
    case 'method-invalid':
      return text(l10n.t('A method is one word, such as GET.'));
    case 'timestamp-invalid':
      return text(l10n.t('A timestamp is digits only: seconds since 1970.'));
    case 'nonce-empty':
      return text(l10n.t('The nonce is empty.'), '', l10n.t('NetSuite takes 6 to 64 characters.'));
    case 'consumer-key-empty':
      return text(l10n.t('The consumer key is empty.'));
    case 'parameter-name':
      return text(l10n.t('“{0}” cannot be the name of a header parameter.', name));
    case 'parameter-repeated':
      return text(l10n.t('The header has {0} already.', name));
    case 'text-not-unicode':
    case 'url-not-unicode':
      return text(l10n.t('Half of a character cannot be encoded as UTF-8.'));
    default:
      return undefined;
  }
}
