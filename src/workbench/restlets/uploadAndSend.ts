import * as vscode from 'vscode';
import { CodedError, isCoded } from '../../codedError.ts';
import { plainText } from '../plainText.ts';
import { tellErrorLine } from '../tellError.ts';
import { requireTrust } from '../trust.ts';
import { findSuiteCloud, readUpload, runProgram, uploadArguments } from './suiteCloudCli.ts';
import { findAuthId, findUploadPlace, type UploadPlace } from './suiteCloudProject.ts';
import type { UploadLog } from './uploadLog.ts';

export interface UploadServices {
  readonly uploads: UploadLog;
  readonly workspaceState: vscode.Memento;
  readonly subscriptions: vscode.Disposable[];
}

/** What it takes, with the way to its installation. */
const installHelp = 'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1558708810.html';

/**
 * Uploads a RESTlet's script with the SuiteCloud CLI, then sends to the RESTlet. The CLI logs in with credentials of its
 * own; which account they are for, it alone knows.
 *
 * @param args as `netsuiteTba.sendToRestlet` takes them: the script's URI and a method; without, the active editor's
 * @throws CodedError `workspace-untrusted`, `upload-no-script`, `upload-not-local` (data: file), `upload-not-saved` (data:
 *   file), `upload-refused` (data: file, reason), `upload-unclear` (data: file), `suitecloud-not-started` (data: reason), those of findUploadPlace
 */
export async function uploadAndSend(services: UploadServices, args: readonly unknown[]): Promise<void> {
  requireTrust();
  const [given] = args;
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!uri || uri.scheme === 'untitled') {
    throw new CodedError('upload-no-script');
  }
  if (uri.scheme !== 'file') {
    throw new CodedError('upload-not-local', { file: nameOf(uri) });
  }
  const go = await uploadOrHelp(services, uri);
  if (go) {
    await vscode.commands.executeCommand('netsuiteTba.sendToRestlet', ...args);
  }
}

/** Whether to send: after an upload, or where the CLI is not ready and the person wants to go on without it. */
async function uploadOrHelp(services: UploadServices, uri: vscode.Uri): Promise<boolean> {
  try {
    return await upload(services, uri);
  } catch (error) {
    if (isCoded(error, 'suitecloud-missing') || isCoded(error, 'suitecloud-not-set-up')) {
      return help(error);
    }
    throw error;
  }
}

async function help(error: CodedError): Promise<boolean> {
  const isMissing = error.code === 'suitecloud-missing';
  const remedy = isMissing ? vscode.l10n.t('How to Install It') : vscode.l10n.t('Open Terminal');
  const without = vscode.l10n.t('Send Without Upload');
  const answer = await tellErrorLine(error, remedy, without);
  if (answer === remedy && isMissing) {
    await vscode.env.openExternal(vscode.Uri.parse(installHelp));
  } else if (answer === remedy) {
    const terminal = vscode.window.createTerminal({ name: 'SuiteCloud', cwd: String(error.data['folder']) });
    terminal.show();
    // Written, not run: it logs in through the browser.
    terminal.sendText('suitecloud account:setup', false);
  }
  return answer === without;
}

/** False when the person does not want it, or cancelled it. */
async function upload(services: UploadServices, uri: vscode.Uri): Promise<boolean> {
  const place = await findUploadPlace(uri.fsPath);
  const program = await findSuiteCloud(place.root);
  const authId = await findAuthId(place.root);
  if (!(await mayOverwrite(services, place, authId))) {
    return false;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty && !(await document.save())) {
    throw new CodedError('upload-not-saved', { file: nameOf(uri) });
  }
  const text = document.getText();
  const channel = channelOf(services);
  const isDone = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Uploading {0}…', plainText(nameOf(uri))),
      cancellable: true,
    },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      channel.appendLine(`${place.root}> suitecloud ${uploadArguments(place.cabinetPath).join(' ')}`);
      try {
        const args = uploadArguments(place.cabinetPath);
        const ended = await runProgram(program, args, place.root, stop.signal, said => channel.append(said));
        checkUploaded(readUpload(ended.exitCode, ended.output, place.cabinetPath), place);
        return true;
      } catch (error) {
        if (stop.signal.aborted) {
          channel.appendLine(vscode.l10n.t('Cancelled. Whether the file was uploaded is not known.'));
          return false;
        }
        channel.show(true);
        throw error;
      }
    },
  );
  if (isDone) {
    await services.uploads.add(uri, text, Date.now());
  }
  return isDone;
}

function checkUploaded(outcome: ReturnType<typeof readUpload>, { cabinetPath: file }: UploadPlace): void {
  switch (outcome.kind) {
    case 'uploaded':
      return;
    case 'refused':
      throw new CodedError('upload-refused', { file, reason: outcome.reason.slice(0, 300) });
    case 'unclear':
      throw new CodedError('upload-unclear', { file });
  }
}

/** What is in the account is overwritten, and only a person knows which account that is. */
async function mayOverwrite(
  { workspaceState }: UploadServices,
  { root, cabinetPath }: UploadPlace,
  authId: string,
): Promise<boolean> {
  const key = `uploadAllowed ${JSON.stringify([root, authId])}`;
  if (workspaceState.get<boolean>(key) === true) {
    return true;
  }
  const once = vscode.l10n.t('Upload');
  const always = vscode.l10n.t('Upload, Do Not Ask Again');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Upload {0}?', cabinetPath),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The SuiteCloud CLI overwrites the file in the account of its authentication ID “{0}”. That may be another account than the one the request is sent to.',
        authId,
      ),
    },
    once,
    always,
  );
  if (answer === always) {
    await workspaceState.update(key, true);
  }
  return answer === once || answer === always;
}

const channels = new WeakMap<vscode.Disposable[], vscode.OutputChannel>();

/** One for the window, made with the first upload. */
function channelOf({ subscriptions }: UploadServices): vscode.OutputChannel {
  const channel = channels.get(subscriptions) ?? vscode.window.createOutputChannel('NetSuite TBA: SuiteCloud');
  if (!channels.has(subscriptions)) {
    channels.set(subscriptions, channel);
    subscriptions.push(channel);
  }
  return channel;
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}
