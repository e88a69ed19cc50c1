import { l10n } from 'vscode';
import type { ErrorText } from '../../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The text of the codes that a sign-in through NetSuite ends with; undefined for any other. */
export function signInErrorText(code: string, data: Data): ErrorText | undefined {
  if (!code.startsWith('sign-in-')) {
    return undefined;
  }
  const at = (key: string) => String(data[key] ?? '');
  const text = (title: string, reason: string, next: string): ErrorText => ({ title, reason, next });
  const again = l10n.t('Start the sign-in again.');
  switch (code) {
    case 'sign-in-refused':
      return data['step'] === 3 ? refusedAtTheEnd(data) : refusedAtFirst(data);
    case 'sign-in-unexpected-answer':
      return unexpected(data);
    case 'sign-in-clock':
      return text(
        l10n.t('NetSuite refused the sign-in: this computer’s clock is {0} minutes off.', at('minutes')),
        l10n.t('NetSuite takes signatures of the last five minutes only.'),
        l10n.t('Set the clock, best by letting the system do it, and start the sign-in again.'),
      );
    case 'sign-in-not-set-up':
      return text(
        l10n.t('This account does not take sign-ins of this kind (405).'),
        l10n.t('The three-step authorization flow seems not to be set up there.'),
        l10n.t(
          'Check the account ID, and the feature Token-based Authentication under Setup > Company > Enable Features > SuiteCloud. A token that was made by hand can be added with “NetSuite TBA: Add Account”.',
        ),
      );
    case 'sign-in-redirected':
      return text(
        l10n.t('NetSuite pointed elsewhere ({0}).', at('status')),
        l10n.t('The address belongs to another data center, or the account ID is wrong.'),
        l10n.t('Compare the account ID with Setup > Company > Company Information > Company URLs.'),
      );
    case 'sign-in-unanswered':
      return data['step'] === 3
        ? text(
            l10n.t('The connection broke while NetSuite was making the token ({0}).', at('reason')),
            l10n.t('Whether it was made is not known.'),
            tokenMayBeThere(),
          )
        : text(l10n.t('NetSuite did not answer ({0}).', at('reason')), l10n.t('Nothing was made.'), again);
    case 'sign-in-answer-unreadable':
    case 'sign-in-answer-incomplete':
    case 'sign-in-answer-repeated':
    case 'sign-in-callback-unconfirmed':
      return text(
        l10n.t('What answered is not what NetSuite answers here.'),
        l10n.t('A proxy or a login page on the way may have answered in its place.'),
        l10n.t('Check the network, and the account’s base URL if it has one. Then start the sign-in again.'),
      );
    case 'sign-in-denied':
      return text(
        l10n.t('NetSuite gave no permission for account {0}.', at('account')),
        l10n.t('“Deny” was chosen on its page, or the role that was chosen may not log in with tokens.'),
        l10n.t(
          'Start the sign-in again and choose Allow, in a role with the permission “Log in using Access Tokens” or “User Access Tokens”.',
        ),
      );
    case 'sign-in-timed-out':
      return text(
        l10n.t('No answer came from the browser within {0} minutes.', at('minutes')),
        l10n.t('The page was not answered, or the browser could not come back to this machine.'),
        l10n.t(
          'Start the sign-in again. If the browser ends on a page that cannot be reached, paste the address of that page: “NetSuite TBA: Sign In Through NetSuite” offers it while it waits.',
        ),
      );
    case 'sign-in-other-account':
      return text(
        at('company') === ''
          ? l10n.t('The browser is signed in to another account than {0}.', at('account'))
          : l10n.t('The browser is signed in to account {1}, not to {0}.', at('account'), at('company')),
        l10n.t('The permission was given for that account, so it was not used. No token was made.'),
        l10n.t('Sign out of NetSuite in the browser, or change to the account there, and start the sign-in again.'),
      );
    case 'sign-in-wrong-state':
    case 'sign-in-wrong-token':
    case 'sign-in-callback-incomplete':
    case 'sign-in-callback-repeated':
    case 'sign-in-callback-unreadable':
      return text(
        l10n.t('What the browser brought back is not NetSuite’s answer to this sign-in.'),
        l10n.t('It may come from an older window, or not from NetSuite at all. It was not used; no token was made.'),
        l10n.t('Close older NetSuite windows and start the sign-in again.'),
      );
    case 'sign-in-address-other':
      return text(
        l10n.t('This is not the address of this sign-in.'),
        l10n.t('It begins with http://localhost and holds oauth_verifier.'),
        l10n.t('Copy the whole address that the browser ended on after Allow.'),
      );
    case 'sign-in-listener-failed':
      return text(
        l10n.t('VS Code cannot listen for the browser on this machine ({0}).', at('reason')),
        l10n.t('Both addresses of localhost, 127.0.0.1 and ::1, are needed on one port.'),
        l10n.t('Check what a firewall or security program forbids, and start the sign-in again.'),
      );
    case 'sign-in-browser-failed':
      return text(l10n.t('VS Code could not open the browser.'), '', again);
    default:
      return text(
        l10n.t('The sign-in failed.'),
        `(${code})`,
        l10n.t('The log has the details: “NetSuite TBA: Show Log”.'),
      );
  }
}

/** What to do when a token may have been made that nobody knows the secret of. */
export function tokenMayBeThere(): string {
  return l10n.t(
    'Look under Setup > Users/Roles > Access Tokens, or Manage Access Tokens in the Settings portlet, for a token of this application that is new, and revoke it. Then start the sign-in again.',
  );
}

/** NetSuite says the same for every cause (ORA:subsect_156934879823), so all are listed, the likeliest first. */
function refusedAtFirst(data: Data): ErrorText {
  return {
    title: l10n.t('NetSuite refused the sign-in: {0} {1}', String(data['status']), String(data['code'])),
    reason: l10n.t(
      'It says the same for every cause. The Login Audit Trail names it (add the column Detail). In the order in which they happen:',
    ),
    next: numbered([
      l10n.t(
        'Consumer key or secret: a mistake, another account’s, or reset since. Enter them again; for an application of the tree with “NetSuite TBA: Edit Secret…”.',
      ),
      l10n.t(
        'The box “TBA: Authorization Flow” of the integration record is not ticked. Edit it under Setup > Integration > Manage Integrations.',
      ),
      l10n.t('The record’s Callback URL is not http://localhost:* exactly as written here. Edit it in the same place.'),
      l10n.t('The record’s State is not Enabled: Blocked, or Waiting for Approval. Set it to Enabled.'),
      l10n.t('The feature Token-based Authentication is off: Setup > Company > Enable Features > SuiteCloud.'),
      l10n.t('The account ID is of another account, such as production in place of a sandbox.'),
    ]),
  };
}

function refusedAtTheEnd(data: Data): ErrorText {
  return {
    title: l10n.t(
      'NetSuite took the permission but gave no token: {0} {1}',
      String(data['status']),
      String(data['code']),
    ),
    reason: l10n.t('It says the same for every cause. In the order in which they happen:'),
    next: numbered([
      l10n.t('The permission was given too late, or used already. Start the sign-in again and answer without a pause.'),
      l10n.t('The role may not log in with tokens. It needs “Log in using Access Tokens” or “User Access Tokens”.'),
      l10n.t('The user is inactive, has lost the role, or hides it under View My Roles.'),
      l10n.t(
        'The integration record’s State is not Enabled in this account. Set it to Enabled under Setup > Integration > Manage Integrations.',
      ),
    ]),
  };
}

function unexpected(data: Data): ErrorText {
  const shown = [String(data['status']), String(data['code'])].filter(part => part !== '').join(' ');
  if (data['status'] !== 400) {
    return {
      title: l10n.t('NetSuite answered with {0}.', shown),
      reason: l10n.t('This is no answer to a sign-in. NetSuite, or something on the way, may be out of order.'),
      next: l10n.t('Wait a little and start the sign-in again.'),
    };
  }
  return data['step'] === 3
    ? {
        title: l10n.t('NetSuite made no token: {0}', shown),
        // A vendor's support page names 25; no page of Oracle's is known to.
        reason: l10n.t('The user may have as many tokens as a user can have.'),
        next: l10n.t('Revoke tokens that nobody uses, and start the sign-in again.'),
      }
    : {
        title: l10n.t('NetSuite could not read the request: {0}', shown),
        reason: l10n.t('This computer’s clock may be wrong, or something on the way has changed the request.'),
        next: l10n.t('Check date and time, and the proxy if there is one. Then start the sign-in again.'),
      };
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}
