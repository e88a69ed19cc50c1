import { isCoded } from '../codedError.ts';
import { responseLimit } from '../exchange/transport/transport.ts';
import { printable } from './streams/printable.ts';
import { wireFaultAdvice, wireFaultText } from './wireFaultText.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

const busy =
  ' Too many calls at once, from all programs of the account together: try again later, or let --retry-writes do so where the call may write.';
/** What to do about NetSuite's commonest errors. */
const advice: Readonly<Record<string, string>> = {
  SSS_REQUEST_LIMIT_EXCEEDED: busy,
  CONCURRENCY_LIMIT_EXCEEDED: busy,
};

/** What an error of the token endpoint most often means. */
const tokenAdvice: Readonly<Record<string, string>> = {
  invalid_client:
    'Check the client ID, the certificate ID, that the private key belongs to that certificate, and that the certificate has neither ended nor been revoked. ',
  invalid_grant: "Check the account, this machine's clock, and the certificate. ",
  invalid_scope: 'Tick the scope on the integration record, or ask for another with NETSUITE_OAUTH2_SCOPE. ',
  unauthorized_client: 'Tick Client Credentials (Machine to Machine) Grant on the integration record. ',
};

const unreadable = ({ path, reason }: Data) =>
  `Cannot read ${path} (${reason}). Check the path, and that you may read it.`;

const texts: Readonly<Record<string, (data: Data) => string>> = {
  'account-differs': ({ wanted, account }) =>
    `The request is for account ${wanted}, the credentials are those of ${account}. Set NETSUITE_ACCOUNT_ID and its secrets to that account.`,
  'account-id-characters': ({ character }) => `An account ID cannot contain '${character}'.`,
  'account-id-empty': () => 'The account ID is empty. Set NETSUITE_ACCOUNT_ID.',
  'account-id-shape': ({ id }) => `'${id}' cannot be an account ID.`,
  'answer-failed': ({ status, code, message }) =>
    [`NetSuite answered ${status}`, code, message].filter(part => part !== '').join(': ') +
    (advice[String(code)] ?? ''),
  'auth-contradicts': ({ other }) => `The request says '# @auth ${other}' already. Keep one of them.`,
  'auth-not-configured': ({ auth, name }) =>
    `The request asks for ${auth === 'oauth2' ? 'OAuth 2.0' : 'token-based authentication'} (# @auth ${auth}), and ${name} is not set. Set it in the environment, name a file with --env-file, or take the line out.`,
  'auth-unknown': ({ value }) => `'${value}' is no way to log in. Write # @auth tba or # @auth oauth2.`,
  'base-url-invalid': ({ name }) =>
    `${name} is not a base URL. Give it as https://host/path, without query, user name or password; http is for this machine only.`,
  'body-file-encoding': ({ path, encoding }) => `There is no encoding '${encoding}' to read ${path} in.`,
  'body-file-mixed': () => 'A body is either a file or text, not both. Put all of it into the file, or all of it here.',
  'body-file-not-text': ({ path, encoding }) =>
    `${path} is not text in ${encoding}. Name its encoding, as in <@latin1 ${path}, or send it as Base64 in JSON.`,
  'body-file-too-large': ({ path, limit }) => `${path} is larger than ${Number(limit) / 1024 / 1024} MB.`,
  'body-file-unreadable': ({ path, reason }) =>
    `Cannot read the body from ${path} (${reason}). The path is taken from the folder of the request file.`,
  'body-not-json': ({ offset }) => `The answer is not JSON (at byte ${offset}).`,
  'body-not-xml': ({ line, column }) => `The answer is not XML (at line ${line}, column ${column}).`,
  'braces-escaped': () => 'Escaped braces (\\{\\{) are not replaced here. Put the text into a variable.',
  cancelled: () => 'Cancelled. NetSuite may have carried the request out.',
  'check-no-answer': () => 'There was no answer to check.',
  'check-not-comparable': ({ text }) => `'${text}' is not a number. Compare texts with ==, contains or matches.`,
  'check-operator': ({ text }) =>
    `'${text}' in a check is no operator. Write it as # @assert status == 200, or body.$.id exists.`,
  'check-pattern': ({ pattern }) =>
    `'${pattern}' is not a pattern that every dialect has. Use letters, classes, groups and quantifiers only.`,
  'check-subject': ({ text }) =>
    `'${text}' is nothing that a check can look at. Use status, time, headers.Name, body, body.$.path or body./path.`,
  'check-too-costly': () => 'The pattern takes too long over this answer. Make it simpler.',
  'check-value': ({ text }) => `Check '${text}': exists and missing stand alone, every other operator needs a value.`,
  'checks-failed': ({ failed, total }) => `${failed} of ${total} checks failed.`,
  'client-certificate': ({ header }) =>
    `The header ${header} names a client certificate in other clients. NetSuite calls with a token use none: take it out.`,
  'connect-failed': data =>
    `No connection could be made (${wireFaultText(data)}), and nothing was sent. ${wireFaultAdvice(data)}`,
  'connection-broken': data =>
    `The connection broke before the answer was complete (${wireFaultText(data)}). NetSuite may have carried the request out; it is not sent again. ${wireFaultAdvice(data)}`,
  'consumer-key-empty': () => 'The consumer key is empty.',
  'credential-missing': ({ name }) => `${name} is not set. Set it in the environment, or name a file with --env-file.`,
  'curl-command': () =>
    'A curl command is no request. Paste it in VS Code, which makes one of it, or write method and URL.',
  'directive-empty': ({ directive }) => `'# @${directive}' needs a value.`,
  'directive-unsupported': ({ directive }) =>
    `'# @${directive}' changes the request in other clients and is not known here. Take it out.`,
  'env-file-unreadable': unreadable,
  'environment-file-invalid': ({ file, offset }) =>
    `${file} is not JSON of the form {"name": {"variable": "value"}} (at character ${offset}).`,
  'environment-file-too-large': ({ file }) => `${file} is too large.`,
  'environment-unknown': ({ name, known }) =>
    known === '' || known === undefined
      ? `There is no environment '${name}': no http-client.env.json was found beside the request file or above it, or it has none.`
      : `There is no environment '${name}'. There are: ${known}.`,
  'environment-value-cycle': ({ name }) => `The environment's value '${name}' refers to itself.`,
  'environment-value-too-long': ({ name }) => `The environment's value '${name}' becomes too long.`,
  'environment-value-unknown': ({ name, within }) => `'${within}' refers to '${name}', which is not defined.`,
  'expansion-too-long': () => 'The variables make the request too long.',
  'field-missing': ({ field }) => `The field '${field}' is missing.`,
  'explain-none': () =>
    'No request with an Authorization header or TokenPassport, and no assertion, was found in the text. An Authorization header alone needs --method and --url.',
  'explain-unreadable': unreadable,
  'field-type': ({ field }) => `The field '${field}' must be a string.`,
  'form-not-utf8': ({ escapes }) => `The escapes ${escapes} do not spell UTF-8.`,
  'form-oauth-parameter': ({ name }) => `The form body holds ${name}, which belongs in the header only.`,
  'graphql-unsupported': () => 'NetSuite has no GraphQL. Write the query as SuiteQL below # @suiteql.',
  'header-injection': ({ header }) =>
    `The value of the header ${header} holds a line end. Take it out of the variable.`,
  'header-invalid': ({ name }) =>
    name === undefined
      ? 'A line among the headers is not a header. Write Name: value, and leave a blank line before the body.'
      : `The header ${name} holds characters that HTTP cannot carry.`,
  'header-refused': ({ name }) =>
    `tba signs the request and keeps no cookies, so the header ${name} is not sent. Take it out.`,
  'header-value-invalid': ({ header }) => `The header ${header} holds characters that HTTP cannot carry.`,
  'host-of-another-account': ({ host, account }) =>
    `${host} does not belong to account ${account}, and a signature only ever goes to its own account. Use a relative target, or set NETSUITE_BASE_URL.`,
  'input-unreadable': ({ reason }) => `Cannot read standard input (${reason}).`,
  'json-invalid': ({ offset }) => `This is not JSON (at character ${offset}).`,
  'json-path-invalid': ({ path }) => `'${path}' is not a JSONPath. Write it as $.items[0].id.`,
  'json-path-too-costly': ({ path }) => `'${path}' takes too long over this answer. Make it more definite.`,
  'json-too-deep': () => 'The JSON is nested too deep.',
  'jwt-encrypted': () => 'The token is encrypted (JWE): only who it is for can read it. NetSuite takes signed ones.',
  'jwt-none': () => 'There is no assertion or access token (JWT) in the text.',
  'jwt-too-long': ({ limit }) => `The token has more than ${limit} characters.`,
  'jwt-unreadable': ({ part }) => `The ${part} of the token cannot be read: not JSON in base64url, or cut off.`,
  'line-too-long': ({ longest }) => `The line has more than ${longest} characters.`,
  'line-not-json': () => 'The line is not a JSON object.',
  'login-guard': ({ failures }) => `The login failed ${failures} times. Five failures lock the user.`,
  'login-refused': ({ status, code }) =>
    `NetSuite refused the login (${status} ${code}). It was not tried again: five failures lock the user. The Login Audit Trail in NetSuite tells the cause.`,
  'method-invalid': () => 'The method is not an HTTP method.',
  'method-unknown': ({ method }) => `'${method}' is not an HTTP method.`,
  'multipart-refused': () =>
    'NetSuite refuses multipart bodies. Send a file as Base64 in JSON to a RESTlet that saves it.',
  'network-login': ({ status, title }) =>
    `The log-in page of a network${title === '' ? '' : `, '${title}',`} answered in NetSuite's place (${status}). Log in to the network in a browser first, then send again.`,
  'nonce-empty': () => 'The nonce is empty.',
  'not-sent': ({ why, name }) => notSent(String(why), String(name)),
  'oauth2-refused': ({ status, error, description }) =>
    `NetSuite gave no access token (${status} ${[error, description].filter(part => part !== '').join(': ')}). It was not asked again: failed logins lock the user. ${tokenAdvice[String(error)] ?? ''}The Login Audit Trail in NetSuite tells the cause.`,
  'oauth2-scope-none': () =>
    `NETSUITE_OAUTH2_SCOPE names no scope. Leave it out, or name some of: restlets rest_webservices.`,
  'oauth2-scope-unknown': ({ scope, known }) => `'${scope}' is no scope of NetSuite's. There are: ${known}.`,
  'oauth2-unanswered': ({ status }) =>
    `What answered for the token endpoint is not NetSuite's (${status}). Check the account ID, NETSUITE_BASE_URL and the proxy.`,
  'parameter-name': ({ name }) => `'${name}' cannot be the name of a header parameter.`,
  'parameter-repeated': ({ name }) => `The header parameter ${name} is given twice.`,
  'params-shape': () => "'params' must be an object of strings, or a list of [name, value].",
  'practice-control-failed': ({ status }) => `The practice account refused (${status}).`,
  'practice-folder-unusable': ({ folder, reason }) => `The folder ${folder} cannot be used (${reason}).`,
  'practice-locked': ({ folder, pid }) =>
    `Process ${pid} holds the folder ${folder} but does not answer. End it, or name another folder with --state.`,
  'practice-port-in-use': ({ port }) => `Port ${port} is taken by another program, or reserved. Choose another --port.`,
  'practice-start-failed': ({ stderr }) => `The practice account could not start. ${stderr}`.trimEnd(),
  'practice-start-timeout': ({ seconds }) => `The practice account was not ready within ${seconds} seconds.`,
  'practice-state-corrupt': ({ file, where }) =>
    `${file} cannot be understood (at ${where}). It was left as it is: move it away, or name another folder with --state.`,
  'practice-state-newer': ({ file }) =>
    `${file} was written by a newer version. It was left as it is: use that version, or name another folder with --state.`,
  'practice-stop-failed': ({ pid }) => `The practice account, process ${pid}, did not end.`,
  'process-env-not-allowed': ({ name }) =>
    `The request reads the process variable ${name}. Allow it with --process-env.`,
  'production-write': ({ method, url, account, script, deploy }) =>
    script === undefined
      ? `${method} ${url} may write to ${account}, which is or may be a production account.`
      : `${method} ${url} runs script ${script}, deployment ${deploy}, which may write to ${account}, which is or may be a production account.`,
  'private-key-encrypted': () =>
    'The private key is encrypted. Give NETSUITE_PRIVATE_KEY_FILE a key without a passphrase, readable by you alone.',
  'private-key-file-unreadable': unreadable,
  'private-key-kind': ({ kind }) =>
    `NetSuite takes no private key of the kind '${kind}'. Make an RSA key of 3072 or 4096 bits, or one on the curve P-256, P-384 or P-521.`,
  'private-key-passphrase': () => 'The passphrase does not open the private key.',
  'private-key-size': ({ bits }) => `The RSA key has ${bits} bits. NetSuite takes 3072 or 4096.`,
  'private-key-unreadable': () => 'NETSUITE_PRIVATE_KEY_FILE holds no private key in PEM.',
  'prompt-missing': ({ options, descriptions }) =>
    `The request asks for values${descriptions === '' ? '' : ` (${descriptions})`}. Give ${options}.`,
  'protocol-unsupported': ({ method }) => `NetSuite does not speak ${method}. Write the request as HTTP.`,
  redirected: ({ status, location }) =>
    location === undefined
      ? `NetSuite answered ${status}: this is the wrong host for the account. No redirect is followed with a signature. Check the account ID and NETSUITE_BASE_URL.`
      : `The answer was ${status} and points to ${location}. No redirect is followed with a signature. If that is one of NetSuite's hosts, this is the wrong one for the account: check the account ID and NETSUITE_BASE_URL. If not, a network's log-in page answered: log in to the network in a browser first.`,
  'report-unwritable': ({ path, reason }) =>
    `Cannot write the report ${path} (${reason}). Name a file in a folder that exists.`,
  'request-ambiguous': ({ name }) =>
    `Several requests are called '${name}', and the answer of one of them is needed. Give them different names.`,
  'request-cycle': ({ cycle }) => `The request needs its own answer: ${cycle}. Take one of the references out.`,
  'request-disabled': () => 'The request is switched off with # @disabled. Take that out to send it.',
  'request-file-not-utf8': ({ path }) => `${path} is not UTF-8. Save it as UTF-8.`,
  'request-file-unreadable': unreadable,
  'request-line-in-body': () => 'Another request begins within the body. Put ### before it.',
  'request-name-twice': ({ name, requests }) =>
    `Several requests are called '${name}'. Give them different names: ${requests}.`,
  'request-name-unknown': ({ name, requests }) => `No request is called '${name}'. The file has ${requests}.`,
  'request-none': ({ path }) => `There is no request in ${path}.`,
  'request-not-chosen': ({ requests }) =>
    `The file has several requests. Choose one with --name, or send them all with --all: ${requests}.`,
  'request-unknown': ({ name }) =>
    `No request is called '${name}', whose answer is needed. Name one with # @name ${name}.`,
  'response-not-received': ({ request }) =>
    `There is no answer of '${request}' to go on with. What a body's file refers to is not sent by itself: put '${request}' before this request and send both with --all.`,
  'response-too-large': ({ limit }) =>
    `The answer is larger than ${Number(limit) / 1024 / 1024} MB and was stopped there; what had come by then is shown. Ask for less at once${Number(limit) < responseLimit ? ', or raise --max-size' : ''}.`,
  'response-value-hidden': ({ name }) => `'${name}' is a credential, which is masked and cannot be referred to.`,
  'response-value-missing': ({ name }) =>
    `'${name}' leads to nothing in the answer. Look at the answer, and correct the path.`,
  'response-value-not-text': ({ name }) => `The answer that '${name}' refers to is no text.`,
  'run-unsupported': () => 'Requests of other files are not run. Name that file instead.',
  'script-before-request': () =>
    'A script would change the request in other clients, and scripts are not run here. Use variables, and take it out.',
  'script-in-text': () => 'A script stands within the body, and scripts are not run here. Take it out.',
  'server-time-invalid': () => 'The server time is none. Give it in seconds since 1970, or as 2026-01-31T12:00:00Z.',
  'signed-as-alone': () => 'NETSUITE_SIGNED_AS goes with NETSUITE_BASE_URL, which is not set.',
  'signing-secret-as-value': ({ name }) =>
    `${name} holds a secret that calls are signed with, and is never put into a request.`,
  'suiteql-empty': () => 'There is no query below # @suiteql. Write it after a blank line.',
  'target-injection': () => 'The target holds control characters. Take them out of the variable.',
  'target-missing': () => 'The request has no target. Write one after the method.',
  'target-unknown': ({ target }) =>
    `'${target}' is not a target that is known. Use /app/…, /rest/…, /services/…, restlet:script/deployment, or a whole https URL.`,
  'text-not-unicode': () => 'A text holds half of a surrogate pair, which has no UTF-8 form.',
  'timed-out': ({ seconds }) =>
    `No answer within ${seconds} s. NetSuite may have carried the request out. Ask for less at once, or give it longer with # @timeout.`,
  'timeout-invalid': ({ value }) => `'${value}' is no time. Write seconds, such as # @timeout 30.`,
  'timestamp-invalid': () => 'The timestamp must be seconds since 1970, digits only.',
  'undefined-variable': ({ name }) =>
    `The variable '${name}' is not defined. Define it in the file, @name = value, in http-client.env.json (--env), or with --var ${name}=value.`,
  'url-http-not-loopback': ({ host }) => `Plain http is only signed for this machine, not for ${host}. Use https.`,
  'url-invalid': () => 'The URL cannot be read. Give it whole, with https:// and host.',
  'url-not-unicode': () => 'The URL holds half of a surrogate pair, which has no UTF-8 form.',
  'url-oauth-parameter': ({ name }) => `The query holds ${name}, which belongs in the header only.`,
  'url-scheme': ({ scheme }) => `'${scheme}' is not https.`,
  'url-userinfo': () => 'The URL holds a user name or password. Take it out.',
  usage: ({ reason }) => String(reason),
  'value-file-unreadable': unreadable,
  'variable-cycle': ({ name, cycle }) => `The variable '${name}' refers to itself: ${cycle}.`,
  'variable-invalid': () => 'A line that begins with @ is not a variable. Write @name = value.',
  'variable-too-deep': ({ limit }) => `A variable refers to others more than ${limit} deep.`,
  'xml-too-deep': () => 'The XML of the answer is nested too deep to look into.',
  'xml-too-long': ({ limit }) => `The XML of the answer is longer than ${limit} characters, too long to look into.`,
  'xpath-invalid': ({ path }) => `'${path}' is not an XPath.`,
  'xpath-too-costly': ({ path }) => `'${path}' takes too long over this answer. Make it more definite.`,
  'xpath-unsupported': ({ path }) => `'${path}' uses a part of XPath that is not supported.`,
};

function notSent(why: string, name: string): string {
  switch (why) {
    case 'login':
      return 'Not sent, since the login failed before.';
    case 'needed':
      return `Not sent, since the answer of '${name}' is needed, which did not go well.`;
    case 'bail':
      return `Not sent, since '${name}' did not go well.`;
    default:
      return 'Not sent, since the run was interrupted.';
  }
}

/** What went wrong, for a person at a terminal. */
export function errorText(error: unknown): string {
  if (!isCoded(error)) {
    return error instanceof Error ? error.message : String(error);
  }
  const text = texts[error.code]?.(error.data);
  const details = Object.values(error.data).join(', ');
  // Names, hosts and messages come from files and servers.
  return printable(text ?? (details === '' ? error.code : `${error.code} (${details})`));
}
