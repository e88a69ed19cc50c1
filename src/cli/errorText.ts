import { isCoded } from '../codedError.ts';
import { printable } from './printable.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** What to do about NetSuite's commonest errors. */
const advice: Readonly<Record<string, string>> = {
  SSS_REQUEST_LIMIT_EXCEEDED: ' Too many calls at once, from all programs of the account together: try again later.',
  CONCURRENCY_LIMIT_EXCEEDED: ' Too many calls at once, from all programs of the account together: try again later.',
};

const texts: Readonly<Record<string, (data: Data) => string>> = {
  'account-differs': ({ wanted, account }) =>
    `The request is for account ${wanted}, the credentials are those of ${account}. Set NETSUITE_ACCOUNT_ID and its secrets to that account.`,
  'account-id-empty': () => 'The account ID is empty. Set NETSUITE_ACCOUNT_ID.',
  'account-id-characters': ({ character }) => `An account ID cannot contain '${character}'.`,
  'account-id-shape': ({ id }) => `'${id}' cannot be an account ID.`,
  'answer-failed': ({ status, code, message }) =>
    [`NetSuite answered ${status}`, code, message].filter(part => part !== '').join(': ') +
    (advice[String(code)] ?? ''),
  'base-url-invalid': ({ name }) =>
    `${name} is not a base URL. Give it as https://host/path, without query, user name or password; http is for this machine only.`,
  'body-file-encoding': ({ path, encoding }) => `There is no encoding '${encoding}' to read ${path} in.`,
  'body-file-mixed': () => 'A body is either a file or text, not both. Put all of it into the file, or all of it here.',
  'body-file-not-text': ({ path, encoding }) =>
    `${path} is not text in ${encoding}. Name its encoding, as in <@latin1 ${path}, or send it as Base64 in JSON.`,
  'body-file-too-large': ({ path, limit }) => `${path} is larger than ${Number(limit) / 1024 / 1024} MB.`,
  'body-file-unreadable': ({ path, reason }) =>
    `Cannot read the body from ${path} (${reason}). The path is taken from the folder of the request file.`,
  cancelled: () => 'Cancelled. NetSuite may have carried the request out.',
  'connect-failed': ({ reason }) =>
    `No connection could be made (${reason}), and nothing was sent. Check the network, the account ID, NETSUITE_BASE_URL and the proxy.`,
  'connection-broken': ({ reason }) =>
    `The connection broke before the answer was complete (${reason}). NetSuite may have carried the request out; it is not sent again.`,
  'consumer-key-empty': () => 'The consumer key is empty.',
  'credential-missing': ({ name }) => `${name} is not set. Set it in the environment, or name a file with --env-file.`,
  'directive-empty': ({ directive }) => `'# @${directive}' needs a value.`,
  'env-file-unreadable': ({ path, reason }) => `Cannot read ${path} (${reason}).`,
  'expansion-too-long': () => 'The variables make the request too long.',
  'field-missing': ({ field }) => `The field '${field}' is missing.`,
  'field-type': ({ field }) => `The field '${field}' must be a string.`,
  'form-not-utf8': ({ escapes }) => `The escapes ${escapes} do not spell UTF-8.`,
  'form-oauth-parameter': ({ name }) => `The form body holds ${name}, which belongs in the header only.`,
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
  'line-not-json': () => 'The line is not a JSON object.',
  'login-guard': ({ failures }) => `The login failed ${failures} times. Five failures lock the user.`,
  'login-refused': ({ status, code }) =>
    `NetSuite refused the login (${status} ${code}). It was not tried again: five failures lock the user. The Login Audit Trail in NetSuite tells the cause.`,
  'method-invalid': () => 'The method is not an HTTP method.',
  'method-unknown': ({ method }) => `'${method}' is not an HTTP method.`,
  'multipart-refused': () =>
    'NetSuite refuses multipart bodies. Send a file as Base64 in JSON to a RESTlet that saves it.',
  'nonce-empty': () => 'The nonce is empty.',
  'not-sent': ({ why }) =>
    why === 'login' ? 'Not sent, since the login failed before.' : 'Not sent, since the run was interrupted.',
  'parameter-name': ({ name }) => `'${name}' cannot be the name of a header parameter.`,
  'parameter-repeated': ({ name }) => `The header parameter ${name} is given twice.`,
  'params-shape': () => "'params' must be an object of strings, or a list of [name, value].",
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
  'production-write': ({ method, url, account, script, deploy }) =>
    script === undefined
      ? `${method} ${url} may write to ${account}, which is or may be a production account.`
      : `${method} ${url} runs script ${script}, deployment ${deploy}, which may write to ${account}, which is or may be a production account.`,
  redirected: ({ status }) =>
    `NetSuite answered ${status}: this is the wrong host for the account. No redirect is followed with a signature. Check the account ID and NETSUITE_BASE_URL.`,
  'request-file-not-utf8': ({ path }) => `${path} is not UTF-8. Save it as UTF-8.`,
  'request-file-unreadable': ({ path, reason }) => `Cannot read ${path} (${reason}).`,
  'request-name-twice': ({ name, requests }) =>
    `Several requests are called '${name}'. Give them different names:\n${requests}`,
  'request-name-unknown': ({ name, requests }) => `No request is called '${name}'. The file has:\n${requests}`,
  'request-none': ({ path }) => `There is no request in ${path}.`,
  'request-not-chosen': ({ requests }) =>
    `The file has several requests. Choose one with --name, or send them all with --all:\n${requests}`,
  'response-too-large': ({ limit }) => `The answer is larger than ${Number(limit) / 1024 / 1024} MB and was dropped.`,
  'signed-as-alone': () => 'NETSUITE_SIGNED_AS goes with NETSUITE_BASE_URL, which is not set.',
  'suiteql-empty': () => 'There is no query below # @suiteql. Write it after a blank line.',
  'target-injection': () => 'The target holds control characters. Take them out of the variable.',
  'target-missing': () => 'The request has no target. Write one after the method.',
  'target-unknown': ({ target }) =>
    `'${target}' is not a target that is known. Use /app/…, /rest/…, /services/…, restlet:script/deployment, or a whole https URL.`,
  'text-not-unicode': () => 'A text holds half of a surrogate pair, which has no UTF-8 form.',
  'timed-out': ({ seconds }) => `No answer within ${seconds} seconds. NetSuite may have carried the request out.`,
  'timeout-invalid': ({ value }) => `'${value}' is no time. Write seconds, such as # @timeout 30.`,
  'timestamp-invalid': () => 'The timestamp must be seconds since 1970, digits only.',
  'undefined-variable': ({ name }) => `The variable '${name}' is not defined. Define it in the file: @name = value.`,
  'url-http-not-loopback': ({ host }) => `Plain http is only signed for this machine, not for ${host}. Use https.`,
  'url-invalid': () => 'The URL cannot be read. Give it whole, with https:// and host.',
  'url-not-unicode': () => 'The URL holds half of a surrogate pair, which has no UTF-8 form.',
  'url-oauth-parameter': ({ name }) => `The query holds ${name}, which belongs in the header only.`,
  'url-scheme': ({ scheme }) => `'${scheme}' is not https.`,
  'url-userinfo': () => 'The URL holds a user name or password. Take it out.',
  'variable-cycle': ({ name, cycle }) => `The variable '${name}' refers to itself: ${cycle}.`,
  'variable-too-deep': ({ limit }) => `A variable refers to others more than ${limit} deep.`,
  usage: ({ reason }) => `${reason} See 'tba help'.`,
};

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
