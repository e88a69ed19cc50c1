import * as vscode from 'vscode';
import type { RestletMethod } from '../../sdf/restletScript.ts';
import type { CommandId } from '../commandIds.ts';
import { plainText } from '../plainText.ts';
import type { LocatedCall, RequestFiles } from './requestFiles.ts';
import type { ProjectIndex } from './projectIndex.ts';
import { mayBeRestlet, scriptOf } from './restletSources.ts';

class RestletLens extends vscode.CodeLens {
  readonly document: vscode.TextDocument;
  readonly method: RestletMethod;

  constructor(range: vscode.Range, document: vscode.TextDocument, method: RestletMethod) {
    super(range);
    this.document = document;
    this.method = method;
  }
}

/** “Send …” over the functions of a RESTlet's source; what it will send is looked up when the lens comes into view. */
export function restletLenses(document: vscode.TextDocument, uploads: Uploads): vscode.CodeLens[] {
  const isOn = vscode.workspace.getConfiguration('netsuiteTba', document).get<boolean>('codeLens', true);
  if (!isOn || !mayBeRestlet(document)) {
    return [];
  }
  // Only what lies in a project's File Cabinet can be uploaded.
  const isUploadable = document.uri.scheme === 'file' && document.uri.path.includes('/FileCabinet/');
  const isChanged = isUploadable && uploads.isChangedSinceUpload(document.uri, document.getText());
  return (scriptOf(document)?.functions ?? []).flatMap(({ method, offset }) => {
    const { range } = document.lineAt(document.positionAt(offset));
    const send = new RestletLens(range, document, method);
    return isUploadable ? [send, uploadLens(range, document, method, isChanged)] : [send];
  });
}

/** What is known of uploads from here. */
export interface Uploads {
  readonly isChangedSinceUpload: (uri: vscode.Uri, text: string) => boolean;
}

function uploadLens(
  range: vscode.Range,
  document: vscode.TextDocument,
  method: RestletMethod,
  isChanged: boolean,
): vscode.CodeLens {
  return new vscode.CodeLens(range, {
    command: 'netsuiteTba.uploadAndSend' satisfies CommandId,
    title: `$(cloud-upload) ${
      isChanged ? vscode.l10n.t('Upload and send (changed since its last upload)') : vscode.l10n.t('Upload and send')
    }`,
    tooltip: vscode.l10n.t('Upload this script with the SuiteCloud CLI, then send'),
    arguments: [document.uri, method],
  });
}

export async function resolveRestletLens(
  lens: vscode.CodeLens,
  index: ProjectIndex,
  files: RequestFiles,
  token: vscode.CancellationToken,
): Promise<vscode.CodeLens> {
  if (!(lens instanceof RestletLens)) {
    return lens;
  }
  const { document, method } = lens;
  const restlets = await index.running(document.uri, token);
  const scripts = new Set(restlets.map(({ object }) => object.scriptId));
  const calls = await files.callsOf(scripts, new Set([method.toUpperCase()]), token);
  lens.command = {
    command: 'netsuiteTba.sendToRestlet' satisfies CommandId,
    title: `$(play) ${titleOf(method.toUpperCase(), calls)}`,
    tooltip: tooltipOf(calls),
    arguments: [document.uri, method],
  };
  return lens;
}

function titleOf(verb: string, calls: readonly LocatedCall[]): string {
  const [first] = calls;
  if (!first) {
    return vscode.l10n.t('Send {0}: new request', verb);
  }
  if (calls.length > 1) {
    return vscode.l10n.t('Send {0}: one of {1} requests…', verb, calls.length);
  }
  const { name } = first.call.request;
  return name === undefined ? vscode.l10n.t('Send {0}', verb) : vscode.l10n.t('Send {0}: {1}', verb, shortened(name));
}

function shortened(name: string): string {
  return plainText(name.length > 50 ? `${name.slice(0, 49)}…` : name);
}

function tooltipOf(calls: readonly LocatedCall[]): string {
  const [first] = calls;
  if (!first) {
    return vscode.l10n.t('No request file calls this function yet. Make a request from its signature');
  }
  const path = vscode.workspace.asRelativePath(first.uri);
  return calls.length > 1
    ? vscode.l10n.t('Choose the request to send')
    : vscode.l10n.t('Sign and send the request in {0}', path);
}
