import * as vscode from 'vscode';
import type { AccountField } from '../../../exchange/reads/accountRecordTypes.ts';
import { newestVersion, portPrefix } from '../../../practice/soap/versions.ts';
import type { CompletionContext } from '../../../requests/editor/completionContext.ts';
import type { Offer } from './completion.ts';
import type { RecordCatalogue } from './recordCatalogue.ts';
import { sqlFunctions, sqlKeywords, sqlTables } from './sqlWords.ts';

const records = '/services/rest/record/v1/';

/** Where a request can go. */
export function targetItems(prefix: string, { types, offerToRead }: RecordCatalogue): Offer[] {
  const { Module, Class } = vscode.CompletionItemKind;
  const target = (label: string, about: string, insert?: string): Offer => ({
    label,
    kind: Module,
    about,
    ...(insert !== undefined && { insert: new vscode.SnippetString(insert) }),
  });
  if (prefix.startsWith(records)) {
    return [
      ...types.flatMap(({ name, label }) => [
        { label: records + name, kind: Class, ...(label !== '' && { detail: label }) },
        {
          label: `${records}${name}/…`,
          kind: Class,
          ...(label !== '' && { detail: label }),
          insert: new vscode.SnippetString(`${records}${name}/\${1:id}`),
          filter: `${records}${name}/`,
        },
      ]),
      ...(offerToRead ? [offerToRead(prefix)] : []),
    ];
  }
  // In a query or a path that is written already there is nothing to add.
  if (/[?{]/.test(prefix)) {
    return [];
  }
  return [
    target(
      'restlet:',
      vscode.l10n.t('A RESTlet by the script IDs of script and deployment, or their numbers'),
      'restlet:${1:customscript_}/${2:customdeploy_}',
    ),
    { label: records, kind: Module, about: vscode.l10n.t('Records by REST'), goesOn: true },
    target(
      `${records}metadata-catalog/`,
      vscode.l10n.t('What fields a record type has'),
      `${records}metadata-catalog/\${1:customer}`,
    ),
    target('/services/rest/query/v1/suiteql', vscode.l10n.t('SuiteQL, by POST with Prefer: transient')),
    target(
      '/services/rest/query/v1/dataset/',
      vscode.l10n.t('The result of a dataset'),
      '/services/rest/query/v1/dataset/${1:id}/result',
    ),
    target('/services/rest/system/v1/governanceLimits', vscode.l10n.t('The limits of the account, for administrators')),
    target(portPrefix + newestVersion, vscode.l10n.t('SOAP web services, by POST')),
    target('/rest/tokeninfo', vscode.l10n.t('Who the token is: company, role and user')),
    target(
      '/app/site/hosting/restlet.nl',
      vscode.l10n.t('A RESTlet by its long URL'),
      '/app/site/hosting/restlet.nl?script=${1:customscript_}&deploy=${2:customdeploy_}',
    ),
  ];
}

/** The fields of a record, in the body of a call that makes or changes it. */
export function fieldItems(
  { request, isKey, inString, prefix }: Extract<CompletionContext, { kind: 'body-json' }>,
  { fieldsOf, offerToRead }: RecordCatalogue,
): Offer[] {
  const type = /\/services\/rest\/record\/v1\/(\w+)/.exec(request.target.value)?.[1];
  if (!isKey || type === undefined) {
    return [];
  }
  return [
    ...(fieldsOf(type) ?? []).map(field => ({
      label: field.name,
      kind: vscode.CompletionItemKind.Field,
      ...(field.title !== '' && { detail: field.title }),
      about: aboutField(field),
      insert: inString ? field.name : `"${field.name}": `,
    })),
    ...(offerToRead ? [offerToRead(prefix, type)] : []),
  ];
}

function aboutField({ kind, isRequired }: AccountField): string {
  const word = kindWord(kind);
  return isRequired ? vscode.l10n.t('{0}, required to make the record', word) : word;
}

function kindWord(kind: AccountField['kind']): string {
  switch (kind) {
    case 'text':
      return vscode.l10n.t('text');
    case 'number':
      return vscode.l10n.t('number');
    case 'boolean':
      return vscode.l10n.t('true or false');
    case 'date':
      return vscode.l10n.t('date');
    case 'reference':
      return vscode.l10n.t('reference to a record or choice');
    case 'list':
      return vscode.l10n.t('sublist');
    case '':
      return vscode.l10n.t('of another kind');
  }
}

export function sqlItems(): Offer[] {
  return [
    ...sqlTables.map(label => ({ label, kind: vscode.CompletionItemKind.Struct })),
    ...sqlKeywords.map(label => ({ label, kind: vscode.CompletionItemKind.Keyword })),
    ...sqlFunctions.map(name => ({
      label: name,
      kind: vscode.CompletionItemKind.Function,
      insert: new vscode.SnippetString(`${name}($1)`),
    })),
  ];
}
