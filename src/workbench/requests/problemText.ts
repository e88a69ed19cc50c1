import { l10n } from 'vscode';
import type { Problem } from '../../requests/nodes.ts';

/** What is wrong at a place of a request file, and what to do. */
export function problemText({ code, data }: Pick<Problem, 'code' | 'data'>): string {
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
    case 'auth-unknown':
      return l10n.t('“{0}” is no way to log in. Write # @auth tba or # @auth oauth2.', of('value'));
    case 'auth-contradicts':
      return l10n.t('The request says # @auth {0} already. Keep one of them.', of('other'));
    case 'body-not-allowed':
      return l10n.t('NetSuite answers 400 to a {0} request with a body.', of('method'));
    case 'script-ignored':
      return l10n.t('Scripts are not run; this part is passed over.');
    case 'script-before-request':
      return l10n.t(
        'In other clients this script changes the request, and scripts are not run here. Use variables, and take it out.',
      );
    case 'script-in-text':
      return l10n.t(
        'Some clients run this line as a script, others send it as text. Put the text into a file, and write: < ./file.txt',
      );
    case 'output-ignored':
      return l10n.t('The response is not written to or compared with this file. Save it from the response view.');
    case 'assertion-ignored':
      return l10n.t('This check of another client is passed over. Write it as a comment: # @assert status == 200');
    case 'answer-ignored':
      return l10n.t('This looks like a response that was kept here; it is not sent.');
    case 'import-ignored':
      return l10n.t('Other files are not imported. Put what the request needs into this file.');
    case 'run-unsupported':
      return l10n.t('Requests of other files are not run from here. Open that file and send it.');
    case 'curl-command':
      return l10n.t('A curl command is not a request. Run Paste curl as Request, which makes one of it.');
    case 'protocol-unsupported':
      return l10n.t('NetSuite does not speak {0}. Write the request as HTTP.', of('method'));
    case 'http-version-ignored':
      return l10n.t('{0} is not sent: the version of HTTP is agreed on with the server.', of('version'));
    case 'graphql-unsupported':
      return l10n.t('NetSuite has no GraphQL. Write the query as SuiteQL below # @suiteql.');
    case 'client-certificate':
      return l10n.t(
        '{0} names a client certificate in other clients, and is not a header there. Calls with a token use none: take it out.',
        of('header'),
      );
    case 'braces-escaped':
      return l10n.t(
        'In httpYac these are braces without a meaning; here they would be sent with their backslashes. Put the text into a variable.',
      );
    case 'host-not-added':
      return l10n.t(
        'The variable “host” is not put in front, as httpYac does: a target like this goes to the account’s own host.',
      );
    case 'request-line-in-body':
      return l10n.t('In httpYac this line starts the next request; here it would be sent as text. Put ### above it.');
    case 'request-disabled':
      return l10n.t('The request is switched off and is not sent. Take @disabled out to send it.');
    case 'directive-unsupported':
      return l10n.t(
        '“@{0}” changes the request in other clients and is not known here. Take it out to send the request.',
        of('directive'),
      );
    case 'directive-passed-over':
      return l10n.t('“@{0}” is another client’s and is passed over.', of('directive'));
    case 'directive-unknown':
      return l10n.t('“@{0}” is not known and is passed over.', of('directive'));
    case 'variable-redefined':
      return l10n.t(
        '“{0}” is defined again below, and the last value counts in the whole file. Other clients may use this one first.',
        of('name'),
      );
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
    case 'request-cycle':
      return l10n.t('These requests need each other’s answers, so that none can be sent first: {0}.', of('cycle'));
    case 'undefined-variable':
      return undefinedText(of('name') || of('variable'));
    case 'variable-cycle':
      return l10n.t('The variable refers to itself: {0}.', of('cycle') || of('name') || of('variable'));
  }
}

function undefinedText(name: string): string {
  if (/^\$(?:processEnv\s|env\.)/.test(name)) {
    return l10n.t(
      '“{0}” has no value: the process has no such variable, or the setting netsuiteTba.processVariables does not let it be read.',
      name,
    );
  }
  if (/^\$(?:dotenv|shared)\s/.test(name)) {
    return l10n.t('“{0}” has no value: there is no such name in the file or setting that it is read from.', name);
  }
  return name.startsWith('$')
    ? l10n.t('“{0}” is no system value. There are $uuid, $timestamp, $datetime and $randomInt, among others.', name)
    : l10n.t(
        'The variable “{0}” is not defined. Add a line @name = value, or choose an environment that has it.',
        name,
      );
}
