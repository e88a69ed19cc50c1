import { l10n } from 'vscode';
import { isCoded } from '../codedError.ts';
import { responseLimit } from '../exchange/transport/transport.ts';
import type { RpcError } from '../panels/rpc.ts';
import { editErrorText } from './accounts/edit/editErrorText.ts';
import { bookFileErrorText } from './accounts/bookFile/bookFileErrorText.ts';
import { oauth2ErrorText } from './accounts/oauth2/oauth2ErrorText.ts';
import { signInErrorText } from './accounts/signIn/signInErrorText.ts';
import { guideErrorText } from './guide/guideErrorText.ts';
import { historyErrorText } from './history/historyErrorText.ts';
import { loginErrorText } from './loginFailure/loginErrorText.ts';
import { practiceErrorText } from './practice/practiceErrorText.ts';
import { wireFaultAdvice, wireFaultText } from './network/wireFaultText.ts';
import { requestErrorText } from './requests/requestErrorText.ts';
import { responseErrorText } from './responses/responseErrorText.ts';
import { restletErrorText } from './restlets/restletErrorText.ts';
import { signatureErrorText } from './signature/signatureErrorText.ts';
import { tokenErrorText } from './token/tokenErrorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** An error for people: what happened, why, and what to do next. */
export interface ErrorText {
  readonly title: string;
  readonly reason: string;
  readonly next: string;
}

/** One line: what happened and what to do. */
export function errorLine(error: unknown): string {
  const { title, reason, next } = explainError(error);
  return [title, reason, next].filter(part => part !== '').join(' ');
}

/** For a panel: the code and one line. */
export function describeError(error: unknown): RpcError {
  return { code: isCoded(error) ? error.code : 'internal', message: errorLine(error) };
}

export function explainError(error: unknown): ErrorText {
  if (isCoded(error)) {
    return explainCode(error.code, error.data);
  }
  return {
    title: l10n.t('Something went wrong in the workbench itself.'),
    reason: error instanceof Error ? error.message : String(error),
    next: l10n.t('The log has the details: “NetSuite TBA: Show Log”.'),
  };
}

/** The text of a stable code; also used for failures that were recorded rather than thrown. */
export function explainCode(code: string, data: Data): ErrorText {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'workspace-untrusted':
      return text(
        l10n.t(
          'Nothing is sent, signed or copied with a signature, and no credentials are read from files, in a workspace that is not trusted.',
        ),
        l10n.t('Its files could make you sign a request that you did not mean.'),
        l10n.t('Trust the workspace (“Workspaces: Manage Workspace Trust”) and try again.'),
      );
    case 'account-id-empty':
      return text(
        l10n.t('Enter the account ID.'),
        l10n.t('NetSuite shows it under Setup > Company > Company Information.'),
      );
    case 'account-id-characters':
      return text(
        l10n.t('An account ID cannot contain “{0}”.', at('character')),
        l10n.t('It is made of letters, digits, “_” and “-”.'),
      );
    case 'account-id-shape':
      return text(l10n.t('“{0}” cannot be an account ID.', at('id')), l10n.t('It looks like 1234567 or 1234567_SB1.'));
    case 'host-of-another-account':
      return text(
        l10n.t('Not sent: {0} does not belong to account {1}.', at('host'), at('account')),
        l10n.t('A signature only ever goes to its own account’s hosts.'),
        l10n.t('Choose a token of the account that the request is for, or use a relative target such as /app/….'),
      );
    case 'nothing-signed':
      return text(
        l10n.t('There is no signature to look at.'),
        l10n.t('The call carried an access token of OAuth 2.0, which signs nothing.'),
      );
    case 'not-token-based':
      return text(
        l10n.t('“{0}” logs in by OAuth 2.0.', at('token')),
        l10n.t('It has no consumer secret and no token secret, and signs nothing.'),
        l10n.t('Choose a token of token-based authentication for this.'),
      );
    case 'header-refused':
      return text(
        l10n.t('Not sent: the request sets the header {0}.', at('name')),
        l10n.t('The workbench signs the request and sets this header itself; two of them would contradict each other.'),
        l10n.t('Remove the line.'),
      );
    case 'header-invalid':
    case 'header-value-invalid':
    case 'header-injection':
      return text(
        l10n.t('Not sent: the header {0} cannot go on the wire.', at('name') || at('header')),
        l10n.t('A header holds neither line ends nor characters beyond Latin-1.'),
        l10n.t('Percent-encode the value, or put it into the body.'),
      );
    case 'login-guard':
      return text(
        l10n.t('Not sent: this token failed to log in {0} times in the last 30 minutes.', at('failures')),
        l10n.t('NetSuite locks a user after five failed logins, and other integrations may run as the same user.'),
      );
    case 'secret-missing':
      return text(
        l10n.t('The secret is not available here.'),
        l10n.t('VS Code keeps secrets per machine; the keyring may be locked, or the secret was entered elsewhere.'),
        l10n.t('Unlock the keyring and reload the window, or enter it again: “NetSuite TBA: Edit Secret…”.'),
      );
    case 'secret-unreadable':
    case 'secret-newer':
      return text(
        l10n.t('The stored secret cannot be read by this version.'),
        l10n.t('It was left as it is.'),
        l10n.t('Update the extension, or enter the secret again.'),
      );
    case 'vault-unavailable':
      return text(
        l10n.t('VS Code’s secret storage does not answer.'),
        l10n.t('The operating system’s keyring may be locked or missing.'),
        l10n.t('Unlock it and try again. Secrets are never kept anywhere else.'),
      );
    case 'index-newer':
      return text(
        l10n.t('The list of accounts was written by a newer version of this extension.'),
        l10n.t('It was left as it is.'),
        l10n.t('Update the extension.'),
      );
    case 'index-unreadable':
      return text(
        l10n.t('The list of accounts cannot be read.'),
        l10n.t('It was left as it is.'),
        l10n.t('Report this with “Copy Diagnostics”.'),
      );
    case 'index-not-written':
      return data['kept'] === true
        ? text(
            l10n.t('VS Code did not store the list of accounts.'),
            l10n.t('This window has the change, but it is lost when the window closes before it could be stored.'),
            l10n.t('See whether the disk is full or read-only. It is tried again when you come back to this window.'),
          )
        : text(
            l10n.t('The list of accounts was not changed.'),
            l10n.t('It could not have been read again afterwards.'),
            l10n.t('Report this with “Copy Diagnostics”.'),
          );
    case 'token-known':
      return text(
        l10n.t('This token is already in the tree.'),
        l10n.t('The same account, consumer key and token ID are kept already.'),
      );
    case 'consumer-secret-differs':
      return text(
        l10n.t('The application “{0}” has this consumer key with another secret.', at('application')),
        l10n.t('One of the two is wrong, or its credentials were reset at NetSuite.'),
        l10n.t('Check the secret, or replace the kept one with “NetSuite TBA: Edit Secret…”.'),
      );
    case 'no-token':
      return text(
        l10n.t('There is no token to sign with.'),
        l10n.t('The tree has no account yet.'),
        l10n.t('Add one: “NetSuite TBA: Add Account”. The practice account takes one click.'),
      );
    case 'account-without-token':
      return text(
        l10n.t('The account “{0}” has no token yet.', at('account')),
        l10n.t('A call is signed with the secrets of an application and a token.'),
        data['practice'] === true
          ? l10n.t('Create both on its set-up pages; the first token appears in the tree by itself.')
          : l10n.t('Add one: “NetSuite TBA: Add Account”.'),
      );
    case 'account-not-allowed':
      return text(
        l10n.t('Account {0} is not allowed in {1}.', at('account'), at('folder') || l10n.t('this workspace')),
        at('unreadable') === ''
          ? l10n.t('The setting netsuiteTba.allowedAccounts lists the accounts whose tokens may be used there.')
          : l10n.t(
              'The setting netsuiteTba.allowedAccounts lists the accounts whose tokens may be used there; “{0}” in it is no account ID and allows nothing.',
              at('unreadable'),
            ),
        l10n.t('Name another account, or change the list: “NetSuite TBA: Choose Accounts of This Workspace…”.'),
      );
    case 'no-workspace-folder':
      return text(
        l10n.t('No folder is open.'),
        l10n.t('The list of accounts is kept in the settings of a workspace.'),
        l10n.t('Open a folder and try again.'),
      );
    case 'setting-not-written':
      return text(l10n.t('The setting {0} could not be written.', at('setting')), at('reason'));
    case 'production-write':
      return text(
        l10n.t('Not sent: {0} {1} may write to {2}.', at('method'), at('url'), at('account')),
        l10n.t('It is, or may be, a production account.'),
        l10n.t('Send it from the editor and confirm.'),
      );
    case 'token-changed':
      return text(
        l10n.t('Nothing was revoked: “{0}” was changed meanwhile.', at('token')),
        l10n.t('Another window revoked it, or put another token in its place.'),
        l10n.t('Look at it in the tree and start again.'),
      );
    case 'account-unknown':
      return text(
        l10n.t('No account is called “{0}”.', at('account')),
        l10n.t('The request names it with # @account.'),
        l10n.t('Add the account, or correct the name or account ID.'),
      );
    case 'token-unknown':
      return text(
        l10n.t('No token is called “{0}”.', at('token')),
        l10n.t('The request names it with # @token.'),
        l10n.t('Use the name of a token, application or role of that account.'),
      );
    case 'auth-without-token':
      return text(
        at('auth') === 'oauth2'
          ? l10n.t('Not sent: nothing that fits logs in by OAuth 2.0.')
          : l10n.t('Not sent: no token of token-based authentication fits.'),
        l10n.t('The request says # @auth {0}.', at('auth')),
        l10n.t('Add one to the account, or take the line out.'),
      );
    case 'no-request':
      return text(
        l10n.t('There is no request at the cursor.'),
        l10n.t('A request starts with a method and a target, such as GET /rest/tokeninfo.'),
        l10n.t('Put the cursor into one, or write one with “NetSuite TBA: New Request File”.'),
      );
    case 'already-running':
      return text(
        l10n.t('“{0}” is still running.', at('title')),
        l10n.t('It would be sent twice.'),
        l10n.t('Cancel it first to send it again.'),
      );
    case 'url-invalid':
      return text(l10n.t('The URL cannot be read.'), '', l10n.t('Check host, port and spelling.'));
    case 'url-scheme':
      return text(l10n.t('“{0}” is not https.', at('scheme')));
    case 'url-http-not-loopback':
      return text(
        l10n.t('Plain http would show the request to the network.'),
        l10n.t('http is allowed for this machine only, not for {0}.', at('host')),
        l10n.t('Use https.'),
      );
    case 'url-userinfo':
      return text(l10n.t('The URL holds a user name or password.'), '', l10n.t('Remove it; the token says who calls.'));
    case 'url-oauth-parameter':
    case 'form-oauth-parameter':
      return text(
        l10n.t('Not sent: {0} stands in the query or body.', at('name')),
        l10n.t('OAuth parameters belong in the Authorization header, which the workbench writes.'),
        l10n.t('Remove it.'),
      );
    case 'form-not-utf8':
      return text(
        l10n.t('Not sent: the escapes {0} do not spell UTF-8 text.', at('escapes')),
        '',
        l10n.t('Encode the text as UTF-8.'),
      );
    case 'connect-failed':
      return text(
        l10n.t('No connection could be made.'),
        wireFaultText(data),
        l10n.t('Nothing was sent. {0}', wireFaultAdvice(data)),
      );
    case 'practice-off':
      return text(
        l10n.t('The practice account is not running.'),
        l10n.t('Nothing answers at {0}.', at('url')),
        l10n.t('Start it (“NetSuite TBA: Start Practice Account”) and send again.'),
      );
    case 'connection-broken':
      return text(
        l10n.t('The connection broke before the answer was complete.'),
        wireFaultText(data),
        l10n.t(
          'NetSuite may have carried the request out. Check before you send a write again. {0}',
          wireFaultAdvice(data),
        ),
      );
    case 'response-too-large':
      return text(
        l10n.t('The answer is larger than {0} MB.', Number(data['limit'] ?? 0) / 1024 / 1024),
        l10n.t('It was stopped there; what had come by then is shown.'),
        Number(data['limit'] ?? 0) < responseLimit
          ? l10n.t('Ask for less at once, or raise the setting netsuiteTba.response.maximumSize.')
          : l10n.t('Ask for less at once.'),
      );
    case 'timed-out':
      return text(
        l10n.t('No answer within {0} s.', at('seconds')),
        l10n.t('The time limit of the settings, or of the request’s # @timeout, was reached.'),
        l10n.t(
          'NetSuite may have carried the request out. Check before you send a write again. Ask for less at once, or raise the limit.',
        ),
      );
    case 'cancelled':
      return text(
        l10n.t('Cancelled.'),
        l10n.t('The connection was closed before the answer was complete.'),
        l10n.t('NetSuite may have carried the request out.'),
      );
    case 'file-not-written':
      return text(
        l10n.t('{0} could not be written.', at('file')),
        at('reason'),
        l10n.t('What stood there before is as it was.'),
      );
    case 'request-gone':
      return text(
        l10n.t('This request is not in its file any more.'),
        l10n.t('The file was closed, or the request was renamed or removed.'),
        l10n.t('Send it from the file.'),
      );
    default:
      return (
        bookFileErrorText(code, data) ??
        practiceErrorText(code, data) ??
        historyErrorText(code, data) ??
        loginErrorText(code, data) ??
        tokenErrorText(code, data) ??
        signInErrorText(code, data) ??
        editErrorText(code, data) ??
        oauth2ErrorText(code, data) ??
        guideErrorText(code, data) ??
        requestErrorText(code, data) ??
        restletErrorText(code, data) ??
        responseErrorText(code, data) ??
        signatureErrorText(code, data) ??
        text(l10n.t('The request could not be made ({0}).', code), Object.values(data).join(', '))
      );
  }
}
