import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { mkdir, open, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { CodedError, isCoded } from '../codedError.ts';
import { replace } from '../practice/state/atomicFile.ts';

/**
 * Writes a file that a person named, whole or not at all: on a full disk, or when a piece fails, what stood there before
 * stays as it was.
 *
 * @throws CodedError `file-not-written` (data: file, reason), and those that a piece fails with
 */
export async function writeWholeFile(uri: vscode.Uri, parts: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await (uri.scheme === 'file' ? writeHere(uri.fsPath, parts) : writeElsewhere(uri, parts));
  } catch (cause) {
    if (isCoded(cause)) {
      throw cause;
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodedError('file-not-written', { file: basename(uri.path), reason }, { cause });
  }
}

/** The same of a text. */
export function writeWholeText(uri: vscode.Uri, text: string): Promise<void> {
  return writeWholeFile(uri, one(new TextEncoder().encode(text)));
}

export async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function writeHere(path: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // A link stays one, and leads to the new content.
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch((): Stats | undefined => undefined);
  if (before && !before.isFile()) {
    // A device or a pipe is written to; nothing takes its place.
    await writeParts(target, 'w', undefined, parts);
    return;
  }
  const fresh = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeParts(fresh, 'wx', before?.mode, parts);
    await replace(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

async function writeParts(
  path: string,
  flags: string,
  mode: number | undefined,
  parts: AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, flags, mode);
  try {
    for await (const part of parts) {
      // Unlike `write`, which on a disk that fills up may write a part of it and be content.
      await file.appendFile(part);
    }
  } finally {
    await file.close();
  }
}

/** Elsewhere VS Code writes files in one go. */
async function writeElsewhere(uri: vscode.Uri, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const part of parts) {
    pieces.push(part);
  }
  await vscode.workspace.fs.writeFile(uri, Buffer.concat(pieces));
}
