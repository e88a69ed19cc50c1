import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { ExchangeRecord } from '../../exchange/record.ts';
import { decodeParts } from '../../oauth2/jwt.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import type { CommandId } from '../commandIds.ts';
import type { HistoryCommands } from '../history/historyCommands.ts';
import { historyFile } from '../history/historyKey.ts';
import type { HistoryStore } from '../history/historyStore.ts';
import type { KeptSender } from '../history/keptSender.ts';
import type { LoginQuestion } from '../loginFailure/loginSubject.ts';
import type { RequestCommands } from '../requests/requestCommands.ts';
import { comparePrevious } from './comparePrevious.ts';
import type { ResponseActions } from './panelHandlers.ts';
import type { ResponsePanels } from './responsePanels.ts';
import { readLog } from './readLog.ts';
import { findScript, openScript } from './scriptFiles.ts';

interface Services {
  readonly book: AccountServices['book'];
  readonly network: AccountServices['network'];
  readonly callers: AccountServices['callers'];
  readonly responses: () => Promise<ResponsePanels>;
  readonly requests: () => Promise<RequestCommands>;
  readonly history: () => Promise<HistoryStore>;
  readonly historyCommands: () => Promise<HistoryCommands>;
  readonly keptSender: () => Promise<KeptSender>;
  /** Tells a failure of what nobody waits for. */
  readonly run: (work: Promise<void>) => void;
}

/** What response panels ask of the rest of the workbench. */
export function responseActions(services: Services): ResponseActions {
  const { book, responses, requests, history, historyCommands, keptSender, run } = services;
  const resend = async (key: string, file: string | undefined): Promise<void> => {
    const ofHistory = historyFile(key);
    const loaded = await requests();
    if (ofHistory !== undefined) {
      await (await historyCommands()).resend(ofHistory);
    } else if (!loaded.knows(key) && file !== undefined) {
      // A panel of the window before: the call as it was made then, answered where it stands.
      await (await historyCommands()).resend(file, key);
    } else {
      await loaded.resend(key);
    }
  };
  const inspect = async (key: string, record: ExchangeRecord): Promise<void> => {
    const token = record.accessToken ?? decodeParts(String(record.failure?.data['assertion'] ?? ''));
    if (token) {
      await vscode.commands.executeCommand('netsuiteTba.inspectToken' satisfies CommandId, token);
    } else {
      await (await requests()).inspectSent(key, record);
    }
  };
  return {
    resend: (key, file) => run(resend(key, file)),
    inspect: (key, record) => run(inspect(key, record)),
    sendOther: async (key, { title, account, request }, url, { credentialId, noLog, secrets, incomplete }) => {
      if (incomplete) {
        throw new CodedError('request-not-kept-whole', { why: incomplete });
      }
      const credential = book
        .credentials()
        .find(({ token, account: { accountId } }) => token.id === credentialId && accountId === account.id);
      if (!credential) {
        throw new CodedError('history-no-token', { account: account.id });
      }
      const { method, headers, body } = request;
      const own = headers.filter(({ name }) => name.toLowerCase() !== 'authorization');
      const text = JSON.stringify([method, url, own, body ?? null]);
      const sender = await keptSender();
      await sender.send({ title, method, url, headers: own, body }, credential, key, text, { noLog, secrets });
    },
    addContentType: async key => (await requests()).addContentType(key),
    explainLogin: async (panel, record, body) => {
      const { credentialId, key, file } = panel;
      const credential = credentialId === undefined ? undefined : book.credential(credentialId);
      if (credential?.account.accountId !== record.account.id) {
        throw new CodedError('login-no-token', { account: record.account.id });
      }
      await vscode.commands.executeCommand(
        'netsuiteTba.explainLogin' satisfies CommandId,
        {
          credential,
          exchange: { record, body: new TextEncoder().encode(body) },
          resend: () => run(resend(key, file)),
        } satisfies LoginQuestion,
      );
    },
    comparePrevious: async panel => comparePrevious(panel, await history(), (await responses()).documents),
    readLog: (record, credentialId, signal) => readLog(record, credentialId, services, signal),
    hasScript: async file => (await findScript(file)) !== undefined,
    openFrame: openScript,
  };
}
