import * as vscode from 'vscode';
import { bookFileLimits, type BookFile } from '../../../accounts/bookFile.ts';
import { readBookFile } from '../../../accounts/bookFileRead.ts';
import { isEncryptedFile } from '../../../accounts/encryptedFile.ts';
import { CodedError, isCoded } from '../../../codedError.ts';
import type { Log } from '../../log.ts';
import { plainText } from '../../plainText.ts';
import { fileNameOf } from './bookFileWords.ts';
import { runCryptTask } from './cryptTask.ts';
import { cryptWorkerFile } from './exportAccounts.ts';
import { askPassphraseOf } from './passphrasePrompts.ts';

/** Armour makes a file larger by a third. */
const mostBytes = bookFileLimits.bytes * 1.5;

/**
 * Reads an exported file, and asks for its passphrase where it is encrypted, until it is right or the person leaves.
 * The file stays as it is.
 *
 * @returns undefined when the person left
 * @throws CodedError as `readBookFile` and `decryptText`; `book-file-not-read` when it cannot be read at all
 */
export async function readAccountsFile(
  uri: vscode.Uri,
  extensionUri: vscode.Uri,
  log: Log,
): Promise<BookFile | undefined> {
  const bytes = await readBytes(uri);
  if (!isEncryptedFile(bytes)) {
    return readBookFile(new TextDecoder().decode(bytes));
  }
  for (let wasWrong = false; ; wasWrong = true) {
    const passphrase = await askPassphraseOf(plainText(fileNameOf(uri)), wasWrong);
    if (passphrase === undefined) {
      return undefined;
    }
    log.hide(passphrase);
    try {
      const text = await decrypt(bytes, passphrase, extensionUri);
      return text === undefined ? undefined : readBookFile(text);
    } catch (error) {
      if (!isCoded(error, 'book-file-passphrase')) {
        throw error;
      }
    }
  }
}

async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes) {
      throw new CodedError('book-file-too-large', { limit: bookFileLimits.bytes });
    }
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      throw new CodedError('book-file-not-read', { name: fileNameOf(uri), reason: error.code }, { cause: error });
    }
    throw error;
  }
}

function decrypt(bytes: Uint8Array, passphrase: string, extensionUri: vscode.Uri): Thenable<string | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Opening the file…'), cancellable: true },
    (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      return runCryptTask(cryptWorkerFile(extensionUri), { kind: 'decrypt', bytes, passphrase }, stop.signal);
    },
  );
}
