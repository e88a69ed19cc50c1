import { STATUS_CODES } from 'node:http';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { Exchange, ExchangeRecord, ReceivedResponse } from '../../exchange/record.ts';
import type {
  CheckLine,
  DoneState,
  FailureText,
  ResponseContract,
  ResponseState,
  ShownResponse,
} from '../../panels/response/messages.ts';
import type { Handlers } from '../../panels/rpc.ts';
import { describeError } from '../errorText.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { BodySession } from './bodySession.ts';
import { ResponseDocuments } from './responseDocuments.ts';
import { responseStrings } from './responseStrings.ts';

/** What the panels cannot do themselves. `key` is the one that the exchange was shown under. */
export interface ResponseActions {
  resend(key: string): void;
  inspect(key: string, record: ExchangeRecord): void;
}

/** A call that is under way. */
export interface RunningCall {
  readonly title: string;
  /** Account and credential in one line. */
  readonly accountLabel: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly cancel: () => void;
}

interface Entry {
  readonly key: string;
  readonly handle: PanelHandle;
  state: ResponseState;
  bodyId: number;
  cancel?: (() => void) | undefined;
  record?: ExchangeRecord | undefined;
  session?: BodySession | undefined;
}

/** The response panels: one for each key (a request of a document), used again when it is sent again. */
export class ResponsePanels {
  readonly #extensionUri: vscode.Uri;
  readonly #actions: ResponseActions;
  readonly #documents = new ResponseDocuments();
  readonly #entries = new Map<string, Entry>();

  constructor(extensionUri: vscode.Uri, actions: ResponseActions) {
    this.#extensionUri = extensionUri;
    this.#actions = actions;
  }

  /** Shows that a call is under way, with a way to cancel it. */
  showRunning(key: string, call: RunningCall): void {
    const { title, accountLabel, startedAt, cancel } = call;
    const entry = this.#show(key, { phase: 'running', title, accountLabel, startedAt });
    forget(entry);
    entry.cancel = cancel;
  }

  /** Shows that the call was cancelled, unless its outcome is shown already. */
  showCancelled(key: string): void {
    const entry = this.#entries.get(key);
    if (entry?.state.phase === 'running') {
      const { title, accountLabel, startedAt } = entry.state;
      entry.cancel = undefined;
      update(entry, { phase: 'cancelled', title, accountLabel, startedAt });
    }
  }

  /** Takes away the panel of a call that could not be made. */
  close(key: string): void {
    this.#entries.get(key)?.handle.panel.dispose();
  }

  /**
   * Shows what came of a call. Takes the body over: its bytes go to a thread and `exchange.body` is empty afterwards.
   * `failure` is shown with or without a response.
   */
  showExchange(key: string, exchange: Exchange, failure: FailureText | undefined, checks: readonly CheckLine[]): void {
    const { record, body } = exchange;
    const bodyId = (this.#entries.get(key)?.bodyId ?? 0) + 1;
    const state = doneState(record, bodyId, failure, checks);
    const empty = record.response && body.byteLength === 0;
    const entry = this.#show(key, empty ? withBody(state, { body: EMPTY }) : state);
    forget(entry);
    entry.bodyId = bodyId;
    entry.record = record;
    if (record.response && !empty) {
      const contentType = contentTypeOf(record.response);
      const worker = vscode.Uri.joinPath(this.#extensionUri, 'dist', 'bodyWorker.js');
      const session = new BodySession(pathToFileURL(worker.fsPath), {
        status: record.response.status,
        contentType,
        bytes: body,
      });
      entry.session = session;
      void readBody(entry, session, state);
    }
  }

  dispose(): void {
    for (const entry of [...this.#entries.values()]) {
      entry.handle.panel.dispose();
    }
    this.#documents.dispose();
  }

  #show(key: string, state: ResponseState): Entry {
    const shown = this.#entries.get(key);
    if (shown) {
      update(shown, state);
      shown.handle.panel.title = panelTitle(state);
      if (!shown.handle.panel.visible) {
        shown.handle.panel.reveal(undefined, true);
      }
      return shown;
    }
    const handle = openPanel<ResponseContract>({
      extensionUri: this.#extensionUri,
      bundle: 'response',
      title: panelTitle(state),
      preserveFocus: true,
      handlers: this.#handlers(key),
    });
    const entry: Entry = { key, handle, state, bodyId: 0 };
    this.#entries.set(key, entry);
    handle.panel.onDidDispose(() => {
      forget(entry);
      this.#entries.delete(key);
    });
    return entry;
  }

  #handlers(key: string): Handlers<ResponseContract> {
    const entry = (): Entry => {
      const found = this.#entries.get(key);
      if (!found) {
        throw new CodedError('body-closed');
      }
      return found;
    };
    const session = (bodyId?: number): BodySession => {
      const { session: open, bodyId: current } = entry();
      if (!open || (bodyId !== undefined && bodyId !== current)) {
        throw new CodedError('body-closed');
      }
      return open;
    };
    return {
      ready: () => ({ state: entry().state, strings: responseStrings() }),
      rows: ({ bodyId, from, count }) => session(bodyId).rows({ from, count }),
      lines: ({ bodyId, from, count }) => session(bodyId).lines({ from, count }),
      toggle: ({ bodyId, node }) => this.#folded(entry(), session(bodyId).toggle(node)),
      foldToLevel: ({ bodyId, level }) => this.#folded(entry(), session(bodyId).foldToLevel(level)),
      cancel: () => {
        entry().cancel?.();
        this.showCancelled(key);
        return null;
      },
      resend: () => {
        this.#actions.resend(key);
        return null;
      },
      inspect: () => {
        const { record } = entry();
        if (record) {
          this.#actions.inspect(key, record);
        }
        return null;
      },
      copyBody: async () => {
        await vscode.env.clipboard.writeText(await session().text('raw'));
        return null;
      },
      copyText: async ({ text }) => {
        await vscode.env.clipboard.writeText(text);
        return null;
      },
      openBody: async () => {
        const summary = await session().summary;
        await this.#documents.open(entry().state.title, summary.kind, await session().text('pretty'));
        return null;
      },
    };
  }

  /** Keeps the state's row count true, so that a panel that is shown again starts right. */
  async #folded(entry: Entry, change: ReturnType<BodySession['toggle']>): ReturnType<BodySession['toggle']> {
    const changed = await change;
    const { state } = entry;
    if (state.phase === 'done' && state.response?.body) {
      entry.state = withBody(state, { body: { ...state.response.body, rows: changed.rows } });
    }
    return changed;
  }
}

const EMPTY = {
  kind: 'empty',
  charset: { label: 'utf-8', from: 'default', bomBytes: 0 },
  bytes: 0,
  notes: [],
} as const;

async function readBody(entry: Entry, session: BodySession, state: DoneState): Promise<void> {
  const read = await session.summary.then(
    body => ({ body }),
    (error: unknown) => ({ bodyFailure: describeError(error).message }),
  );
  if (entry.session === session) {
    update(entry, withBody(state, read));
  }
}

function update(entry: Entry, state: ResponseState): void {
  entry.state = state;
  entry.handle.push(state);
}

/** Lets go of the last outcome: its thread ends and its memory goes. */
function forget(entry: Entry): void {
  entry.session?.dispose();
  entry.session = undefined;
  entry.record = undefined;
  entry.cancel = undefined;
}

function withBody(state: DoneState, read: Pick<ShownResponse, 'body' | 'bodyFailure'>): DoneState {
  return state.response ? { ...state, response: { ...state.response, ...read } } : state;
}

function doneState(
  record: ExchangeRecord,
  bodyId: number,
  failure: FailureText | undefined,
  checks: readonly CheckLine[],
): DoneState {
  return {
    phase: 'done',
    bodyId,
    title: record.title,
    accountLabel: `${record.account.name} · ${record.credential.label}`,
    startedAt: record.startedAt,
    request: record.request,
    timing: record.timing,
    ...(record.response && { response: shownResponse(record.response) }),
    ...(failure && { failure }),
    checks,
  };
}

function shownResponse(response: ReceivedResponse): ShownResponse {
  const contentType = contentTypeOf(response);
  return {
    status: response.status,
    statusText: response.statusText === '' ? (STATUS_CODES[response.status] ?? '') : response.statusText,
    headers: response.headers,
    bodyBytes: response.bodyBytes,
    ...(response.wireBytes !== undefined && { wireBytes: response.wireBytes }),
    ...(contentType !== undefined && { contentType }),
  };
}

function contentTypeOf(response: ReceivedResponse): string | undefined {
  return response.headers.find(header => header.name.toLowerCase() === 'content-type')?.value;
}

function panelTitle(state: ResponseState): string {
  return vscode.l10n.t('Response · {0}', state.title);
}
