import type { Confidence } from '../../diagnosis/login/explanation.ts';

/** The four steps of NetSuite. */
export type GuideStepId = 'features' | 'roles' | 'assign' | 'application';

/** What is ticked off; the last step has two. */
export type GuideTaskId = 'features' | 'role' | 'assign' | 'application' | 'token';

/** What calls of the account are to do. */
export type GuidePurpose = 'restlets' | 'rest' | 'tokens';

/** Who reads the guide. */
export type GuideReader = 'administrator' | 'developer';

/** Up to 2026.2 a new application for TBA can be made, from 2027.1 not. */
export type GuideRelease = 'before-2027.1' | 'from-2027.1' | 'unknown';

/** What a button does; the host knows the commands. */
export type GuideAction =
  | 'writeRole'
  | 'signIn'
  | 'addAccount'
  | 'importCredentials'
  | 'addToken'
  | 'resetPractice'
  | 'startPractice'
  | 'copyRequest';

/** A sentence about NetSuite and how well it is founded; without confidence it is advice of ours. */
export interface StatementView {
  readonly text: string;
  readonly confidence?: Confidence;
  /** The page of Oracle's help that says so. */
  readonly source?: string;
}

/** A page of the person's account. */
export interface PlaceView {
  /** For `open`. */
  readonly id: string;
  readonly name: string;
  /** How to get there by NetSuite's menus. */
  readonly menu: string;
  /** How sure the address is, in words; empty where there is no address to open. */
  readonly certainty: string;
}

/** A few columns of short texts. */
export interface TableView {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: StatementView;
}

/** One thing to tick off, with what is known of it. */
export interface TaskView {
  readonly id: GuideTaskId;
  readonly label: string;
  /** What the person said, and when, in words. */
  readonly isTicked: boolean;
  readonly ticked: string;
  readonly verdict: 'done' | 'not-done' | 'unknown';
  /** The verdict in a word or two. */
  readonly verdictText: string;
  /** Why. */
  readonly reason: string;
}

/** One of the four steps, in words. */
export interface StepView {
  readonly id: GuideStepId;
  readonly title: string;
  readonly isDone: boolean;
  /** What it comes to, for the one who reads it. */
  readonly lead: string;
  readonly statements: readonly StatementView[];
  readonly tables: readonly TableView[];
  readonly places: readonly PlaceView[];
  readonly looksLike: readonly StatementView[];
  readonly goesWrong: readonly { readonly sign: string; readonly remedy: StatementView }[];
  readonly tasks: readonly TaskView[];
  readonly actions: readonly { readonly id: GuideAction; readonly label: string; readonly isMain?: true }[];
}

/** The account's release and what follows of it. */
export interface ReleaseView {
  readonly chosen: GuideRelease | 'inferred';
  /** What is gone by, and why. */
  readonly text: string;
  readonly isWarning: boolean;
  readonly consequences: readonly StatementView[];
}

/** What the host pushes. */
export interface GuideState {
  readonly accounts: readonly { readonly id: string; readonly label: string }[];
  /** Whether the practice account is among them. */
  readonly hasPractice: boolean;
  /** Account ID; empty while none is chosen. */
  readonly account: string;
  readonly reader: GuideReader;
  readonly purpose: GuidePurpose;
  readonly release: ReleaseView;
  /** Which step is on show. */
  readonly step: GuideStepId;
  readonly steps: readonly StepView[];
  readonly progress: string;
  /** What buttons about the practice account there are; none for others. */
  readonly practice: readonly { readonly id: GuideAction; readonly label: string }[];
  /** Why there is nothing to check with; empty when there is. */
  readonly cannotCheck: string;
  /** What the check is doing, while it runs. */
  readonly checking?: string;
  /** What became of the last check, in words. */
  readonly checked?: string;
}

/** The calls that the panel makes. All but `ready` answer with the state that they come to. */
export type GuideContract = {
  readonly ready: {
    readonly params: null;
    readonly result: { readonly state: GuideState; readonly strings: GuideStrings };
  };
  /** An account ID of the list; `practice` and `type` ask for one that is not in it. */
  readonly choose: { readonly params: { readonly account: string }; readonly result: GuideState };
  readonly setReader: { readonly params: { readonly reader: GuideReader }; readonly result: GuideState };
  readonly setPurpose: { readonly params: { readonly purpose: GuidePurpose }; readonly result: GuideState };
  readonly setRelease: {
    readonly params: { readonly release: GuideRelease | 'inferred' };
    readonly result: GuideState;
  };
  readonly show: { readonly params: { readonly step: GuideStepId }; readonly result: GuideState };
  readonly tick: {
    readonly params: { readonly task: GuideTaskId; readonly isTicked: boolean };
    readonly result: GuideState;
  };
  readonly check: { readonly params: null; readonly result: GuideState };
  readonly cancel: { readonly params: null; readonly result: GuideState };
  readonly reset: { readonly params: null; readonly result: GuideState };
  /** Opens a page of the account in the browser. */
  readonly open: { readonly params: { readonly place: string }; readonly result: GuideState };
  readonly act: { readonly params: { readonly action: GuideAction }; readonly result: GuideState };
};

/** All text of the panel that does not depend on the account, in the person's language. */
export interface GuideStrings {
  readonly title: string;
  readonly intro: string;
  readonly account: string;
  readonly noAccount: string;
  readonly practiceAccount: string;
  readonly otherAccount: string;
  readonly reader: string;
  readonly administrator: string;
  readonly developer: string;
  readonly purpose: string;
  readonly purposes: Readonly<Record<GuidePurpose, string>>;
  readonly release: string;
  readonly releases: Readonly<Record<GuideRelease | 'inferred', string>>;
  readonly steps: string;
  readonly step: string;
  readonly done: string;
  readonly open: string;
  readonly checkTitle: string;
  readonly check: string;
  readonly checkHelp: string;
  readonly cancel: string;
  readonly where: string;
  readonly openPage: string;
  readonly looksLike: string;
  readonly goesWrong: string;
  readonly facts: string;
  readonly source: string;
  readonly confidences: Readonly<Record<Confidence, string>>;
  readonly reset: string;
  readonly next: string;
  readonly practiceTitle: string;
}
