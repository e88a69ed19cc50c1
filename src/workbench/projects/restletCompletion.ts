import * as vscode from 'vscode';
import type { AccountDeployment, AccountRestlet } from '../../exchange/reads/accountRestlets.ts';
import { requestAt } from '../../requests/editor/requestAt.ts';
import { plainText } from '../plainText.ts';
import { requestsOf } from '../requests/requestDocuments.ts';
import { stateWords } from '../restlets/restletWords.ts';
import { restletsOfAccount, type AccountServices, type RestletsOfAccount } from './accountRestlets.ts';
import type { IndexedRestlet, ProjectIndex } from './projectIndex.ts';
import { describeRestlet, stateOf } from './restletHover.ts';
import { targetBefore, typedId } from './typedId.ts';

/**
 * Script and deployment IDs, in `restlet:` targets and in `script=` and `deploy=`: those of the project, then what else
 * was read from the account that the request goes to.
 */
export async function completeRestlets(
  document: vscode.TextDocument,
  position: vscode.Position,
  index: ProjectIndex,
  services: AccountServices,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionItem[]> {
  const offset = document.offsetAt(position);
  const file = requestsOf(document);
  const before = targetBefore(file, document.getText(), offset);
  const typed = before === undefined ? undefined : typedId(before);
  if (!typed) {
    return [];
  }
  const after = /^[\w/]*/.exec(document.lineAt(position).text.slice(position.character))?.[0] ?? '';
  const { restlets } = await index.near(document.uri, token);
  const elsewhere = await restletsOfAccount(document, file, requestAt(file, offset), services);
  const replace = (length: number) =>
    new vscode.Range(position.translate(0, -typed.prefix.length), position.translate(0, length));
  const word = /^\w*/.exec(after)?.[0].length ?? 0;
  const others = otherDeployments(elsewhere, restlets);
  switch (typed.kind) {
    case 'restlet': {
      const range = replace(after.length);
      return [
        ...restlets.flatMap(restlet => pairs(restlet, range, typed.insertBefore)),
        ...others.map(other =>
          accountItem(`${typed.insertBefore}${other.restlet.scriptId}/${other.deployment.deploymentId}`, other, range),
        ),
      ];
    }
    case 'script': {
      const range = replace(word);
      const known = new Set(restlets.map(({ object }) => object.scriptId));
      const first = new Map(others.map(other => [other.restlet.scriptId, other]));
      return [
        ...restlets.map(restlet => scriptItem(restlet, range)),
        ...[...first].filter(([id]) => !known.has(id)).map(([id, other]) => accountItem(id, other, range)),
      ];
    }
    case 'deployment': {
      const range = replace(word);
      return [
        ...restlets
          .filter(({ object }) => typed.script === undefined || object.scriptId === typed.script)
          .flatMap(restlet => deployments(restlet, range)),
        ...others
          .filter(({ restlet }) => typed.script === undefined || restlet.scriptId === typed.script)
          .map(other => accountItem(other.deployment.deploymentId, other, range)),
      ];
    }
  }
}

interface OtherDeployment {
  readonly restlet: AccountRestlet;
  readonly deployment: AccountDeployment;
  readonly accountName: string;
}

/** What the account has besides the project. */
function otherDeployments(
  elsewhere: RestletsOfAccount | undefined,
  restlets: readonly IndexedRestlet[],
): readonly OtherDeployment[] {
  const key = (script: string, deployment: string) => `${script}/${deployment}`;
  const known = new Set(
    restlets.flatMap(({ object }) => object.deployments.map(({ scriptId }) => key(object.scriptId, scriptId))),
  );
  return (elsewhere?.restlets ?? []).flatMap(restlet =>
    restlet.deployments
      .filter(({ deploymentId }) => !known.has(key(restlet.scriptId, deploymentId)))
      .map(deployment => ({ restlet, deployment, accountName: elsewhere?.account.name ?? '' })),
  );
}

function accountItem(
  id: string,
  { restlet, deployment, accountName }: OtherDeployment,
  range: vscode.Range,
): vscode.CompletionItem {
  const inactive = restlet.isInactive ? [vscode.l10n.t('script inactive')] : [];
  const item = itemOf(id, restlet.name, [...stateWords(deployment), ...inactive], range, accountName);
  item.sortText = `1 ${id}`;
  return item;
}

/** Script and deployment at once, since neither is of use alone. */
function pairs(restlet: IndexedRestlet, range: vscode.Range, insertBefore: string): vscode.CompletionItem[] {
  return restlet.object.deployments.map(deployment => {
    const ids = `${insertBefore}${restlet.object.scriptId}/${deployment.scriptId}`;
    const item = itemOf(ids, restlet.object.name, [stateOf(deployment)], range);
    item.documentation = describeRestlet(restlet, deployment);
    return item;
  });
}

function scriptItem(restlet: IndexedRestlet, range: vscode.Range): vscode.CompletionItem {
  const { scriptId, name } = restlet.object;
  const item = itemOf(scriptId, name, [], range);
  item.documentation = describeRestlet(restlet, undefined);
  return item;
}

function deployments(restlet: IndexedRestlet, range: vscode.Range): vscode.CompletionItem[] {
  return restlet.object.deployments.map(deployment => {
    const item = itemOf(deployment.scriptId, deployment.title, [stateOf(deployment)], range);
    item.documentation = describeRestlet(restlet, deployment);
    return item;
  });
}

/** State before name: the list is narrow, and the ID mostly tells the name. */
function itemOf(
  id: string,
  name: string,
  states: readonly string[],
  range: vscode.Range,
  accountName?: string,
): vscode.CompletionItem {
  const words = [...states, name, ...(accountName === undefined ? [] : [accountName])];
  const description = plainText(words.join(' · '));
  const item = new vscode.CompletionItem({ label: id, description }, vscode.CompletionItemKind.Reference);
  item.range = range;
  item.insertText = id;
  // People look for the name as often as for the ID.
  item.filterText = `${id} ${name}`;
  item.sortText = `0 ${id}`;
  return item;
}
