import { l10n } from 'vscode';
import type { Problem } from '../../requests/nodes.ts';

/** What is wrong at a place of a request file, and what to do. */
export function problemText({ code, data }: Problem): string {
  const of = (key: string) => data[key] ?? '';
  switch (code) {
    case 'target-missing':
      return l10n.t(
        'The request has no target. Write one after the method: /rest/tokeninfo, restlet:script/deployment, or a whole URL.',
      );
    case 'method-unknown':
      return l10n.t('“{0}” is not an HTTP method. NetSuite takes GET, POST, PUT, PATCH and DELETE.', of('method'));
    case 'header-invalid':
      return l10n.t('This is not a header. Write Name: value, and leave a blank line before the body.');
    case 'header-value-invalid':
      return l10n.t('The value of {0} holds characters that a header cannot carry.', of('header'));
    case 'header-refused':
      return l10n.t(
        '{0} is not sent: the workbench signs the request and keeps no cookies. Remove the line.',
        of('header'),
      );
    case 'body-file-mixed':
      return l10n.t('A body is either a file or text, not both. Put all of it into the file, or all of it here.');
    case 'multipart-refused':
      return l10n.t(
        'NetSuite refuses multipart bodies. Send a file as Base64 in JSON to a RESTlet that saves it with N/file.',
      );
    case 'suiteql-empty':
      return l10n.t('There is no query. Write it below a blank line: SELECT id FROM customer');
    case 'timeout-invalid':
      return l10n.t('“{0}” is no time. Write seconds, such as @timeout 30.', of('value'));
    case 'body-not-allowed':
      return l10n.t('NetSuite answers 400 to a {0} request with a body.', of('method'));
    case 'script-ignored':
      return l10n.t('Scripts are not run; this part is passed over.');
    case 'directive-empty':
      return l10n.t('“@{0}” needs a value.', of('directive') || of('name'));
    case 'directive-without-request':
      return l10n.t('There is no request here that this could belong to.');
    case 'duplicate-name':
      return l10n.t('Another request is called “{0}” too.', of('name'));
    case 'variable-invalid':
      return l10n.t('This is not a variable. Write @name = value.');
    case 'check-subject':
      return l10n.t(
        '“{0}” is nothing that can be checked. Write status, time, headers.Name, body, body.$.path or body.//path.',
        of('text'),
      );
    case 'check-operator':
      return l10n.t(
        'A check needs one of ==, !=, <, <=, >, >=, contains, startsWith, endsWith, matches, exists, missing.',
      );
    case 'check-value':
      return l10n.t('“exists” and “missing” stand alone; every other check needs a value: status == 200');
    case 'request-unknown':
      return l10n.t('No request here is called “{0}”. Name one: # @name {0}', of('name'));
    case 'undefined-variable':
      return l10n.t('The variable “{0}” is not defined. Add a line @name = value.', of('name') || of('variable'));
    case 'variable-cycle':
      return l10n.t('The variable refers to itself: {0}.', of('cycle') || of('name') || of('variable'));
  }
}
