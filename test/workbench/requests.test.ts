import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openRequests, tabLabels } from './support/tabs.ts';
import { until } from './support/within.ts';

const two =
  '### First\nGET /rest/tokeninfo\n\n### Second\nPOST restlet:customscript_tba_echo/customdeploy_tba_echo\nContent-Type: application/json\n\n{"a": 1}\n';

/** So many lenses as they come into view; without a number all of them, before that. */
function lenses(document: vscode.TextDocument, count?: number): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, count);
}

describe('request files', () => {
  afterEach(closeAll);

  it('have two lenses over each request and one over all, unless the setting says no', async () => {
    const { document } = await openRequests(two);
    const own = await until(
      'lenses',
      () => lenses(document),
      found => found.length === 5,
    );
    assert.deepEqual(
      own.map(({ range, command }) => [range.start.line, command?.title]),
      [
        [0, '$(run-all) Send All (2)'],
        [1, '$(play) Send'],
        [1, '$(search) Inspect Signature'],
        [4, '$(play) Send'],
        [4, '$(search) Inspect Signature'],
      ],
    );
    const settings = vscode.workspace.getConfiguration('netsuiteTba');
    await settings.update('codeLens', false, vscode.ConfigurationTarget.Global);
    await until(
      'no lenses',
      () => lenses(document),
      found => found.length === 0,
    );
    await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
  });

  it('have squiggles that go when the mistake goes', async () => {
    const editor = await openRequests('GET /rest/tokeninfo?x={{nowhere}}\nCookie: a=b\n');
    const read = () => vscode.languages.getDiagnostics(editor.document.uri).map(({ code, source }) => [source, code]);
    await until('two problems', read, found => found.length === 2);
    assert.deepEqual(read(), [
      ['NetSuite TBA', 'undefined-variable'],
      ['NetSuite TBA', 'header-refused'],
    ]);
    await editor.edit(edit =>
      edit.replace(new vscode.Range(0, 0, 2, 0), '@nowhere = 1\nGET /rest/tokeninfo?x={{nowhere}}\n'),
    );
    await until('no problems', read, found => found.length === 0);
  });

  it('stay quick with 10,000 requests', async () => {
    const { document } = await openRequests('### Next\nGET /rest/tokeninfo\n\n'.repeat(10_000));
    assert.equal(
      (
        await until(
          'lenses',
          () => lenses(document),
          found => found.length > 0,
        )
      ).length,
      20_001,
    );
    assert.deepEqual(
      (await lenses(document, 2)).map(({ command }) => command?.title),
      ['$(run-all) Send All (10000)', '$(play) Send'],
    );
  });
});

describe('sending', () => {
  before(async () => {
    await vscode.commands.executeCommand('netsuiteTba.startPractice');
  });

  after(async () => {
    await vscode.commands.executeCommand('netsuiteTba.stopPractice');
  });

  afterEach(closeAll);

  it('opens a response beside the request and leaves the focus in the editor', async () => {
    const editor = await openRequests(two);
    await vscode.commands.executeCommand('netsuiteTba.send', editor.document.uri, two.indexOf('POST'));
    await until('response', tabLabels, labels => labels.includes('Response · Second'));
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
  });

  it('takes the request at the cursor when it is told no place', async () => {
    const editor = await openRequests(two);
    editor.selection = new vscode.Selection(1, 3, 1, 3);
    await vscode.commands.executeCommand('netsuiteTba.send');
    await until('response', tabLabels, labels => labels.includes('Response · First'));
  });

  it('uses one panel for one request, however often it is sent', async () => {
    const { document } = await openRequests(two);
    for (let i = 0; i < 3; i++) {
      await vscode.commands.executeCommand('netsuiteTba.send', document.uri, two.indexOf('GET'));
    }
    await until('one response', tabLabels, labels => labels.filter(label => label === 'Response · First').length === 1);
  });

  it('opens the signature without sending', async () => {
    const { document } = await openRequests(two);
    await vscode.commands.executeCommand('netsuiteTba.inspect', document.uri, two.indexOf('POST'));
    await until('signature', tabLabels, labels => labels.includes('Signature · Second'));
    assert.deepEqual(
      tabLabels().filter(label => label.startsWith('Response')),
      [],
    );
  });

  it('copies diagnostics without names, account IDs or secrets', async () => {
    await vscode.commands.executeCommand('netsuiteTba.copyDiagnostics');
    const text = await until(
      'diagnostics',
      () => vscode.env.clipboard.readText(),
      found => found.startsWith('{'),
    );
    const report = JSON.parse(text) as Record<string, unknown>;
    assert.equal(report['practice'], 'running');
    assert.equal(typeof report['clockSkewSeconds'], 'number');
    assert.ok(!text.includes('TSTDRV'));
    assert.ok(!/[0-9a-f]{64}/.test(text));
  });

  it('makes a request file that fits the practice account', async () => {
    await vscode.commands.executeCommand('netsuiteTba.newRequestFile');
    const editor = await until(
      'editor',
      () => vscode.window.activeTextEditor,
      found => found?.document.languageId === 'http',
    );
    assert.match(editor?.document.getText() ?? '', /customscript_tba_echo/);
    await vscode.commands.executeCommand('netsuiteTba.send');
    await until('response', tabLabels, labels => labels.includes('Response · Say hello'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
