import assert from 'node:assert/strict';
import * as vscode from 'vscode';
describe('zzu', () => {
  it('is untrusted', () => { assert.equal(vscode.workspace.isTrusted, false); assert.equal(vscode.workspace.workspaceFolders?.length, 1); });
});
