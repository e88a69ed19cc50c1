import { isCoded } from '../codedError.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

const texts: Readonly<Record<string, (data: Data) => string>> = {
  'account-id-empty': () => 'The account ID is empty. Set NETSUITE_ACCOUNT_ID.',
  'account-id-characters': ({ character }) => `An account ID cannot contain '${character}'.`,
  'account-id-shape': ({ id }) => `'${id}' cannot be an account ID.`,
  'consumer-key-empty': () => 'The consumer key is empty.',
  'credential-missing': ({ name }) => `${name} is not set. Set it in the environment, or name a file with --env-file.`,
  'env-file-unreadable': ({ path, reason }) => `Cannot read ${path} (${reason}).`,
  'field-missing': ({ field }) => `The field '${field}' is missing.`,
  'field-type': ({ field }) => `The field '${field}' must be a string.`,
  'form-not-utf8': ({ escapes }) => `The escapes ${escapes} do not spell UTF-8.`,
  'form-oauth-parameter': ({ name }) => `The form body holds ${name}, which belongs in the header only.`,
  'line-not-json': () => 'The line is not a JSON object.',
  'method-invalid': () => 'The method is not an HTTP method.',
  'nonce-empty': () => 'The nonce is empty.',
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
  'text-not-unicode': () => 'A text holds half of a surrogate pair, which has no UTF-8 form.',
  'timestamp-invalid': () => 'The timestamp must be seconds since 1970, digits only.',
  'url-http-not-loopback': ({ host }) => `Plain http is only signed for this machine, not for ${host}. Use https.`,
  'url-invalid': () => 'The URL cannot be read. Give it whole, with https:// and host.',
  'url-not-unicode': () => 'The URL holds half of a surrogate pair, which has no UTF-8 form.',
  'url-oauth-parameter': ({ name }) => `The query holds ${name}, which belongs in the header only.`,
  'url-scheme': ({ scheme }) => `'${scheme}' is not https.`,
  'url-userinfo': () => 'The URL holds a user name or password. Take it out.',
  usage: ({ reason }) => `${reason} See 'tba help'.`,
};

/** What went wrong, for a person at a terminal. */
export function errorText(error: unknown): string {
  if (!isCoded(error)) {
    return error instanceof Error ? error.message : String(error);
  }
  const text = texts[error.code]?.(error.data);
  const details = Object.values(error.data).join(', ');
  return text ?? (details === '' ? error.code : `${error.code} (${details})`);
}
