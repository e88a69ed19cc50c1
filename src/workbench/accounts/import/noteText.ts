import { l10n } from 'vscode';
import type { CredentialSource, FindProblem, FoundNote } from '../../../formats/foundCredentials.ts';
import type { Assessment } from './assessCandidate.ts';

/** What is worth knowing about a candidate, in words for one line; never a value. */
export function noteText({ code, data }: FoundNote): string {
  const at = (key: string) => String(data?.[key] ?? '');
  const field = fieldWord(at('field'));
  switch (code) {
    case 'secret-missing':
    case 'key-missing':
      return l10n.t('{0} missing', field);
    case 'value-empty':
      return l10n.t('{0} empty', field);
    case 'placeholder':
      return l10n.t('{0} is only a placeholder', field);
    case 'variable-unresolved':
      return l10n.t('{0} stands elsewhere, in “{1}”', field, at('variable'));
    case 'looks-cut':
      return l10n.t('{0} looks cut: {1} characters in place of 64', field, at('length'));
    case 'not-64-hex':
      return l10n.t('{0} is not 64 characters of 0–9 and a–f ({1} characters)', field, at('length'));
    case 'same-value':
      return l10n.t('{0} and {1} hold the same text', field, fieldWord(at('other')));
    case 'looks-swapped':
      return l10n.t('{0} looks swapped: elsewhere in the text it is the {1}', field, fieldWord(at('other')));
    case 'duplicate-name':
      return l10n.t('“{0}” stands there more than once; the last one counts', at('name'));
    case 'several-values':
      return l10n.t('several values for the {0}; one was chosen', field);
    case 'disabled':
      return l10n.t('{0} is switched off there', field);
    case 'account-from-host':
      return l10n.t('account ID taken from a host name');
    case 'account-from-elsewhere':
      return l10n.t('account ID taken from elsewhere in the text');
    case 'account-differs-from-host':
      return l10n.t('account ID and URL name different accounts');
    case 'signature-method':
      return at('method') === 'other'
        ? l10n.t('signed with another method there; NetSuite takes HMAC-SHA256 only, which is used here')
        : l10n.t('signed with {0} there; NetSuite takes HMAC-SHA256 only, which is used here', at('method'));
    case 'password-present':
      return l10n.t('a password stands there too; it was not read');
  }
}

/** Why less was found than hoped for, as a sentence. */
export function problemText({ code, data }: FindProblem): string {
  const at = (key: string) => String(data[key] ?? '');
  switch (code) {
    case 'text-empty':
      return l10n.t('There is no text.');
    case 'text-too-large':
      return l10n.t('The text is too large.');
    case 'json-invalid':
      return l10n.t(
        'It looks like JSON and breaks off or goes wrong at character {0}.',
        Number(data['offset'] ?? 0) + 1,
      );
    case 'json-too-deep':
      return l10n.t('Its JSON is nested too deeply.');
    case 'postman-version':
      return l10n.t('It is a Postman collection of the first format. Export it again as “Collection v2.1”.');
    case 'values-empty':
      return data['source'] === 'postman-environment'
        ? l10n.t('The names are there without values. Postman leaves current values out of an export: copy them over.')
        : l10n.t('The names are there without values.');
    case 'unterminated-quote':
      return l10n.t('A quotation mark in line {0} is never closed.', at('line'));
    case 'password-only':
      return l10n.t('It holds only a password. Passwords are never imported; token-based authentication needs none.');
    case 'values-without-label':
      return Number(data['count']) === 1
        ? l10n.t('One value looks like NetSuite’s, and nothing says which it is. Copy its label as well.')
        : l10n.t(
            '{0} values look like NetSuite’s, and nothing says which is which. Copy the labels beside them as well.',
            at('count'),
          );
    case 'too-many-found':
      return l10n.t('Only the first {0} are shown.', at('limit'));
    case 'nothing-recognised':
      return l10n.t('Nothing in it was recognised.');
  }
}

/** Why something that was found cannot be imported. */
export function unusableText(why: Extract<Assessment, { kind: 'unusable' }>['why']): string {
  switch (why) {
    case 'nothing-there':
      return l10n.t('No key or token is there.');
    case 'same-value':
      return l10n.t('Two of the four hold the same text. Each is different.');
    case 'too-little':
      return l10n.t('Too little to go on: no key has its secret with it.');
  }
}

/** A field's name within a sentence. */
export function fieldWord(field: string): string {
  switch (field) {
    case 'accountId':
      return l10n.t('account ID');
    case 'consumerKey':
      return l10n.t('consumer key');
    case 'consumerSecret':
      return l10n.t('consumer secret');
    case 'token':
      return l10n.t('token ID');
    case 'tokenSecret':
      return l10n.t('token secret');
    default:
      return field;
  }
}

export function sourceWord(source: CredentialSource): string {
  switch (source) {
    case 'dotenv':
      return l10n.t('environment variables');
    case 'postman-environment':
      return l10n.t('Postman environment');
    case 'postman-collection':
      return l10n.t('Postman collection');
    case 'authorization-header':
      return l10n.t('Authorization header');
    case 'curl':
      return l10n.t('curl command');
    case 'integration-page':
      return l10n.t('NetSuite’s page of the application');
    case 'token-page':
      return l10n.t('NetSuite’s page of the token');
    case 'netsuite-upload':
      return l10n.t('settings of netsuite-upload');
  }
}

/** Everything that the import reads, for when it found nothing. */
export function recognisedText(): string {
  return l10n.t(
    'Recognised are .env files, Postman environments and collections (v2.1) with OAuth 1.0, Authorization headers and curl commands, the text of NetSuite’s confirmation pages of an application or token, and settings of the extension netsuite-upload.',
  );
}
