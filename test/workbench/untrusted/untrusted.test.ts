import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { listenAsPractice, type Listener } from '../support/listener.ts';
import { closeAll, openRequests, tabLabels } from '../support/tabs.ts';
import { until } from '../support/within.ts';

/** Whatever signs, sends, or takes credentials from files: refused before anything else is done or asked. */
const refused = [
  'addOAuth2',
  'checkHosts',
  'copyAsCode',
  'diagnose',
  'importAccounts',
  'importCredentials',
  'inspect',
  'inspectTyped',
  'readRecordTypes',
  'readRestlets',
  'renewOAuth2',
  'renewTokens',
  'revoke',
  'send',
  'sendAll',
  'sendAllUnderBoth',
  'sendBelow',
  'sendSelection',
  'sendToTwo',
  'sendUnderBoth',
  'signIn',
  'uploadAndSend',
  'verify',
  'verifyAll',
  'writeRole',
].map(name => `netsuiteTba.${name}`);

/** These lead out of the window, or end what the test stands on. */
const notRun = [
  'addToPath',
  'openHistoryFolder',
  'openPracticeWorkspace',
  'openSetupPages',
  'removeFromPath',
  'resetPractice',
  'startPractice',
  'stopPractice',
].map(name => `netsuiteTba.${name}`);

/** All others: they do their own work and nothing of that, or ask, and get no answer here. */
function others(): readonly string[] {
  const extension = vscode.extensions.getExtension('tba-workbench.tba-workbench') ?? assert.fail();
  const { commands } = (extension.packageJSON as { contributes: { commands: { command: string }[] } }).contributes;
  const all = commands.map(({ command }) => command);
  assert.deepEqual(
    [...refused, ...notRun].filter(command => !all.includes(command)),
    [],
  );
  return all.filter(command => ![...refused, ...notRun].includes(command));
}

describe('a workspace that is not trusted', () => {
  const signed = /^(Response|Signature|Diagnose)/;
  const untouched = 'what was copied before';
  const said: string[] = [];
  const { showErrorMessage } = vscode.window;
  let listener: Listener;
  let document: vscode.TextDocument;

  /** Runs a command, and closes what it asks for as long as it goes on. */
  const run = async (command: string, ...args: unknown[]): Promise<void> => {
    said.length = 0;
    let ended = false;
    const end = () => (ended = true);
    vscode.commands.executeCommand(command, ...args).then(end, end);
    await until(
      `${command} to end`,
      async () => {
        await new Promise(resolve => setTimeout(resolve, 30));
        if (!ended) {
          await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        }
        return ended;
      },
      Boolean,
    );
  };
  /** The caret is in a request. */
  const show = async (): Promise<void> => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const file = vscode.Uri.joinPath(folder?.uri ?? assert.fail(), 'practice.http');
    const editor = await vscode.window.showTextDocument(file);
    ({ document } = editor);
    const at = document.positionAt(document.getText().indexOf('GET'));
    editor.selection = new vscode.Selection(at, at);
  };
  const assertNothing = async (clipboard: string): Promise<void> => {
    assert.deepEqual(listener.heard, []);
    assert.equal(await vscode.env.clipboard.readText(), clipboard);
    assert.deepEqual(
      tabLabels().filter(label => signed.test(label)),
      [],
    );
  };

  before(async () => {
    // The extension's own vscode: what it tells is not shown in a test run.
    Object.assign(vscode.window, { showErrorMessage: (text: string) => Promise.resolve(void said.push(text)) });
    listener = await listenAsPractice();
    await show();
  });

  after(async () => {
    Object.assign(vscode.window, { showErrorMessage });
    await closeAll();
    await listener.stop();
  });

  beforeEach(() => vscode.env.clipboard.writeText(untouched));

  afterEach(async () => {
    // What one command was not kept from is not the fault of the next one.
    listener.heard.length = 0;
    if (tabLabels().length !== 1) {
      await closeAll();
      await show();
    }
  });

  it('is what this test runs in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  for (const command of refused) {
    it(`keeps ${command} from doing anything, however it is called`, async () => {
      for (const args of [[], [document.uri, document.getText().indexOf('GET')]]) {
        await run(command, ...args);
        await until(
          'the refusal',
          () => said,
          ([text]) => /in a workspace that is not trusted/.test(text ?? ''),
          2000,
        );
        await assertNothing(untouched);
      }
    });
  }

  it('keeps a RESTlet’s script from being sent to', async () => {
    const [script] = await vscode.workspace.findFiles('**/tba_echo.js');
    await run('netsuiteTba.sendToRestlet', script, 'get');
    await assertNothing(untouched);
  });

  it('gets nothing sent or signed by any other command', async () => {
    for (const command of others()) {
      await run(command);
      // Which holds no name and no secret.
      const isDiagnostics = command === 'netsuiteTba.copyDiagnostics';
      await assertNothing(isDiagnostics ? await diagnostics() : untouched);
    }

    async function diagnostics(): Promise<string> {
      const text = await until(
        'diagnostics',
        () => vscode.env.clipboard.readText(),
        found => found.startsWith('{'),
      );
      assert.ok(!/oauth|authorization|bearer/i.test(text));
      await vscode.env.clipboard.writeText(untouched);
      return untouched;
    }
  }).timeout(120_000);

  it('still explains a failed login with what is known', async () => {
    await vscode.commands.executeCommand('netsuiteTba.explainLogin');
    await until('the panel', tabLabels, labels => labels.includes('Why Did the Login Fail?'));
    await assertNothing(untouched);
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
