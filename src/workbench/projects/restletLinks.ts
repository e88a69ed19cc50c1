import * as vscode from 'vscode';
import type { Span } from '../../requests/nodes.ts';
import { findReferences } from '../../requests/values/references.ts';
import { methodFor, offsetOfScriptId } from '../../sdf/project.ts';
import { requestsOf } from '../requests/requestDocuments.ts';
import type { IndexedRestlet, ProjectIndex } from './projectIndex.ts';
import type { RequestFiles } from './requestFiles.ts';
import { mentionAt } from './restletCalls.ts';
import { functionsAt, mayBeRestlet, scriptOf } from './restletSources.ts';

/**
 * From a request's line to the function that its method runs; where there is none, and from a variable that holds a target,
 * to the script's or the deployment's place in the object's XML.
 */
export async function findRestlet(
  document: vscode.TextDocument,
  position: vscode.Position,
  index: ProjectIndex,
  token: vscode.CancellationToken,
): Promise<vscode.LocationLink[]> {
  const offset = document.offsetAt(position);
  const mention = mentionAt(requestsOf(document), offset);
  // In `{{name}}` the name is meant, which leads to the variable; the method beside it leads on.
  if (!mention || isInReference(document.lineAt(position).text, position.character)) {
    return [];
  }
  const { restlets } = await index.near(document.uri, token);
  const ofScript = restlets.filter(({ object }) => object.scriptId === mention.script);
  const method = 'method' in mention ? methodFor(mention.method) : undefined;
  const isDeployment = isInside(mention.deploymentSpan, offset) && !isInside(mention.scriptSpan, offset);
  const origin =
    'request' in mention ? mention.request.target.range : spanOf(mention.scriptSpan, mention.deploymentSpan);
  const originSelectionRange = rangeOf(document, origin);
  const links: vscode.LocationLink[] = [];
  for (const restlet of ofScript) {
    const link =
      (method && (await functionLink(restlet, method))) ??
      (await objectLink(restlet.objectUri, isDeployment ? mention.deployment : mention.script));
    if (link) links.push({ ...link, originSelectionRange });
  }
  return links;
}

/** From a RESTlet's function to the requests that call it. */
export async function findRequests(
  document: vscode.TextDocument,
  position: vscode.Position,
  index: ProjectIndex,
  files: RequestFiles,
  token: vscode.CancellationToken,
): Promise<vscode.Location[]> {
  const functions = mayBeRestlet(document) ? functionsAt(document, position) : [];
  if (functions.length === 0) {
    return [];
  }
  const restlets = await index.running(document.uri, token);
  const scripts = new Set(restlets.map(({ object }) => object.scriptId));
  const methods = new Set(functions.map(({ method }) => method.toUpperCase()));
  const calls = await files.callsOf(scripts, methods, token);
  return calls.map(({ uri, range }) => new vscode.Location(uri, range));
}

function isInReference(line: string, at: number): boolean {
  return findReferences(line).some(({ start, end }) => start <= at && at <= end);
}

async function functionLink(
  { scriptUri }: IndexedRestlet,
  method: NonNullable<ReturnType<typeof methodFor>>,
): Promise<vscode.LocationLink | undefined> {
  const document = await openIfThere(scriptUri);
  const found = document && scriptOf(document)?.functions.find(each => each.method === method);
  if (!document || !found) {
    return undefined;
  }
  const start = document.positionAt(found.offset);
  const word = document.getWordRangeAtPosition(start) ?? new vscode.Range(start, start);
  return { targetUri: scriptUri, targetRange: document.lineAt(start).range, targetSelectionRange: word };
}

async function objectLink(uri: vscode.Uri, scriptId: string): Promise<vscode.LocationLink | undefined> {
  const document = await openIfThere(uri);
  if (!document) {
    return undefined;
  }
  const offset = offsetOfScriptId(document.getText(), scriptId);
  const start = document.positionAt(offset);
  const end = document.positionAt(offset === 0 ? 0 : offset + scriptId.length);
  return {
    targetUri: uri,
    targetRange: document.lineAt(start).range,
    targetSelectionRange: new vscode.Range(start, end),
  };
}

async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function isInside({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function spanOf(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
