import { checksOf } from '../../requests/checks.ts';
import { createExpander, type Lookup } from '../../requests/values/expand.ts';
import type { RequestFile, RequestNode } from '../../requests/nodes.ts';
import type { Sources } from '../../requests/values/systemValues.ts';
import { checkAnswer, type CheckResult } from './checkAnswer.ts';
import type { Exchange } from '../record.ts';

/** Whether a call did what its request wants of it. */
export interface Judgement {
  readonly checks: readonly CheckResult[];
  /** Every check holds; and where none is about the status, it is a success. */
  readonly isGood: boolean;
}

/** Holds an answer against the checks of its request. Reads the body, so it comes before anybody takes that over. */
export function judge(
  file: RequestFile,
  request: RequestNode,
  exchange: Exchange,
  sources: Sources,
  lookup: Lookup,
): Judgement {
  const wanted = checksOf(request);
  const { expand } = createExpander(file, sources, lookup);
  const checks = checkAnswer(wanted, exchange, ({ value }) => (value ? expand([value]) : ''));
  const isAboutStatus = wanted.some(({ subject }) => subject.of === 'status');
  return { checks, isGood: checks.every(({ passed }) => passed) && (isAboutStatus || isSuccess(exchange)) };
}

/** RFC 9110 section 15.3. */
function isSuccess({ record: { response } }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}
