import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import type { AccountRecord, Credential } from '../../accounts/records.ts';
import { practiceBundle } from '../../practice/process/bundlePath.ts';
import type { PracticeCredentials } from '../../practice/credentials.ts';
import type { FoundPractice } from '../../practice/process/runFile.ts';
import type { Log } from '../log.ts';

const wantedKey = 'practiceWanted';

/**
 * What becomes of the token that a practice account hands out, where the tree has it not. It is only looked for where the
 * tree has tokens: as at NetSuite, one that was revoked, or went with a sandbox refresh, stays and fails. It is added where
 * there is none, or on a person's wish to start. It takes the place of all others once the account was made anew.
 */
type TokenWanted = 'present' | 'added' | 'replaced';

/** The practice NetSuite as the workbench sees it: a process to find, start and stop, and an account in the tree. */
export class PracticeAccount {
  readonly #book: AccountBook;
  readonly #stateDir: string;
  readonly #globalState: vscode.Memento;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #added = new vscode.EventEmitter<Credential>();
  /** Tells of a practice account that was put into the tree. */
  readonly onDidAdd = this.#added.event;
  #running: FoundPractice | undefined;
  #child: ChildProcess | undefined;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(book: AccountBook, storage: vscode.Uri, globalState: vscode.Memento, log: Log) {
    this.#book = book;
    this.#stateDir = vscode.Uri.joinPath(storage, 'practice').fsPath;
    this.#globalState = globalState;
    this.#log = log;
  }

  /** Whether it answered when it was last looked for. */
  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Whether it has no token to log in with yet, as after a start from scratch. */
  get needsSetup(): boolean {
    return this.#running?.credentialId === '';
  }

  /** Where its set-up pages are, while it runs. */
  get setupPages(): vscode.Uri | undefined {
    return this.#running && vscode.Uri.parse(`${this.#running.baseUrl}/practice/home`);
  }

  /** The folder of its scripts and sample requests, while it runs. */
  get workspace(): vscode.Uri | undefined {
    return this.#running && vscode.Uri.file(this.#running.workspace);
  }

  /** Its account in the tree. */
  get record(): AccountRecord | undefined {
    return this.#book.index().accounts.find(account => account.practice);
  }

  /**
   * Looks for a running practice account and takes it into the tree; starts it again when the person had it running
   * and a window reload ended it.
   */
  adopt(): Promise<void> {
    return this.#oneAtATime(async () => {
      const { findPractice, readPracticeCredentials } = await import('../../practice/process/runFile.ts');
      const found = await findPractice(this.#stateDir);
      if (found) {
        const { instance, credentialId } = this.#running ?? {};
        // A token made on its pages, or a start from scratch, changes the credentials of a run.
        const isKnown = found.instance === instance && found.credentialId === credentialId;
        const credentials = isKnown ? undefined : await readPracticeCredentials(this.#stateDir);
        if (credentials) {
          await this.#takeIn(found, credentials, this.#hasTokens() ? 'present' : 'added');
        }
      } else if (this.#globalState.get(wantedKey) === true && this.#child === undefined && this.record) {
        await this.#launch();
      } else {
        this.#setRunning(undefined);
      }
    });
  }

  /** Starts it, or finds it running, and answers its first token; undefined while it has none. */
  start(signal: AbortSignal): Promise<Credential | undefined> {
    return this.#oneAtATime(async () => {
      const credential = await this.#launch(signal);
      await this.#globalState.update(wantedKey, true);
      return credential;
    });
  }

  /** Ends it; answers false when none was running. */
  stop(): Promise<boolean> {
    return this.#oneAtATime(async () => {
      await this.#globalState.update(wantedKey, false);
      const { stopPractice } = await import('../../practice/process/launch.ts');
      const stopped = await stopPractice(this.#stateDir);
      this.#setRunning(undefined);
      return stopped;
    });
  }

  /** Makes it anew, ready to use or with nothing set up, and answers its first token. */
  reset(to: 'ready' | 'scratch', signal: AbortSignal): Promise<Credential | undefined> {
    return this.#oneAtATime(async () => {
      const { resetPractice } = await import('../../practice/process/launch.ts');
      await this.#launch(signal);
      await resetPractice(this.#stateDir, to);
      await this.#globalState.update(wantedKey, true);
      return this.#launch(signal, 'replaced');
    });
  }

  /** Its scripts run unless this window shows their folder and does not trust it. */
  async followTrust(): Promise<void> {
    if (this.#running && this.#showsWorkspace()) {
      const { allowScripts } = await import('../../practice/process/launch.ts');
      await allowScripts(this.#stateDir, vscode.workspace.isTrusted);
    }
  }

  /** The practice account is gone from the tree on purpose: do not bring it back. */
  async forget(): Promise<void> {
    await this.#globalState.update(wantedKey, false);
    await this.stop();
  }

  /** Closing the window ends a practice account that this window started. */
  dispose(): void {
    this.#child?.stdin?.end();
  }

  async #launch(signal?: AbortSignal, token: TokenWanted = 'added'): Promise<Credential | undefined> {
    const { launchPractice } = await import('../../practice/process/launch.ts');
    const launched = await launchPractice({
      stateDir: this.#stateDir,
      bundle: practiceBundle(import.meta.url),
      execPath: process.execPath,
      endWithParent: true,
      ...(signal ? { signal } : {}),
    });
    const { child } = launched;
    if (child) {
      this.#child = child;
      child.once('exit', () => {
        if (this.#child === child) {
          this.#child = undefined;
          this.#setRunning(undefined);
        }
      });
    }
    return this.#takeIn(launched.practice, launched.credentials, token);
  }

  /** Puts it into the tree, or leads the account that is there to its present port. */
  async #takeIn(
    running: FoundPractice,
    credentials: PracticeCredentials,
    token: TokenWanted,
  ): Promise<Credential | undefined> {
    this.#log.hide(credentials.consumerSecret, credentials.tokenSecret);
    const known = this.record;
    if (known && known.baseUrl !== running.baseUrl) {
      await this.#book.edit('account', known.id, { baseUrl: running.baseUrl });
    }
    if (token === 'replaced') {
      await this.#removeApplications();
    }
    const current = await this.#current(credentials);
    const credential = current ?? (token === 'present' ? undefined : await this.#add(running, credentials));
    this.#setRunning(running);
    this.#log.info(`practice account at ${running.baseUrl}`);
    await this.followTrust();
    return credential;
  }

  /** The practice token in the tree, if its secrets are still those of the practice account. */
  async #current(credentials: PracticeCredentials): Promise<Credential | undefined> {
    for (const credential of this.#book.credentials().filter(({ account }) => account.practice)) {
      const secrets = await this.#book.secrets(credential).catch(() => undefined);
      if (secrets?.token === credentials.token && secrets.tokenSecret === credentials.tokenSecret) {
        return credential;
      }
    }
    return undefined;
  }

  #hasTokens(): boolean {
    return this.#book.credentials().some(({ account }) => account.practice);
  }

  async #removeApplications(): Promise<void> {
    const { id } = this.record ?? {};
    for (const stale of this.#book.index().applications.filter(application => application.account === id)) {
      await this.#book.remove(stale.id);
    }
  }

  /** Adds the account where it is new, and the token that it hands out, if it has one. */
  async #add(running: FoundPractice, credentials: PracticeCredentials): Promise<Credential | undefined> {
    const account = {
      accountName: this.record?.name ?? vscode.l10n.t('Practice'),
      accountId: credentials.account,
      baseUrl: running.baseUrl,
      practice: true,
    } as const;
    await this.#book.addAccount(account);
    const { canLogIn } = await import('../../practice/credentials.ts');
    if (!canLogIn(credentials)) {
      return undefined;
    }
    const credential = await this.#book.add({
      ...account,
      applicationName: vscode.l10n.t('Practice application'),
      tokenName: vscode.l10n.t('Practice token'),
      secrets: credentials,
    });
    this.#added.fire(credential);
    return credential;
  }

  #showsWorkspace(): boolean {
    const folder = this.workspace?.path.toLowerCase();
    return (
      folder !== undefined &&
      (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => {
        const shown = uri.path.toLowerCase();
        return uri.scheme === 'file' && (`${folder}/`.startsWith(`${shown}/`) || `${shown}/`.startsWith(`${folder}/`));
      })
    );
  }

  #setRunning(running: FoundPractice | undefined): void {
    const before = this.#running;
    this.#running = running;
    if (before?.instance !== running?.instance || before?.credentialId !== running?.credentialId) {
      this.#changed.fire();
    }
  }

  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#busy.then(work, work);
    this.#busy = result.catch(() => undefined);
    return result;
  }
}
