import type { Stretch } from '../../diagnosis/comparison/textDifference.ts';
import type { PassportDraft, PassportLine, PassportSteps } from '../../tba/passportSteps.ts';
import type { UrlNote } from '../../tba/requestUrl.ts';
import type { SignatureChanges } from '../../tba/signatureChanges.ts';
import type { SignatureDraft } from '../../tba/signatureDraft.ts';
import type { ParameterSource, SignatureSteps } from '../../tba/signatureSteps.ts';

/** A signature to be looked at, before or after its request was sent. */
export interface SignatureView {
  /** The request's name, or its target as written. */
  readonly title: string;
  readonly accountName: string;
  /** The token's label, as the tree shows it. */
  readonly credentialLabel: string;
  /** Whether these very steps went out; otherwise sending makes a new nonce and timestamp. */
  readonly sent: boolean;
  readonly steps: SignatureSteps;
}

/** What the host pushes. */
export interface SignatureState {
  readonly view: SignatureView;
  /** What the steps were made from, as it was at first and as it is now. */
  readonly original: SignatureDraft;
  readonly draft: SignatureDraft;
  readonly changes: SignatureChanges;
  /** Of a SOAP request. */
  readonly passport?: PassportView;
  /** What is compared with; kept by the host as long as the panel stands. */
  readonly comparison?: ComparisonView;
  /** Values of secret variables stand hidden in the texts; they were signed as they are. */
  readonly hidden: boolean;
  /** Whether the workspace is trusted; nothing is copied or signed anew in one that is not. */
  readonly trusted: boolean;
}

/** The TokenPassport of a SOAP request. */
export interface PassportView {
  readonly steps: PassportSteps;
  readonly original: PassportDraft;
  readonly draft: PassportDraft;
  /** The element as it goes into the SOAP header, a line each; `name` says whose value `text` is. */
  readonly xml: readonly PassportLine[];
  /** What became of the signature that stands in the request's own envelope, in words. */
  readonly carried?: { readonly matches: boolean; readonly text: string };
}

/** The outcome of a comparison, in words. */
export interface ComparisonView {
  /** What was pasted. */
  readonly text: string;
  /** The first thing to know. */
  readonly verdict: string;
  readonly same: boolean;
  readonly lines: readonly DifferenceLine[];
  /** Character by character; absent when there is nothing to compare. */
  readonly mine?: readonly Stretch[];
  readonly theirs?: readonly Stretch[];
  /** Where they first differ, in words; empty when they do not. */
  readonly place: string;
  /** Nonce and timestamp of theirs, when they can be taken over. */
  readonly fresh?: { readonly nonce: string; readonly timestamp: string };
}

export interface DifferenceLine {
  readonly text: string;
  /** As in theirs and mine, where there is something to show. */
  readonly mine?: string;
  readonly theirs?: string;
  /** To be expected between two calls. */
  readonly quiet: boolean;
}

/** What can be copied: a step, or all of it without secrets. */
export type Copyable =
  | 'url'
  | 'parameters'
  | 'joined'
  | 'baseString'
  | 'signature'
  | 'authorization'
  | 'passport'
  | 'passportBase'
  | 'passportSignature'
  | 'report';

/** The calls that the panel makes. */
export type SignatureContract = {
  readonly ready: {
    readonly params: null;
    readonly result: { readonly state: SignatureState; readonly strings: SignatureStrings };
  };
  /** Signs anew. Refused with `workspace-untrusted`, `signer-unknown` and the signer's codes; then nothing changes. */
  readonly edit: { readonly params: { readonly draft: SignatureDraft }; readonly result: SignatureState };
  readonly editPassport: { readonly params: { readonly draft: PassportDraft }; readonly result: SignatureState };
  /** Compares with a pasted text; an empty one ends that. */
  readonly compare: {
    readonly params: { readonly text: string; readonly with: 'header' | 'passport' };
    readonly result: SignatureState;
  };
  /** Refused with `workspace-untrusted`. */
  readonly copy: { readonly params: { readonly what: Copyable }; readonly result: null };
};

/** All text of the panel, in the person's language; `{0}` and so on are filled in by the panel. */
export interface SignatureStrings {
  readonly sent: string;
  readonly notSent: string;
  readonly account: string;
  readonly credential: string;
  readonly algorithm: string;
  readonly status: string;
  readonly requestLine: string;
  /** {0}: the URL as it was written. */
  readonly givenAs: string;
  readonly notes: Readonly<Record<UrlNote, string>>;

  readonly parameters: string;
  readonly parametersHelp: string;
  readonly columnName: string;
  readonly columnValue: string;
  readonly columnSource: string;
  readonly sources: Readonly<Record<ParameterSource, string>>;
  readonly encoded: string;
  readonly emptyValue: string;
  /** {0}: how many characters were left out. */
  readonly moreCharacters: string;
  /** {0}: shown, {1}: of how many parameters. */
  readonly shownOf: string;
  /** {0}: how many parameters there are. */
  readonly showAll: string;
  /** {0}: how many parameters are left out here. */
  readonly moreParameters: string;

  readonly joined: string;
  readonly joinedHelp: string;
  readonly baseString: string;
  readonly baseStringHelp: string;
  readonly legendMethod: string;
  readonly legendUri: string;
  readonly legendParameters: string;
  readonly legendDoubled: string;
  readonly key: string;
  readonly keyHelp: string;
  readonly consumerSecret: string;
  readonly tokenSecret: string;
  /** {0}: a number. */
  readonly characters: string;
  readonly oneCharacter: string;
  readonly emptySecret: string;
  readonly keyEndsWithAmpersand: string;
  readonly signature: string;
  readonly signatureHelp: string;
  readonly authorization: string;
  readonly authorizationHelp: string;
  readonly sentNotSigned: string;
  readonly notInBaseString: string;

  readonly copy: Readonly<Record<Copyable, string>>;
  readonly copied: string;
  readonly nonceUsed: string;
  readonly nonceOnce: string;
  readonly copyUntrusted: string;

  readonly hidden: string;
  /** {0}: how many. */
  readonly changed: string;
  readonly changedOne: string;
  readonly resetAll: string;
  readonly legendChanged: string;
  readonly method: string;
  /** {0}: what is changed, put back or removed. */
  readonly change: string;
  readonly reset: string;
  readonly removeParameter: string;
  /** {0}: the parameter's name. */
  readonly nameOf: string;
  readonly valueOf: string;
  readonly was: string;
  readonly added: string;
  readonly removed: string;
  readonly addParameter: string;

  readonly compare: string;
  readonly compareHelp: string;
  readonly comparePassportHelp: string;
  readonly comparePlaceholder: string;
  readonly differences: string;
  readonly mine: string;
  readonly theirs: string;
  readonly differsHere: string;
  readonly takeOver: string;

  readonly mode: string;
  readonly modePassport: string;
  readonly modeHeader: string;
  readonly passportStatus: string;
  readonly passportSources: Readonly<Record<keyof PassportDraft, string>>;
  readonly passportValues: string;
  readonly passportValuesHelp: string;
  readonly passportBaseHelp: string;
  readonly passportElement: string;
  readonly passportElementHelp: string;
  readonly aboutPassportSignature: string;

  readonly hint: string;
  readonly detail: string;
  readonly decoded: string;
  readonly encodedOnce: string;
  readonly encodedTwice: string;
  readonly doubledNote: string;
  readonly unchangedNote: string;
  /** {0}: row, {1}: of how many, {2}: name, {3}: source. */
  readonly rowIs: string;
  /** {0}: name, {1}: where it lights up. */
  readonly litIn: string;
  readonly inBaseString: string;
  readonly inUrl: string;
  readonly inHeader: string;
  readonly aboutMethod: string;
  readonly aboutUri: string;
  readonly aboutRealm: string;
  readonly aboutSignature: string;
}
