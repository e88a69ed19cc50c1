import * as vscode from 'vscode';
import type { RestletDeployment } from '../../sdf/restletObject.ts';
import { methodFor } from '../../sdf/project.ts';
import { findInAccount, type AccountCallee } from '../../exchange/reads/checkAccountCallee.ts';
import { absoluteTime } from '../accounts/tree/times.ts';
import { requestsOf } from '../requests/requestDocuments.ts';
import { stateWords } from '../restlets/restletWords.ts';
import { restletsOfAccount, type AccountServices, type RestletsOfAccount } from './accountRestlets.ts';
import type { IndexedRestlet, ProjectIndex } from './projectIndex.ts';
import { mentionAt, type RestletCall, type RestletMention } from './restletCalls.ts';

/**
 * What is known about the RESTlet that a request calls: name, file, methods, and its deployment's state, from the project and
 * from what was read from the account.
 */
export async function hoverRestlet(
  document: vscode.TextDocument,
  position: vscode.Position,
  index: ProjectIndex,
  services: AccountServices,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const file = requestsOf(document);
  const mention = mentionAt(file, document.offsetAt(position));
  if (!mention) {
    return undefined;
  }
  const request = 'request' in mention ? mention.request : undefined;
  const ofAccount = await restletsOfAccount(document, file, request, services);
  const inAccount = ofAccount && findInAccount(ofAccount.restlets, mention.script, mention.deployment);
  const { restlets } = await index.near(document.uri, token);
  const ofScript = restlets.filter(({ object }) => object.scriptId === mention.script);
  const restlet = ofScript.find(each => deploymentOf(each, mention)) ?? ofScript[0];
  const known: vscode.MarkdownString[] = [];
  if (restlet) {
    known.push(describeRestlet(restlet, deploymentOf(restlet, mention), mention));
  }
  if (ofAccount && inAccount) {
    known.push(describeInAccount(inAccount, ofAccount, restlet === undefined));
  }
  return known.length === 0 ? undefined : new vscode.Hover(known);
}

/** @param isAlone there is no project that says what the RESTlet is */
function describeInAccount(
  { restlet, deployment }: AccountCallee,
  { account, readAt }: RestletsOfAccount,
  isAlone: boolean,
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if (isAlone) {
    text.appendMarkdown('**');
    text.appendText(restlet.name);
    text.appendMarkdown(`** · RESTlet \`${restlet.scriptId}\`\n\n`);
    if (restlet.scriptFile !== undefined) {
      text.appendText(vscode.l10n.t('File: {0}', restlet.scriptFile));
      text.appendMarkdown('\n\n');
    }
  }
  const inactive = restlet.isInactive ? [vscode.l10n.t('script inactive')] : [];
  const states = deployment
    ? [...inactive, ...stateWords(deployment)].join(', ')
    : [...inactive, vscode.l10n.t('deployment not found')].join(', ');
  text.appendText(
    vscode.l10n.t('In {0}: {1}, read {2}', account.name, states, absoluteTime(readAt, vscode.env.language)),
  );
  return text;
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
