import { isCoded } from '../../codedError.ts';
import { sendAnswer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { findOfGroup } from './faults/catalogue.ts';
import type { Fault } from './faults/catalogue.ts';
import { deliver } from './faults/delivery.ts';
import { faultHeader, parseFaultHeader } from './faults/faultHeader.ts';
import { answerInstead } from './faults/insteadAnswers.ts';
import { logInFirst } from './faults/loginFirst.ts';
import { takeForCall } from './faults/standing.ts';
import { rawHeaderValues } from './localOnly.ts';
import { errorOfSurface } from './surfaceErrors.ts';
import { surfaceOf } from './surfaces.ts';

/**
 * Answers a call with the faults that its header asks for, or else with those switched on.
 *
 * The rule: a fault that replaces the answer does so for a call whose login is good, and the call is then not carried
 * out; every other fault changes only the clock, or how the endpoint's own answer arrives.
 */
export async function answerWithFaults(
  exchange: Exchange,
  answer: (exchange: Exchange) => void | Promise<void>,
): Promise<void> {
  const faults = faultsFor(exchange);
  if ('problem' in faults) {
    const error = { status: 400, code: 'PRACTICE_FAULT', message: faults.problem };
    sendAnswer(exchange.response, errorOfSurface(exchange.request, error));
    return;
  }
  if (faults.length === 0) {
    await answer(exchange);
    return;
  }
  const seen = withClock(exchange, findOfGroup(faults, 'clock'));
  const replacing = findOfGroup(faults, 'answer');
  const respond = async (call: Exchange) => {
    await (replacing && (await logInFirst(call)) ? answerInstead(call, replacing) : answer(call));
  };
  const delay = findOfGroup(faults, 'delay');
  const delivery = findOfGroup(faults, 'delivery');
  await (delay || delivery ? deliver(seen, { delay, delivery }, respond) : respond(seen));
}

function faultsFor({ account, request, path }: Exchange): readonly Fault[] | { readonly problem: string } {
  const asked = rawHeaderValues(request, faultHeader.toLowerCase());
  if (asked.length === 0) {
    return takeForCall(account, surfaceOf(path) ?? 'token');
  }
  try {
    return parseFaultHeader(asked);
  } catch (error) {
    if (isCoded(error, 'bad-fault-header')) {
      return { problem: String(error.data.what) };
    }
    throw error;
  }
}

/** The clock of one call, which its Date header shows too. */
function withClock(exchange: Exchange, skew: Fault | undefined): Exchange {
  if (!skew) {
    return exchange;
  }
  const now = () => exchange.now() + Number(skew.value) * 60_000;
  exchange.response.setHeader('Date', new Date(now()).toUTCString());
  return { ...exchange, now };
}
