import { l10n } from 'vscode';
import type { ErrorText } from '../../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The text of the codes of OAuth 2.0, its keys and certificates; undefined for any other. */
export function oauth2ErrorText(code: string, data: Data): ErrorText | undefined {
  const at = (key: string) => String(data[key] ?? '');
  return code.startsWith('oauth2-')
    ? (loginText(code, at) ?? signInText(code, at))
    : code.startsWith('private-key-')
      ? keyText(code, at)
      : (certificateText(code, at) ?? tokenText(code, at));
}

type Field = (key: string) => string;

const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });

const trail = () => l10n.t('The Login Audit Trail names the cause (add the column Detail).');

function loginText(code: string, at: Field): ErrorText | undefined {
  switch (code) {
    case 'oauth2-refused':
      return text(
        l10n.t('NetSuite gave no access token ({0} {1}).', at('status'), at('error')),
        at('description'),
        `${l10n.t('It is not asked again by itself.')} ${refusalAdvice(at('error'))} ${trail()}`,
      );
    case 'oauth2-unanswered':
      return text(
        l10n.t('What answered for the token endpoint is not NetSuite’s ({0}).', at('status')),
        l10n.t('Nothing of the request itself was sent.'),
        l10n.t('Check the account ID, the base URL of the account and the proxy.'),
      );
    case 'oauth2-sign-in-again':
      return text(
        l10n.t('The sign-in has ended: NetSuite takes its refresh token no more ({0}).', at('error')),
        l10n.t('It was not used for too long, was revoked, or another program used it.'),
        l10n.t('Sign in again: “Renew OAuth 2.0 Credential…” on its row in the tree.'),
      );
    case 'oauth2-refreshed-elsewhere':
      return text(
        l10n.t('Another window goes on with this sign-in, and this one does not see what it keeps.'),
        l10n.t('A refresh token serves once, and NetSuite ends the sign-in when one is sent again. Nothing was sent.'),
        l10n.t(
          'Load this window again (Developer: Reload Window). Where that changes nothing, sign in again: “Renew OAuth 2.0 Credential…” on its row in the tree.',
        ),
      );
    default:
      return undefined;
  }
}

/** What the errors of RFC 6749 5.2 most often mean when a certificate logs in. */
function refusalAdvice(error: string): string {
  switch (error) {
    case 'invalid_client':
      return l10n.t(
        'Check the client ID, the certificate ID, that the private key belongs to that certificate, and that it has neither ended nor been revoked.',
      );
    case 'invalid_grant':
      return l10n.t('Check the account, this computer’s clock, and the certificate.');
    case 'invalid_scope':
      return l10n.t('Tick the scope on the integration record, or leave it out here.');
    case 'unauthorized_client':
      return l10n.t('Tick “Client Credentials (Machine to Machine) Grant” on the integration record.');
    default:
      return l10n.t('Check client ID, certificate and scopes.');
  }
}

function signInText(code: string, at: Field): ErrorText | undefined {
  const again = l10n.t('Start the sign-in again.');
  switch (code) {
    case 'oauth2-code-refused':
      return text(
        l10n.t('NetSuite took the permission but gave no tokens ({0} {1}).', at('status'), at('error')),
        at('description'),
        `${l10n.t(
          'The integration record needs “Authorization Code Grant” and “Public Client”, and the redirect URI letter by letter; the permission counts for a few minutes.',
        )} ${trail()}`,
      );
    case 'oauth2-no-refresh-token':
      return text(
        l10n.t('NetSuite gave an access token and no refresh token.'),
        l10n.t('Without one, the sign-in would be over within the hour.'),
        l10n.t('Tick “Public Client” on the integration record and start the sign-in again.'),
      );
    case 'oauth2-exchange-unanswered':
      return text(
        l10n.t('The connection broke while NetSuite was giving the tokens ({0}).', at('reason')),
        l10n.t('Whether they were made is not known; nothing is stored here.'),
        again,
      );
    case 'oauth2-sign-in-timed-out':
      return text(
        l10n.t('No answer came from the browser within {0} minutes.', at('minutes')),
        l10n.t('The page was not answered, or the browser could not come back to this window.'),
        again,
      );
    case 'oauth2-browser-failed':
      return text(l10n.t('VS Code could not open the browser.'), '', again);
    case 'oauth2-denied':
      return text(
        l10n.t('NetSuite gave no permission for account {0}.', at('account')),
        l10n.t('“Deny” was chosen on its page.'),
        again,
      );
    case 'oauth2-not-allowed':
      return text(
        l10n.t('NetSuite’s page answered with an error: {0}', at('error')),
        at('description'),
        l10n.t(
          'Check the boxes, the scopes and the redirect URI of the integration record, and that the role has “Log in using OAuth 2.0 Access Tokens”.',
        ),
      );
    case 'oauth2-other-account':
      return text(
        l10n.t('The browser is signed in to account {1}, not to {0}.', at('account'), at('company')),
        l10n.t('The permission was given for that account, so it was not used.'),
        l10n.t('Sign out of NetSuite in the browser, or change to the account there, and start the sign-in again.'),
      );
    case 'oauth2-wrong-state':
    case 'oauth2-redirect-unreadable':
      return text(
        l10n.t('What the browser brought back is not NetSuite’s answer to this sign-in.'),
        l10n.t('It may come from an older window, or not from NetSuite at all. It was not used.'),
        l10n.t('Close older NetSuite windows and start the sign-in again.'),
      );
    case 'oauth2-redirect-other':
      return text(
        l10n.t('This is not the address of this sign-in.'),
        l10n.t('It begins with the redirect URI and holds code and state.'),
        l10n.t('Copy the whole address that the browser ended on after Allow.'),
      );
    case 'oauth2-scope-none':
    case 'oauth2-scope-unknown':
      return text(l10n.t('“{0}” is no scope of NetSuite’s.', at('scope')));
    default:
      return undefined;
  }
}

function keyText(code: string, at: Field): ErrorText | undefined {
  const takes = l10n.t('NetSuite takes RSA keys of 3072 or 4096 bits, and keys on the curves P-256, P-384 and P-521.');
  switch (code) {
    case 'private-key-encrypted':
      return text(l10n.t('The private key is encrypted.'), '', l10n.t('Enter its passphrase.'));
    case 'private-key-passphrase':
      return text(
        l10n.t('The passphrase does not open the private key.'),
        l10n.t('It is another one, or the key is encrypted in a way that is not known here.'),
      );
    case 'private-key-unreadable':
      return text(
        l10n.t('The private key cannot be read.'),
        l10n.t('It is cut, or of a kind that is not known here.'),
        takes,
      );
    case 'private-key-size':
      return text(l10n.t('The RSA key has {0} bits.', at('bits')), takes);
    case 'private-key-kind':
      return text(l10n.t('The private key is of the kind “{0}”.', at('kind')), takes);
    case 'private-key-missing':
      return text(
        l10n.t('There is no private key in what was chosen.'),
        l10n.t('In PEM it begins with -----BEGIN PRIVATE KEY-----.'),
        l10n.t('Choose the key and the certificate together, or one file that holds both.'),
      );
    case 'private-key-several':
      return text(l10n.t('There are several private keys in what was chosen.'), '', l10n.t('Choose the files of one.'));
    default:
      return undefined;
  }
}

function certificateText(code: string, at: Field): ErrorText | undefined {
  switch (code) {
    case 'certificate-missing':
      return text(
        l10n.t('There is no certificate in what was chosen.'),
        l10n.t('In PEM it begins with -----BEGIN CERTIFICATE-----. It tells until when NetSuite takes the key.'),
        l10n.t('Choose the key and the certificate together, or one file that holds both.'),
      );
    case 'certificate-unreadable':
      return text(l10n.t('The certificate cannot be read.'), l10n.t('It is cut, or not X.509 in PEM.'));
    case 'certificate-differs':
      return text(
        l10n.t('The certificate is of another private key.'),
        l10n.t('What the key signs would be refused.'),
        l10n.t('Choose the two files that were made together.'),
      );
    case 'certificate-expired':
      return text(
        l10n.t('NetSuite has not taken this certificate since {0}.', at('until').slice(0, 10)),
        l10n.t('It counts until the end that stands in it, and for two years at most.'),
        l10n.t('Make a new key pair.'),
      );
    case 'certificate-name-empty':
      return text(l10n.t('Enter a name.'));
    case 'certificate-name-long':
      return text(l10n.t('Use at most {0} characters.', at('longest')));
    case 'certificate-name-characters':
      return text(l10n.t('A name holds no control characters.'));
    case 'certificate-validity':
      return text(l10n.t('A certificate holds for {0} days at most.', at('longest')));
    case 'turn-not-given':
      return text(
        l10n.t('Another window has been refreshing this sign-in for too long (process {0}).', at('pid')),
        l10n.t('Its refresh token serves once, so that windows take turns.'),
        l10n.t('Close or reload that window and try again.'),
      );
    default:
      return undefined;
  }
}

/** Of a JWT that was pasted to be looked at. */
function tokenText(code: string, at: Field): ErrorText | undefined {
  switch (code) {
    case 'jwt-none':
      return text(l10n.t('There is no assertion or access token (JWT) in the text.'));
    case 'jwt-too-long':
      return text(l10n.t('The token has more than {0} characters.', at('limit')));
    case 'jwt-encrypted':
      return text(l10n.t('The token is encrypted (five parts), so that nothing of it can be read.'));
    case 'jwt-unreadable':
      return text(l10n.t('The {0} of the token cannot be read: not JSON in base64url, or cut off.', at('part')));
    default:
      return undefined;
  }
}
