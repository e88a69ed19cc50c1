import { l10n } from 'vscode';
import type { ErrorText } from '../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes about looking at a token; undefined for all others. */
export function tokenErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  switch (code) {
    case 'jwt-none':
      return text(
        l10n.t('There is no assertion or access token in this text.'),
        '',
        l10n.t('Paste the token: three parts with points between, the first of which begins with eyJ.'),
      );
    case 'jwt-too-long':
      return text(l10n.t('The token has more than {0} characters.', Number(data['limit'] ?? 0).toLocaleString()));
    case 'jwt-encrypted':
      return text(l10n.t('The token is encrypted (JWE): only whom it is for can read it.'));
    case 'jwt-unreadable':
      return text(
        data['part'] === 'header'
          ? l10n.t('The header of the token cannot be read.')
          : l10n.t('The claims of the token cannot be read.'),
        l10n.t('They are no JSON in base64url, or the token was cut off.'),
        l10n.t('Copy the whole token.'),
      );
    case 'public-key-private':
      return text(
        l10n.t('This file holds a private key, and was not read any further.'),
        l10n.t('A signature is checked with the certificate, which is public.'),
        l10n.t('Choose the certificate that was uploaded to NetSuite.'),
      );
    case 'public-key-unreadable':
      return text(
        l10n.t('This file holds neither a certificate nor a public key.'),
        '',
        l10n.t('Choose a .pem, .crt or .cer file.'),
      );
    case 'public-key-other-kind':
      return text(
        l10n.t('A key of the kind {0} makes no signatures with {1}.', String(data['kind']), String(data['alg'])),
        l10n.t('The certificate is of another key than the one that signed.'),
      );
    default:
      return undefined;
  }
}
