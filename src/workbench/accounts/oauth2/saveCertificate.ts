import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { fileName } from '../../responses/saveFile.ts';
import { writeWholeText } from '../../wholeFile.ts';

/**
 * Writes a certificate where the person says. It is public: the private key stays in secret storage.
 *
 * @param name of the file, without its ending
 * @returns undefined when the person left the question
 * @throws CodedError `file-not-written`
 */
export async function saveCertificate(name: string, certificate: string): Promise<vscode.Uri | undefined> {
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the certificate for NetSuite'),
    saveLabel: vscode.l10n.t('Save'),
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(homedir()), fileName(name, 'pem')),
    // The endings that NetSuite takes (ORA:subsect_162755332391).
    filters: { [vscode.l10n.t('Certificates')]: ['pem', 'crt', 'cer'] },
  });
  if (uri) {
    await writeWholeText(uri, certificate);
  }
  return uri;
}
