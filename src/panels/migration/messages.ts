import type { PlaceView, StatementView } from '../guide/messages.ts';

/** What of the panel is on show. */
export type MigrationView = 'inventory' | 'plan';

/** A column of the table of tokens. */
export type ColumnId = 'application' | 'name' | 'user' | 'role' | 'status' | 'created' | 'lastUsed' | 'logins' | 'from';

/** A token, in words. */
export interface TokenRowView {
  readonly cells: Readonly<Record<ColumnId, string>>;
  /** What sorts better than its words. */
  readonly lastUsedAt: number;
  readonly loginCount: number;
  /** What is to be seen at once, in words. */
  readonly marks: readonly { readonly id: string; readonly text: string }[];
}

export interface InventoryView {
  /** When it was read, with what, and how much of it there is. */
  readonly summary: string;
  /** What is missing, cut or strange. */
  readonly notes: readonly string[];
  readonly rows: readonly TokenRowView[];
}

/** One thing to do and tick off. */
export interface PlanStepView {
  readonly id: string;
  readonly title: string;
  readonly by: string;
  readonly what: readonly StatementView[];
  readonly check: string;
  /** How to take it back; empty where nothing has to be. */
  readonly undo: string;
  readonly places: readonly PlaceView[];
  /** Whether a role can be written for it. */
  readonly writesRole: boolean;
  readonly isTicked: boolean;
  /** What the person said, and when, in words. */
  readonly ticked: string;
}

export interface ApplicationPlanView {
  readonly id: string;
  readonly name: string;
  readonly fate: string;
  readonly facts: string;
  /** Empty where there is nothing to choose. */
  readonly grant: 'machine' | 'person' | '';
  readonly progress: string;
  readonly steps: readonly PlanStepView[];
}

/** What the host pushes. */
export interface MigrationState {
  readonly accounts: readonly { readonly id: string; readonly label: string }[];
  /** Account ID; empty while there is none. */
  readonly account: string;
  readonly view: MigrationView;
  readonly isReading: boolean;
  /** How far it is; empty when nothing is being read. */
  readonly reading: string;
  /** Why nothing can be read; empty when it can. */
  readonly cannotRead: string;
  readonly inventory?: InventoryView;
  readonly deadlines: readonly StatementView[];
  /** What the plan is made from. */
  readonly founded: string;
  readonly general: readonly PlanStepView[];
  readonly applications: readonly ApplicationPlanView[];
  readonly progress: string;
}

/** The calls that the panel makes. All but `ready` answer with the state that they come to. */
export type MigrationContract = {
  readonly ready: {
    readonly params: null;
    readonly result: { readonly state: MigrationState; readonly strings: MigrationStrings };
  };
  readonly choose: { readonly params: { readonly account: string }; readonly result: MigrationState };
  readonly show: { readonly params: { readonly view: MigrationView }; readonly result: MigrationState };
  readonly read: { readonly params: null; readonly result: MigrationState };
  readonly cancel: { readonly params: null; readonly result: MigrationState };
  readonly save: { readonly params: { readonly format: 'csv' | 'markdown' }; readonly result: MigrationState };
  readonly tick: {
    readonly params: { readonly step: string; readonly isTicked: boolean };
    readonly result: MigrationState;
  };
  readonly setGrant: {
    readonly params: { readonly application: string; readonly grant: 'machine' | 'person' };
    readonly result: MigrationState;
  };
  readonly writeRole: { readonly params: { readonly step: string }; readonly result: MigrationState };
  /** Opens a page of the account in the browser. */
  readonly open: { readonly params: { readonly place: string }; readonly result: MigrationState };
};

/** All text of the panel that does not depend on the account, in the person's language. */
export interface MigrationStrings {
  readonly title: string;
  readonly account: string;
  readonly noAccount: string;
  readonly views: Readonly<Record<MigrationView, string>>;
  readonly read: string;
  readonly readHelp: string;
  readonly cancel: string;
  readonly saveCsv: string;
  readonly saveMarkdown: string;
  readonly filter: string;
  /** Of how many rows how many are shown. */
  readonly shown: string;
  readonly noRows: string;
  readonly noMatch: string;
  readonly notRead: string;
  readonly table: string;
  readonly columns: Readonly<Record<ColumnId, string>>;
  readonly deadlines: string;
  readonly general: string;
  readonly grant: string;
  readonly machine: string;
  readonly person: string;
  readonly check: string;
  readonly undo: string;
  readonly openPage: string;
  readonly writeRole: string;
  readonly noApplications: string;
  readonly source: string;
  readonly confidences: Readonly<Record<'documented' | 'reported' | 'assumed', string>>;
}
