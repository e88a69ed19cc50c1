import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import { restletMethods, type RestletFunction } from '../../sdf/restletScript.ts';
import { sampleRequest } from '../../sdf/sampleRequest.ts';
import type { CommandId } from '../commandIds.ts';
import { plainText } from '../plainText.ts';
import { requestsOf } from '../requests/requestDocuments.ts';
import { requestLanguage } from '../requests/requestLanguage.ts';
import { restletCalls } from './restletCalls.ts';
import type { IndexedRestlet, ProjectIndex } from './projectIndex.ts';
import type { LocatedCall, RequestFiles } from './requestFiles.ts';
import { functionAround, scriptOf } from './restletSources.ts';
import { nameOf } from './workspaceFiles.ts';

/** What to do: send a request that is there, or write one for a deployment. */
type Choice = { readonly call: LocatedCall } | { readonly target: NewTarget };

interface NewTarget {
  readonly script: string;
  readonly deployment: string;
  readonly scriptName: string;
}

/** Stand where nothing says the IDs; neither is one that NetSuite would give. */
const unknownIds = { script: 'SCRIPT_ID', deployment: 'DEPLOYMENT_ID' };

/**
 * Sends the request of a request file that calls a RESTlet's function; where several do, the person picks, and where
 * none does, one is written from the function's signature. That is sent at once only when there is nothing to fill in.
 *
 * @param uri of the script; without it, the one in the active editor
 * @param method of the function; without it, the one that the caret is in
 * @throws CodedError `not-a-restlet` (file), `restlet-without-function` (file), `restlet-without-deployment` (script)
 */
export async function sendToRestlet(
  index: ProjectIndex,
  files: RequestFiles,
  uri: unknown,
  method: unknown,
): Promise<void> {
  const document =
    uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  const entry = document && chooseFunction(document, method);
  if (!document || !entry) {
    const file = document ? nameOf(document.uri).name : '';
    throw new CodedError(document && scriptOf(document) ? 'restlet-without-function' : 'not-a-restlet', { file });
  }
  const verb = entry.method.toUpperCase();
  const looked = await withProgress(async token => {
    const restlets = await index.running(document.uri, token);
    const scripts = new Set(restlets.map(({ object }) => object.scriptId));
    return { restlets, calls: await files.callsOf(scripts, new Set([verb]), token) };
  });
  const choice = looked && (await choose(document, looked.restlets, looked.calls));
  if (choice && 'call' in choice) {
    await send(choice.call);
  } else if (choice) {
    await create(entry, choice.target);
  }
}

function chooseFunction(document: vscode.TextDocument, method: unknown): RestletFunction | undefined {
  const wanted = restletMethods.find(each => each === method);
  if (wanted) {
    return scriptOf(document)?.functions.find(each => each.method === wanted);
  }
  const editor = vscode.window.activeTextEditor;
  const caret = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
  return functionAround(document, caret) ?? scriptOf(document)?.functions[0];
}

async function choose(
  document: vscode.TextDocument,
  restlets: readonly IndexedRestlet[],
  calls: readonly LocatedCall[],
): Promise<Choice | undefined> {
  const [only, ...more] = calls;
  if (only && more.length === 0) {
    return { call: only };
  }
  const targets = targetsOf(document, restlets);
  const [first, ...others] = targets;
  if (!only && first && others.length === 0) {
    return { target: first };
  }
  const items: (vscode.QuickPickItem & { readonly choice?: Choice })[] = [
    ...calls.map(call => ({ ...describeCall(call), choice: { call } })),
    { label: vscode.l10n.t('New request'), kind: vscode.QuickPickItemKind.Separator },
    ...targets.map(target => ({ ...describeTarget(target, restlets), choice: { target } })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Send to {0}', plainText(nameOf(document.uri).name)),
    placeHolder: only
      ? vscode.l10n.t('Several requests call this function. Which one?')
      : vscode.l10n.t('The script has several deployments. Make a request for which one?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.choice;
}

function targetsOf(document: vscode.TextDocument, restlets: readonly IndexedRestlet[]): NewTarget[] {
  const targets = restlets.flatMap(({ object }) =>
    object.deployments.map(({ scriptId }) => ({
      script: object.scriptId,
      deployment: scriptId,
      scriptName: object.name,
    })),
  );
  const [first] = restlets;
  if (first && targets.length === 0) {
    throw new CodedError('restlet-without-deployment', { script: first.object.scriptId });
  }
  return first ? targets : [{ ...unknownIds, scriptName: nameOf(document.uri).stem }];
}

function describeCall({ uri, range, call }: LocatedCall): vscode.QuickPickItem {
  const { request, method, script, deployment } = call;
  return {
    label: plainText(request.name ?? `${method} ${script}/${deployment}`),
    description: plainText(`${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`),
    detail: plainText(`${script}/${deployment}`),
  };
}

function describeTarget(target: NewTarget, restlets: readonly IndexedRestlet[]): vscode.QuickPickItem {
  const deployment = restlets
    .flatMap(({ object }) => object.deployments)
    .find(({ scriptId }) => scriptId === target.deployment);
  return {
    iconPath: new vscode.ThemeIcon('add'),
    label: plainText(deployment?.title ?? target.scriptName),
    description: plainText(`${target.script}/${target.deployment}`),
  };
}

async function send({ uri, call }: LocatedCall): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  // The file may have changed since it was read.
  const offsets = restletCalls(requestsOf(document))
    .filter(each => each.script === call.script && each.method === call.method && each.deployment === call.deployment)
    .map(({ request }) => request.method.range.start);
  const offset = offsets.find(each => each === call.request.method.range.start) ?? offsets[0];
  if (offset === undefined) {
    throw new CodedError('request-gone');
  }
  await show(document, new vscode.Range(document.positionAt(offset), document.positionAt(offset)), true);
  await vscode.commands.executeCommand('netsuiteTba.send' satisfies CommandId, document.uri, offset);
}

async function create(entry: RestletFunction, target: NewTarget): Promise<void> {
  const sample = sampleRequest(entry, target);
  const document = await unsavedFileOf(target.script);
  const start = document.getText().trim() === '' ? 0 : document.getText().length;
  const text = start === 0 ? sample.text : `\n${sample.text}`;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(start), text);
  await vscode.workspace.applyEdit(edit);
  const offset = start + text.length - sample.text.length;
  const at = (place: number) => document.positionAt(offset + place);
  await show(document, new vscode.Range(at(sample.caret.start), at(sample.caret.end)), sample.isComplete);
  if (sample.isComplete) {
    const { requests } = requestsOf(document);
    const request = requests.find(({ method }) => method.range.start >= offset);
    await vscode.commands.executeCommand(
      'netsuiteTba.send' satisfies CommandId,
      document.uri,
      request?.method.range.start ?? offset,
    );
  }
}

/** The unsaved file that already calls the script, so that its requests come together; otherwise a new one. */
async function unsavedFileOf(script: string): Promise<vscode.TextDocument> {
  const known = vscode.workspace.textDocuments.find(
    document =>
      document.isUntitled &&
      document.languageId === requestLanguage &&
      restletCalls(requestsOf(document)).some(call => call.script === script),
  );
  return known ?? vscode.workspace.openTextDocument({ language: requestLanguage, content: '' });
}

/**
 * Where it is already shown, else beside the script. A request that is sent at once leaves the focus in the script, so
 * that its response comes up in the same column beside it.
 */
async function show(document: vscode.TextDocument, selection: vscode.Range, preserveFocus: boolean): Promise<void> {
  const key = document.uri.toString();
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key),
  );
  const viewColumn = group?.viewColumn ?? vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(document, { viewColumn, selection, preserveFocus });
}

/** Shows progress, with cancel, once it takes longer than a moment. Undefined when it was cancelled. */
async function withProgress<T>(work: (token: vscode.CancellationToken) => Promise<T>): Promise<T | undefined> {
  const stop = new vscode.CancellationTokenSource();
  try {
    const result = work(stop.token);
    let timer: NodeJS.Timeout | undefined;
    const slow = new Promise<'slow'>(resolve => (timer = setTimeout(() => resolve('slow'), 1000)));
    const first = await Promise.race([result.then(() => 'done' as const), slow]).finally(() => clearTimeout(timer));
    if (first === 'slow') {
      const title = vscode.l10n.t('Looking for requests to this RESTlet…');
      const location = vscode.ProgressLocation.Notification;
      await vscode.window.withProgress({ location, title, cancellable: true }, async (_, cancellation) => {
        cancellation.onCancellationRequested(() => stop.cancel());
        await result.catch(() => undefined);
      });
    }
    return stop.token.isCancellationRequested ? undefined : await result;
  } finally {
    stop.dispose();
  }
}
