import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { BodySummary } from '../../bodies/openBody.ts';
import type { StackFrame } from '../../bodies/stackFrame.ts';
import type { HistoryEntry } from '../../exchange/history/readHistoryEntry.ts';
import { loggedCall } from '../../exchange/reads/scriptLog.ts';
import type { Exchange, ExchangeRecord } from '../../exchange/record.ts';
import type { Pause } from '../../exchange/throttling.ts';
import type { Arriving } from '../../exchange/transport/transport.ts';
import type {
  DoneState,
  ShownLog,
  PanelFacts,
  ResponseContract,
  ResponseState,
  RunningState,
} from '../../panels/response/messages.ts';
import { responseTakes } from '../../panels/response/takes.ts';
import { describeError } from '../errorText.ts';
import type { Keeping } from '../history/historySend.ts';
import { clockTime } from '../history/historyWords.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { isAlwaysLogged } from './alwaysLogged.ts';
import { ArrivingBody } from './arrivingBody.ts';
import { BodySession } from './bodySession.ts';
import { panelHandlers, type PanelPorts } from './panelHandlers.ts';
import { doneState, emptyBody, partialResponse, type Outcome } from './responseState.ts';

/** A state without what is true of the panel whatever it shows. */
export type Shown = Omit<RunningState, keyof PanelFacts> | Omit<DoneState, keyof PanelFacts>;

/** What has to be known of a call before another one is made from it, such as for the next page. */
export interface ShownCall extends Omit<Keeping, 'source'> {
  /** The token's record in the account book. */
  readonly credentialId?: string | undefined;
  /** Why the request that is shown is not the one that was sent. */
  readonly incomplete?: HistoryEntry['request']['incomplete'];
}

/** What became of a call, and where it is kept. */
export interface ShownOutcome extends Outcome, ShownCall {
  /** It has just been made: what is to happen after each call may happen. */
  readonly isFresh?: boolean;
  /** The file of the history that has it, when there is one. */
  readonly kept?: Promise<string | undefined> | undefined;
}

/** Milliseconds between two messages of how much has come. */
const progressPause = 100;

/** A stack that is longer has its first frames looked for. */
const mostFrames = 50;

/** One response panel: what it shows, and the thread that holds the body. */
export class ResponsePanel {
  readonly id: string;
  readonly #ports: PanelPorts;
  readonly #handle: PanelHandle;
  #key: string;
  #title: string;
  #pinned = false;
  #file: string | undefined;
  #shown: Shown;
  #bodyId = 0;
  #session: BodySession | undefined;
  #record: ExchangeRecord | undefined;
  #call: ShownCall = {};
  #cancel: (() => void) | undefined;
  #arriving: ArrivingBody | undefined;
  #coming: Pick<RunningState, 'received' | 'preview'> = {};
  #progress: NodeJS.Timeout | undefined;
  #logging: AbortController | undefined;

  /** `existing`: the panel of a window that was loaded again. */
  constructor(id: string, key: string, shown: Shown, ports: PanelPorts, existing?: vscode.WebviewPanel) {
    this.id = id;
    this.#ports = ports;
    this.#key = key;
    this.#title = shown.title;
    this.#shown = shown;
    this.#handle = openPanel<ResponseContract>({
      extensionUri: ports.extensionUri,
      bundle: 'response',
      title: this.#panelTitle(),
      preserveFocus: true,
      takes: responseTakes,
      handlers: panelHandlers(this, ports),
      showsImages: true,
      ...(existing && { existing }),
    });
  }

  get key(): string {
    return this.#key;
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  get isRunning(): boolean {
    return this.#shown.phase === 'running';
  }

  /** It shows a call that is under way, or that was cancelled and may still have an outcome. */
  get isAwaiting(): boolean {
    return this.isRunning || this.#shown.phase === 'cancelled';
  }

  get isActive(): boolean {
    return this.#handle.panel.active;
  }

  get record(): ExchangeRecord | undefined {
    return this.#record;
  }

  get call(): ShownCall {
    return this.#call;
  }

  get credentialId(): string | undefined {
    return this.#call.credentialId;
  }

  /** The file of the history that has what is shown. */
  get file(): string | undefined {
    return this.#file;
  }

  get bodyId(): number {
    return this.#bodyId;
  }

  get state(): ResponseState {
    return { ...this.#shown, ...this.#facts() };
  }

  /** @throws CodedError `body-closed` when there is no body, or another one than `bodyId` names */
  session(bodyId?: number): BodySession {
    if (!this.#session || (bodyId !== undefined && bodyId !== this.#bodyId)) {
      throw new CodedError('body-closed');
    }
    return this.#session;
  }

  onDidDispose(listener: () => void): void {
    this.#handle.panel.onDidDispose(() => {
      this.#forget();
      listener();
    });
  }

  dispose(): void {
    this.#handle.panel.dispose();
  }

  /** Brings it to where it is seen, without taking the focus. */
  reveal(): void {
    if (!this.#handle.panel.visible) {
      this.#handle.panel.reveal(undefined, true);
    }
  }

  pin(pinned: boolean): void {
    this.#pinned = pinned;
    this.#push();
  }

  showRunning(key: string, shown: Shown, cancel: () => void): void {
    this.#forget();
    this.#key = key;
    this.#cancel = cancel;
    this.show(shown);
  }

  /** Shows a state of the same call. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#title = shown.title;
    this.#push();
  }

  /** Reads the answer while it comes in, and shows now and then how much of it has come. */
  arrive(arriving: Arriving): void {
    this.#arriving ??= new ArrivingBody(this.#workerFile(), preview => this.#showPreview(preview));
    this.#arriving.add(arriving);
    const { bytes, expected } = arriving;
    this.#coming = { ...this.#coming, received: { bytes, ...(expected !== undefined && { expected }) } };
    this.#showComing();
  }

  /** Shows that the account has too many calls at once, and when the call is made again. */
  pause({ milliseconds, code }: Pause): void {
    const { phase, title, accountLabel, startedAt } = this.#shown;
    if (phase === 'running') {
      // What came was the refusal, of which there is nothing more to show.
      clearTimeout(this.#progress);
      this.#progress = undefined;
      this.#coming = {};
      this.#arriving?.dispose();
      this.show({ phase, title, accountLabel, startedAt, waiting: { until: Date.now() + milliseconds, code } });
    }
  }

  /** Ends the call that is under way. */
  cancel(): void {
    const { phase, title, accountLabel, startedAt } = this.#shown;
    if (phase === 'running') {
      this.#cancel?.();
      this.#cancel = undefined;
      this.show({ phase: 'cancelled', title, accountLabel, startedAt });
    }
  }

  /**
   * Takes the body over: its bytes go to a thread and `exchange.body` is empty afterwards. Of an answer that broke off,
   * what has come is shown.
   */
  showExchange(key: string, { record, body }: Exchange, outcome: ShownOutcome, bodyId = this.#bodyId + 1): void {
    const arriving = this.#arriving;
    const { preview } = this.#coming;
    this.#arriving = undefined;
    this.#forget();
    this.#key = key;
    this.#bodyId = bodyId;
    this.#record = record;
    const { credentialId, noLog, secrets, incomplete } = outcome;
    this.#call = { credentialId, noLog, secrets, incomplete };
    const part = record.response ? undefined : arriving?.part;
    const { response, ...state } = doneState(record, outcome, bodyId, this.#facts());
    const shown = part ? partialResponse(part) : response;
    const log = loggedCall(record) && { log: { always: isAlwaysLogged(record.account.id), reading: false } };
    const isEmpty = shown?.bodyBytes === 0;
    const begun = isEmpty ? { body: emptyBody } : { ...(preview !== undefined && { preview }) };
    this.show({ ...state, ...(shown && { response: { ...shown, ...begun } }), ...log });
    if (shown && !isEmpty) {
      const bytes = part?.body ?? body;
      const { status, contentType } = shown;
      const session = arriving?.finish(bytes) ?? new BodySession(this.#workerFile(), { status, contentType, bytes });
      this.#session = session;
      void this.#readBody(session);
    } else {
      arriving?.dispose();
    }
    if (isEmpty || record.failure) {
      void this.#explain(undefined);
    }
    void this.#noteFile(outcome.kept);
    if (outcome.isFresh && this.#log()?.always) {
      this.readLog();
    }
  }

  /** Keeps the state's count of rows true, so that a panel that is shown again starts right. */
  keepRows(rows: number): void {
    if (this.#shown.phase === 'done' && this.#shown.response?.body) {
      this.#shown = withBody(this.#shown, { body: { ...this.#shown.response.body, rows } });
    }
  }

  /** Asks for the log of the script that the call ran; ends an earlier asking. */
  readLog(): void {
    const record = this.#record;
    const log = this.#log();
    if (!record || !log) {
      return;
    }
    this.#logging?.abort();
    const stop = new AbortController();
    this.#logging = stop;
    const tell = (change: Partial<ShownLog>): void => {
      if (this.#logging === stop && this.#shown.phase === 'done') {
        this.show({ ...this.#shown, log: { always: isAlwaysLogged(record.account.id), reading: false, ...change } });
      }
    };
    tell({ reading: true, ...(log.read && { read: log.read }) });
    this.#ports.actions.readLog(record, this.credentialId, stop.signal).then(
      read => tell({ read }),
      (error: unknown) => tell({ failure: describeError(error).message }),
    );
  }

  /** The setting was changed. */
  noteAlwaysLogged(): void {
    const log = this.#log();
    if (log && this.#record && this.#shown.phase === 'done') {
      this.show({ ...this.#shown, log: { ...log, always: isAlwaysLogged(this.#record.account.id) } });
    }
  }

  /** It takes the thread a moment, in which all of the answer may have come. */
  #showPreview(preview: string): void {
    if (this.#shown.phase !== 'done') {
      this.#coming = { ...this.#coming, preview };
      this.#showComing();
    } else if (!this.#shown.response?.body) {
      this.show(withBody(this.#shown, { preview }));
    }
  }

  #showComing(): void {
    // The last word counts: nothing may come for a while after it.
    this.#progress ??= setTimeout(() => {
      this.#progress = undefined;
      const { phase, title, accountLabel, startedAt } = this.#shown;
      if (phase === 'running') {
        this.show({ phase, title, accountLabel, startedAt, ...this.#coming });
      }
    }, progressPause);
  }

  #log(): ShownLog | undefined {
    return this.#shown.phase === 'done' ? this.#shown.log : undefined;
  }

  async #readBody(session: BodySession): Promise<void> {
    const read = await session.summary.then(
      body => ({ body }),
      (error: unknown) => ({ bodyFailure: describeError(error).message }),
    );
    if (this.#session === session && this.#shown.phase === 'done') {
      this.show(withBody(this.#shown, read));
    }
    if ('body' in read && this.#session === session) {
      void this.#explain(read.body);
      await this.#linkScripts(session, read.body.error?.script?.frames ?? []);
    }
  }

  async #explain(body: BodySummary | undefined): Promise<void> {
    const record = this.#record;
    if (!record) {
      return;
    }
    const { explainAnswer } = await import('../loginFailure/explainAnswer.ts');
    const explained = explainAnswer(record, body);
    if (explained && this.#record === record && this.#shown.phase === 'done') {
      this.show({ ...this.#shown, explained });
    }
  }

  async #linkScripts(session: BodySession, frames: readonly StackFrame[]): Promise<void> {
    const known = new Map<string, boolean>();
    for (const { file } of frames.slice(0, mostFrames)) {
      if (file !== undefined && !known.has(file)) {
        known.set(file, await this.#ports.actions.hasScript(file));
      }
    }
    const scripts = frames.flatMap(({ file }, index) => (file !== undefined && known.get(file) ? [index] : []));
    if (scripts.length > 0 && this.#session === session && this.#shown.phase === 'done') {
      this.show({ ...this.#shown, scripts });
    }
  }

  async #noteFile(kept: ShownOutcome['kept']): Promise<void> {
    const record = this.#record;
    const file = await kept;
    if (file !== undefined && this.#record === record) {
      this.#file = file;
      this.#push();
    }
  }

  /** Lets go of the last outcome: its thread ends and its memory goes. */
  #forget(): void {
    this.#session?.dispose();
    this.#arriving?.dispose();
    this.#arriving = undefined;
    clearTimeout(this.#progress);
    this.#progress = undefined;
    this.#coming = {};
    this.#logging?.abort();
    this.#logging = undefined;
    this.#session = undefined;
    this.#record = undefined;
    this.#call = {};
    this.#cancel = undefined;
    this.#file = undefined;
  }

  #workerFile(): URL {
    return pathToFileURL(vscode.Uri.joinPath(this.#ports.extensionUri, 'dist', 'bodyWorker.js').fsPath);
  }

  #facts(): PanelFacts {
    const file = this.#file;
    return {
      panelId: this.id,
      pinned: this.#pinned,
      restore: { key: this.#key, title: this.#title, ...(file !== undefined && { file }) },
    };
  }

  #push(): void {
    this.#handle.panel.title = this.#panelTitle();
    this.#handle.push(this.state);
  }

  /** A pinned one has later answers of the same request beside it. */
  #panelTitle(): string {
    const title = vscode.l10n.t('Response · {0}', this.#title);
    return this.#pinned ? `${title} · ${clockTime(this.#shown.startedAt)}` : title;
  }
}

function withBody<S extends Omit<DoneState, keyof PanelFacts>>(
  state: S,
  read: Pick<NonNullable<DoneState['response']>, 'body' | 'bodyFailure' | 'preview'>,
): S {
  return state.response ? { ...state, response: { ...state.response, ...read } } : state;
}
