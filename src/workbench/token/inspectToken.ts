import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import { credentialLabel } from '../../accounts/labels.ts';
import { isCoded } from '../../codedError.ts';
import type { OAuth2Known } from '../../diagnosis/oauth2/evidence.ts';
import { signedUrl } from '../../exchange/callAccount.ts';
import { tokenEndpoint } from '../../exchange/oauth2/tokenEndpoint.ts';
import { findJwt, isAccessToken, jwtIn, textClaim, type Jwt } from '../../oauth2/jwt.ts';
import type { JwtParts } from '../../oauth2/jwtParts.ts';
import { explainError } from '../errorText.ts';
import { askText, errorRemark } from '../wizard.ts';
import type { InspectedToken } from './tokenModel.ts';
import type { TokenPanel } from './tokenPanel.ts';

/**
 * Shows what an assertion or access token says: the one that is selected in the editor, or one that is pasted into a box
 * that shows none of it.
 *
 * @param about what a record has of an access token, where a call is asked about
 */
export async function inspectToken(
  about: unknown,
  { book }: { readonly book: AccountBook },
  panel: () => Promise<TokenPanel>,
): Promise<void> {
  const jwt = isParts(about) ? about : (selectedToken() ?? (await pastedToken()));
  if (jwt) {
    (await panel()).show(inspected(jwt, book));
  }
}

function isParts(about: unknown): about is JwtParts {
  return typeof about === 'object' && about !== null && 'header' in about && 'claims' in about;
}

function selectedToken(): Jwt | undefined {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  return selection?.isEmpty === false ? jwtIn(document?.getText(selection) ?? '') : undefined;
}

/** Masked: an access token opens the account to whoever reads it from the screen. */
async function pastedToken(): Promise<Jwt | undefined> {
  const pasted = await askText(
    { title: vscode.l10n.t('Inspect Assertion or Token'), step: 1, total: 1 },
    {
      prompt: vscode.l10n.t('Paste an assertion or access token. It is decoded here, sent nowhere and kept nowhere.'),
      placeholder: 'eyJhbGciOiJFUzI1NiJ9.…',
      masked: true,
      check: text => {
        try {
          findJwt(text);
          return undefined;
        } catch (error) {
          if (isCoded(error)) {
            return text.trim() === '' ? undefined : errorRemark(explainError(error).title);
          }
          throw error;
        }
      },
    },
  );
  return pasted.kind === 'next' && pasted.value.trim() !== '' ? findJwt(pasted.value) : undefined;
}

/** With what the account book knows of its certificate, and of where accounts give out tokens. No secret is read for it. */
function inspected(jwt: Jwt | JwtParts, book: AccountBook): InspectedToken {
  const kid = textClaim(jwt.header, 'kid');
  const credential = isAccessToken(jwt)
    ? undefined
    : book.credentials().find(({ token }) => kid !== undefined && token.oauth2?.certificate?.id === kid);
  const certificate = credential?.token.oauth2?.certificate;
  const known: OAuth2Known | undefined = credential &&
    certificate && {
      accountId: credential.account.accountId,
      certificateId: certificate.id,
      certificateUntil: Math.round(certificate.expiresAt / 1000),
    };
  return {
    jwt,
    context: {
      ...(known && { known }),
      endpoints: book.index().accounts.map(account => signedUrl(tokenEndpoint(account), account)),
    },
    owner: credential ? vscode.l10n.t('Its certificate is that of {0}.', credentialLabel(credential)) : '',
  };
}
