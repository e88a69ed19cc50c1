import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { listenAsPractice } from './support/listener.ts';
import { closeAll } from './support/tabs.ts';

// What the tests of a workspace without trust stand on.
describe('the listener in the place of the practice account', () => {
  afterEach(closeAll);

  it('hears what is sent from a workspace that is trusted', async () => {
    const listener = await listenAsPractice();
    try {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      const file = vscode.Uri.joinPath(folder?.uri ?? assert.fail(), 'practice.http');
      await vscode.commands.executeCommand('netsuiteTba.send', file, 0);
      assert.equal(listener.heard.filter(call => /^GET .*restlet.* OAuth realm=/.test(call)).length, 1);
    } finally {
      await listener.stop();
    }
  });
});
