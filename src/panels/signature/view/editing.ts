import type { Pair } from '../../../tba/percentEncoding.ts';
import type { ParameterSource } from '../../../tba/signatureSteps.ts';
import type { Field } from './drafts.ts';

/** What is being typed. */
export interface Editing {
  readonly field: Field;
  readonly name: string;
  readonly value: string;
  /** What stood there before, for Escape. */
  readonly before: Pair;
  /** Why it cannot be signed as it stands. */
  readonly problem: string | undefined;
}

/** What can be done about what is signed. */
export interface EditActions {
  readonly start: (field: Field, part: 'name' | 'value') => void;
  readonly type: (part: 'name' | 'value', text: string) => void;
  /** Closes the box, and gives the focus back to what it stands in. */
  readonly finish: (revert: boolean, focus: boolean) => void;
  /** The focus went: the box closes, unless it went to another one of the same row. */
  readonly left: (event: FocusEvent) => void;
  readonly put: (field: Field, pair: Pair) => void;
  readonly remove: (field: Field) => void;
  readonly add: (source: ParameterSource, pair: Pair | undefined) => void;
  /** Everything as it was at first. */
  readonly resetAll: () => void;
}
