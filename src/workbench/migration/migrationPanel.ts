import * as vscode from 'vscode';
import { readInventory } from '../../exchange/inventory/readInventory.ts';
import type { InventoryProgress } from '../../exchange/inventory/askRows.ts';
import type { MigrationContract, MigrationView } from '../../panels/migration/messages.ts';
import { migrationTakes } from '../../panels/migration/takes.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { openPlace } from '../guide/openPlace.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { lookForPractice } from '../practice/lookForPractice.ts';
import { fileName, saveFile } from '../responses/saveFile.ts';
import { readFromAccount } from '../restlets/readFromAccount.ts';
import { one } from '../wholeFile.ts';
import { inventoryFile } from './inventoryWords.ts';
import { MigrationModel } from './migrationModel.ts';
import { MigrationStore } from './migrationStore.ts';
import { migrationStrings } from './migrationStrings.ts';

export type MigrationServices = AccountServices & { readonly globalState: vscode.Memento };

interface Open {
  readonly handle: PanelHandle;
  readonly model: MigrationModel;
}

/** The one panel with the inventory of tokens and the plan of the move. */
export class MigrationPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #services: MigrationServices;
  #open: Open | undefined;
  #running: AbortController | undefined;

  constructor(extensionUri: vscode.Uri, services: MigrationServices) {
    this.#extensionUri = extensionUri;
    this.#services = services;
  }

  /** Shows inventory or plan: of an account of the tree, or of the one it was last on. */
  async show(accountId: string | undefined, view: MigrationView): Promise<void> {
    await lookForPractice(this.#services);
    const isNew = !this.#open;
    this.#open ??= this.#create();
    const { handle, model } = this.#open;
    if (accountId !== undefined) {
      model.choose(accountId);
    }
    model.show(view);
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
    const { book, globalState } = this.#services;
    const model = new MigrationModel({
      index: () => book.index(),
      store: new MigrationStore(globalState),
      now: Date.now,
    });
    const answered = async (work: unknown) => {
      await work;
      return model.state;
    };
    const handle = openPanel<MigrationContract>({
      extensionUri: this.#extensionUri,
      bundle: 'migration',
      title: vscode.l10n.t('From TBA to OAuth 2.0'),
      preserveFocus: false,
      find: true,
      takes: migrationTakes,
      handlers: {
        ready: () => ({ state: model.state, strings: migrationStrings() }),
        choose: ({ account }) => {
          model.choose(account);
          return model.state;
        },
        show: ({ view }) => {
          model.show(view);
          return model.state;
        },
        read: () => answered(this.#read(model)),
        cancel: () => answered(this.#running?.abort()),
        save: ({ format }) => answered(save(model, format)),
        tick: ({ step, isTicked }) => answered(model.tick(step, isTicked)),
        setGrant: ({ application, grant }) => answered(model.setGrant(application, grant)),
        writeRole: ({ step }) => answered(writeRole(model, step)),
        open: ({ place }) => answered(openPlace(this.#services, () => model.account, place)),
      },
    });
    const listeners = [book.onChange(() => this.#push()), handle.panel.onDidChangeViewState(() => this.#push())];
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
      handle.push(model.state);
    }
  }

  async #read(model: MigrationModel): Promise<void> {
    const { account } = model;
    if (this.#running || !account) {
      return;
    }
    const running = new AbortController();
    this.#running = running;
    const say = (text: string | undefined) => {
      model.tell(text);
      this.#push();
    };
    // The first answer may be long in coming, and can be cancelled like the rest.
    say('');
    try {
      const read = await readFromAccount(this.#services, account, {
        question: vscode.l10n.t('Read with which token?'),
        progress: name => vscode.l10n.t('Reading the tokens of {0}…', name),
        signal: running.signal,
        work: (record, send, tell) =>
          readInventory({
            account: record,
            title: vscode.l10n.t('Inventory of tokens'),
            now: Date.now,
            send,
            tell: progress => {
              tell(progressWords(progress));
              say(progressWords(progress));
            },
          }),
      });
      if (read) {
        await model.keep(account.accountId, read.value);
      }
    } finally {
      this.#running = undefined;
      say(undefined);
    }
  }
}

function progressWords({ part, rows }: InventoryProgress): string {
  const count = rows.toLocaleString();
  switch (part) {
    case 'tokens':
      return vscode.l10n.t('tokens: {0}', count);
    case 'users':
      return vscode.l10n.t('users: {0}', count);
    case 'logins':
      return vscode.l10n.t('who logged in: {0}', count);
    case 'places':
      return vscode.l10n.t('from where: {0}', count);
    case 'older':
      return vscode.l10n.t('earlier logins: {0}', count);
  }
}

async function save(model: MigrationModel, format: 'csv' | 'markdown'): Promise<void> {
  const { account, inventory } = model;
  if (!account || !inventory) {
    return;
  }
  const text = inventoryFile(format, account.accountId, inventory);
  const name = fileName(`tokens-${account.accountId}`, format === 'csv' ? 'csv' : 'md');
  await saveFile(name, () => one(new TextEncoder().encode(text)));
}

async function writeRole(model: MigrationModel, step: string): Promise<void> {
  const purpose = model.roleOf(step);
  if (purpose) {
    await (await import('../guide/writeRole.ts')).writeRole(purpose);
  }
}
