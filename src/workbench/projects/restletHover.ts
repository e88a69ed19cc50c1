import * as vscode from 'vscode';
import type { RestletDeployment } from '../../sdf/restletObject.ts';
import { methodFor } from '../../sdf/project.ts';
import { requestsOf } from '../requests/requestDocuments.ts';
import type { IndexedRestlet, ProjectIndex } from './projectIndex.ts';
import { mentionAt, type RestletCall, type RestletMention } from './restletCalls.ts';

/** What the project knows about the RESTlet that a request calls: name, file, methods, and its deployment's state. */
export async function hoverRestlet(
  document: vscode.TextDocument,
  position: vscode.Position,
  index: ProjectIndex,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const mention = mentionAt(requestsOf(document), document.offsetAt(position));
  if (!mention) {
    return undefined;
  }
  const { restlets } = await index.near(document.uri, token);
  const ofScript = restlets.filter(({ object }) => object.scriptId === mention.script);
  const restlet = ofScript.find(each => deploymentOf(each, mention)) ?? ofScript[0];
  if (!restlet) {
    return undefined;
  }
  const deployment = deploymentOf(restlet, mention);
  return new vscode.Hover(describeRestlet(restlet, deployment, mention));
}

/** Text that comes from files is never read as Markdown. */
export function describeRestlet(
  { object, script }: IndexedRestlet,
  deployment: RestletDeployment | undefined,
  mention?: RestletMention | RestletCall,
): vscode.MarkdownString {
  const text = new vscode.MarkdownString('**');
  text.appendText(object.name);
  text.appendMarkdown(`** · RESTlet \`${object.scriptId}\`\n\n`);
  if (object.description) {
    text.appendText(object.description);
    text.appendMarkdown('\n\n');
  }
  const line = (content: string) => {
    text.appendMarkdown('- ');
    text.appendText(content);
    text.appendMarkdown('\n');
  };
  line(vscode.l10n.t('File: {0}', object.scriptFile));
  const verbs = script?.functions.map(({ method }) => method.toUpperCase()).join(', ');
  if (verbs) {
    line(vscode.l10n.t('Methods: {0}', verbs));
  } else {
    line(vscode.l10n.t('Methods: not known, its source could not be read'));
  }
  if (object.isInactive) {
    line(vscode.l10n.t('The script is inactive'));
  }
  if (deployment) {
    line(vscode.l10n.t('Deployment {0} ({1}): {2}', deployment.title, deployment.scriptId, stateOf(deployment)));
    line(vscode.l10n.t('Audience: {0}', audienceOf(deployment)));
    line(vscode.l10n.t('Log level: {0}', deployment.logLevel));
  } else {
    const ids = object.deployments.map(({ scriptId }) => scriptId).join(', ');
    line(vscode.l10n.t('Deployments: {0}', ids || vscode.l10n.t('none')));
  }
  const method = mention && 'method' in mention ? methodFor(mention.method) : undefined;
  const entry = script?.functions.find(each => each.method === method);
  if (entry?.description) {
    text.appendMarkdown('\n---\n\n');
    text.appendText(entry.description);
  }
  return text;
}

/** As the project's files say; the account may have been changed since. */
export function stateOf({ status, isDeployed }: RestletDeployment): string {
  const released = status === 'RELEASED' ? vscode.l10n.t('Released') : vscode.l10n.t('Testing');
  return isDeployed ? released : vscode.l10n.t('{0}, not deployed', released);
}

function audienceOf({ allRoles, roles, allEmployees, employees }: RestletDeployment): string {
  const parts = [
    ...(allRoles ? [vscode.l10n.t('all roles')] : roles),
    ...(allEmployees ? [vscode.l10n.t('all employees')] : employees),
  ];
  return parts.join(', ') || vscode.l10n.t('nobody named');
}

function deploymentOf({ object }: IndexedRestlet, { deployment }: RestletMention): RestletDeployment | undefined {
  return object.deployments.find(({ scriptId }) => scriptId === deployment);
}
