import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { ContentKind } from '../../bodies/contentKind.ts';
import type { BodySummary } from '../../bodies/openBody.ts';
import type { BodyExport } from '../../panels/response/bodyQuestions.ts';
import type { NodeWanted } from '../../panels/response/messages.ts';
import type { BodySession } from './bodySession.ts';
import { copyText } from './clipboard.ts';
import { exportParts, exportWhole } from './exportParts.ts';
import type { ResponseDocuments } from './responseDocuments.ts';
import type { ResponsePanel } from './responsePanel.ts';
import { fileName, saveFile } from './saveFile.ts';

/** A clipboard takes no more, nor does a page that shows an image. Bytes. */
const mostCopied = 64 * 1024 * 1024;
const largestImage = 32 * 1024 * 1024;

const extensions: Readonly<Record<ContentKind, string>> = {
  json: 'json',
  xml: 'xml',
  html: 'html',
  text: 'txt',
  binary: 'bin',
  empty: 'txt',
};
const tableExtensions = { csv: 'csv', tsv: 'tsv', markdown: 'md', json: 'json' } as const;

type Wanted = Omit<NodeWanted, 'bodyId'>;

/** @throws CodedError `too-long-to-copy` */
export async function copyNode(session: BodySession, wanted: Wanted): Promise<void> {
  await copyText(await nodeText(session, wanted));
}

/** Shows a value in an editor of its own. */
export async function openNode(session: BodySession, wanted: Wanted, documents: ResponseDocuments): Promise<void> {
  const [text, { path }] = await Promise.all([
    nodeText(session, wanted),
    session.ask('details', { node: wanted.node }),
  ]);
  await documents.open(path, /^\s*[[{]/.test(text) ? 'json' : 'text', text);
}

/** The whole body in an editor, indented where it is JSON or XML. */
export async function openBody(panel: ResponsePanel, documents: ResponseDocuments): Promise<void> {
  const session = panel.session();
  const { kind } = await session.summary;
  await documents.open(panel.state.title, kind, await session.ask('text', { form: 'pretty' }));
}

/** Asks where to, and writes it there piece by piece. */
export async function saveExport(panel: ResponsePanel, session: BodySession, wanted: BodyExport): Promise<void> {
  const extension =
    wanted.what === 'table'
      ? tableExtensions[wanted.format]
      : wanted.what === 'filter'
        ? 'json'
        : extensionOf(await session.summary);
  await saveFile(fileName(panel.state.title, extension), () => exportParts(session, wanted));
}

/** @throws CodedError `too-long-to-copy` */
export async function copyExport(session: BodySession, wanted: BodyExport): Promise<void> {
  const bytes = await exportWhole(session, wanted, mostCopied);
  if (!bytes) {
    throw new CodedError('too-long-to-copy', { limit: mostCopied / 1024 / 1024 });
  }
  await vscode.env.clipboard.writeText(new TextDecoder().decode(bytes));
}

/** @throws CodedError `image-too-large` (data: limit) */
export async function readImage(session: BodySession): Promise<Uint8Array> {
  const bytes = await exportWhole(session, { what: 'body' }, largestImage);
  if (!bytes) {
    throw new CodedError('image-too-large', { limit: largestImage / 1024 / 1024 });
  }
  // VS Code hands a Buffer to a page as an object of numbers.
  return new Uint8Array(bytes);
}

async function nodeText(session: BodySession, { node, form }: Wanted): Promise<string> {
  return form === 'path' ? (await session.ask('details', { node })).path : session.ask('value', { node, form });
}

function extensionOf({ kind, image }: BodySummary): string {
  return image ?? extensions[kind];
}
