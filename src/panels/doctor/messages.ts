import type { Stretch } from '../../diagnosis/comparison/textDifference.ts';

/** What the person gave so far. */
export interface DoctorInput {
  /** What was pasted. May hold secrets: it lives in the host's memory as long as the panel stands, and nowhere else. */
  readonly text: string;
  /** As read from the text, or as the person corrected it. */
  readonly method: string;
  readonly url: string;
  /** What the text was taken for, in words; empty while there is none. */
  readonly readAs: string;
  /** Why the text cannot be diagnosed as it is, in words; empty when it can. */
  readonly lacking: string;
  /** Whether URL and method have a say: they have none in a TokenPassport. */
  readonly needsTarget: boolean;
}

/** How far the search is. */
export interface DoctorProgressView {
  readonly text: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** One bug, in words. */
export interface CauseView {
  /** Stable, for those who look it up. */
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  readonly fix: string;
  /** The same in the words of a stack. */
  readonly stacks: readonly { readonly name: string; readonly text: string }[];
  /** How certain it is, in words. */
  readonly proof: string;
  readonly isProven: boolean;
  /** A server may let it pass. */
  readonly isOverlooked: boolean;
}

/** What the doctor found, in words. */
export interface OutcomeView {
  readonly kind: 'valid' | 'proven' | 'faults' | 'unknown';
  readonly title: string;
  readonly summary: string;
  /** How many signatures were tried, in words. */
  readonly tried: string;
  readonly causes: readonly CauseView[];
  readonly client?: { readonly title: string; readonly remedy: string };
  /** Their base string beside the right one; the latter alone where theirs is not known. */
  readonly right?: readonly Stretch[];
  readonly theirs?: readonly Stretch[];
  /** Where the two first differ, in words; empty when they do not. */
  readonly place: string;
  /** How the keys were put together, in words. */
  readonly rightKey: string;
  readonly theirKey: string;
  readonly ruledOut: readonly string[];
  readonly open: readonly string[];
}

/** What the host pushes. */
export interface DoctorState {
  readonly input: DoctorInput;
  /** Whose keys it is judged with; empty while none is chosen. */
  readonly signer: string;
  readonly progress?: DoctorProgressView;
  readonly outcome?: OutcomeView;
  /** Why the last diagnosis could not be made, in words. */
  readonly failure?: string;
}

/** The calls that the panel makes. All but `ready` answer with the state that they come to. */
export type DoctorContract = {
  readonly ready: {
    readonly params: null;
    readonly result: { readonly state: DoctorState; readonly strings: DoctorStrings };
  };
  /** What is typed or pasted; the method and URL are read from it anew. */
  readonly read: { readonly params: { readonly text: string }; readonly result: DoctorState };
  readonly correct: {
    readonly params: { readonly method: string; readonly url: string };
    readonly result: DoctorState;
  };
  /** From the clipboard, or the selection of the editor (all of it where nothing is selected). */
  readonly take: { readonly params: { readonly from: 'clipboard' | 'editor' }; readonly result: DoctorState };
  readonly chooseSigner: { readonly params: null; readonly result: DoctorState };
  readonly diagnose: { readonly params: null; readonly result: DoctorState };
  readonly cancel: { readonly params: null; readonly result: DoctorState };
  readonly copyReport: { readonly params: null; readonly result: null };
};

/** All text of the panel, in the person's language. */
export interface DoctorStrings {
  readonly title: string;
  readonly intro: string;
  readonly sent: string;
  readonly sentHelp: string;
  readonly placeholder: string;
  readonly fromClipboard: string;
  readonly fromEditor: string;
  readonly method: string;
  readonly url: string;
  readonly keys: string;
  readonly keysHelp: string;
  readonly chooseKeys: string;
  readonly otherKeys: string;
  readonly diagnose: string;
  readonly cancel: string;
  readonly progress: string;
  readonly outcome: string;
  readonly fix: string;
  readonly stacks: string;
  readonly baseStrings: string;
  readonly expected: string;
  readonly right: string;
  readonly theirs: string;
  readonly differsHere: string;
  readonly key: string;
  readonly ruledOut: string;
  readonly open: string;
  readonly copyReport: string;
  readonly copied: string;
}
