import { l10n } from 'vscode';
import type { AccountIndex, AccountRecord, ApplicationRecord, Credential } from '../../accounts/records.ts';
import type {
  GuidePurpose,
  GuideReader,
  GuideRelease,
  GuideState,
  GuideStepId,
  GuideTaskId,
} from '../../panels/guide/messages.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import { environmentOf } from '../accounts/tree/environment.ts';
import { environmentWord } from '../accounts/tree/words.ts';
import { guideSteps, isTaskDone, allTasks } from './guideSteps.ts';
import type { GuideChanges, GuideProgress, GuideStore } from './guideStore.ts';
import type { PagesOf } from './places.ts';
import { guessRelease } from './release.ts';
import { releaseView } from './releaseWords.ts';
import type { GuideContext } from './steps/guideContext.ts';

/** What the guide knows of the world. */
export interface GuidePorts {
  readonly index: () => AccountIndex;
  readonly store: GuideStore;
  /** ms since 1970 */
  readonly now: () => number;
  readonly isPracticeRunning: () => boolean;
}

/** The guide for one account at a time. What lasts is in the store; this holds what is on show. */
export class GuideModel {
  readonly #ports: GuidePorts;
  #account: string;
  #step: GuideStepId = 'features';
  #checking: string | undefined;
  #checked: string | undefined;

  constructor(ports: GuidePorts) {
    this.#ports = ports;
    const { last } = ports.store;
    this.#account = this.#accountIds().includes(last) ? last : (ports.index().accounts[0]?.accountId ?? '');
  }

  /** Account ID; empty while none is chosen. */
  get account(): string {
    return this.#account;
  }

  /** The account in the tree, or as far as its ID tells. */
  get pages(): PagesOf | undefined {
    return this.#record() ?? (this.#account === '' ? undefined : { accountId: this.#account });
  }

  get purpose(): GuidePurpose {
    const { purpose } = this.#progress();
    return purpose === 'rest' || purpose === 'tokens' ? purpose : 'restlets';
  }

  get state(): GuideState {
    const progress = this.#progress();
    const { environment, context } = this.#context(progress);
    const tokens = this.tokens();
    const steps = guideSteps(
      context,
      {
        purpose: context.purpose,
        hasApplication: context.hasApplication,
        tokens: tokens.map(({ token }) => token),
        ...(progress.restlet && { restlet: progress.restlet }),
        ...(progress.rest && { rest: progress.rest }),
      },
      progress,
    );
    const done = steps.flatMap(step => step.tasks).filter(isTaskDone).length;
    return {
      accounts: this.#accountIds().map(id => ({ id, label: this.#label(id) })),
      hasPractice: this.#ports.index().accounts.some(({ practice }) => practice),
      account: this.#account,
      reader: context.reader,
      purpose: context.purpose,
      release: releaseView(guessRelease(environment, this.#ports.now()), progress.release),
      step: this.#step,
      steps,
      progress: l10n.t('{0} of {1} done', done, allTasks.length),
      practice: this.#practiceActions(),
      cannotCheck: this.#cannotCheck(tokens),
      ...(this.#checking !== undefined && { checking: this.#checking }),
      ...(this.#checked !== undefined && { checked: this.#checked }),
    };
  }

  /** Tokens of the account that were not revoked from here. */
  tokens(): readonly Credential[] {
    const { accounts, applications, tokens } = this.#ports.index();
    return accounts
      .filter(({ accountId }) => accountId === this.#account)
      .flatMap(account =>
        applications
          .filter(application => application.account === account.id)
          .flatMap(application =>
            tokens
              .filter(token => token.application === application.id)
              .map(token => ({ account, application, token })),
          ),
      );
  }

  /** Applications of the account. */
  applications(): readonly ApplicationRecord[] {
    const { accounts, applications } = this.#ports.index();
    return accounts
      .filter(({ accountId }) => accountId === this.#account)
      .flatMap(({ id }) => applications.filter(({ account }) => account === id));
  }

  /**
   * Turns to an account; one that the tree does not have is remembered as well.
   *
   * @throws CodedError `account-id-…`
   */
  async choose(text: string): Promise<void> {
    const { id } = parseAccountId(text);
    this.#account = id;
    this.#checked = undefined;
    if (!this.#accountIds().includes(id)) {
      await this.#ports.store.change(id, {});
    }
    await this.#ports.store.setLast(id);
  }

  show(step: GuideStepId): void {
    this.#step = step;
  }

  setReader(reader: GuideReader): Promise<void> {
    return this.#change({ reader });
  }

  setPurpose(purpose: GuidePurpose): Promise<void> {
    this.#checked = undefined;
    return this.#change({ purpose });
  }

  setRelease(release: GuideRelease | 'inferred'): Promise<void> {
    return this.#change({ release: release === 'inferred' ? undefined : release });
  }

  tick(task: GuideTaskId, isTicked: boolean): Promise<void> {
    const others = Object.fromEntries(Object.entries(this.#progress().ticked).filter(([id]) => id !== task));
    return this.#change({ ticked: isTicked ? { ...others, [task]: this.#ports.now() } : others });
  }

  /** Says what a check is doing; undefined when it is over. */
  tell(checking: string | undefined): void {
    this.#checking = checking;
  }

  /** Keeps what a check found out of the account that it was about. */
  async keep(
    accountId: string,
    { message, restlet, rest }: Pick<GuideProgress, 'restlet' | 'rest'> & { readonly message: string },
  ): Promise<void> {
    await this.#ports.store.change(accountId, { ...(restlet && { restlet }), ...(rest && { rest }) });
    if (accountId === this.#account) {
      this.#checked = message;
    }
  }

  /** Forgets what was ticked, chosen and checked of the account. */
  async reset(): Promise<void> {
    const id = this.#account;
    this.#checked = undefined;
    await this.#ports.store.remove(id);
    if (!this.#accountIds().includes(id)) {
      this.#account = this.#ports.index().accounts[0]?.accountId ?? '';
    }
    await this.#ports.store.setLast(this.#account);
  }

  /** An account that was removed from the tree, here or in another window, is not the guide's any more. */
  follow(): void {
    if (this.#account !== '' && !this.#accountIds().includes(this.#account)) {
      this.#account = this.#ports.index().accounts[0]?.accountId ?? '';
      this.#checked = undefined;
    }
  }

  async #change(changes: GuideChanges): Promise<void> {
    if (this.#account !== '') {
      await this.#ports.store.change(this.#account, changes);
    }
  }

  #progress(): GuideProgress {
    return this.#ports.store.get(this.#account);
  }

  #record(): AccountRecord | undefined {
    return this.#ports.index().accounts.find(({ accountId }) => accountId === this.#account);
  }

  /** Those of the tree in its order, then those that were typed. */
  #accountIds(): readonly string[] {
    const inTree = this.#ports.index().accounts.map(({ accountId }) => accountId);
    return [...new Set([...inTree, ...this.#ports.store.accountIds()])];
  }

  #label(id: string): string {
    const record = this.#ports.index().accounts.find(({ accountId }) => accountId === id);
    const word = environmentWord(environmentOf(record ?? { accountId: id }));
    return record && record.name !== id ? `${record.name} · ${id} · ${word}` : `${id} · ${word}`;
  }

  #context({ reader, release }: GuideProgress) {
    const account = this.pages;
    const environment = account ? environmentOf(account) : 'unknown';
    const context: GuideContext = {
      account,
      reader: reader === 'developer' ? 'developer' : 'administrator',
      purpose: this.purpose,
      release: release ?? guessRelease(environment, this.#ports.now()).release,
      hasApplication: this.applications().length > 0,
    };
    return { environment, context };
  }

  #practiceActions(): GuideState['practice'] {
    if (!this.#record()?.practice) {
      return [];
    }
    return this.#ports.isPracticeRunning()
      ? [{ id: 'resetPractice', label: l10n.t('Start the Practice Account from Scratch…') }]
      : [{ id: 'startPractice', label: l10n.t('Start Practice Account') }];
  }

  #cannotCheck(tokens: readonly Credential[]): string {
    if (this.#account === '') {
      return l10n.t('Choose an account first.');
    }
    return tokens.some(({ token }) => token.revokedAt === undefined)
      ? ''
      : l10n.t('A check takes a token of this account. Until there is one, look at the pages and tick by hand.');
  }
}
