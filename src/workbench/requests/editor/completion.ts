import * as vscode from 'vscode';
import { completionContext, type CompletionContext } from '../../../requests/editor/completionContext.ts';
import { requestsOf } from '../requestDocuments.ts';
import { accountItems, tokenItems } from './accountItems.ts';
import type { EditorServices } from './editorServices.ts';
import { catalogueFor, noCatalogue } from './recordCatalogue.ts';
import { fieldItems, sqlItems, targetItems } from './netSuiteItems.ts';
import { hasOtherClient } from './otherClient.ts';
import { rangeOf } from './ranges.ts';
import { variableItems } from './variableItems.ts';
import { directives, headers, methods, schemes, type Word } from './words.ts';

/** An item before it knows what it takes the place of. */
export interface Offer {
  readonly label: string;
  readonly kind: vscode.CompletionItemKind;
  readonly detail?: string;
  readonly about?: string;
  /** Unless it is the label. */
  readonly insert?: string | vscode.SnippetString;
  /** What typed text is compared with, unless it is the label. */
  readonly filter?: string;
  /** Completion goes on after it. */
  readonly goesOn?: boolean;
  /** What choosing it does besides. */
  readonly command?: vscode.Command;
}

/** Which characters open the list where; typing letters does everywhere. */
const opens: Readonly<Record<string, readonly CompletionContext['kind'][]>> = {
  ' ': ['target', 'header-value', 'directive-value'],
  ':': ['header-value'],
  '/': ['target'],
  '.': ['variable'],
  '"': ['body-json'],
  '@': ['directive'],
  '{': ['variable'],
  $: ['variable'],
};

export async function complete(
  document: vscode.TextDocument,
  position: vscode.Position,
  { triggerCharacter }: vscode.CompletionContext,
  services: EditorServices,
): Promise<vscode.CompletionItem[]> {
  const file = requestsOf(document);
  const context = completionContext(document.getText(), file, document.offsetAt(position));
  if (!context || (triggerCharacter !== undefined && opens[triggerCharacter]?.includes(context.kind) === false)) {
    return [];
  }
  const inserting = rangeOf(document, { start: context.replace.start, end: document.offsetAt(position) });
  const replacing = rangeOf(document, context.replace);
  const offers = await offersFor(context, document, services);
  return offers.map((offer, index) => {
    const item = new vscode.CompletionItem(
      offer.detail === undefined ? offer.label : { label: offer.label, description: offer.detail },
      offer.kind,
    );
    item.insertText = offer.insert ?? offer.label;
    item.filterText = offer.filter ?? offer.label;
    item.range = { inserting, replacing };
    item.sortText = String(index).padStart(4, '0');
    if (offer.about !== undefined) {
      item.documentation = offer.about;
    }
    if (offer.command) {
      item.command = offer.command;
    }
    if (offer.goesOn) {
      item.command = { command: 'editor.action.triggerSuggest', title: '' };
    }
    return item;
  });
}

/** Other clients complete what is HTTP’s; then we add what is NetSuite’s. */
async function offersFor(
  context: CompletionContext,
  document: vscode.TextDocument,
  services: EditorServices,
): Promise<readonly Offer[]> {
  const isShared = hasOtherClient();
  const { Keyword, Property, Value } = vscode.CompletionItemKind;
  switch (context.kind) {
    case 'method': {
      const offers = methods().map(word => offerOf(word, Keyword, { insert: `${word.name} `, goesOn: true }));
      return isShared ? [] : [...offers, ...(context.prefix === '' ? [] : targetItems(context.prefix, noCatalogue))];
    }
    case 'target':
      return targetItems(context.prefix, await catalogueFor(context.request, document, services));
    case 'header-name':
      return headers()
        .filter(({ name }) => !isShared || name === 'Prefer' || name === 'SOAPAction')
        .filter(({ name }) => context.hasColon || !isGiven(context, name))
        .map(word => offerOf(word, Property, context.hasColon ? {} : { insert: `${word.name}: `, goesOn: true }));
    case 'header-value': {
      const known = headers().find(({ name }) => name.toLowerCase() === context.header.toLowerCase());
      return (known?.values ?? []).map(word => ({ ...offerOf(word, Value), detail: word.about }));
    }
    case 'variable':
      return variableItems(context, document, services, isShared);
    case 'directive':
      return directives().map(word =>
        offerOf(word, Keyword, { label: `@${word.name}`, insert: `@${word.name} `, goesOn: true }),
      );
    case 'directive-value':
      switch (context.directive) {
        case 'account':
          return accountItems(services);
        case 'token':
          return tokenItems(context.request, document, services);
        case 'auth':
          return schemes().map(word => ({ ...offerOf(word, Value), detail: word.about }));
        default:
          return [];
      }
    case 'body-json':
      return fieldItems(context, await catalogueFor(context.request, document, services));
    case 'sql':
      return sqlItems();
  }
}

function offerOf(word: Word, kind: vscode.CompletionItemKind, more: Partial<Offer> = {}): Offer {
  return { label: word.name, kind, about: word.about, ...more };
}

function isGiven({ request }: Extract<CompletionContext, { kind: 'header-name' }>, header: string): boolean {
  return request.headers.some(({ name }) => name.value.toLowerCase() === header.toLowerCase());
}
