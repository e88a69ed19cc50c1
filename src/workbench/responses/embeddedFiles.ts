import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { EmbeddedFile } from '../../bodies/values/embeddedFile.ts';
import { one, writeWholeFile } from '../wholeFile.ts';
import type { BodySession } from './bodySession.ts';
import { fileName, saveFile } from './saveFile.ts';

/** What VS Code shows itself; anything else is for another program. */
const shownHere: readonly EmbeddedFile['kind'][] = ['png', 'jpeg', 'gif', 'webp', 'bmp'];

/** Saves the file that a string holds in base64 where the person says. */
export async function saveEmbedded(session: BodySession, node: number): Promise<void> {
  const { name, bytes } = await readEmbedded(session, node);
  await saveFile(name, () => one(bytes));
}

/**
 * Opens the file that a string holds: an image here, anything else in the program that the system has for it. It is put
 * into a folder that VS Code keeps for the extension, and stays there for a while (see OpenedFiles).
 */
export async function openEmbedded(session: BodySession, node: number, folder: vscode.Uri): Promise<void> {
  const { name, bytes, file } = await readEmbedded(session, node);
  // A name of its own: two values may be called alike.
  const uri = vscode.Uri.joinPath(folder, randomBytes(6).toString('hex'), name);
  await writeWholeFile(uri, one(bytes));
  if (shownHere.includes(file.kind)) {
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  } else {
    await vscode.env.openExternal(uri);
  }
}

async function readEmbedded(
  session: BodySession,
  node: number,
): Promise<{ readonly name: string; readonly bytes: Uint8Array; readonly file: EmbeddedFile }> {
  const { path, embedded } = await session.ask('details', { node });
  if (!embedded) {
    throw new CodedError('value-not-base64');
  }
  const bytes = await session.ask('embedded', { node });
  return { name: fileName(path.replace(/^\$\.?/, ''), embedded.extension), bytes, file: embedded };
}
