import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openRequests, tabLabels } from '../support/tabs.ts';
import { until } from '../support/within.ts';

describe('a workspace that is not trusted', () => {
  before(async () => {
    await vscode.commands.executeCommand('netsuiteTba.startPractice');
  });

  after(async () => {
    await vscode.commands.executeCommand('netsuiteTba.stopPractice');
  });

  afterEach(closeAll);

  it('is what this test runs in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  for (const command of [
    'netsuiteTba.send',
    'netsuiteTba.inspect',
    'netsuiteTba.inspectTyped',
    'netsuiteTba.diagnose',
  ]) {
    it(`keeps ${command} from doing anything, however it is called`, async () => {
      const editor = await openRequests('GET /rest/tokeninfo\n');
      await vscode.commands.executeCommand(command);
      await vscode.commands.executeCommand(command, editor.document.uri, 0);
      // The refusal is told at once; a panel would be there by now.
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.deepEqual(
        tabLabels().filter(label => /^(Response|Signature|Diagnose)/.test(label)),
        [],
      );
    });
  }

  it('still explains a failed login with what is known', async () => {
    await vscode.commands.executeCommand('netsuiteTba.explainLogin');
    await until('the panel', tabLabels, labels => labels.includes('Why Did the Login Fail?'));
  });

  it('still reads request files', async () => {
    const { document } = await openRequests('GET /rest/tokeninfo\n');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    assert.equal(lenses.length, 2);
  });
});
