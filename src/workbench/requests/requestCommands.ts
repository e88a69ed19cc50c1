import * as vscode from 'vscode';
import { CodedError, isCoded } from '../../codedError.ts';
import type { ExchangeRecord } from '../../exchange/record.ts';
import { signCall } from '../../exchange/send.ts';
import type { RequestFile, RequestNode } from '../../requests/nodes.ts';
import { findAgain, type RequestPlace } from '../../requests/editor/findAgain.ts';
import { requestAt } from '../../requests/editor/requestAt.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import type { HistoryStore } from '../history/historyStore.ts';
import type { ResponsePanels } from '../responses/responsePanels.ts';
import { draftOf } from '../../tba/signDraft.ts';
import type { SignatureSteps } from '../../tba/signatureSteps.ts';
import { findSigner } from '../signature/findSigner.ts';
import { inspectionOf, type ToInspect } from '../signature/inspection.ts';
import type { SignaturePanels } from '../signature/signaturePanels.ts';
import type { ProductionQuestion } from './productionQuestion.ts';
import type { RequestTests } from './tests/requestTests.ts';
import { requireTrust } from '../trust.ts';
import { requestsOf } from './requestDocuments.ts';
import { RequestRunner } from './run/requestRunner.ts';
import type { ValueSources } from './values/valueSources.ts';
import { runWithProgress } from './run/runWithProgress.ts';
import { stepOf, type Step } from './run/step.ts';

/** What sending and inspecting need. The panels are loaded when the first one opens. */
export interface RequestServices extends AccountServices {
  readonly workspaceState: vscode.Memento;
  readonly production: ProductionQuestion;
  readonly responses: () => Promise<ResponsePanels>;
  readonly signatures: () => Promise<SignaturePanels>;
  readonly tests: () => Promise<RequestTests>;
  readonly values: ValueSources;
  readonly history: () => Promise<HistoryStore>;
}

/** Sends requests of the editor and shows what comes back. */
export class RequestCommands {
  readonly #services: RequestServices;
  readonly #runner: RequestRunner;
  /** Where each panel's request stands, to send it again. */
  readonly #places = new Map<string, { readonly uri: vscode.Uri; readonly place: RequestPlace }>();

  constructor(services: RequestServices) {
    this.#services = services;
    this.#runner = new RequestRunner(services);
  }

  /** Signs and sends the request at a place in a document; without one, the request at the cursor. */
  async send(uri: unknown, offset: unknown): Promise<void> {
    requireTrust();
    await this.#send(await findRequest(uri, offset));
  }

  /** Whether the request of a panel was sent from its file in this window. */
  knows(key: string): boolean {
    return this.#places.has(key);
  }

  /** Sends the request of a panel again, as it stands in its file now. */
  async resend(key: string): Promise<void> {
    requireTrust();
    const { document, file, request } = await this.#findAgain(key);
    await this.#send(stepOf(document, file, request));
  }

  /** Adds the Content-Type that the request of a panel lacks to its file. */
  async addContentType(key: string): Promise<void> {
    const { document, file, request } = await this.#findAgain(key);
    await (await import('./addContentType.ts')).addContentType(document, file, request);
  }

  /** Sends all requests of a document in its order, or those from the cursor on, or those that a selection touches. */
  async sendMany(which: 'all' | 'below' | 'selected', uri: unknown): Promise<void> {
    requireTrust();
    const steps = await findSteps(which, uri);
    steps.forEach(step => this.#places.set(step.key, { uri: step.document.uri, place: step.place }));
    await (await this.#services.tests()).runSteps(steps);
  }

  /** Shows the signature of the request at a place in a document, signed for this look only. */
  async inspect(uri: unknown, offset: unknown): Promise<void> {
    requireTrust();
    const step = await findRequest(uri, offset);
    const prepared = await this.#runner.prepare(step);
    if (!prepared) {
      return;
    }
    const { call, caller, credential, secrets } = prepared;
    const { steps } = signCall(call, caller);
    await this.#showSignature(step.key, {
      title: call.title,
      accountName: credential.account.name,
      credentialLabel: caller.credentialLabel,
      sent: false,
      steps: requireSteps(steps),
      body: call.body,
      secrets: secrets(),
    });
  }

  /** Sends the request as two tokens, of one account or two, and shows both answers side by side. */
  async sendToTwo(uri: unknown, offset: unknown): Promise<void> {
    requireTrust();
    const step = await findRequest(uri, offset);
    const { sendToTwo } = await import('./compare/sendToTwo.ts');
    const { documents } = await this.#services.responses();
    await sendToTwo(step, this.#runner, this.#services, documents);
  }

  /** Sends the request, or all of the document, by either scheme, and shows the answers side by side. */
  async sendUnderBoth(which: 'one' | 'all', uri: unknown, offset: unknown): Promise<void> {
    requireTrust();
    const { sendUnderBoth } = await import('./compare/sendUnderBoth.ts');
    const steps = which === 'one' ? [await findRequest(uri, offset)] : await findSteps('all', uri);
    const { documents } = await this.#services.responses();
    await sendUnderBoth(steps, this.#runner, this.#services, documents);
  }

  /** Copies the request as a program in another language that signs it. */
  async copyAsCode(uri: unknown, offset: unknown): Promise<void> {
    requireTrust();
    const step = await findRequest(uri, offset);
    await (await import('./copyAsCode.ts')).copyAsCode(() => this.#runner.prepare(step));
  }

  /**
   * Shows the signature of a call that was made; `key` is that of its response's panel.
   *
   * @throws CodedError `history-no-signature` (data: scheme)
   */
  async inspectSent(key: string, record: ExchangeRecord): Promise<void> {
    const { signature } = record;
    if (!signature) {
      throw new CodedError('history-no-signature', { scheme: record.credential.scheme });
    }
    await this.#showSignature(`sent ${key}`, {
      title: record.title,
      accountName: record.account.name,
      credentialLabel: record.credential.label,
      sent: true,
      steps: signature,
      body: record.request.body,
      sentPassport: record.passport,
      secrets: this.#runner.secretsSent(key),
    });
  }

  get runner(): RequestRunner {
    return this.#runner;
  }

  dispose(): void {
    this.#runner.dispose();
  }

  /** @throws CodedError `request-gone` */
  async #findAgain(key: string): Promise<{ document: vscode.TextDocument; file: RequestFile; request: RequestNode }> {
    const known = this.#places.get(key);
    const document = known && (await openIfThere(known.uri));
    const file = document && requestsOf(document);
    const request = file && findAgain(file, known.place);
    if (!document || !file || !request) {
      throw new CodedError('request-gone');
    }
    return { document, file, request };
  }

  async #showSignature(key: string, toInspect: Omit<ToInspect, 'signer'>): Promise<void> {
    const { book, active, network, signatures } = this.#services;
    const signer = () => findSigner(book, active, toInspect.steps);
    const nonces = network.clocks.nonces(draftOf(toInspect.steps).realm);
    const panels = await signatures();
    panels.show(key, await inspectionOf({ ...toInspect, signer }, nonces));
  }

  /** Sends one request, and before it those whose answers it needs. */
  async #send(step: Step): Promise<void> {
    const steps = this.#runner.withNeeded([step]);
    steps.forEach(({ key, document, place }) => this.#places.set(key, { uri: document.uri, place }));
    const outcomes = await runWithProgress(this.#runner, steps, { stopAtFailure: true, show: 'last' });
    const refused = outcomes?.find(outcome => outcome.kind === 'not-sent');
    if (refused && !isCoded(refused.error, 'not-sent-cancelled')) {
      throw refused.error;
    }
  }
}

/** A file that was deleted, or an unsaved one that was closed, cannot be opened any more. */
async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

async function findDocument(uri: unknown): Promise<vscode.TextDocument> {
  const document =
    uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (!document) {
    throw new CodedError('no-request');
  }
  return document;
}

async function findRequest(uri: unknown, offset: unknown): Promise<Step> {
  const document = await findDocument(uri);
  const file = requestsOf(document);
  const request = requestAt(file, typeof offset === 'number' ? offset : cursorIn(document));
  if (!request) {
    throw new CodedError('no-request');
  }
  return stepOf(document, file, request);
}

/** The steps of a document's requests. */
async function findSteps(which: 'all' | 'below' | 'selected', uri: unknown): Promise<readonly Step[]> {
  const document = await findDocument(uri);
  const file = requestsOf(document);
  const requests = file.requests.filter(isWanted(which, document, file));
  if (requests.length === 0) {
    throw new CodedError('no-request');
  }
  return requests.map(request => stepOf(document, file, request));
}

function isWanted(
  which: 'all' | 'below' | 'selected',
  document: vscode.TextDocument,
  file: RequestFile,
): (request: RequestNode) => boolean {
  switch (which) {
    case 'all':
      return () => true;
    case 'below': {
      const from = requestAt(file, cursorIn(document))?.block.start ?? document.getText().length;
      return ({ block }) => block.start >= from;
    }
    case 'selected': {
      const selections = editorOf(document)?.selections ?? [];
      const spans = selections.map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const);
      return ({ range }) => spans.some(([start, end]) => range.start <= end && range.end >= start);
    }
  }
}

function cursorIn(document: vscode.TextDocument): number {
  const editor = editorOf(document);
  return editor ? document.offsetAt(editor.selection.active) : 0;
}

function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  return active?.document === document ? active : undefined;
}

/** @throws CodedError `nothing-signed` where the scheme signs nothing */
function requireSteps(steps: SignatureSteps | undefined): SignatureSteps {
  if (!steps) {
    throw new CodedError('nothing-signed');
  }
  return steps;
}
