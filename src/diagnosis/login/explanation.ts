/** How well a statement about NetSuite is founded. */
export type Confidence = 'documented' | 'reported' | 'assumed';

/** Where something is known from. */
export interface Source {
  readonly confidence: Confidence;
  /** An address of Oracle's help, or where it was reported; absent for what is assumed. */
  readonly url?: string;
}

/** A page of the person's account: always by its menu path, and by a link where its address is known. */
export interface Place {
  /** As NetSuite writes it, such as `Setup > Integration > Manage Integrations`. */
  readonly menu: string;
  /** Below `https://<account>.app.netsuite.com`; Oracle documents none of them. */
  readonly path?: string;
  readonly pathConfidence?: 'high' | 'medium' | 'low';
}

/** One thing that speaks for or against a cause; `text` is plain English with `{name}` for each of `data`. */
export interface Finding {
  readonly from: 'call' | 'book' | 'probe' | 'audit';
  readonly text: string;
  readonly data: Readonly<Record<string, string>>;
}

/** A cause with the evidence on it. */
export interface RankedCause<Code extends string = string> {
  readonly code: Code;
  /** `shown` only where NetSuite itself said so, or where it can be seen in what was sent. */
  readonly certainty: 'shown' | 'likely' | 'possible' | 'unlikely';
  /** For the order only; higher is likelier. */
  readonly score: number;
  readonly supports: readonly Finding[];
  readonly contradicts: readonly Finding[];
}

/** What is said of a cause, in plain English; whoever shows it has each text translated. */
export interface LoginCauseText {
  readonly title: string;
  /** A paragraph: what is so, and why the login fails of it. */
  readonly explanation: string;
  /** One thing to do. */
  readonly fix: string;
  /** Where to do it. */
  readonly place?: Place;
  readonly source: Source;
}
