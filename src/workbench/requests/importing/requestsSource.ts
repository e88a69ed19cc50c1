import * as vscode from 'vscode';
import { CodedError, isCoded } from '../../../codedError.ts';
import { harRequestsOf, isHar, parseRequestsJson } from '../../../formats/requestsIn/harRequests.ts';
import { isNetsuiteCall, isNetsuiteUrl } from '../../../formats/requestsIn/netsuiteTarget.ts';
import { isPostman, postmanRequestsOf } from '../../../formats/requestsIn/postmanRequests.ts';
import {
  longestRequestsText,
  type FoundRequest,
  type FoundVariable,
  type RequestNote,
} from '../../../formats/requestsIn/types.ts';
import { plainText } from '../../plainText.ts';

/** In bytes; what is smaller is read before anybody could look at its progress. */
const quickSize = 2 * 1024 * 1024;

/** What a file of another client holds. */
export interface RequestsSource {
  readonly uri: vscode.Uri;
  readonly fileName: string;
  readonly text: string;
  readonly kind: 'postman' | 'har';
  /** Of the collection; empty for a HAR. */
  readonly name: string;
  readonly requests: readonly FoundRequest[];
  readonly variables: readonly FoundVariable[];
  readonly notes: readonly RequestNote[];
  readonly duplicates: number;
  /** Those that are offered as chosen. */
  readonly suggested: ReadonlySet<FoundRequest>;
}

/** Asks for a file, unless one is given, and reads it; undefined when the person left or was told why not. */
export async function readRequestsSource(given: vscode.Uri | undefined): Promise<RequestsSource | undefined> {
  const uri = given ?? (await chooseFile());
  if (!uri) {
    return undefined;
  }
  const fileName = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > longestRequestsText) {
      throw new CodedError('requests-too-large', { length: size, limit: longestRequestsText });
    }
    return await (size < quickSize ? readFile(uri, fileName) : readLargeFile(uri, fileName));
  } catch (error) {
    const why = refusalOf(error);
    if (why === undefined) {
      throw error;
    }
    await tellRefused(fileName, why);
    return undefined;
  }
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Requests'),
      openLabel: vscode.l10n.t('Look for Requests'),
      canSelectMany: false,
      filters: {
        [vscode.l10n.t('Postman collections and HAR files')]: ['json', 'har'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  return chosen;
}

async function readFile(uri: vscode.Uri, fileName: string, token?: vscode.CancellationToken) {
  // A byte order mark is no part of the text.
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  if (token) {
    // Taking the text apart holds everything up for a second or two, so this is where it can be stopped.
    await new Promise(done => setTimeout(done, 50));
  }
  return token?.isCancellationRequested === true ? undefined : sourceOf(uri, fileName, text);
}

async function readLargeFile(uri: vscode.Uri, fileName: string): Promise<RequestsSource | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: plainText(vscode.l10n.t('Reading {0}', fileName)),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_, token) => readFile(uri, fileName, token));
}

/** @throws CodedError of what cannot be read */
function sourceOf(uri: vscode.Uri, fileName: string, text: string): RequestsSource {
  const root = parseRequestsJson(text);
  const file = { uri, fileName, text };
  if (isPostman(root)) {
    const read = postmanRequestsOf(root);
    return { ...file, ...read, kind: 'postman', duplicates: 0, suggested: new Set(read.requests) };
  }
  if (!isHar(root)) {
    throw new CodedError('requests-unknown-format');
  }
  const read = harRequestsOf(root);
  const calls = read.requests.filter(({ url }) => isNetsuiteCall(url));
  const suggested = calls.length > 0 ? calls : read.requests.filter(({ url }) => isNetsuiteUrl(url));
  return { ...file, ...read, kind: 'har', name: '', variables: [], notes: [], suggested: new Set(suggested) };
}

/** Why a file cannot be imported, undefined for what is a fault of ours. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof vscode.FileSystemError) {
    return error.message;
  }
  if (isCoded(error, 'requests-too-large')) {
    return vscode.l10n.t(
      'It is larger than {0} MB. Record less, or export a HAR without the content of the answers.',
      longestRequestsText / 1024 / 1024,
    );
  }
  if (isCoded(error, 'json-invalid')) {
    return vscode.l10n.t(
      'It is not JSON: something is wrong at character {0}. The export may have been cut; make it again.',
      Number(error.data['offset']) + 1,
    );
  }
  if (isCoded(error, 'json-too-deep')) {
    return vscode.l10n.t('Its JSON is nested too deeply.');
  }
  if (isCoded(error, 'postman-version')) {
    return vscode.l10n.t('It is a collection of Postman’s first format. Export it again as “Collection v2.1”.');
  }
  return isCoded(error, 'requests-unknown-format')
    ? vscode.l10n.t(
        'It is neither a Postman collection nor a HAR. In Postman, export the collection; in a browser, save the network log as HAR.',
      )
    : undefined;
}

/** VS Code cuts a message without a button after its first line. */
async function tellRefused(fileName: string, why: string): Promise<void> {
  const again = vscode.l10n.t('Choose Another File…');
  const message = vscode.l10n.t('No requests were read from “{0}”. {1}', fileName, why);
  if ((await vscode.window.showErrorMessage(plainText(message), again)) === again) {
    await vscode.commands.executeCommand('netsuiteTba.importRequests');
  }
}
