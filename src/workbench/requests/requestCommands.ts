import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Credential, Verification } from '../../accounts/records.ts';
import { tokenLabel } from '../../accounts/labels.ts';
import { tokenState } from '../../accounts/tokenState.ts';
import { CodedError } from '../../codedError.ts';
import { tbaAuthenticator } from '../../exchange/authenticate.ts';
import { guardKey } from '../../exchange/loginGuard.ts';
import { readLoginFailure } from '../../exchange/loginFailure.ts';
import type { Exchange, ExchangeRecord } from '../../exchange/record.ts';
import { callOf } from '../../exchange/requestCall.ts';
import { checkCall, signCall, type Call, type Caller } from '../../exchange/send.ts';
import type { RequestFile, RequestNode } from '../../requests/nodes.ts';
import { findAgain, placeOf, type RequestPlace } from '../../requests/findAgain.ts';
import { requestAt } from '../../requests/requestAt.ts';
import { bodyFileOf, resolveRequest } from '../../requests/resolve.ts';
import { systemNonceSource } from '../../tba/nonce.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { confirmUseAgain } from '../accounts/testTokens/confirmUseAgain.ts';
import { explainCode, type ErrorText } from '../errorText.ts';
import type { ResponsePanels } from '../responses/responsePanels.ts';
import type { SignaturePanels } from '../signature/signaturePanels.ts';
import { requireTrust } from '../trust.ts';
import { chooseCredential } from './chooseCredential.ts';
import { ProductionQuestion } from './productionQuestion.ts';
import { readBodyFile } from './readBodyFile.ts';
import { requestsOf } from './requestDocuments.ts';

/** What sending and inspecting need. The panels are loaded when the first one opens. */
export interface RequestServices extends AccountServices {
  readonly workspaceState: vscode.Memento;
  readonly globalState: vscode.Memento;
  readonly responses: () => Promise<ResponsePanels>;
  readonly signatures: () => Promise<SignaturePanels>;
}

/** A request ready to be signed. */
interface Prepared {
  /** Names the request's panel: the same request again takes the same panel. */
  readonly key: string;
  /** As it stands in its file. */
  readonly text: string;
  readonly call: Call;
  readonly credential: Credential;
  readonly caller: Caller;
}

/** Sends requests of the editor and shows what comes back. */
export class RequestCommands {
  readonly #services: RequestServices;
  readonly #running = new Set<string>();
  /** Where each panel's request stands, to send it again. */
  readonly #places = new Map<string, { readonly uri: vscode.Uri; readonly place: RequestPlace }>();

  readonly #production: ProductionQuestion;

  constructor(services: RequestServices) {
    this.#services = services;
    this.#production = new ProductionQuestion(services.globalState);
  }

  /** Signs and sends the request at a place in a document; without one, the request at the cursor. */
  async send(uri: unknown, offset: unknown): Promise<void> {
    requireTrust();
    const { document, request, file } = await findRequest(uri, offset);
    const prepared = await this.#prepare(document, file, request);
    if (prepared) {
      await this.#run(prepared);
    }
  }

  /** Sends the request of a panel again, as it stands in its file now. */
  async resend(key: string): Promise<void> {
    requireTrust();
    const known = this.#places.get(key);
    const document = known && (await openIfThere(known.uri));
    const file = document && requestsOf(document);
    const request = file && findAgain(file, known.place);
    if (!document || !file || !request) {
      throw new CodedError('request-gone');
    }
    const prepared = await this.#prepare(document, file, request);
    if (prepared) {
      await this.#run(prepared);
    }
  }

  /** Shows the signature of the request at a place in a document, signed for this look only. */
  async inspect(uri: unknown, offset: unknown): Promise<void> {
    requireTrust();
    const { document, request, file } = await findRequest(uri, offset);
    const prepared = await this.#prepare(document, file, request);
    if (!prepared) {
      return;
    }
    const { key, call, caller, credential } = prepared;
    const { steps } = signCall(call, caller);
    const panels = await this.#services.signatures();
    panels.show(key, {
      title: call.title,
      accountName: credential.account.name,
      credentialLabel: caller.credentialLabel,
      sent: false,
      steps,
    });
  }

  /** Shows the signature of a call that was made; `key` is that of its response's panel. */
  async inspectSent(key: string, record: ExchangeRecord): Promise<void> {
    const panels = await this.#services.signatures();
    panels.show(`sent ${key}`, {
      title: record.title,
      accountName: record.account.name,
      credentialLabel: record.credential.label,
      sent: true,
      steps: record.signature,
    });
  }

  async #prepare(
    document: vscode.TextDocument,
    file: RequestFile,
    request: RequestNode,
  ): Promise<Prepared | undefined> {
    const { book, active, workspaceState, log } = this.#services;
    const sources = { now: Date.now, random: Math.random, uuid: randomUUID };
    const bodyFile = bodyFileOf(file, request, sources);
    const fileText = bodyFile && (await readBodyFile(bodyFile, document));
    const resolved = resolveRequest(file, request, sources, undefined, fileText);
    await this.#lookForPractice();
    const credential = await chooseCredential(resolved, book, active, workspaceState, document.uri);
    if (!credential) {
      return undefined;
    }
    const secrets = await book.secrets(credential);
    log.hide(secrets.consumerSecret, secrets.tokenSecret);
    const place = placeOf(file, request);
    const key = `${document.uri.toString()} ${place.ordinal} ${place.name ?? ''}`;
    this.#places.set(key, { uri: document.uri, place });
    return {
      key,
      text: document.getText().slice(request.range.start, request.range.end),
      call: callOf(resolved, credential.account),
      credential,
      caller: {
        account: credential.account,
        credentialId: guardKey(credential.account.accountId, secrets.token),
        credentialLabel: tokenLabel(credential.token),
        authenticate: tbaAuthenticator(credential.account.accountId, secrets, systemNonceSource()),
      },
    };
  }

  /** A practice account may have been started elsewhere, or anew on another port, with no tree open to notice. */
  async #lookForPractice(): Promise<void> {
    const { book, practice, log } = this.#services;
    const { accounts } = book.index();
    if (accounts.length === 0 || accounts.some(account => account.practice)) {
      await practice.adopt().catch((error: unknown) => log.error('look for the practice account', error));
    }
  }

  async #run({ key, text, call, caller, credential }: Prepared): Promise<void> {
    if (this.#running.has(key)) {
      throw new CodedError('already-running', { title: call.title });
    }
    const { network, responses } = this.#services;
    this.#running.add(key);
    try {
      const asked = { ...caller, mayWrite: true };
      checkCall(call, asked);
      const failures = network.failuresToAskAbout(caller.credentialId);
      if (failures > 0 && !(await confirmUseAgain(new CodedError('login-guard', { failures })))) {
        return;
      }
      if (!(await this.#production.allows([{ text, call, caller }]))) {
        return;
      }
      await this.#show(key, call, { ...asked, acknowledged: failures > 0 }, credential, await responses());
    } finally {
      this.#running.delete(key);
    }
  }

  async #show(key: string, call: Call, caller: Caller, credential: Credential, panels: ResponsePanels): Promise<void> {
    const stop = new AbortController();
    panels.showRunning(key, {
      title: call.title,
      accountLabel: `${credential.account.name} · ${caller.credentialLabel}`,
      startedAt: Date.now(),
      cancel: () => stop.abort(),
    });
    try {
      const exchange = await withProgressWhenSlow(
        call.title,
        stop,
        this.#services.network.send(call, caller, stop.signal),
      );
      const verification = verificationOf(exchange, credential);
      panels.showExchange(key, exchange, failureText(exchange, credential));
      if (verification) {
        await this.#services.book.recordVerification(credential.token.id, verification);
      }
    } catch (error) {
      // A call that was cut off is an outcome of its own; this one was never made.
      if (stop.signal.aborted) {
        panels.showCancelled(key);
      } else {
        panels.close(key);
        throw error;
      }
    }
  }
}

/** What a call told about the token, where that is news for the tree. */
function verificationOf({ record, body }: Exchange, { token }: Credential): Verification | undefined {
  if (!record.response) {
    return undefined;
  }
  const { status } = record.response;
  const at = Date.now();
  const code = readLoginFailure(status, body);
  if (code !== undefined) {
    return { outcome: 'refused', at, status, code };
  }
  // A success a minute ago is as good; writing each would cost every window a refresh.
  if (status >= 300 || (tokenState(token) === 'works' && at - (token.lastSuccess ?? 0) < 60_000)) {
    return undefined;
  }
  return { outcome: 'accepted', at, identity: {} };
}

/** A file that was deleted, or an unsaved one that was closed, cannot be opened any more. */
async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

async function findRequest(
  uri: unknown,
  offset: unknown,
): Promise<{ document: vscode.TextDocument; request: RequestNode; file: RequestFile }> {
  const editor = vscode.window.activeTextEditor;
  const document = uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
  if (!document) {
    throw new CodedError('no-request');
  }
  const at = typeof offset === 'number' ? offset : editor ? document.offsetAt(editor.selection.active) : 0;
  const file = requestsOf(document);
  const request = requestAt(file, at);
  if (!request) {
    throw new CodedError('no-request');
  }
  return { document, request, file };
}

/** The panel shows progress where one looks; a call that takes longer is also told where one may have gone. */
async function withProgressWhenSlow<T>(title: string, stop: AbortController, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>(resolve => (timer = setTimeout(() => resolve('slow'), 1500)));
  const first = await Promise.race([work.then(() => 'done' as const), slow]).finally(() => clearTimeout(timer));
  if (first === 'slow') {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Sending {0}…', title),
        cancellable: true,
      },
      async (_, cancellation) => {
        cancellation.onCancellationRequested(() => stop.abort());
        await work.catch(() => undefined);
      },
    );
  }
  return work;
}

function failureText({ record }: Exchange, { account }: Credential): ErrorText | undefined {
  if (!record.failure) {
    return undefined;
  }
  return account.practice && record.failure.code === 'connect-failed'
    ? explainCode('practice-off', { url: account.baseUrl ?? '' })
    : explainCode(record.failure.code, record.failure.data);
}
