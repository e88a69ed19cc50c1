import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { routeToAccount } from '../../exchange/callAccount.ts';
import { isGuarded, readsOrWrites, restletDeployment } from '../../exchange/productionGuard.ts';
import type { Call, Caller } from '../../exchange/send.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import { kindWord } from '../accounts/tree/words.ts';

const readOnlyKey = 'readOnlyRestlets';

/** A call that is about to be made, with the request's text as it stands in its file. */
export interface Planned {
  readonly text: string;
  readonly call: Call;
  readonly caller: Caller;
}

/**
 * Asks before anything may be written to a production account: once per request text and session; a RESTlet that the
 * person says only reads is remembered for good. What passes without a question, productionGuard.ts says.
 */
export class ProductionQuestion {
  readonly #globalState: vscode.Memento;
  readonly #allowed = new Set<string>();

  constructor(globalState: vscode.Memento) {
    this.#globalState = globalState;
  }

  /** Whether all of these calls may be made; those that need it are asked about in one question, each named. */
  async allows(planned: readonly Planned[]): Promise<boolean> {
    const open = planned.filter(each => this.#mustAsk(each));
    const [first] = open;
    if (!first) {
      return true;
    }
    const send = open.length === 1 ? vscode.l10n.t('Send to Production') : vscode.l10n.t('Send All to Production');
    const readsOnly = vscode.l10n.t('This One Only Reads');
    const restlet = open.length === 1 ? this.#restlet(first) : undefined;
    const answer = await vscode.window.showWarningMessage(
      open.length === 1
        ? question(first, restlet)
        : vscode.l10n.t('{0} requests may write to production.', open.length),
      {
        modal: true,
        detail: [...open.map(describe), ...(restlet === undefined ? [] : [restletAdvice()])].join('\n\n'),
      },
      send,
      ...(restlet === undefined ? [] : [readsOnly]),
    );
    if (answer === undefined) {
      return false;
    }
    if (answer === readsOnly && restlet !== undefined) {
      await this.#globalState.update(readOnlyKey, [...new Set([...this.#readOnly(), restlet])]);
      return true;
    }
    open.forEach(each => this.#allowed.add(keyOf(each)));
    return true;
  }

  /**
   * Whether a call may be made because of what was said to an earlier form of it, before the answers of other requests
   * were put into it: it reads, or it is the same kind of call by the same request.
   */
  isCovered(now: Planned, before: Planned): boolean {
    return (
      !this.#mustAsk(now) ||
      (this.#allowed.has(keyOf(before)) && now.text === before.text && now.call.method === before.call.method)
    );
  }

  #mustAsk(planned: Planned): boolean {
    const { call, caller } = planned;
    if (!isGuarded(caller.account) || readsOrWrites(routed(planned), caller.account) === 'read') {
      return false;
    }
    const restlet = this.#restlet({ call, caller });
    return !this.#allowed.has(keyOf(planned)) && !(restlet !== undefined && this.#readOnly().includes(restlet));
  }

  /** Names the deployment that a GET goes to; undefined for anything else. */
  #restlet({ call, caller }: Pick<Planned, 'call' | 'caller'>): string | undefined {
    const target = routed({ call, caller });
    if (readsOrWrites(target, caller.account) !== 'restlet-get') {
      return undefined;
    }
    const deployment = restletDeployment(target, caller.account);
    return deployment && JSON.stringify([caller.account.accountId, deployment.script, deployment.deploy]);
  }

  #readOnly(): readonly string[] {
    return this.#globalState.get<readonly string[]>(readOnlyKey, []);
  }
}

function routed({ call, caller }: Pick<Planned, 'call' | 'caller'>): Call {
  return { ...call, url: routeToAccount(call.url, caller.account) };
}

/** The text is what the person wrote; the URL tells whether a variable now leads elsewhere. */
function keyOf(planned: Planned): string {
  const { text, call, caller } = planned;
  const parts = [caller.credentialId, text, call.method, routed(planned).url];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function question({ caller }: Planned, restlet: string | undefined): string {
  const { name, accountId } = caller.account;
  return restlet === undefined
    ? vscode.l10n.t('This request may write to {0} ({1}).', name, `${accountId}, ${kindOf(accountId)}`)
    : vscode.l10n.t('This RESTlet may write to {0} ({1}), even by GET.', name, `${accountId}, ${kindOf(accountId)}`);
}

function describe(planned: Planned): string {
  const { call, caller } = planned;
  return [
    `${call.method} ${routed(planned).url}`,
    vscode.l10n.t(
      'Account {0}, token {1}',
      `${caller.account.name} (${caller.account.accountId})`,
      caller.credentialLabel,
    ),
  ].join('\n');
}

function restletAdvice(): string {
  return vscode.l10n.t(
    '“{0}” is remembered for this deployment, and its GETs are not asked about again.',
    vscode.l10n.t('This One Only Reads'),
  );
}

function kindOf(accountId: string): string {
  const { kind } = parseAccountId(accountId);
  return kind === 'unknown' ? vscode.l10n.t('counts as production') : kindWord(kind);
}
