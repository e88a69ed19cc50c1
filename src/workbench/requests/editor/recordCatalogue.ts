import * as vscode from 'vscode';
import type { AccountRecord } from '../../../accounts/records.ts';
import type { AccountField } from '../../../exchange/reads/accountRecordTypes.ts';
import { definitionOf, recordTypes, type FieldDefinition } from '../../../practice/records/definitions.ts';
import type { RequestNode } from '../../../requests/nodes.ts';
import type { CommandId } from '../../commandIds.ts';
import { plainText } from '../../plainText.ts';
import type { CachedRecordTypes } from '../../restlets/recordTypeCache.ts';
import { requestsOf } from '../requestDocuments.ts';
import type { Offer } from './completion.ts';
import { accountFor, noVariables, type EditorServices } from './editorServices.ts';

/** Record types and their fields: as they were read from the account, else those of the practice account. */
export interface RecordCatalogue {
  /** Names as URLs have them; the label where it is known. */
  readonly types: readonly { readonly name: string; readonly label: string }[];
  /** Undefined when they are not known. */
  readonly fieldsOf: (type: string) => readonly AccountField[] | undefined;
  /** Offers to read the account's own; undefined where nothing can be read. */
  readonly offerToRead: ((typed: string, type?: string) => Offer) | undefined;
}

const practiceTypes = recordTypes.map(definitionOf).map(({ restName, label }) => ({ name: restName, label }));

/** Real accounts have these too. */
export const noCatalogue: RecordCatalogue = {
  types: practiceTypes,
  fieldsOf: practiceFields,
  offerToRead: undefined,
};

/** What is known for the account that a request goes to. */
export async function catalogueFor(
  request: RequestNode,
  document: vscode.TextDocument,
  services: EditorServices,
): Promise<RecordCatalogue> {
  const outside = request.account?.value.includes('{{') ? await services.outside?.(document) : undefined;
  const account = accountFor(document, requestsOf(document), request, outside ?? noVariables, services);
  if (!account) {
    return noCatalogue;
  }
  const read = services.recordTypes?.(account.accountId);
  return {
    types: read ? read.types.map(name => ({ name, label: labelOf(name) })) : practiceTypes,
    fieldsOf: type => (read && fieldsIn(read.fields, type.toLowerCase())) ?? practiceFields(type),
    offerToRead: vscode.workspace.isTrusted ? (typed, type) => offerToRead(account, typed, type) : undefined,
  };
}

function offerToRead(account: AccountRecord, typed: string, type: string | undefined): Offer {
  const name = plainText(account.name);
  return {
    label:
      type === undefined
        ? vscode.l10n.t('Read record types from {0}', name)
        : vscode.l10n.t('Read the fields of {1} from {0}', name, type),
    kind: vscode.CompletionItemKind.Event,
    about: vscode.l10n.t('Asks the account for its metadata catalogue, with custom records and fields.'),
    // What is typed stays, and whatever it is, this fits.
    insert: typed,
    filter: typed,
    command: {
      command: 'netsuiteTba.readRecordTypes' satisfies CommandId,
      title: '',
      arguments: type === undefined ? [account.id] : [account.id, type],
    },
  };
}

function labelOf(type: string): string {
  return practiceTypes.find(({ name }) => name === type)?.label ?? '';
}

/** What is typed for a type may be any word, `constructor` too. */
function fieldsIn(fields: CachedRecordTypes['fields'], type: string): readonly AccountField[] | undefined {
  return Object.hasOwn(fields, type) ? fields[type] : undefined;
}

function practiceFields(type: string): readonly AccountField[] | undefined {
  const known = recordTypes.find(each => each === type.toLowerCase());
  return (
    known &&
    definitionOf(known)
      .fields.filter(({ access }) => access !== 'read-only')
      .map(field => ({
        name: field.restName,
        title: field.label,
        kind: kindOf(field),
        isRequired: field.access === 'required',
      }))
  );
}

function kindOf({ kind }: FieldDefinition): AccountField['kind'] {
  switch (kind) {
    case 'decimal':
    case 'integer':
      return 'number';
    case 'select':
    case 'reference':
      return 'reference';
    case 'text':
    case 'date':
    case 'boolean':
      return kind;
  }
}
