/** Why a text is not well-formed XML. */
export type XmlProblemCode =
  'no-element' | 'unexpected-end' | 'bad-tag' | 'wrong-end-tag' | 'text-outside' | 'second-root' | 'bad-entity';

/** The first thing that is wrong, and where (a byte offset). */
export interface XmlProblem {
  readonly code: XmlProblemCode;
  readonly offset: number;
}
