import * as vscode from 'vscode';
import { requestsOf } from '../requests/requestDocuments.ts';
import type { IndexedRestlet, ProjectIndex } from './projectIndex.ts';
import { describeRestlet, stateOf } from './restletHover.ts';
import { targetBefore, typedId } from './typedId.ts';

/** Script and deployment IDs of the project: in `restlet:` targets and in `script=` and `deploy=`. */
export async function completeRestlets(
  document: vscode.TextDocument,
  position: vscode.Position,
  index: ProjectIndex,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionItem[]> {
  const offset = document.offsetAt(position);
  const before = targetBefore(requestsOf(document), document.getText(), offset);
  const typed = before === undefined ? undefined : typedId(before);
  if (!typed) {
    return [];
  }
  const after = /^[\w/]*/.exec(document.lineAt(position).text.slice(position.character))?.[0] ?? '';
  const { restlets } = await index.near(document.uri, token);
  const replace = (length: number) =>
    new vscode.Range(position.translate(0, -typed.prefix.length), position.translate(0, length));
  const word = /^\w*/.exec(after)?.[0].length ?? 0;
  switch (typed.kind) {
    case 'restlet':
      return restlets.flatMap(restlet => pairs(restlet, replace(after.length), typed.insertBefore));
    case 'script':
      return restlets.map(restlet => scriptItem(restlet, replace(word)));
    case 'deployment':
      return restlets
        .filter(({ object }) => typed.script === undefined || object.scriptId === typed.script)
        .flatMap(restlet => deployments(restlet, replace(word)));
  }
}

/** Script and deployment at once, since neither is of use alone. */
function pairs(restlet: IndexedRestlet, range: vscode.Range, insertBefore: string): vscode.CompletionItem[] {
  return restlet.object.deployments.map(deployment => {
    const ids = `${insertBefore}${restlet.object.scriptId}/${deployment.scriptId}`;
    const item = itemOf(ids, restlet.object.name, stateOf(deployment), range);
    item.documentation = describeRestlet(restlet, deployment);
    return item;
  });
}

function scriptItem(restlet: IndexedRestlet, range: vscode.Range): vscode.CompletionItem {
  const { scriptId, name, scriptFile } = restlet.object;
  const item = itemOf(scriptId, name, scriptFile, range);
  item.documentation = describeRestlet(restlet, undefined);
  return item;
}

function deployments(restlet: IndexedRestlet, range: vscode.Range): vscode.CompletionItem[] {
  return restlet.object.deployments.map(deployment => {
    const item = itemOf(deployment.scriptId, deployment.title, stateOf(deployment), range);
    item.documentation = describeRestlet(restlet, deployment);
    return item;
  });
}

function itemOf(id: string, name: string, detail: string, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: id, description: name }, vscode.CompletionItemKind.Reference);
  item.detail = detail;
  item.range = range;
  item.insertText = id;
  // People look for the name as often as for the ID.
  item.filterText = `${id} ${name}`;
  item.sortText = `0 ${id}`;
  return item;
}
