import type * as vscode from 'vscode';
import { listPageUrl } from '../../bodies/table/tablePage.ts';
import { CodedError } from '../../codedError.ts';
import type { ExchangeRecord } from '../../exchange/record.ts';
import type { ScriptLog } from '../../exchange/reads/scriptLog.ts';
import type { BodyQuestion, BodyQuestions, Folded } from '../../panels/response/bodyQuestions.ts';
import type { ResponseContract } from '../../panels/response/messages.ts';
import type { Handlers } from '../../panels/rpc.ts';
import { setAlwaysLogged } from './alwaysLogged.ts';
import { copyExport, copyNode, openBody, openNode, readImage, saveExport } from './bodyActions.ts';
import type { BodyContract } from './bodyContract.ts';
import { copyText } from './clipboard.ts';
import { openEmbedded, saveEmbedded } from './embeddedFiles.ts';
import type { ResponseDocuments } from './responseDocuments.ts';
import type { ResponsePanel, ShownCall } from './responsePanel.ts';
import { responseStrings } from './responseStrings.ts';
import { supportCase } from './supportCase.ts';

/** What a panel cannot do itself. */
export interface PanelPorts {
  readonly extensionUri: vscode.Uri;
  /** For files that other programs open; made when the first one is. */
  readonly temporaryFolder: vscode.Uri;
  readonly documents: ResponseDocuments;
  readonly actions: ResponseActions;
}

/** What the panels ask of the rest of the workbench. `key` is the one that the exchange was shown under. */
export interface ResponseActions {
  resend(key: string, file: string | undefined): void;
  inspect(key: string, record: ExchangeRecord): void;
  /** Sends the same call with another URL, and shows its answer under the key. */
  sendOther(key: string, record: ExchangeRecord, url: string, call: ShownCall): Promise<void>;
  addContentType(key: string): Promise<void>;
  /** Shows what can be known of why the login of the panel's call failed. `body` may be its beginning. */
  explainLogin(panel: ResponsePanel, record: ExchangeRecord, body: string): Promise<void>;
  comparePrevious(panel: ResponsePanel): Promise<void>;
  readLog(record: ExchangeRecord, credentialId: string | undefined, signal: AbortSignal): Promise<ScriptLog>;
  /** Whether a SuiteCloud project of the workspace has the script that a stack names. */
  hasScript(file: string): Promise<boolean>;
  openFrame(file: string, line: number | undefined): Promise<void>;
}

/** Every question that a panel may put to the thread; those that hand bytes over are not among them. */
const questions = {
  rows: true,
  xmlRows: true,
  lines: true,
  hex: true,
  toggle: true,
  foldToLevel: true,
  reveal: true,
  lineAt: true,
  search: true,
  goToMatch: true,
  matchNear: true,
  endSearch: true,
  cancel: true,
  filter: true,
  endFilter: true,
  details: true,
  embedded: true,
  tables: true,
  table: true,
  tableView: true,
  tableRows: true,
} as const satisfies {
  readonly [M in keyof BodyQuestions]: BodyContract[M]['result'] extends BodyQuestions[M][1] ? true : never;
};

/** The answers to a panel's calls. */
export function panelHandlers(panel: ResponsePanel, ports: PanelPorts): Handlers<ResponseContract> {
  const { actions, documents } = ports;
  const done = async (work: Promise<unknown>): Promise<null> => {
    await work;
    return null;
  };
  return {
    ready: () => ({ state: panel.state, strings: responseStrings() }),
    body: question => ask(panel, question),
    image: ({ bodyId }) => readImage(panel.session(bodyId)),
    copyNode: ({ bodyId, ...wanted }) => done(copyNode(panel.session(bodyId), wanted)),
    openNode: ({ bodyId, ...wanted }) => done(openNode(panel.session(bodyId), wanted, documents)),
    saveEmbedded: ({ bodyId, node }) => done(saveEmbedded(panel.session(bodyId), node)),
    openEmbedded: ({ bodyId, node }) => done(openEmbedded(panel.session(bodyId), node, ports.temporaryFolder)),
    saveExport: ({ bodyId, wanted }) => done(saveExport(panel, panel.session(bodyId), wanted)),
    copyExport: ({ bodyId, wanted }) => done(copyExport(panel.session(bodyId), wanted)),
    page: ({ offset }) => done(sendPage(panel, offset, actions)),
    cancel: () => {
      panel.cancel();
      return null;
    },
    resend: () => {
      actions.resend(panel.key, panel.file);
      return null;
    },
    inspect: () => {
      if (panel.record) {
        actions.inspect(panel.key, panel.record);
      }
      return null;
    },
    pin: ({ pinned }) => {
      panel.pin(pinned);
      return null;
    },
    comparePrevious: () => done(actions.comparePrevious(panel)),
    copySupportCase: () => done(copyText(panel.record ? supportCase(panel.record, panel.state) : '')),
    openText: ({ title, text }) => done(documents.open(title, 'text', text)),
    addContentType: () => done(actions.addContentType(panel.key)),
    openFrame: ({ index }) => done(openFrame(panel, index, actions)),
    explainLogin: () => done(explainLogin(panel, actions)),
    readLog: () => {
      panel.readLog();
      return null;
    },
    logAlways: async ({ always }) => {
      if (panel.record) {
        await setAlwaysLogged(panel.record.account.id, always);
        panel.noteAlwaysLogged();
      }
      return null;
    },
    copyBody: async () => done(copyText(await panel.session().ask('text', { form: 'raw' }))),
    copyText: ({ text }) => done(copyText(text)),
    openBody: () => done(openBody(panel, documents)),
  };
}

async function ask(panel: ResponsePanel, { bodyId, method, params }: BodyQuestion): Promise<unknown> {
  if (!Object.hasOwn(questions, method)) {
    throw new CodedError('body-question-unknown');
  }
  const answer: unknown = await panel.session(bodyId).ask(method, params);
  if ((method === 'toggle' || method === 'foldToLevel') && params.of !== 'filter') {
    panel.keepRows((answer as Folded).rows);
  }
  return answer;
}

async function sendPage(panel: ResponsePanel, offset: number, actions: ResponseActions): Promise<void> {
  const { record } = panel;
  if (record && Number.isSafeInteger(offset) && offset >= 0) {
    await actions.sendOther(panel.key, record, listPageUrl(record.request.url, offset), panel.call);
  }
}

/** An error is short; of a page that stands in its place, nothing but what the state says is looked at. */
const longestError = 100_000;

async function explainLogin(panel: ResponsePanel, actions: ResponseActions): Promise<void> {
  const { record, state } = panel;
  const summary = state.phase === 'done' ? state.response?.body : undefined;
  const isText = summary && summary.kind !== 'empty' && summary.bytes <= longestError;
  if (record) {
    await actions.explainLogin(panel, record, isText ? await panel.session().ask('text', { form: 'raw' }) : '');
  }
}

async function openFrame(panel: ResponsePanel, index: number, actions: ResponseActions): Promise<void> {
  const { state } = panel;
  const frame = state.phase === 'done' ? state.response?.body?.error?.script?.frames[index] : undefined;
  if (frame?.file !== undefined) {
    await actions.openFrame(frame.file, frame.line);
  }
}
