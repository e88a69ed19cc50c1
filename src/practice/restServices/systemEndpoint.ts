import { CodedError } from '../../codedError.ts';
import { isAdministrator } from '../access/rules.ts';
import type { Answer } from '../server/answer.ts';
import { plainJson } from './media.ts';
import { readParameters } from './parameters.ts';
import { checkNoBody, dispatch, jsonAnswer } from './resource.ts';
import type { RestCall } from './resource.ts';

/**
 * `system/v1/governanceLimits`, for administrators (ORA:article_0625010817; members as public code reads them). No
 * application here has a part of the limit to itself.
 */
export function answerSystem(call: RestCall): Answer | Promise<Answer> {
  const [name, ...more] = call.segments;
  if (name !== 'governanceLimits' || more.length > 0) {
    throw new CodedError('rest-no-such-resource');
  }
  return dispatch(call, { GET: () => governanceLimits(call) });
}

function governanceLimits(call: RestCall): Answer {
  if (!isAdministrator(call.role)) {
    throw new CodedError('rest-administrators-only');
  }
  checkNoBody(call);
  readParameters(call.exchange.target, []);
  const { concurrencyLimit } = call.exchange.account.store.current().preferences;
  const limits = {
    accountConcurrencyLimit: concurrencyLimit,
    accountUnallocatedConcurrencyLimit: concurrencyLimit,
    integrationLimitType: 'accountLimit',
  };
  return jsonAnswer(JSON.stringify(limits), plainJson);
}
