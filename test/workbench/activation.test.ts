import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './support/within.ts';

const id = 'tba-workbench.tba-workbench';

describe('activation', () => {
  it('comes with the first request file and registers every command of the manifest', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'practice.http'));
    assert.equal(document.languageId, 'http');
    await until('activation', () => extension.isActive, Boolean);
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      manifest.contributes.commands.filter(({ command }) => !registered.has(command)),
      [],
    );
  });

  it('takes .rest files too', async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('untitled:a.rest'));
    assert.equal(document.languageId, 'http');
  });

  it('runs where the person is', () => {
    assert.deepEqual((vscode.extensions.getExtension(id)?.packageJSON as { extensionKind: string[] }).extensionKind, [
      'ui',
      'workspace',
    ]);
  });
});
