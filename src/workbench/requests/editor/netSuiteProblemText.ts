import { l10n } from 'vscode';
import type { NetSuiteProblem } from '../../../requests/problems/netSuiteProblems.ts';

/** What NetSuite would refuse at a place of a request file, and what to do. */
export function netSuiteProblemText({ code, data }: NetSuiteProblem): string {
  const of = (key: string) => data[key] ?? '';
  switch (code) {
    case 'restlet-parameter-missing':
      return of('form') === 'short'
        ? l10n.t('A RESTlet needs its script and its deployment: restlet:customscript_…/customdeploy_….')
        : l10n.t('A RESTlet’s URL needs “{0}”, or NetSuite does not know which RESTlet is meant.', of('parameter'));
    case 'restlet-parameter-twice':
      return l10n.t('“restlet:” has script and deployment already. Remove “{0}” from the query.', of('parameter'));
    case 'restlet-method':
      return l10n.t('A RESTlet answers GET, POST, PUT and DELETE. NetSuite refuses {0}.', of('method'));
    case 'content-type-missing':
      return l10n.t('NetSuite answers 415 to {0} without a Content-Type.', of('method'));
    case 'content-type-case':
      return l10n.t('NetSuite compares the Content-Type with upper and lower case. Write {0}.', of('suggested'));
    case 'content-type-unsupported':
      return l10n.t(
        'A RESTlet takes application/json, application/xml and text/plain. NetSuite answers 415 to {0}.',
        of('value') === '' ? l10n.t('an empty Content-Type') : of('value'),
      );
    case 'oauth-parameter-in-query':
      return l10n.t(
        '“{0}” belongs to the signature, which goes into the Authorization header. The request is not sent with it in the query.',
        of('parameter'),
      );
    case 'user-info-in-url':
      return l10n.t('Credentials in a URL end up in logs, and the request is not sent with them. Remove them.');
    case 'insecure-host':
      return l10n.t('NetSuite is reached by https only.');
    case 'host-of-another-account':
      return l10n.t(
        '{0} is not a host of account {1}. A signature goes to its own account only: leave the host out, or name another account with # @account.',
        of('host'),
        of('account'),
      );
    case 'host-of-another-api':
      return l10n.t('This path is on {0}; another host answers 403.', of('suggested'));
    case 'account-host-form':
      return l10n.t('In a host the account ID is lower case, with a hyphen: {0}.', of('suggested'));
    case 'account-id-form':
      return l10n.t(
        'This is how hosts spell the account ID. As realm of a signature NetSuite takes only {0}.',
        of('suggested'),
      );
    case 'suiteql-prefer-missing':
      return l10n.t(
        'SuiteQL needs the header Prefer: transient. With # @suiteql over the request it is sent by itself.',
      );
  }
}
