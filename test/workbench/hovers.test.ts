// What files say is shown in hovers as text: no link of theirs runs a command or leads anywhere, and nothing is fetched.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll } from './support/tabs.ts';
import { until } from './support/within.ts';

const hostile =
  '[quit](command:workbench.action.quit) ![](https://evil.example/x.png) <a href="command:workbench.action.quit">q</a>' +
  ' <img src="https://evil.example/y.png"> <https://evil.example> **bold** `code` ``` $(gear)';
const xml = hostile.replace(/[<>&"]/g, sign => `&#${sign.charCodeAt(0)};`);

const restlet = `<restlet scriptid="customscript_hostile">
  <description>${xml}</description>
  <name>${xml}</name>
  <scriptfile>[/SuiteScripts/hostile.js]</scriptfile>
  <scriptdeployments>
    <scriptdeployment scriptid="customdeploy_hostile">
      <audslctrole>${xml}</audslctrole>
      <isdeployed>T</isdeployed>
      <status>RELEASED</status>
      <title>${xml}</title>
    </scriptdeployment>
  </scriptdeployments>
</restlet>
`;
const script = `/**
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define([], () => {
  /** ${hostile} */
  const get = () => '';
  return { get };
});
`;

async function hoverTexts(document: vscode.TextDocument, place: string): Promise<vscode.MarkdownString[]> {
  const position = document.positionAt(document.getText().lastIndexOf(place));
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position.translate(0, 3),
  );
  return hovers.flatMap(({ contents }) => contents).map(content => content as vscode.MarkdownString);
}

/** Waits for a hover that shows the hostile text, and looks at all that there are. */
async function assertHarmless(document: vscode.TextDocument, place: string): Promise<void> {
  const shown = await until(
    `a hover over ${place}`,
    () => hoverTexts(document, place),
    texts => texts.some(({ value }) => value.includes('workbench.action.quit')),
  );
  for (const { value, isTrusted, supportHtml, supportThemeIcons } of shown) {
    assert.deepEqual([isTrusted, supportHtml, supportThemeIcons].filter(Boolean), []);
    // VS Code makes links of what is left as Markdown, and of plain addresses; html it does not take without supportHtml.
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', value.replaceAll('<', '&lt;'));
    const parts = html.match(/<(?:a|img)\b[^>]*>/g) ?? [];
    assert.deepEqual(
      parts.filter(part => !part.startsWith('<a href="https://evil.example')),
      [],
    );
  }
}

describe('hovers', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const at = (path: string) => vscode.Uri.joinPath(folder?.uri ?? assert.fail(), 'src', path);
  const files = [
    [at('Objects/customscript_hostile.xml'), restlet],
    [at('FileCabinet/SuiteScripts/hostile.js'), script],
    [at('value.http'), `@value = ${hostile}\n\nGET /rest/tokeninfo?value={{value}}\n`],
    [at('target.http'), `# @account ${hostile}\nGET /rest/tokeninfo\n`],
    [at('restlet.http'), 'GET restlet:customscript_hostile/customdeploy_hostile\n'],
  ] as const;

  before(async () => {
    for (const [uri, text] of files) {
      await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    }
  });

  after(async () => {
    for (const [uri] of files) {
      await vscode.workspace.fs.delete(uri);
    }
  });

  afterEach(closeAll);

  it('show the value of a variable as text', async () => {
    const { document } = await vscode.window.showTextDocument(at('value.http'));
    await assertHarmless(document, '{{value}}');
  });

  it('show the target of a request as text, and the account that it names', async () => {
    const { document } = await vscode.window.showTextDocument(at('target.http'));
    await assertHarmless(document, 'GET ');
  });

  it('show the name, description and deployment of a RESTlet as text', async () => {
    const { document } = await vscode.window.showTextDocument(at('restlet.http'));
    await assertHarmless(document, 'restlet:');
    const shown = (await hoverTexts(document, 'restlet:')).map(({ value }) => value).join();
    // Name, description, title, role and what stands over the function.
    assert.equal(shown.split('workbench.action.quit').length - 1, 5 * 2);
  });
});
