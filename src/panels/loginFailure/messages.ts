/** A name and what it is, in words. */
export interface FactView {
  readonly name: string;
  readonly value: string;
  /** Set in the editor's font: a host, a code. */
  readonly isCode?: true;
}

/** What is asked about: a call that failed, or a token without one. */
export interface SubjectView {
  readonly title: string;
  readonly facts: readonly FactView[];
  /** Where no call is known, what that means; else empty. */
  readonly remark: string;
}

/** What speaks for or against a cause, and where that is known from, in words. */
export interface FindingView {
  readonly from: string;
  readonly text: string;
}

/** Where the fix is done. */
export interface PlaceView {
  readonly menu: string;
  /** What opens the page; empty when its address is not known. */
  readonly open: string;
  /** How sure the address is, in words; empty when it is. */
  readonly remark: string;
}

/** One cause, in words. */
export interface LoginCauseView {
  /** Stable, for those who look it up. */
  readonly code: string;
  readonly title: string;
  /** In a word or two. */
  readonly certainty: string;
  readonly rank: 'shown' | 'likely' | 'possible' | 'unlikely';
  readonly explanation: string;
  readonly supports: readonly FindingView[];
  readonly contradicts: readonly FindingView[];
  readonly fix: string;
  readonly place?: PlaceView;
  /** Who says so, in words, and whether there is a page to open. */
  readonly source: { readonly text: string; readonly opens: boolean };
}

/** A row of the Login Audit Trail with what its Detail means. */
export interface AuditRowView {
  readonly time: string;
  readonly detail: string;
  /** One for each way of logging in that it is known of; of what is not known, that it is not. */
  readonly meanings: readonly string[];
  readonly fixes: readonly string[];
  readonly isKnown: boolean;
  /** The row that the failed call left, in words; empty for others. */
  readonly mark: string;
  /** Application, token, user and role as far as they were given. */
  readonly who: string;
}

/** What was read of the audit trail, or pasted from it. */
export interface AuditView {
  /** With which token it was read and what came of it, or that it was pasted. */
  readonly summary: string;
  readonly isPasted: boolean;
  readonly rows: readonly AuditRowView[];
}

/** One door that was tried. */
export interface ProbeView {
  readonly door: string;
  readonly outcome: string;
  readonly kind: 'worked' | 'refused' | 'open';
}

/** What another token can read that settles the question. */
export interface OfferView {
  readonly title: string;
  readonly help: string;
  /** What reads it. */
  readonly action: string;
}

/** The clocks of both sides. */
export interface ClockView {
  readonly text: string;
  /** Whether signatures carry the corrected time now. */
  readonly isCorrected: boolean;
}

/** What the host pushes. */
export interface LoginFailureState {
  readonly subject: SubjectView;
  /** The likeliest first. */
  readonly causes: readonly LoginCauseView[];
  /** Absent where no token can. */
  readonly offer?: OfferView;
  readonly audit?: AuditView;
  /** Doors with what became of them; empty before they were tried. */
  readonly probes: readonly ProbeView[];
  /** What trying them may cost, in words; empty where they are not tried. */
  readonly probeCost: string;
  readonly clock?: ClockView;
  /** What makes the call again, in words; empty where nothing does. */
  readonly resend: string;
  /** Something that is under way. */
  readonly busy?: { readonly what: 'audit' | 'probes'; readonly text: string };
  /** Why the last thing asked for could not be done, in words. */
  readonly failure?: string;
  /** Whether anything may be sent from here. */
  readonly trusted: boolean;
}

/** The calls that the panel makes. Most answer with the state that they come to. */
export type LoginFailureContract = {
  readonly ready: {
    readonly params: null;
    readonly result: { readonly state: LoginFailureState; readonly strings: LoginFailureStrings };
  };
  /** Reads the audit trail; where several tokens could, the person is asked which. */
  readonly readAudit: { readonly params: null; readonly result: LoginFailureState };
  /** A value of the Detail column, or rows of the list as CSV. */
  readonly pasteAudit: { readonly params: { readonly text: string }; readonly result: LoginFailureState };
  readonly probe: { readonly params: null; readonly result: LoginFailureState };
  readonly cancel: { readonly params: null; readonly result: LoginFailureState };
  readonly correctClock: { readonly params: { readonly correct: boolean }; readonly result: LoginFailureState };
  readonly resend: { readonly params: null; readonly result: null };
  readonly openPlace: { readonly params: { readonly code: string }; readonly result: null };
  readonly openSource: { readonly params: { readonly code: string }; readonly result: null };
  readonly copyReport: { readonly params: null; readonly result: null };
};

/** All text of the panel, in the person's language. */
export interface LoginFailureStrings {
  readonly title: string;
  readonly causes: string;
  readonly causesHelp: string;
  readonly unlikely: string;
  readonly noCauses: string;
  readonly supports: string;
  readonly contradicts: string;
  readonly fix: string;
  readonly where: string;
  readonly source: string;
  readonly openSource: string;
  readonly evidence: string;
  readonly audit: string;
  readonly auditHelp: string;
  readonly paste: string;
  readonly pasteHelp: string;
  readonly pastePlaceholder: string;
  readonly read: string;
  readonly detail: string;
  readonly doors: string;
  readonly doorsHelp: string;
  readonly tryDoors: string;
  readonly tryDoorsAgain: string;
  readonly door: string;
  readonly outcome: string;
  readonly clock: string;
  readonly correctClock: string;
  readonly ownClock: string;
  readonly untrusted: string;
  readonly cancel: string;
  readonly progress: string;
  readonly copyReport: string;
  readonly copied: string;
}
