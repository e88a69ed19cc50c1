/** One thing that NetSuite looks at, in words. */
export interface TokenCheckView {
  /** Stable. */
  readonly id: string;
  /** The field of the token, as it is spelled there; empty where it is about no single one. */
  readonly field: string;
  readonly name: string;
  readonly verdict: 'good' | 'bad' | 'odd' | 'open';
  /** In a word or two. */
  readonly word: string;
  readonly text: string;
  /** What to do; empty where there is nothing. */
  readonly fix: string;
}

/** A field of header or claims. */
export interface TokenFieldView {
  readonly name: string;
  /** Cut where it is long. */
  readonly value: string;
  /** What it is, or when; empty where nothing is known of it. */
  readonly note: string;
}

/** What the host pushes. The token is not in it, and nothing of its signature. */
export interface TokenState {
  readonly title: string;
  /** What it is, and what it is good for. */
  readonly about: string;
  /** In one sentence, what the checks come to. */
  readonly verdict: string;
  readonly isBad: boolean;
  /** When, and by whose clock. */
  readonly judged: string;
  /** Whose it is here; empty where nobody's. */
  readonly owner: string;
  readonly checks: readonly TokenCheckView[];
  readonly header: readonly TokenFieldView[];
  readonly claims: readonly TokenFieldView[];
  /** What is known of the signature. */
  readonly signature: string;
  readonly signatureVerdict: 'good' | 'bad' | 'open';
  /** What checks the signature, in words; empty where it cannot be checked. */
  readonly check: string;
}

export type TokenContract = {
  readonly ready: {
    readonly params: null;
    readonly result: { readonly state: TokenState; readonly strings: TokenStrings };
  };
  /** Judges it anew, by the time that it is now. */
  readonly judge: { readonly params: null; readonly result: TokenState };
  /** Asks for the file of a certificate. */
  readonly checkSignature: { readonly params: null; readonly result: TokenState };
  readonly copyReport: { readonly params: null; readonly result: null };
};

/** All text of the panel, in the person's language. */
export interface TokenStrings {
  readonly checks: string;
  readonly field: string;
  readonly finding: string;
  readonly header: string;
  readonly claims: string;
  readonly value: string;
  readonly meaning: string;
  readonly signature: string;
  readonly judge: string;
  readonly fix: string;
  readonly copyReport: string;
  readonly copied: string;
}
