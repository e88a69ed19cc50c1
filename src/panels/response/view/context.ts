import type { ResponseContract } from '../messages.ts';
import type { ResponseStrings } from '../strings.ts';

/** What every part of the panel needs. */
export interface ViewContext {
  readonly strings: ResponseStrings;
  readonly locale: string;
  readonly call: <M extends keyof ResponseContract>(
    method: M,
    params: ResponseContract[M]['params'],
  ) => Promise<ResponseContract[M]['result']>;
  /** Does something for the person; failure is said, success too when there is a text for it. */
  readonly act: (action: Promise<unknown>, done?: string) => void;
}
