import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { routeToAccount } from '../../exchange/callAccount.ts';
import { isGuarded, readsOrWrites, restletDeployment } from '../../exchange/guards/productionGuard.ts';
import type { Call, Caller } from '../../exchange/send.ts';
import { allAtProduction, questionOf, readsOnlyWord, writeItems, type PlannedWrite } from './productionWords.ts';
import { ReadOnlyRestlets, type AccountDeployment } from './readOnlyRestlets.ts';

/** A call that is about to be made, with the request's text as it stands in its file. */
export interface Planned {
  readonly text: string;
  readonly call: Call;
  readonly caller: Caller;
  /** The role that it is made with, where NetSuite told. */
  readonly role: string | undefined;
  /** Answers of other requests are part of it: by them its URL is another each time, and the text is what was asked about. */
  readonly usesAnswers?: boolean;
  /** The target as written, where an answer that is still to come is part of it. */
  readonly written?: string | undefined;
}

/**
 * Asks before anything may be written to a production account: once per request text and session, and about the GETs of a
 * RESTlet once per deployment; one that the person says only reads is remembered for good. What passes without a
 * question, productionGuard.ts says. One for the window, so that what was answered counts for files and history alike.
 */
export class ProductionQuestion {
  readonly #readOnly: ReadOnlyRestlets;
  readonly #allowed = new Set<string>();

  constructor(globalState: vscode.Memento) {
    this.#readOnly = new ReadOnlyRestlets(globalState);
  }

  /** Whether all of these calls may be made; those that need it are asked about in one question, each named. */
  async allows(planned: readonly Planned[]): Promise<boolean> {
    const open = planned.filter(each => this.#mustAsk(each));
    if (open.length === 0) {
      return true;
    }
    const writes = open.map(writeOf);
    const restlets = open.flatMap(each => restletOf(each) ?? []);
    const { message, detail, isCut } = questionOf(writes);
    const send = open.length === 1 ? vscode.l10n.t('Send to Production') : vscode.l10n.t('Send All to Production');
    const readOnly = restlets.length === open.length ? [readsOnlyWord(writes)] : [];
    const showAll = vscode.l10n.t('Show All');
    for (;;) {
      const answer = await vscode.window.showWarningMessage(
        message,
        { modal: true, detail },
        send,
        ...readOnly,
        ...(isCut ? [showAll] : []),
      );
      if (answer === send) {
        open.forEach(each => this.#allowed.add(keyOf(each)));
        return true;
      }
      if (answer !== undefined && readOnly.includes(answer)) {
        await this.#readOnly.add(restlets);
        return true;
      }
      if (answer !== showAll) {
        return false;
      }
      // Back to the question, however the list is left.
      await vscode.window.showQuickPick(writeItems(writes), allAtProduction(writes.length));
    }
  }

  /**
   * Whether a call may be made because of what was said to an earlier form of it, before the answers of other requests
   * were put into it: it reads, or it is the same kind of call by the same request with the same token.
   */
  isCovered(now: Planned, before: Planned): boolean {
    return (
      !this.#mustAsk(now) ||
      (this.#allowed.has(keyOf(before)) &&
        now.text === before.text &&
        now.call.method === before.call.method &&
        now.caller.credentialId === before.caller.credentialId)
    );
  }

  #mustAsk(planned: Planned): boolean {
    const { caller } = planned;
    if (!isGuarded(caller.account) || readsOrWrites(routed(planned), caller.account) === 'read') {
      return false;
    }
    const restlet = restletOf(planned);
    return !this.#allowed.has(keyOf(planned)) && !(restlet && this.#readOnly.has(restlet));
  }
}

/** The deployment that a GET goes to; undefined for anything else. */
function restletOf(planned: Planned): AccountDeployment | undefined {
  const target = routed(planned);
  const { account } = planned.caller;
  if (readsOrWrites(target, account) !== 'restlet-get') {
    return undefined;
  }
  const deployment = restletDeployment(target, account);
  return deployment && { account: account.accountId, ...deployment };
}

function routed({ call, caller }: Planned): Call {
  return { ...call, url: routeToAccount(call.url, caller.account) };
}

/**
 * What a yes holds for. The text is what the person wrote; the URL tells whether a variable of theirs now leads elsewhere.
 * Of a RESTlet that is only read it is the deployment, whatever is asked of it.
 */
function keyOf(planned: Planned): string {
  const { text, call, caller, usesAnswers } = planned;
  const restlet = restletOf(planned);
  const parts = restlet
    ? [caller.credentialId, restlet.account, restlet.script, restlet.deploy]
    : [caller.credentialId, text, call.method, usesAnswers ? '' : routed(planned).url];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function writeOf(planned: Planned): PlannedWrite {
  const { call, caller, role, written } = planned;
  const { accountId, name } = caller.account;
  return {
    account: { accountId, name },
    token: caller.credentialLabel,
    role,
    method: call.method,
    url: routed(planned).url,
    written,
    restlet: restletOf(planned),
  };
}
