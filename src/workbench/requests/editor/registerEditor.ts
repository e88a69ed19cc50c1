import * as vscode from 'vscode';
import { requestLanguage } from '../requestLanguage.ts';
import type { RequestLens } from './codeLenses.ts';
import type { EditorServices } from './editorServices.ts';

/** `{` opens a variable, `@` a directive, `$` a system value; blanks and `:` come before values, `/` within targets. */
const triggers = ['{', '@', '$', ':', '/', ' ', '.', '"'];

/** What the editor knows about request files. Everything behind it is loaded when VS Code first asks for it. */
export function registerRequestEditor(subscriptions: vscode.Disposable[], services: EditorServices): void {
  const selector: vscode.DocumentSelector = { language: requestLanguage };
  const { languages } = vscode;
  const lensesChanged = new vscode.EventEmitter<void>();
  subscriptions.push(
    lensesChanged,
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('netsuiteTba.codeLens')) {
        lensesChanged.fire();
      }
    }),
    vscode.extensions.onDidChange(() => lensesChanged.fire()),
    languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async document => (await import('./codeLenses.ts')).codeLenses(document),
      resolveCodeLens: (lens: RequestLens) => {
        lens.command = lens.describe();
        return lens;
      },
    }),
    languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: async (document, position, _, context) =>
          (await import('./completion.ts')).complete(document, position, context, services),
      },
      ...triggers,
    ),
    languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => (await import('./hover.ts')).hover(document, position, services),
    }),
    languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, _, context) => {
          const own = context.diagnostics.filter(({ source }) => source === 'NetSuite TBA');
          // VS Code asks at every move of the caret.
          return own.length === 0
            ? []
            : (await import('./codeActions.ts')).codeActions(document, { ...context, diagnostics: own }, services);
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    languages.registerDocumentSymbolProvider(
      selector,
      { provideDocumentSymbols: async document => (await import('./outline.ts')).documentSymbols(document) },
      { label: 'NetSuite TBA' },
    ),
    languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: async document => (await import('./outline.ts')).foldingRanges(document),
    }),
    languages.registerRenameProvider(selector, {
      prepareRename: async (document, position) => (await import('./names.ts')).prepareRename(document, position),
      provideRenameEdits: async (document, position, newName) =>
        (await import('./names.ts')).rename(document, position, newName),
    }),
    languages.registerReferenceProvider(selector, {
      provideReferences: async (document, position, context) =>
        (await import('./names.ts')).references(document, position, context),
    }),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: async (document, position) => (await import('./names.ts')).definition(document, position),
    }),
    languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: async (document, options) =>
        (await import('./formatBodies.ts')).formatBodies(document, options),
    }),
    languages.registerDocumentRangeFormattingEditProvider(selector, {
      provideDocumentRangeFormattingEdits: async (document, range, options) =>
        (await import('./formatBodies.ts')).formatBodies(document, options, range),
    }),
  );
}
