import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { credentialLabel } from '../../../accounts/labels.ts';
import type { Credential, OAuth2Login } from '../../../accounts/records.ts';
import { CodedError, isCoded } from '../../../codedError.ts';
import { signInByCode, type CodeSignedIn, type CodeSignInPorts } from '../../../exchange/oauth2/authorizationCode.ts';
import { errorLine } from '../../errorText.ts';
import { plainText } from '../../plainText.ts';
import { tellErrorLine } from '../../tellError.ts';
import { askChoice, type PickItem } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import { makeActive } from '../chooseToken/makeActive.ts';
import { alone } from '../edit/pickRecord.ts';
import { askPastedAddress } from '../signIn/pasteAddress.ts';
import type { OAuth2Target } from './oauth2Target.ts';
import { oauth2ErrorText } from './oauth2ErrorText.ts';
import type { RedirectDesk } from './redirectDesk.ts';

/** Milliseconds that the person has to answer NetSuite's page. */
const waitLimit = 5 * 60 * 1000;

/** Ends at a page that cannot be reached, whose address can be copied; that NetSuite takes it as a URI is assumed. */
const unreachable = 'https://localhost/oauth2';

/** A sign-in that is under way. */
interface Running {
  readonly accountId: string;
  readonly stop: AbortController;
  /** NetSuite's page, once it is known. */
  page?: string;
  /** Asks for the address that the browser ended on, while it is waited for. */
  paste?: (() => void) | undefined;
}

/** Signing in by authorization code with PKCE. One sign-in at a time in a window: a second start brings up the first. */
export class CodeSignIn {
  readonly #services: AccountServices;
  readonly #desk: RedirectDesk;
  readonly #extensionId: string;
  #running: Running | undefined;

  constructor(services: AccountServices, desk: RedirectDesk, extensionId: string) {
    this.#services = services;
    this.#desk = desk;
    this.#extensionId = extensionId;
    services.network.closing.addEventListener('abort', () => this.#running?.stop.abort());
  }

  /** Shows what can be done about a sign-in that is under way; answers false when none is. */
  async bringUp(): Promise<boolean> {
    const running = this.#running;
    if (!running) {
      return false;
    }
    const items: (vscode.QuickPickItem & { readonly act: () => unknown })[] = [
      {
        label: vscode.l10n.t('Open NetSuite’s page again'),
        iconPath: new vscode.ThemeIcon('link-external'),
        act: () => running.page !== undefined && openPage(running.page),
      },
      {
        label: vscode.l10n.t('Copy the page’s address, for another browser on this machine'),
        iconPath: new vscode.ThemeIcon('copy'),
        act: () => running.page !== undefined && vscode.env.clipboard.writeText(running.page),
      },
      {
        label: vscode.l10n.t('Paste the address that the browser ended on'),
        iconPath: new vscode.ThemeIcon('clippy'),
        detail: vscode.l10n.t('When it ended on a page that cannot be reached.'),
        act: () => running.paste?.(),
      },
      {
        label: vscode.l10n.t('Cancel the sign-in'),
        iconPath: new vscode.ThemeIcon('close'),
        act: () => running.stop.abort(),
      },
    ];
    const title = vscode.l10n.t('A sign-in to {0} is under way', running.accountId);
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('What next?') });
    if (this.#running === running) {
      await chosen?.act();
    }
    return true;
  }

  /** Asks how the browser comes back, signs in, and keeps what came of it; tells the person how it ended. */
  async run(target: OAuth2Target): Promise<void> {
    const redirectUri = await this.#askRedirect();
    if (redirectUri === undefined) {
      return;
    }
    let next: 'again' | undefined;
    do {
      // Another may have been started while the person was asked.
      if (await this.bringUp()) {
        return;
      }
      next = await this.#attempt(target, redirectUri);
    } while (next === 'again');
  }

  /** To copy the address for the integration record leaves the question standing. */
  async #askRedirect(): Promise<string | undefined> {
    const own = `${this.#scheme()}://${this.#extensionId}/oauth2`;
    const items: PickItem<string>[] = [
      {
        label: own,
        iconPath: new vscode.ThemeIcon('vscode'),
        detail: vscode.l10n.t('The browser hands the answer to VS Code by itself.'),
        value: own,
      },
      {
        label: unreachable,
        iconPath: new vscode.ThemeIcon('clippy'),
        detail: vscode.l10n.t('The browser ends on a page that cannot be reached, and you paste its address here.'),
        value: unreachable,
      },
    ];
    if (vscode.env.uiKind === vscode.UIKind.Web) {
      // Nothing answers to an address of its own there.
      items.reverse();
    }
    const copy: PickItem<string> = {
      label: vscode.l10n.t('Copy them for the integration record'),
      iconPath: new vscode.ThemeIcon('copy'),
      value: '',
    };
    for (;;) {
      const chosen = await askChoice(
        alone(vscode.l10n.t('Sign In by OAuth 2.0')),
        vscode.l10n.t('Which redirect URI? It has to be on the integration record, letter by letter.'),
        [...items, copy],
      );
      if (chosen.kind !== 'next' || chosen.value !== '') {
        return chosen.kind === 'next' ? chosen.value : undefined;
      }
      await vscode.env.clipboard.writeText(`${own}\n${unreachable}\n`);
    }
  }

  /** Insiders and others have schemes of their own; in a browser nothing answers to any. */
  #scheme(): string {
    return vscode.env.uiKind === vscode.UIKind.Web ? 'vscode' : vscode.env.uriScheme;
  }

  async #attempt(target: OAuth2Target, redirectUri: string): Promise<'again' | undefined> {
    const { accountId } = target.account;
    const running: Running = { accountId, stop: new AbortController() };
    this.#running = running;
    try {
      const { signal } = running.stop;
      const signedIn = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          // An account ID, unlike a name, cannot hold a link.
          title: vscode.l10n.t('Signing in to {0}', accountId),
          cancellable: true,
        },
        (progress, cancellation) => {
          cancellation.onCancellationRequested(() => running.stop.abort());
          return this.#signIn(target, redirectUri, running, progress);
        },
      );
      signal.throwIfAborted();
      this.#running = undefined;
      await this.#take(target, signedIn);
      return undefined;
    } catch (error) {
      this.#running = undefined;
      return await this.#tellFailure(error, target, running.stop.signal);
    }
  }

  #signIn(
    { account: { accountName: name, ...account }, applicationName, clientId, scopes }: OAuth2Target,
    redirectUri: string,
    running: Running,
    progress: vscode.Progress<{ message?: string }>,
  ): Promise<CodeSignedIn> {
    const { network, log } = this.#services;
    const ports: CodeSignInPorts = {
      send: (call, caller, signal) => network.send(call, caller, signal),
      receiver: {
        redirectUri,
        receive: async (state, read, signal) => {
          const ended = new AbortController();
          const stop = AbortSignal.any([signal, ended.signal]);
          const { promise: pasted, resolve, reject } = Promise.withResolvers<ReturnType<typeof read>>();
          running.paste = () => {
            askPastedAddress({ ...pasteWords(redirectUri), read }, stop).then(
              answer => answer && resolve(answer),
              reject,
            );
          };
          if (redirectUri === unreachable || vscode.env.uiKind === vscode.UIKind.Web) {
            running.paste();
          }
          try {
            return await Promise.race([this.#desk.receive(state, read, stop), pasted]);
          } finally {
            ended.abort();
            running.paste = undefined;
          }
        },
      },
      openBrowser: async page => {
        running.page = page;
        await openPage(page);
      },
      randomBytes,
      hide: (...secrets) => log.hide(...secrets),
      onStep: step => progress.report({ message: stepText(step) }),
    };
    const request = { account: { name, ...account }, applicationName, clientId, scopes, waitLimit };
    return signInByCode(request, ports, running.stop.signal);
  }

  async #take(target: OAuth2Target, signedIn: CodeSignedIn): Promise<void> {
    const { book, active } = this.#services;
    const credential = await this.#keep(target, signedIn);
    if (!credential) {
      return;
    }
    await book.recordVerification(credential.token.id, { outcome: 'accepted', at: Date.now(), identity: {} });
    const isActive = target.replaces === credential.token.id ? '' : await makeActive(active, credential);
    const label = plainText(credentialLabel(book.credential(credential.token.id) ?? credential));
    void vscode.window.showInformationMessage(
      [vscode.l10n.t('Signed in: {0}. The refresh token is in VS Code’s secret storage.', label), isActive]
        .filter(part => part !== '')
        .join(' '),
    );
  }

  /** NetSuite gives tokens once: as long as they cannot be stored, the person is asked whether to try again. */
  async #keep(target: OAuth2Target, signedIn: CodeSignedIn): Promise<Credential | undefined> {
    for (;;) {
      try {
        return await this.#store(target, signedIn);
      } catch (error) {
        this.#services.log.error('keep the tokens of a sign-in', error);
        const storeAgain = vscode.l10n.t('Store It Again');
        const answer = await vscode.window.showErrorMessage(
          vscode.l10n.t('NetSuite gave the tokens, but they could not be stored.'),
          { modal: true, detail: errorLine(error) },
          storeAgain,
        );
        if (answer !== storeAgain) {
          return undefined;
        }
      }
    }
  }

  async #store(target: OAuth2Target, signedIn: CodeSignedIn): Promise<Credential> {
    const { book, callers } = this.#services;
    const { account, applicationName, clientId, scopes, replaces } = target;
    const { refreshToken, refreshUntil, entity, role } = signedIn;
    const login: OAuth2Login = {
      grant: 'authorization-code',
      scopes,
      ...(refreshUntil !== undefined && { refreshUntil }),
    };
    const secret = { clientId, refreshToken };
    // Internal IDs are all that NetSuite tells of whom it let in.
    const tokenName =
      entity === undefined || role === undefined
        ? vscode.l10n.t('Sign-in')
        : vscode.l10n.t('User {0} · role {1}', entity, role);
    const before = replaces === undefined ? undefined : book.credential(replaces);
    if (before) {
      const { id } = before.token;
      await book.replaceOAuth2Secret(id, secret, login);
      await callers.forget(id);
      if (!before.token.isNamed) {
        await book.edit('token', id, { name: tokenName });
      }
      return book.credential(id) ?? before;
    }
    return book.addOAuth2({ ...account, applicationName, tokenName, login, secret });
  }

  async #tellFailure(error: unknown, { account }: OAuth2Target, signal: AbortSignal): Promise<'again' | undefined> {
    if (signal.aborted) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The sign-in was cancelled. Nothing was stored.'));
      return undefined;
    }
    if (account.practice && isCoded(error, 'connect-failed')) {
      throw new CodedError('practice-off', { url: account.baseUrl ?? '' }, { cause: error });
    }
    if (!isCoded(error) || !oauth2ErrorText(error.code, error.data)) {
      throw error;
    }
    this.#services.log.error('sign in by OAuth 2.0', error);
    const again = vscode.l10n.t('Sign In Again');
    return (await tellErrorLine(error, again)) === again ? 'again' : undefined;
  }
}

function stepText(step: 'authorize' | 'tokens'): string {
  return step === 'authorize'
    ? // Notifications show links to commands as such.
      vscode.l10n.t(
        'answer NetSuite’s page in the browser. [Open it again, or paste the address it ended on]({0})',
        'command:netsuiteTba.addOAuth2',
      )
    : vscode.l10n.t('fetching the tokens…');
}

function pasteWords(redirectUri: string) {
  return {
    title: vscode.l10n.t('Sign In by OAuth 2.0'),
    prompt:
      redirectUri === unreachable
        ? vscode.l10n.t('The browser ends on a page that cannot be reached. Paste the whole address of that page here.')
        : vscode.l10n.t(
            'The browser hands its answer to VS Code, and there is nothing to do. If it cannot, paste the address that it was to open.',
          ),
    placeholder: `${redirectUri}?code=…&state=…`,
    final: new Set(['oauth2-denied', 'oauth2-not-allowed', 'oauth2-other-account']),
  };
}

async function openPage(page: string): Promise<void> {
  if (await vscode.env.openExternal(vscode.Uri.parse(page, true))) {
    return;
  }
  // Not the end: VS Code asks before it opens a page, and people copy the address there.
  const [open, copy] = [vscode.l10n.t('Open Again'), vscode.l10n.t('Copy Address')];
  const message = vscode.l10n.t('VS Code did not open NetSuite’s page. Open it to go on with the sign-in.');
  const chosen = await vscode.window.showWarningMessage(message, open, copy);
  if (chosen === open) {
    await openPage(page);
  } else if (chosen === copy) {
    await vscode.env.clipboard.writeText(page);
  }
}
