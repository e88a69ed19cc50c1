import type { UrlNote } from '../../tba/requestUrl.ts';
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
  /** Whether the workspace is trusted; nothing is copied in one that is not. */
  readonly trusted: boolean;
}

/** What can be copied. */
export type Copyable = 'baseString' | 'authorization';

/** The calls that the panel makes. */
export type SignatureContract = {
  readonly ready: {
    readonly params: null;
    readonly result: { readonly state: SignatureState; readonly strings: SignatureStrings };
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

  readonly copyBaseString: string;
  readonly copyAuthorization: string;
  readonly copied: string;
  readonly nonceUsed: string;
  readonly nonceOnce: string;
  readonly copyUntrusted: string;

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
