import type { GuidePurpose, GuideReader, GuideRelease, StepView } from '../../../panels/guide/messages.ts';
import type { PagesOf } from '../places.ts';

/** What the words of a step depend on. */
export interface GuideContext {
  /** Absent while none is chosen. */
  readonly account: PagesOf | undefined;
  readonly reader: GuideReader;
  readonly purpose: GuidePurpose;
  readonly release: GuideRelease;
  /** Whether the tree has an application of the account. */
  readonly hasApplication: boolean;
}

/** A step without what is known of an account's progress. */
export type StepContent = Omit<StepView, 'isDone' | 'tasks'>;
