import * as vscode from 'vscode';
import type { Credential } from '../../accounts/records.ts';
import { isCoded } from '../../codedError.ts';
import type { GuideAction, GuideContract, GuideStepId } from '../../panels/guide/messages.ts';
import { guideTakes } from '../../panels/guide/takes.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import type { AccountNode } from '../accounts/accountTree.ts';
import { notAllowed } from '../accounts/allowList.ts';
import { pickCredential } from '../accounts/chooseToken/pickCredential.ts';
import { alone } from '../accounts/edit/pickRecord.ts';
import { confirmUseAgain } from '../accounts/testTokens/confirmUseAgain.ts';
import type { CommandId } from '../commandIds.ts';
import { errorLine } from '../errorText.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { requireTrust } from '../trust.ts';
import { askText, errorRemark } from '../wizard.ts';
import { adminRequest } from './adminRequest.ts';
import { askRestlet } from './askRestlet.ts';
import { checkAccount, type CheckedRestlet } from './checkAccount.ts';
import { GuideModel } from './guideModel.ts';
import { isTaskDone } from './guideSteps.ts';
import { GuideStore } from './guideStore.ts';
import { guideStrings } from './guideStrings.ts';
import { openPlace } from './openPlace.ts';

export type GuideServices = AccountServices & { readonly globalState: vscode.Memento };

interface Open {
  readonly handle: PanelHandle;
  readonly model: GuideModel;
}

const commandsOf: Readonly<Record<Exclude<GuideAction, 'writeRole' | 'copyRequest'>, CommandId>> = {
  signIn: 'netsuiteTba.signIn',
  addAccount: 'netsuiteTba.addAccount',
  importCredentials: 'netsuiteTba.importCredentials',
  addToken: 'netsuiteTba.addToken',
  resetPractice: 'netsuiteTba.resetPractice',
  startPractice: 'netsuiteTba.startPractice',
};

/** The one panel that leads through NetSuite's four steps. */
export class GuidePanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #services: GuideServices;
  #open: Open | undefined;
  #running: AbortController | undefined;

  constructor(extensionUri: vscode.Uri, services: GuideServices) {
    this.#extensionUri = extensionUri;
    this.#services = services;
  }

  /** Shows the guide: for an account of the tree, at a step, or as it was last left. */
  async show(accountId: string | undefined, step: GuideStepId | undefined): Promise<void> {
    const { book, practice, log } = this.#services;
    if (book.index().accounts.some(account => account.practice)) {
      await practice.adopt().catch((error: unknown) => log.error('look for the practice account', error));
    }
    const isNew = !this.#open;
    this.#open ??= this.#create();
    const { handle, model } = this.#open;
    if (accountId !== undefined) {
      await model.choose(accountId);
    }
    if (step) {
      model.show(step);
    }
    this.#push();
    // A new one shows itself.
    if (!isNew) {
      handle.panel.reveal(undefined, false);
    }
  }

  dispose(): void {
    this.#open?.handle.panel.dispose();
  }

  #create(): Open {
    const { book, practice, globalState } = this.#services;
    const model = new GuideModel({
      index: () => book.index(),
      store: new GuideStore(globalState),
      now: Date.now,
      isPracticeRunning: () => practice.running,
    });
    const answered = (work: () => unknown) => async () => {
      await work();
      tellWalkthrough(model);
      return model.state;
    };
    const handle = openPanel<GuideContract>({
      extensionUri: this.#extensionUri,
      bundle: 'guide',
      title: vscode.l10n.t('Set-Up Guide'),
      preserveFocus: false,
      find: true,
      takes: guideTakes,
      handlers: {
        ready: () => ({ state: model.state, strings: guideStrings() }),
        choose: ({ account }) => answered(() => this.#choose(model, account))(),
        setReader: ({ reader }) => answered(() => model.setReader(reader))(),
        setPurpose: ({ purpose }) => answered(() => model.setPurpose(purpose))(),
        setRelease: ({ release }) => answered(() => model.setRelease(release))(),
        show: ({ step }) => answered(() => model.show(step))(),
        tick: ({ task, isTicked }) => answered(() => model.tick(task, isTicked))(),
        check: answered(() => this.#check(model)),
        cancel: answered(() => this.#running?.abort()),
        reset: answered(() => this.#reset(model)),
        open: ({ place }) => answered(() => this.#openPlace(model, place))(),
        act: ({ action }) => answered(() => this.#act(model, action))(),
      },
    });
    const listeners = [
      // A token that is added, tested or removed anywhere is news for the guide.
      book.onChange(() => this.#push()),
      practice.onDidChange(() => this.#push()),
      handle.panel.onDidChangeViewState(() => this.#push()),
    ];
    handle.panel.onDidDispose(() => {
      this.#running?.abort();
      vscode.Disposable.from(...listeners).dispose();
      this.#open = undefined;
    });
    return { handle, model };
  }

  #push(): void {
    if (this.#open) {
      const { handle, model } = this.#open;
      model.follow();
      tellWalkthrough(model);
      handle.push(model.state);
    }
  }

  async #choose(model: GuideModel, account: string): Promise<void> {
    this.#running?.abort();
    if (account === 'practice') {
      await vscode.commands.executeCommand('netsuiteTba.startPractice' satisfies CommandId);
      const { record } = this.#services.practice;
      return record && model.choose(record.accountId);
    }
    // Another one than those of the list comes from the person alone: it is kept, and only so many are.
    const id = account === 'type' ? await askAccountId() : model.state.accounts.find(each => each.id === account)?.id;
    return id === undefined ? undefined : model.choose(id);
  }

  /** Calls NetSuite with a token of the account, when the person asks for it. */
  async #check(model: GuideModel): Promise<void> {
    requireTrust();
    if (this.#running) {
      return;
    }
    const running = new AbortController();
    this.#running = running;
    try {
      await this.#checkWith(model, running.signal);
    } catch (error) {
      if (!running.signal.aborted) {
        throw error;
      }
    } finally {
      this.#running = undefined;
      model.tell(undefined);
      this.#push();
    }
  }

  async #checkWith(model: GuideModel, signal: AbortSignal): Promise<void> {
    const { account: accountId, purpose } = model;
    const credential = await this.#pickToken(model);
    const restlet =
      credential &&
      (purpose === 'restlets' ? await askRestlet(credential.account, this.#services.globalState) : 'none');
    if (!credential || !restlet || signal.aborted) {
      return;
    }
    const check = (acknowledged: boolean) =>
      checkAccount(
        this.#services,
        credential,
        purpose,
        restlet === 'none' ? undefined : (restlet satisfies CheckedRestlet),
        message => {
          model.tell(message);
          this.#push();
        },
        signal,
        acknowledged,
      );
    try {
      await model.keep(accountId, await check(false));
    } catch (error) {
      if (!isCoded(error, 'login-guard')) {
        throw error;
      }
      if (await confirmUseAgain(error)) {
        await model.keep(accountId, await check(true));
      }
    }
  }

  /** The active token where it is one of the account; of several others, the one that the person picks. */
  async #pickToken(model: GuideModel): Promise<Credential | undefined> {
    const { active, practice, log } = this.#services;
    if (model.pages?.practice) {
      // It may run on another port by now.
      await practice.adopt().catch((error: unknown) => log.error('look for the practice account', error));
    }
    const working = model.tokens().filter(({ token }) => token.revokedAt === undefined);
    const list = active.allowList();
    const usable = working.filter(({ account }) => list.allows(account));
    if (usable.length === 0 && working.length > 0) {
      throw notAllowed(
        working.map(({ account }) => account),
        undefined,
      );
    }
    const current = active.get()?.token.id;
    return usable.length === 1
      ? usable[0]
      : (usable.find(({ token }) => token.id === current) ??
          pickCredential(usable, vscode.l10n.t('Check with which token?'), current));
  }

  async #reset(model: GuideModel): Promise<void> {
    const forget = vscode.l10n.t('Forget');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Forget how far the set-up of {0} is?', model.account),
      {
        modal: true,
        detail: vscode.l10n.t(
          'What you ticked, chose and checked in the guide goes. The account, its tokens and everything at NetSuite stay as they are.',
        ),
      },
      forget,
    );
    if (answer === forget) {
      await model.reset();
    }
  }

  async #openPlace(model: GuideModel, place: string): Promise<void> {
    await openPlace(this.#services, () => model.pages, place);
  }

  async #act(model: GuideModel, action: GuideAction): Promise<void> {
    if (action === 'copyRequest') {
      await vscode.env.clipboard.writeText(adminRequest(model.account, model.purpose, model.state.steps));
      void vscode.window.showInformationMessage(vscode.l10n.t('Copied: what to ask an administrator for.'));
    } else if (action === 'writeRole') {
      await (await import('./writeRole.ts')).writeRole(model.purpose);
    } else {
      await vscode.commands.executeCommand(commandsOf[action], rowFor(model, action));
      this.#push();
    }
  }
}

/** The row of the tree that a command is about; one that the tree does not have is asked for by the command. */
function rowFor(model: GuideModel, action: GuideAction): AccountNode | undefined {
  const [application, ...more] = model.applications();
  const isAboutApplication = action === 'addToken' || action === 'signIn';
  return isAboutApplication && application && more.length === 0
    ? { kind: 'application', record: application, practice: model.pages?.practice === true }
    : undefined;
}

async function askAccountId(): Promise<string | undefined> {
  const typed = await askText(alone(vscode.l10n.t('Set-Up Guide')), {
    prompt: vscode.l10n.t('Account ID, as under Setup > Company > Company Information'),
    placeholder: '1234567_SB1',
    check: text => {
      try {
        parseAccountId(text);
        return undefined;
      } catch (error) {
        return errorRemark(errorLine(error));
      }
    },
  });
  return typed.kind === 'next' ? typed.value : undefined;
}

/** Steps of the walkthrough are complete once they were done in some account. */
function tellWalkthrough({ state }: GuideModel): void {
  for (const { id, tasks } of state.steps) {
    if (tasks.every(isTaskDone)) {
      void vscode.commands.executeCommand('setContext', `netsuiteTba.guide.${id}`, true);
    }
  }
}
