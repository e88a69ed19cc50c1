import { l10n } from 'vscode';
import type { FoundRequest, RequestNote, RequestNoteCode } from '../../../formats/requestsIn/types.ts';

/** What the workbench sets anyway: said once for all requests, not with each. */
const expected: ReadonlySet<RequestNoteCode> = new Set<RequestNoteCode>([
  'headers-left-out',
  'cookies-left-out',
  'oauth-left-out',
  'auth-left-out',
  'authorization-left-out',
  'passport-left-out',
  'disabled-left-out',
]);

/** All others are about logging in, and said together. */
const said: ReadonlySet<RequestNoteCode> = new Set<RequestNoteCode>([
  'headers-left-out',
  'cookies-left-out',
  'disabled-left-out',
]);

/** What stands as comments above a request: where it is another one than it was. */
export function requestComments({ notes }: FoundRequest): string[] {
  return [...new Set(notes.filter(({ code }) => !expected.has(code)).map(requestNoteText))];
}

/** What holds for many requests, each with how many it holds for. */
export function sharedComments(requests: readonly FoundRequest[]): string[] {
  const counts = new Map<RequestNoteCode, number>();
  for (const { notes } of requests) {
    const codes = notes.map(({ code }) => code).filter(code => expected.has(code));
    new Set(codes.map(code => (said.has(code) ? code : 'authorization-left-out'))).forEach(code =>
      counts.set(code, (counts.get(code) ?? 0) + 1),
    );
  }
  return [...counts].map(([code, count]) => sharedText(code, count));
}

function sharedText(code: RequestNoteCode, count: number): string {
  if (code === 'headers-left-out') {
    return l10n.t('Headers of the client and the connection were left out of {0} request(s).', count);
  }
  if (code === 'disabled-left-out') {
    return l10n.t('Headers, parameters or fields that were switched off were left out of {0} request(s).', count);
  }
  return code === 'cookies-left-out'
    ? l10n.t('Cookies were left out of {0} request(s): the workbench keeps none.', count)
    : l10n.t('Credentials were left out of {0} request(s): the workbench signs them with a token of its tree.', count);
}

/** A note in words, for a comment in the file. */
export function requestNoteText({ code, data }: RequestNote): string {
  const of = (key: string) => String(data?.[key] ?? '');
  switch (code) {
    case 'headers-left-out':
      return l10n.t('Left out, as headers of the client and the connection: {0}.', of('names'));
    case 'authorization-left-out':
      return l10n.t('The Authorization header was left out: the workbench signs the request.');
    case 'cookies-left-out':
      return l10n.t('Cookies were left out: the workbench keeps none.');
    case 'password-left-out':
      return l10n.t('User name and password were left out. NetSuite’s APIs take a signature instead.');
    case 'secret-left-out':
      return l10n.t('The header {0} was left out, since its value looks like a secret.', of('name'));
    case 'oauth-left-out':
      return l10n.t('OAuth parameters were left out: the workbench signs the request.');
    case 'auth-left-out':
      return l10n.t('Authorization settings were left out: the workbench signs with a token of its tree.');
    case 'passport-left-out':
      return l10n.t('The login details of the SOAP header were left out: sending puts a TokenPassport in their place.');
    case 'multipart-left-out':
      return of('fields') === ''
        ? l10n.t('The multipart body was left out: NetSuite refuses them.')
        : l10n.t('The multipart body was left out, since NetSuite refuses them. Its fields: {0}.', of('fields'));
    case 'files-left-out':
      return of('names') === ''
        ? l10n.t('A file belongs to the body, but its path is not known.')
        : l10n.t('Left out, since it stood in a file or came from another program: {0}.', of('names'));
    case 'body-left-out':
      return of('why') === 'binary'
        ? l10n.t('The body was left out, since it is binary. Put it into a file: < ./file')
        : l10n.t('The body was left out, since its kind is not known.');
    case 'options-left-out':
      return l10n.t('Options of curl that have no counterpart here: {0}.', of('options'));
    case 'urls-left-out':
      return l10n.t('The command has {0} more URL(s); only the first was taken.', of('count'));
    case 'disabled-left-out':
      return l10n.t('Left out, since it was switched off: {0}.', of('names'));
    case 'scripts-left-out':
      return l10n.t('{0} script(s) were left out; scripts are not run here.', of('count'));
    case 'path-variable-empty':
      return l10n.t('The path variable “:{0}” has no value.', of('name'));
    case 'system-variable-unknown':
      return l10n.t('The value “{0}” is one that only Postman makes.', of('name'));
    case 'variable-left-out':
      return l10n.t('The variable “{0}” was left out, since it looks like a secret.', of('name'));
    case 'variables-elsewhere':
      return l10n.t('Variables without a value in the collection: {0}. Add lines such as @name = value.', of('names'));
    case 'url-missing':
      return l10n.t('{0} request(s) without a URL were passed over.', of('count'));
    case 'header-invalid':
      return l10n.t('The header “{0}” was left out: HTTP cannot carry it.', of('name'));
    case 'method-unknown':
      return l10n.t('“{0}” is not an HTTP method.', of('method'));
    case 'form-encoded':
      return l10n.t('Line ends and outer blanks of the form were percent-encoded.');
    case 'characters-replaced':
      return l10n.t('Characters that no file can hold were replaced.');
    case 'unterminated-quote':
      return l10n.t('A quote is not closed: the command may have been cut.');
  }
}
