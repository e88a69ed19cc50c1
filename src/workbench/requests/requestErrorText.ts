import { l10n } from 'vscode';
import { isProblemCode } from '../../requests/nodes.ts';
import type { ErrorText } from '../errorText.ts';
import { problemText } from './problemText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** The texts of codes that say why a request of a file was not sent; undefined for all others. */
export function requestErrorText(code: string, data: Data): ErrorText | undefined {
  const text = (title: string, reason = '', next = ''): ErrorText => ({ title, reason, next });
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'undefined-variable':
      return text(
        l10n.t('Not sent: the variable “{0}” is not defined.', at('name') || at('variable')),
        '',
        l10n.t('Define it in the file: @name = value.'),
      );
    case 'variable-cycle':
      return text(l10n.t('Not sent: the variable “{0}” refers to itself.', at('name') || at('variable')));
    case 'target-unknown':
    case 'target-missing':
    case 'target-injection':
      return text(
        l10n.t('Not sent: “{0}” is not a target that the workbench knows.', at('target')),
        '',
        l10n.t('Use /app/…, /rest/…, /services/…, restlet:script/deployment, or a whole https URL.'),
      );
    case 'check-subject':
    case 'check-operator':
    case 'check-value':
      return text(
        l10n.t('Not sent: a check of the request cannot be understood.'),
        l10n.t('It would pass unnoticed.'),
        l10n.t('Write it as # @assert status == 200, or body.$.id exists.'),
      );
    case 'check-no-answer':
      return text(l10n.t('There was no answer.'));
    case 'check-not-comparable':
      return text(l10n.t('“{0}” is not a number.', at('text')));
    case 'check-pattern':
      return text(l10n.t('“{0}” is not a pattern that every dialect has.', at('pattern')));
    case 'check-too-costly':
      return text(l10n.t('The pattern takes too long over this answer.'));
    case 'request-unknown':
      return text(
        l10n.t('Not sent: no request of the file is called “{0}”.', at('name')),
        l10n.t('The request refers to its answer.'),
        l10n.t('Name one: # @name {0}', at('name')),
      );
    case 'request-ambiguous':
      return text(
        l10n.t('Not sent: several requests are called “{0}”.', at('name')),
        l10n.t('The request refers to the answer of one of them.'),
        l10n.t('Give them different names.'),
      );
    case 'request-cycle':
      return text(
        l10n.t('Not sent: the request needs its own answer: {0}.', at('cycle')),
        '',
        l10n.t('Take one of the references out.'),
      );
    case 'response-not-received':
      return text(
        l10n.t('Not sent: there is no answer of “{0}” to go on with.', at('request')),
        l10n.t('It was not sent, or it failed.'),
        l10n.t('Look at its answer first.'),
      );
    case 'response-value-missing':
      return text(
        l10n.t('Not sent: “{0}” leads to nothing in the answer.', at('name')),
        '',
        l10n.t('Look at the answer, and correct the path.'),
      );
    case 'response-value-not-text':
      return text(l10n.t('Not sent: the answer that “{0}” refers to is no text.', at('name')));
    case 'response-value-hidden':
      return text(l10n.t('Not sent: “{0}” is a credential, which is masked and cannot be referred to.', at('name')));
    case 'json-path-invalid':
      return text(l10n.t('“{0}” is not a JSONPath.', at('path')), '', l10n.t('Write it as $.items[0].id.'));
    case 'xpath-invalid':
    case 'xpath-unsupported':
      return text(l10n.t('“{0}” is not an XPath that the workbench knows.', at('path')));
    case 'json-path-too-costly':
    case 'xpath-too-costly':
      return text(l10n.t('“{0}” takes too long over this answer.', at('path')));
    case 'body-not-json':
      return text(l10n.t('The answer is not JSON.'));
    case 'not-sent-after':
      return text(
        l10n.t('Not sent, because “{0}” did not go well.', at('title')),
        '',
        l10n.t('To go on all the same, switch off the setting netsuiteTba.stopAtFailure.'),
      );
    case 'not-sent-login':
      return text(
        l10n.t('Not sent: this token failed to log in before in this run.'),
        l10n.t('Five failed logins lock the user.'),
      );
    case 'not-sent-cancelled':
      return text(l10n.t('Not sent: cancelled.'));
    case 'body-file-unreadable':
      return text(
        l10n.t('Not sent: the body’s file “{0}” cannot be read.', at('path')),
        l10n.t('The path is taken from the folder of the request file.'),
        l10n.t('Check that the file is there.'),
      );
    case 'body-file-mixed':
      return text(
        l10n.t('Not sent: a body is either a file or text, not both.'),
        '',
        l10n.t('Put all of it into the file, or all of it into the request.'),
      );
    case 'body-file-not-text':
      return text(
        l10n.t('Not sent: “{0}” is not text in {1}.', at('path'), at('encoding')),
        l10n.t('Calls to NetSuite carry text.'),
        l10n.t('Name its encoding, as in <@latin1 {0}, or send it as Base64 in JSON.', at('path')),
      );
    case 'body-file-encoding':
      return text(
        l10n.t('Not sent: there is no encoding “{0}” to read “{1}” in.', at('encoding'), at('path')),
        '',
        l10n.t('Write <@ for UTF-8, or <@latin1 and the like.'),
      );
    case 'body-file-too-large':
      return text(
        l10n.t('Not sent: “{0}” is larger than {1} MB.', at('path'), Number(data['limit']) / 1024 / 1024),
        l10n.t('A RESTlet takes 10 MB.'),
        l10n.t('Send it in parts.'),
      );
    case 'multipart-refused':
      return text(
        l10n.t('Not sent: NetSuite refuses multipart bodies.'),
        '',
        l10n.t('Send a file as Base64 in JSON to a RESTlet that saves it with N/file.'),
      );
    case 'suiteql-empty':
      return text(
        l10n.t('Not sent: there is no query.'),
        '',
        l10n.t('Write it below a blank line: SELECT id FROM customer'),
      );
    case 'timeout-invalid':
      return text(
        l10n.t('Not sent: “{0}” is no time.', at('value')),
        '',
        l10n.t('Write seconds, such as @timeout 30.'),
      );
    case 'account-differs':
      return text(
        l10n.t('Not sent: the request names the account {0}.', at('wanted')),
        l10n.t('This run is of the account “{0}”.', at('account')),
        l10n.t('Send it by itself, or take the line # @account out.'),
      );
    case 'both-schemes-needed':
      return text(
        l10n.t('There is no account here with a token of token-based authentication and a credential of OAuth 2.0.'),
        '',
        l10n.t('Add what is missing: “NetSuite TBA: Add Account”, or “NetSuite TBA: Add OAuth 2.0 Credential…”.'),
      );
    case 'two-tokens-needed':
      return text(
        l10n.t('Two tokens are needed to compare, and there are fewer here.'),
        '',
        l10n.t('Add one: “NetSuite TBA: Add Account”, or “Add a Token…” on an application.'),
      );
    case 'code-not-possible':
      return text(
        l10n.t('This request cannot be written in that language ({0}).', codeObstacle(at('reason'), at('name'))),
        '',
        l10n.t('Choose another one.'),
      );
    case 'not-a-restlet':
      return text(
        l10n.t('“{0}” is not a RESTlet of SuiteScript 2.', at('file')),
        '',
        l10n.t('Its first comment needs @NApiVersion 2.1 and @NScriptType Restlet.'),
      );
    case 'restlet-without-function':
      return text(
        l10n.t('“{0}” has no get, post, put or delete here.', at('file')),
        '',
        l10n.t('Put the cursor into one of its functions, or add one.'),
      );
    case 'restlet-without-deployment':
      return text(
        l10n.t('“{0}” has no deployment in the SuiteCloud project.', at('script')),
        '',
        l10n.t('Add a scriptdeployment to its XML in Objects.'),
      );
    case 'environment-file-invalid':
      return text(
        l10n.t(
          'Not sent: {0} is not an object of environments, at character {1}.',
          at('file'),
          Number(data['offset']) + 1,
        ),
        '',
        l10n.t('Write it as {0}.', '{"dev": {"id": 7}}'),
      );
    case 'environment-file-too-large':
      return text(l10n.t('Not sent: {0} is too large.', at('file')));
    case 'environment-unknown':
      return text(
        l10n.t('Not sent: there is no environment “{0}”.', at('name')),
        '',
        l10n.t('Choose another: “NetSuite TBA: Choose Environment…”.'),
      );
    case 'environment-value-unknown':
      return text(
        l10n.t('Not sent: “{0}” refers to “{1}”, which has no value.', at('within'), at('name')),
        '',
        l10n.t('Define it in the environment.'),
      );
    case 'environment-value-cycle':
      return text(l10n.t('Not sent: the environment value “{0}” leads back to itself.', at('name')));
    case 'environment-value-too-long':
    case 'expansion-too-long':
      return text(l10n.t('Not sent: the variables make the request too long.'));
    case 'content-type-there':
      return text(l10n.t('The request has a Content-Type already.'));
    case 'variable-too-deep':
      return text(l10n.t('Not sent: variables refer to each other over more than {0} steps.', at('limit')));
    case 'method-invalid':
      return text(l10n.t('Not signed: the method is not one of HTTP.'));
    case 'text-not-unicode':
    case 'url-not-unicode':
      return text(l10n.t('Not signed: a text holds half of a character, which has no UTF-8 form.'));
    case 'process-env-not-allowed':
      return text(
        l10n.t('Not sent: “{0}” is a variable of the process, and reading those is not allowed.', at('name')),
        '',
        l10n.t('Allow it by the setting netsuiteTba.processVariables in your own settings.'),
      );
    case 'body-not-xml':
      return text(l10n.t('The answer is not XML.'));
    case 'xml-too-deep':
    case 'xml-too-long':
      return text(l10n.t('The XML of the answer is too large to be searched.'));
    default:
      // What is wrong with a request at its place stops it as well.
      return isProblemCode(code) ? text(l10n.t('Not sent: {0}', problemText({ code, data: words(data) }))) : undefined;
  }
}

function codeObstacle(reason: string, name: string): string {
  switch (reason) {
    case 'not-restlet-or-rest':
      return l10n.t('NetSuite itself logs in to RESTlets and SuiteTalk REST only');
    case 'no-deployment':
      return l10n.t('the URL needs one script and one deploy');
    case 'method':
      return l10n.t('it does not offer this method');
    case 'body-not-sent':
      return l10n.t('it sends no body with this method');
    case 'body-missing':
      return l10n.t('it wants a body');
    case 'content-type-missing':
      return l10n.t('it wants a Content-Type');
    case 'repeated-parameter':
      return l10n.t('the parameter “{0}” occurs twice', name);
    case 'header-underscore':
      return l10n.t('NetSuite takes no header name with an underscore from scripts: {0}', name);
    case 'not-https':
      return l10n.t('N/https sends over https only');
    case 'header-not-ascii':
      return l10n.t('clients send the value of {0} differently', name);
    default:
      return reason;
  }
}

function words(data: Data): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
}
