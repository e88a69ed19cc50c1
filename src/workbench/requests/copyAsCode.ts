import * as vscode from 'vscode';
import type { OAuth2Login } from '../../accounts/records.ts';
import { CodedError } from '../../codedError.ts';
import { routeToAccount, signedUrl, type Destination } from '../../exchange/callAccount.ts';
import { tokenEndpoint } from '../../exchange/oauth2/tokenEndpoint.ts';
import { checkCall, signCall } from '../../exchange/send.ts';
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
  const { call, caller } = prepared;
  const asked = { ...caller, mayWrite: true };
  checkCall(call, asked);
  const code = codeCallOf(prepared);
  const chosen = await vscode.window.showQuickPick(choices(code), {
    title: vscode.l10n.t('Copy the Request as Code'),
    placeHolder: code.oauth2
      ? vscode.l10n.t('The code logs in by OAuth 2.0 itself, with a certificate’s key from its environment.')
      : vscode.l10n.t('The code signs the request itself, with credentials from its environment.'),
    matchOnDetail: true,
  });
  if (!chosen) {
    return;
  }
  const { target } = chosen;
  if (target === 'curl-once') {
    const { steps } = signCall(call, asked);
    if (!steps) {
      throw new CodedError('nothing-signed');
    }
    await vscode.env.clipboard.writeText(writeCurlOnce(code, steps.authorization));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Copied. NetSuite takes this signature once, within a few minutes.'),
    );
    return;
  }
  const text = writeCode(target.id, code);
  await vscode.env.clipboard.writeText(text);
  const open = vscode.l10n.t('Open in an Editor');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Copied as {0}. It holds no secret: see its first lines for what it needs.', labelOf(target)),
    open,
  );
  if (answer === open) {
    const document = await vscode.workspace.openTextDocument({ language: target.languageId, content: text });
    await vscode.window.showTextDocument(document);
  }
}

function choices({ oauth2 }: CodeCall): readonly Choice[] {
  const once: Choice = {
    label: vscode.l10n.t('curl, signed already'),
    description: vscode.l10n.t('for one call now'),
    detail: vscode.l10n.t('A command with the Authorization header made. It needs no secret, and works once.'),
    target: 'curl-once',
  };
  return [
    ...codeLanguages.map(target => ({
      label: labelOf(target),
      ...(target.isRunInTests ? {} : { description: vscode.l10n.t('not run in our tests') }),
      target,
    })),
    ...(oauth2 ? [] : [once]),
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
