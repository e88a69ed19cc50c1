import type { BodyQuestion, BodyQuestions } from '../bodyQuestions.ts';
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

/** Asks the thread of one body. */
export type AskBody = <M extends keyof BodyQuestions>(
  method: M,
  params: BodyQuestions[M][0],
) => Promise<BodyQuestions[M][1]>;

/** Questions about the body that `bodyId` names. */
export function askAbout(bodyId: number, { call }: Pick<ViewContext, 'call'>): AskBody {
  return async <M extends keyof BodyQuestions>(method: M, params: BodyQuestions[M][0]) =>
    (await call('body', { bodyId, method, params } as BodyQuestion)) as BodyQuestions[M][1];
}
