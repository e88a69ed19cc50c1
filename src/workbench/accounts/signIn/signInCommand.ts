import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import { shortId } from '../../../accounts/labels.ts';
import { CodedError, isCoded } from '../../../codedError.ts';
import { places } from '../../../diagnosis/login/places.ts';
import { pageUrl } from '../../../exchange/callAccount.ts';
import { signIn, type CallbackReceiver, type SignedIn, type SignInPorts } from '../../../exchange/signIn.ts';
import { randomLetters } from '../../../tba/threeStepFlow.ts';
import { errorLine } from '../../errorText.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { makeActive } from '../chooseToken/makeActive.ts';
import { testToken, type TestResult } from '../verifyToken.ts';
import { openCallbackListener } from './callbackListener.ts';
import { askPastedAddress } from './pasteAddress.ts';
import { signInErrorText } from './signInErrorText.ts';
import {
  callbackPages,
  stepText,
  tellCancelled,
  tellReplaced,
  tellSuccess,
  type SignInPhase,
} from './signInMessages.ts';
import { askSignIn, draftFor } from './signInPrompts.ts';
import { completeTarget, type SignInTarget } from './signInTarget.ts';

/** Milliseconds that the person has to answer NetSuite's page. */
const waitLimit = 5 * 60 * 1000;

/** A sign-in that is under way. */
interface Running {
  readonly accountId: string;
  readonly stop: AbortController;
  phase: SignInPhase;
  /** NetSuite's page, while it waits for an answer. */
  page?: string | undefined;
  /** Asks for the address that the browser ended on, while it is waited for. */
  paste?: (() => void) | undefined;
}

/** The command “Sign In Through NetSuite”. One sign-in at a time: a second start brings up the first. */
export class SignInCommand {
  readonly #services: AccountServices;
  readonly #kind: vscode.ExtensionKind;
  #running: Running | undefined;

  /** @param kind where this extension runs: beside the person's browser, or on a remote machine */
  constructor(services: AccountServices, kind: vscode.ExtensionKind) {
    this.#services = services;
    this.#kind = kind;
    // Or its listener would stay for as long as NetSuite's page may wait.
    services.network.closing.addEventListener('abort', () => this.#running?.stop.abort());
  }

  /**
   * Signs in to the account and application of a row of the tree, or to one that is asked for.
   *
   * @throws CodedError `workspace-untrusted`, `practice-off`, `connect-failed`, and those of completeTarget; whatever a
   *   sign-in of its own ends with is told to the person here
   */
  async run(node: AccountNode | undefined): Promise<void> {
    requireTrust();
    const { book } = this.#services;
    if (await this.#bringUp()) {
      return;
    }
    let draft = await askSignIn(draftFor(node, book), book);
    while (draft) {
      const target = await completeTarget(draft, book);
      let next: AttemptEnd;
      do {
        // Another may have been started while the person was asked.
        if (await this.#bringUp()) {
          return;
        }
        next = await this.#attempt(target);
      } while (next === 'again');
      draft = next === 'correct' ? await askSignIn(draft, book) : undefined;
    }
  }

  /**
   * Signs in anew for a token of the tree: the new token takes its place and keeps its name and note.
   *
   * @returns whether a new token is there
   * @throws CodedError as `run` does; `record-gone`
   */
  async replace(tokenRecord: string): Promise<boolean> {
    requireTrust();
    const { book } = this.#services;
    const credential = book.credential(tokenRecord);
    if (!credential) {
      throw new CodedError('record-gone', { kind: 'token' });
    }
    const node: AccountNode = {
      kind: 'token',
      record: credential.token,
      practice: credential.account.practice === true,
    };
    const target = { ...(await completeTarget(draftFor(node, book), book)), replaces: tokenRecord };
    let next: AttemptEnd;
    do {
      if (await this.#bringUp()) {
        return false;
      }
      next = await this.#attempt(target);
    } while (next === 'again');
    return next === 'done';
  }

  /** One sign-in from beginning to message; answers how it ended, or what the person wants to do after a failure. */
  async #attempt(target: SignInTarget): Promise<AttemptEnd> {
    const { accountId } = target.account;
    const running: Running = { accountId, stop: new AbortController(), phase: 'request-token' };
    this.#running = running;
    try {
      return await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          // An account ID, unlike a name, cannot hold a link.
          title: vscode.l10n.t('Signing in to {0}', accountId),
          cancellable: true,
        },
        async (progress, cancellation) => {
          cancellation.onCancellationRequested(() => running.stop.abort());
          const signedIn = await this.#signIn(target, running, progress);
          this.#enter(running, 'keep', progress);
          return await this.#take(target, signedIn, running.stop.signal);
        },
      );
    } catch (error) {
      this.#running = undefined;
      return await this.#tellFailure(error, target, running);
    } finally {
      if (this.#running === running) {
        this.#running = undefined;
      }
    }
  }

  #signIn(target: SignInTarget, running: Running, progress: Progress): Promise<SignedIn> {
    const { network, log } = this.#services;
    const { accountName: name, ...account } = target.account;
    log.hide(target.consumer.consumerSecret);
    const ports: SignInPorts = {
      send: (call, caller, signal) => network.send(call, caller, signal),
      openReceiver: () => this.#openReceiver(running),
      openBrowser: page => this.#openBrowser(page, running),
      nonces: network.clocks.nonces(account.accountId),
      randomBytes,
      hide: (...secrets) => log.hide(...secrets),
      onStep: step => this.#enter(running, step, progress),
    };
    return signIn(
      {
        account: { name, ...account },
        applicationName: target.applicationName,
        consumer: target.consumer,
        waitLimit,
      },
      ports,
      running.stop.signal,
    );
  }

  #enter(running: Running, phase: SignInPhase, progress: Progress): void {
    running.phase = phase;
    running.page = undefined;
    progress.report({ message: stepText(phase) });
  }

  async #openReceiver(running: Running): Promise<CallbackReceiver> {
    // The record says http://localhost:* (ORA:bridgehead_4249032125); that it lets any path through is assumed.
    const path = `/tba/${randomLetters(32, randomBytes)}`;
    const listener = await openCallbackListener({ path, pages: callbackPages() });
    return {
      url: listener.url,
      close: () => listener.close(),
      receive: async (read, signal) => {
        const ended = new AbortController();
        const stop = AbortSignal.any([signal, ended.signal]);
        const { promise, resolve, reject } = Promise.withResolvers<ReturnType<typeof read>>();
        running.paste = () => {
          askPastedAddress({ ...pasted(), read }, stop).then(answer => answer && resolve(answer), reject);
        };
        if (this.#browserIsElsewhere()) {
          running.paste();
        }
        try {
          return await Promise.race([listener.receive(read, stop), promise]);
        } finally {
          ended.abort();
          running.paste = undefined;
        }
      },
    };
  }

  /** Whether `localhost` may be another machine to the browser than to this extension. */
  #browserIsElsewhere(): boolean {
    const { uiKind, remoteName } = vscode.env;
    return uiKind === vscode.UIKind.Web || (remoteName !== undefined && this.#kind === vscode.ExtensionKind.Workspace);
  }

  async #openBrowser(page: string, running: Running): Promise<void> {
    running.page = page;
    if (await vscode.env.openExternal(vscode.Uri.parse(page, true))) {
      return;
    }
    // Not the end: VS Code asks before it opens a page, and people copy the address there.
    const [open, copy] = [vscode.l10n.t('Open Again'), vscode.l10n.t('Copy Address')];
    const message = vscode.l10n.t('VS Code did not open NetSuite’s page. Open it to go on with the sign-in.');
    const chosen = await vscode.window.showWarningMessage(message, open, copy);
    if (running.page !== page) {
      return;
    }
    if (chosen === open) {
      await this.#openBrowser(page, running);
    } else if (chosen === copy) {
      await vscode.env.clipboard.writeText(page);
    }
  }

  /** Puts the token into the book, tries it, and makes one that is new in the tree the active one. */
  async #take(target: SignInTarget, signedIn: SignedIn, signal: AbortSignal): Promise<AttemptEnd> {
    const { book, active, log } = this.#services;
    const before = target.replaces === undefined ? undefined : book.credential(target.replaces);
    const credential = await this.#keep(target, signedIn);
    if (!credential) {
      return undefined;
    }
    const replaced = before?.token.id === credential.token.id ? before : undefined;
    const isActive = replaced ? '' : await makeActive(active, credential);
    const test = await this.#test(credential, target, signedIn, signal).catch((error: unknown) => {
      log.error('test call after sign-in', error);
      return undefined;
    });
    if (test?.verification) {
      await book.recordVerification(credential.token.id, test.verification);
    }
    const now = book.credential(credential.token.id) ?? credential;
    if (replaced) {
      tellReplaced(replaced, now, test);
    } else {
      tellSuccess(now, test, isActive);
    }
    return 'done';
  }

  #test(
    { account }: Credential,
    { consumer }: SignInTarget,
    { token, tokenSecret }: SignedIn,
    signal: AbortSignal,
  ): Promise<TestResult> {
    return testToken(this.#services.network, account, { ...consumer, token, tokenSecret }, signal);
  }

  /** NetSuite shows a token once: as long as it cannot be stored, the person is asked whether to try again. */
  async #keep(target: SignInTarget, signedIn: SignedIn): Promise<Credential | undefined> {
    const { log } = this.#services;
    for (;;) {
      try {
        return await this.#store(target, signedIn);
      } catch (error) {
        log.error('keep the token of a sign-in', error);
        const storeAgain = vscode.l10n.t('Store It Again');
        const answer = await vscode.window.showErrorMessage(
          vscode.l10n.t('NetSuite made the token, but it could not be stored.'),
          {
            modal: true,
            detail: `${errorLine(error)}\n\n${vscode.l10n.t('Without that it is lost here, and stays valid at NetSuite until it is revoked there.')}`,
          },
          storeAgain,
        );
        if (answer !== storeAgain) {
          return undefined;
        }
      }
    }
  }

  /** A token whose record is gone by now is added like a new one: NetSuite has made it. */
  async #store(target: SignInTarget, { token, tokenSecret }: SignedIn): Promise<Credential> {
    const { book } = this.#services;
    const { account, applicationName, consumer, replaces } = target;
    const createdAt = Date.now();
    if (replaces !== undefined && book.credential(replaces)) {
      await book.replaceSecret('token', replaces, { token, tokenSecret }, createdAt);
      const credential = book.credential(replaces);
      if (credential) {
        return credential;
      }
    }
    return book.add({
      ...account,
      applicationName,
      tokenName: vscode.l10n.t('Token {0}', shortId(token)),
      secrets: { ...consumer, token, tokenSecret },
      createdAt,
    });
  }

  async #tellFailure(error: unknown, target: SignInTarget, running: Running): Promise<'correct' | 'again' | undefined> {
    const { log, network } = this.#services;
    const { account } = target;
    if (running.stop.signal.aborted && running.phase !== 'keep') {
      tellCancelled(running.phase);
      return undefined;
    }
    if (account.practice && isCoded(error, 'connect-failed')) {
      throw new CodedError('practice-off', { url: account.baseUrl ?? '' }, { cause: error });
    }
    const cause = withClock(error, network.clockSkewSeconds ?? 0);
    const text = isCoded(cause) ? signInErrorText(cause.code, cause.data) : undefined;
    if (!text) {
      throw error;
    }
    log.error('sign in', cause);
    const again = vscode.l10n.t('Sign In Again');
    const correct = vscode.l10n.t('Correct Entries');
    const records = vscode.l10n.t('Open Integration Records');
    const isRefused = isCoded(cause, 'sign-in-refused');
    const choices = [again, ...(target.entered ? [correct] : []), ...(isRefused ? [records] : [])];
    const chosen = await (isRefused
      ? vscode.window.showErrorMessage(
          text.title,
          { modal: true, detail: `${text.reason}\n\n${text.next}` },
          ...choices,
        )
      : vscode.window.showErrorMessage(plainText([text.title, text.reason, text.next].join(' ')), ...choices));
    if (chosen === records) {
      await vscode.env.openExternal(vscode.Uri.parse(pageUrl(account, places.integrations.path), true));
    }
    return chosen === again ? 'again' : chosen === correct ? 'correct' : undefined;
  }

  /** Shows what can be done about a sign-in that is under way; answers false when none is. */
  async #bringUp(): Promise<boolean> {
    const running = this.#running;
    if (!running) {
      return false;
    }
    const { page, paste, accountId, stop } = running;
    const items: (vscode.QuickPickItem & { readonly act: () => unknown })[] = [
      ...(page === undefined
        ? []
        : [
            {
              label: vscode.l10n.t('Open NetSuite’s page again'),
              iconPath: new vscode.ThemeIcon('link-external'),
              act: () => running.page && this.#openBrowser(running.page, running),
            },
            {
              label: vscode.l10n.t('Copy the page’s address, for another browser on this machine'),
              iconPath: new vscode.ThemeIcon('copy'),
              act: () => running.page && vscode.env.clipboard.writeText(running.page),
            },
          ]),
      ...(paste === undefined
        ? []
        : [
            {
              label: vscode.l10n.t('Paste the address that the browser ended on'),
              iconPath: new vscode.ThemeIcon('clippy'),
              detail: vscode.l10n.t('When it ended on a page that cannot be reached.'),
              act: () => running.paste?.(),
            },
          ]),
      { label: vscode.l10n.t('Cancel the sign-in'), iconPath: new vscode.ThemeIcon('close'), act: () => stop.abort() },
    ];
    const title = vscode.l10n.t('A sign-in to {0} is under way', accountId);
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('What next?') });
    if (this.#running === running) {
      await chosen?.act();
    }
    return true;
  }
}

function pasted() {
  return {
    title: vscode.l10n.t('Sign In Through NetSuite'),
    prompt: vscode.l10n.t(
      'If the browser ends on a page that cannot be reached, paste the whole address of that page here. If it says that you can close it, there is nothing to do.',
    ),
    placeholder: 'http://localhost:…/tba/…?oauth_token=…&oauth_verifier=…',
    final: new Set(['sign-in-denied', 'sign-in-other-account']),
  };
}

type Progress = vscode.Progress<{ message?: string }>;

/** There is a new token; or what the person wants after a failure: other entries, the same again, or nothing. */
type AttemptEnd = 'done' | 'correct' | 'again' | undefined;

/** A refusal is explained by a clock that is off, when the server's own Date says so. NetSuite allows five minutes. */
function withClock(error: unknown, skewSeconds: number): unknown {
  const isRefusal =
    isCoded(error, 'sign-in-refused') || (isCoded(error, 'sign-in-unexpected-answer') && error.data['status'] === 400);
  return isRefusal && Math.abs(skewSeconds) > 300
    ? new CodedError('sign-in-clock', { minutes: Math.round(Math.abs(skewSeconds) / 60) }, { cause: error })
    : error;
}
