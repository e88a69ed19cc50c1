import assert from 'node:assert/strict';
import * as vscode from 'vscode';
describe('zz', () => {
  it('is trusted', () => { assert.equal(vscode.workspace.isTrusted, true); assert.ok(vscode.extensions.getExtension('tba-workbench.tba-workbench')); });
  it('activates', async () => { await vscode.extensions.getExtension('tba-workbench.tba-workbench')!.activate(); });
  it('fails', () => { assert.equal(vscode.version, '1'); });
  it.skip('skipped', () => {});
});
