import { l10n } from 'vscode';
import type { ErrorText } from '../../errorText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes that come up when records and hosts are changed; undefined for all others. */
export function editErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'record-gone':
      return text(
        l10n.t('Nothing was changed: it is not in the tree any more.'),
        l10n.t('It was removed meanwhile, perhaps in another window.'),
      );
    case 'application-known':
      return text(
        l10n.t('Nothing was moved: “{0}” has this consumer key in “{1}” already.', at('application'), at('account')),
        l10n.t('An application is known by its consumer key, so there is one of it in an account.'),
        l10n.t('Move its tokens to that one instead.'),
      );
    case 'account-known':
      return text(
        l10n.t('Nothing was changed: “{0}” is this account with this base URL already.', at('account')),
        l10n.t('An account is known by its account ID and base URL.'),
        l10n.t('Move the applications to that one instead.'),
      );
    case 'account-is-sandbox':
      return text(
        l10n.t('{0} is a sandbox already.', at('id')),
        l10n.t('A sandbox is copied from its production account.'),
        l10n.t('Start from the production account.'),
      );
    case 'hosts-changed':
      return text(
        l10n.t('The hosts of “{0}” were changed while they were checked.', at('account')),
        l10n.t('The answer was about the address that held before, and was dropped.'),
        l10n.t('Check them again.'),
      );
    case 'data-centers-refused':
      return text(
        l10n.t('NetSuite did not tell the hosts of {0}: the answer was {1}.', at('account'), at('status')),
        l10n.t('The account ID may be wrong, or what answers at the base URL does not know the question.'),
        l10n.t('Compare with Setup > Company > Company Information > Company URLs. Nothing was changed.'),
      );
    case 'data-centers-unreadable':
      return text(
        l10n.t('The answer about the account’s hosts cannot be read.'),
        l10n.t('It was not the JSON with three addresses that NetSuite gives; a proxy’s own page is a common cause.'),
        l10n.t('Compare with Setup > Company > Company Information > Company URLs. Nothing was changed.'),
      );
    case 'data-centers-foreign':
      return text(
        l10n.t('Refused: the answer names “{0}”, which is no host under netsuite.com.', at('host')),
        l10n.t('The answer is not signed, so whoever sits between could have made it up to get your signatures.'),
        l10n.t('Nothing was changed. A gateway’s address can be set by hand: “Base URL and Signed As…”.'),
      );
    case 'no-answer-in-time':
      return text(
        l10n.t('No answer within {0} s.', at('seconds')),
        l10n.t('Nothing was changed, neither here nor there.'),
        l10n.t('Check the network and the proxy settings, and try again.'),
      );
    case 'answer-too-long':
      return text(
        l10n.t('The answer is longer than {0} kB and was dropped.', Math.round(Number(data['limit'] ?? 0) / 1024)),
        l10n.t('What was asked has a short answer; this is something else, such as a proxy’s page.'),
      );
    default:
      return undefined;
  }
}
