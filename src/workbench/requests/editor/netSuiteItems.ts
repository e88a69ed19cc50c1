import * as vscode from 'vscode';
import { definitionOf, recordTypes, type FieldDefinition } from '../../../practice/records/definitions.ts';
import { newestVersion, portPrefix } from '../../../practice/soap/versions.ts';
import type { CompletionContext } from '../../../requests/completionContext.ts';
import type { Offer } from './completion.ts';
import { sqlFunctions, sqlKeywords, sqlTables } from './sqlWords.ts';

const records = '/services/rest/record/v1/';

/** Where a request can go. Record types are those of the practice account, which real accounts have too. */
export function targetItems(prefix: string): Offer[] {
  const { Module, Class } = vscode.CompletionItemKind;
  const target = (label: string, about: string, insert?: string): Offer => ({
    label,
    kind: Module,
    about,
    ...(insert !== undefined && { insert: new vscode.SnippetString(insert) }),
  });
  if (prefix.startsWith(records)) {
    return recordTypes.map(definitionOf).flatMap(({ restName, label }) => [
      { label: records + restName, kind: Class, detail: label },
      {
        label: `${records}${restName}/…`,
        kind: Class,
        detail: label,
        insert: new vscode.SnippetString(`${records}${restName}/\${1:id}`),
        filter: `${records}${restName}/`,
      },
    ]);
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
export function fieldItems({ request, isKey, inString }: Extract<CompletionContext, { kind: 'body-json' }>): Offer[] {
  const type = /\/services\/rest\/record\/v1\/(\w+)/.exec(request.target.value)?.[1]?.toLowerCase();
  const known = recordTypes.find(each => each === type);
  if (!isKey || known === undefined) {
    return [];
  }
  const { fields } = definitionOf(known);
  return fields
    .filter(({ access }) => access !== 'read-only')
    .map(field => ({
      label: field.restName,
      kind: vscode.CompletionItemKind.Field,
      detail: field.label,
      about: aboutField(field),
      insert: inString ? field.restName : `"${field.restName}": `,
    }));
}

function aboutField({ kind, access, refersTo }: FieldDefinition): string {
  const what = refersTo === undefined ? kind : `${kind} (${refersTo})`;
  return access === 'required' ? vscode.l10n.t('{0}, required to make the record', what) : what;
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
