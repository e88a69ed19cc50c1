import * as vscode from 'vscode';
import type { OAuth2Login } from '../../accounts/records.ts';
import { CodedError } from '../../codedError.ts';
import { routeToAccount, signedUrl, type Destination } from '../../exchange/callAccount.ts';
import { tokenEndpoint } from '../../exchange/oauth2/tokenEndpoint.ts';
import { secretMask } from '../../exchange/secretMask.ts';
import { checkCall, signCall } from '../../exchange/send.ts';
import { soapVersionOf } from '../../exchange/soap/loginSlot.ts';
import type { CodeCall, CodeLogin } from '../../formats/code/codeCall.ts';
import { writeCurlOnce } from '../../formats/code/curlOnce.ts';
import { codeLanguages, writeCode, type CodeTarget } from '../../formats/code/writeCode.ts';
import type { Prepared } from './run/requestRunner.ts';

type Choice = vscode.QuickPickItem & { readonly target: CodeTarget | 'curl-once' };

/**
 * Copies a request as a program that logs in and sends it with credentials from its environment; or, where it is signed,
 * as one curl command that is signed already. An access token is not copied so: unlike a signature, it opens for an hour
 * all that its role may do.
 *
 * @param prepare asks what has to be asked; undefined when the person left
 * @throws CodedError `code-not-possible` (data: language, reason), `nothing-signed`, and those of checkCall
 */
export async function copyAsCode(prepare: () => Promise<Prepared | undefined>): Promise<void> {
  const prepared = await prepare();
  if (!prepared) {
    return;
  }
  const { call, caller, secrets } = prepared;
  const mask = secretMask(secrets());
  const holdsSecrets = (text: string) => mask.hide(text) !== text;
  const asked = { ...caller, mayWrite: true };
  checkCall(call, asked);
  const code = codeCallOf(prepared);
  const isSoap = soapVersionOf(call.url) !== undefined;
  const chosen = await vscode.window.showQuickPick(isSoap ? [once()] : choices(code), {
    title: vscode.l10n.t('Copy the Request as Code'),
    placeHolder: placeHolder(code, isSoap),
    matchOnDetail: true,
  });
  if (!chosen) {
    return;
  }
  const { target } = chosen;
  if (target === 'curl-once') {
    const { steps, body = code.body } = signCall(call, asked);
    if (!steps) {
      throw new CodedError('nothing-signed');
    }
    const text = writeCurlOnce({ ...code, body }, steps.authorization);
    await vscode.env.clipboard.writeText(text);
    void vscode.window.showInformationMessage(
      holdsSecrets(text)
        ? vscode.l10n.t(
            'Copied, with values of secret variables in it. NetSuite takes this signature once, within a few minutes.',
          )
        : vscode.l10n.t('Copied. NetSuite takes this signature once, within a few minutes.'),
    );
    return;
  }
  const text = writeCode(target.id, code);
  await vscode.env.clipboard.writeText(text);
  const open = vscode.l10n.t('Open in an Editor');
  const answer = await vscode.window.showInformationMessage(
    holdsSecrets(text)
      ? vscode.l10n.t(
          'Copied as {0}, with values of secret variables in it: take them out before you hand it on.',
          labelOf(target),
        )
      : vscode.l10n.t('Copied as {0}. It holds no secret: see its first lines for what it needs.', labelOf(target)),
    open,
  );
  if (answer === open) {
    const document = await vscode.workspace.openTextDocument({ language: target.languageId, content: text });
    await vscode.window.showTextDocument(document);
  }
}

function placeHolder({ oauth2 }: CodeCall, isSoap: boolean): string {
  if (isSoap) {
    return vscode.l10n.t(
      'SOAP logs in by a TokenPassport in its envelope, which code in other languages does not make.',
    );
  }
  return oauth2
    ? vscode.l10n.t('The code logs in by OAuth 2.0 itself, with a certificate’s key from its environment.')
    : vscode.l10n.t('The code signs the request itself, with credentials from its environment.');
}

function once(): Choice {
  return {
    label: vscode.l10n.t('curl, signed already'),
    description: vscode.l10n.t('for one call now'),
    detail: vscode.l10n.t('A command with the signature made. It needs no key, and works once.'),
    target: 'curl-once',
  };
}

function choices({ oauth2 }: CodeCall): readonly Choice[] {
  return [
    ...codeLanguages.map(target => ({
      label: labelOf(target),
      ...(target.isRunInTests ? {} : { description: vscode.l10n.t('not run in our tests') }),
      target,
    })),
    ...(oauth2 ? [] : [once()]),
  ];
}

function labelOf({ id, label }: CodeTarget): string {
  if (id === 'suitescript-same') {
    return vscode.l10n.t('SuiteScript, same account');
  }
  return id === 'suitescript-other' ? vscode.l10n.t('SuiteScript, another account') : label;
}

function codeCallOf({ call, caller: { account }, credential: { token } }: Prepared): CodeCall {
  const url = routeToAccount(call.url, account);
  const signed = signedUrl(url, account);
  return {
    method: call.method,
    url,
    headers: call.headers,
    body: call.body,
    accountId: account.accountId,
    title: call.title,
    ...(signed !== url && { signedUrl: signed }),
    ...(token.oauth2 && { oauth2: codeLoginOf(account, token.oauth2) }),
  };
}

function codeLoginOf(account: Destination, { grant, scopes }: OAuth2Login): CodeLogin {
  const tokenUrl = tokenEndpoint(account);
  return {
    tokenUrl,
    audience: signedUrl(tokenUrl, account),
    scopes,
    isPersonal: grant === 'authorization-code',
  };
}
