import * as vscode from 'vscode';
import { plainText } from '../../plainText.ts';
import { askChoice, type PickItem } from '../../wizard.ts';
import { offerAnother } from './offerAnother.ts';

/** A text to look for credentials in, and where it came from. */
export interface SourceText {
  readonly kind: 'file' | 'clipboard';
  readonly text: string;
  readonly fileName: string;
  /** Of the document with the text; absent for the clipboard. */
  readonly uri?: vscode.Uri;
}

/** Why a source is not read, in words. */
interface Refusal {
  readonly refused: string;
}

const mostBytes = 2 * 1024 * 1024;

/** Asks where from, unless a file is given, and reads it. Undefined when the person left or was told why not. */
export async function readSource(from: vscode.Uri | 'clipboard' | undefined): Promise<SourceText | undefined> {
  const read = await (from === undefined ? readChosen() : from === 'clipboard' ? readClipboard() : readFile(from));
  if (read && 'refused' in read) {
    await offerAnother(read.refused, 'error');
    return undefined;
  }
  return read;
}

async function readClipboard(): Promise<SourceText | Refusal> {
  return sized({ kind: 'clipboard', text: await vscode.env.clipboard.readText(), fileName: '' });
}

async function readChosen(): Promise<SourceText | Refusal | undefined> {
  const editor = vscode.window.activeTextEditor;
  const items: PickItem<'editor' | 'file' | 'clipboard'>[] = [
    ...(editor
      ? [
          {
            label: vscode.l10n.t('The active editor'),
            iconPath: new vscode.ThemeIcon('file'),
            description: plainText(vscode.workspace.asRelativePath(editor.document.uri)),
            value: 'editor' as const,
          },
        ]
      : []),
    {
      label: vscode.l10n.t('The clipboard'),
      iconPath: new vscode.ThemeIcon('clippy'),
      detail: vscode.l10n.t('What you copied: a header, a curl command, the text of NetSuite’s confirmation page'),
      value: 'clipboard',
    },
    {
      label: vscode.l10n.t('A file…'),
      iconPath: new vscode.ThemeIcon('folder-opened'),
      detail: vscode.l10n.t('A .env file, a Postman environment or collection, a settings.json'),
      value: 'file',
    },
  ];
  const place = { title: vscode.l10n.t('Import Credentials'), step: 1, total: 1 };
  const choice = await askChoice(place, vscode.l10n.t('Where are the credentials now?'), items);
  if (choice.kind !== 'next') {
    return undefined;
  }
  switch (choice.value) {
    case 'editor':
      return editor && ofDocument(editor.document);
    case 'clipboard':
      return readClipboard();
    case 'file': {
      const [chosen] =
        (await vscode.window.showOpenDialog({
          title: vscode.l10n.t('Import Credentials'),
          openLabel: vscode.l10n.t('Look for Credentials'),
          canSelectMany: false,
        })) ?? [];
      return chosen && readFile(chosen);
    }
  }
}

async function readFile(uri: vscode.Uri): Promise<SourceText | Refusal> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open) {
    // What the person sees, saved or not.
    return ofDocument(open);
  }
  let bytes: Uint8Array;
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) {
      return refusal(vscode.l10n.t('“{0}” is a folder. Choose a file.', nameOf(uri)));
    }
    if (size > mostBytes) {
      return refusal(tooLarge(size));
    }
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      return refusal(vscode.l10n.t('“{0}” cannot be read: {1}', nameOf(uri), error.message));
    }
    throw error;
  }
  return sized({ kind: 'file', text: decode(bytes), fileName: nameOf(uri), uri });
}

function ofDocument(document: vscode.TextDocument): SourceText | Refusal {
  return sized({ kind: 'file', text: document.getText(), fileName: nameOf(document.uri), uri: document.uri });
}

function sized(source: SourceText): SourceText | Refusal {
  return source.text.length > mostBytes ? refusal(tooLarge(source.text.length)) : source;
}

function tooLarge(size: number): string {
  return vscode.l10n.t(
    'This is {0} MB; credentials are looked for in at most {1} MB. Copy the part with the credentials instead.',
    (size / 1024 / 1024).toFixed(1),
    mostBytes / 1024 / 1024,
  );
}

function refusal(refused: string): Refusal {
  return { refused };
}

/** UTF-8, or UTF-16 by its mark, as PowerShell writes what is sent to a file. The mark itself is no part of the text. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const charset =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(charset).decode(bytes);
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
