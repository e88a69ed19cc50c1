import { l10n } from 'vscode';
import type { AccountIndex, AccountRecord, ApplicationRecord, TokenRecord } from '../../accounts/records.ts';
import {
  migrationPlan,
  planSubjects,
  rolePurposeOf,
  unusedTokens,
  type Grant,
  type MigrationPlan,
  type PlanStep,
} from '../../migration/migrationPlan.ts';
import { folded, takeInventory, type Inventory } from '../../migration/takeInventory.ts';
import type { AccountFacts } from '../../migration/accountFacts.ts';
import type { MigrationState, MigrationView, PlanStepView } from '../../panels/migration/messages.ts';
import { environmentOf } from '../accounts/tree/environment.ts';
import { environmentWord } from '../accounts/tree/words.ts';
import { placeView } from '../guide/places.ts';
import { inventoryView } from './inventoryWords.ts';
import type { MigrationStore } from './migrationStore.ts';
import {
  applicationWords,
  deadlineStatements,
  deadlineWord,
  fateWord,
  generalWords,
  movedWords,
  subjectFacts,
  type StepWords,
} from './planWords.ts';

/** What the panel knows of the world. */
export interface MigrationPorts {
  readonly index: () => AccountIndex;
  readonly store: MigrationStore;
  /** ms since 1970 */
  readonly now: () => number;
}

/** Inventory and plan for one account at a time. What lasts is in the store; this holds what is on show. */
export class MigrationModel {
  readonly #ports: MigrationPorts;
  readonly #inventories = new Map<string, Inventory>();
  #account: string;
  #view: MigrationView = 'inventory';
  #reading: string | undefined;

  constructor(ports: MigrationPorts) {
    this.#ports = ports;
    this.#account = ports.index().accounts[0]?.accountId ?? '';
  }

  get account(): AccountRecord | undefined {
    return this.#ports.index().accounts.find(({ accountId }) => accountId === this.#account);
  }

  get inventory(): Inventory | undefined {
    return this.#inventories.get(this.#account);
  }

  get state(): MigrationState {
    const plan = this.#plan();
    const { inventory } = this;
    const steps = [...plan.general, ...plan.applications.flatMap(each => each.steps)];
    const { ticked, readAt } = this.#ports.store.get(this.#account);
    const isTicked = ({ id }: PlanStep) => ticked[id] !== undefined;
    return {
      accounts: this.#ports.index().accounts.map(account => ({ id: account.accountId, label: labelOf(account) })),
      account: this.#account,
      view: this.#view,
      isReading: this.#reading !== undefined,
      reading: this.#reading ?? '',
      cannotRead: this.#cannotRead(),
      ...(inventory && { inventory: inventoryView(inventory) }),
      deadlines: deadlineStatements(),
      founded:
        readAt === undefined
          ? l10n.t('Made from the account book alone: read the inventory for a plan by what is used.')
          : l10n.t('Made from the inventory of {0} and the account book.', new Date(readAt).toLocaleString()),
      general: plan.general.map(step => this.#stepView(step, generalWords(step, inventory && unusedTokens(inventory)))),
      applications: plan.applications.map(each => ({
        id: each.id,
        name: each.subject.name,
        fate: fateWord(each.fate),
        facts: [subjectFacts(each.subject), ...movedWords(this.#movedOf(each.subject.name), this.#ports.now())].join(
          ' · ',
        ),
        grant: each.fate === 'retires' ? '' : each.grant,
        progress: l10n.t('{0} of {1} done', each.steps.filter(isTicked).length, each.steps.length),
        steps: each.steps.map(step => this.#stepView(step, applicationWords(step, each))),
      })),
      progress: l10n.t('{0} of {1} done', steps.filter(isTicked).length, steps.length),
    };
  }

  /** One that is not in the tree is none to turn to. */
  choose(accountId: string): void {
    if (this.#ports.index().accounts.some(account => account.accountId === accountId)) {
      this.#account = accountId;
    }
  }

  show(view: MigrationView): void {
    this.#view = view;
  }

  /** Says how far a reading is; undefined when it is over. */
  tell(reading: string | undefined): void {
    this.#reading = reading;
  }

  /** Keeps what was read of an account, whichever is on show by now. */
  async keep(accountId: string, facts: AccountFacts): Promise<void> {
    const names = this.#bookApplications(accountId);
    const inventory = takeInventory(facts, names);
    this.#inventories.set(accountId, inventory);
    const subjects = planSubjects(inventory, []);
    // Where nothing could be read, what was known before is better.
    if (inventory.hasTokens || inventory.hasTrail) {
      await this.#ports.store.change(accountId, { subjects, readAt: inventory.readAt });
    }
  }

  /** What is no step of the plan is not kept. */
  async tick(step: string, isTicked: boolean): Promise<void> {
    const { general, applications } = this.#plan();
    if (![...general, ...applications.flatMap(({ steps }) => steps)].some(({ id }) => id === step)) {
      return;
    }
    const { ticked } = this.#ports.store.get(this.#account);
    const others = Object.fromEntries(Object.entries(ticked).filter(([id]) => id !== step));
    await this.#ports.store.change(this.#account, {
      ticked: isTicked ? { ...others, [step]: this.#ports.now() } : others,
    });
  }

  async setGrant(application: string, grant: Grant): Promise<void> {
    if (!this.#plan().applications.some(({ id }) => id === application)) {
      return;
    }
    const { grants } = this.#ports.store.get(this.#account);
    await this.#ports.store.change(this.#account, { grants: { ...grants, [application]: grant } });
  }

  /** What the role of a step is for. */
  roleOf(step: string): ReturnType<typeof rolePurposeOf> | undefined {
    const plan = this.#plan().applications.find(({ steps }) => steps.some(({ id }) => id === step));
    return plan && rolePurposeOf(plan.subject);
  }

  /** An account that was removed from the tree, here or in another window, is not the panel's any more. */
  follow(): void {
    if (!this.account) {
      this.#account = this.#ports.index().accounts[0]?.accountId ?? '';
    }
  }

  #plan(): MigrationPlan {
    const { grants, subjects = [] } = this.#ports.store.get(this.#account);
    const known = new Set(subjects.map(({ name }) => folded(name)));
    const others = this.#bookApplications(this.#account).filter(name => !known.has(folded(name)));
    return migrationPlan([...subjects, ...planSubjects(undefined, others)], grants);
  }

  #stepView(step: PlanStep, { title, what, check, undo = '', places = [] }: StepWords): PlanStepView {
    const at = this.#ports.store.get(this.#account).ticked[step.id];
    return {
      id: step.id,
      title,
      by: deadlineWord(step.by),
      what,
      check,
      undo,
      places: places.map(place => placeView(place, this.account)),
      writesRole: step.kind === 'role',
      isTicked: at !== undefined,
      ticked: at === undefined ? '' : l10n.t('ticked on {0}', new Date(at).toLocaleDateString()),
    };
  }

  /** What is there of OAuth 2.0 alone has moved already. */
  #bookApplications(accountId: string): readonly string[] {
    return this.#applicationsOf(accountId)
      .filter(({ scheme }) => scheme === 'tba')
      .map(({ name }) => name);
  }

  #applicationsOf(accountId: string): readonly ApplicationRecord[] {
    const { accounts, applications } = this.#ports.index();
    const ids = new Set(accounts.filter(each => each.accountId === accountId).map(({ id }) => id));
    return applications.filter(({ account }) => ids.has(account));
  }

  /** The credentials of OAuth 2.0 that an application of this name has in the account book. */
  #movedOf(name: string): readonly TokenRecord[] {
    const ids = this.#applicationsOf(this.#account)
      .filter(each => folded(each.name) === folded(name))
      .map(({ id }) => id);
    return this.#ports
      .index()
      .tokens.filter(({ application, scheme }) => scheme === 'oauth2' && ids.includes(application));
  }

  #cannotRead(): string {
    if (!this.account) {
      return l10n.t('There is no account yet. Add one, or start the practice account.');
    }
    const { applications, tokens } = this.#ports.index();
    const ids = new Set(applications.filter(each => each.account === this.account?.id).map(({ id }) => id));
    return tokens.some(token => ids.has(token.application) && token.revokedAt === undefined)
      ? ''
      : l10n.t('Reading takes a token of this account.');
  }
}

function labelOf(account: AccountRecord): string {
  const word = environmentWord(environmentOf(account));
  return account.name === account.accountId
    ? `${account.accountId} · ${word}`
    : `${account.name} · ${account.accountId} · ${word}`;
}
