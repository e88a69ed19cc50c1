import { compareHosts, dataCenterUrlsAddress, readDataCenterUrls } from '../../accounts/hostCheck.ts';
import { isCoded } from '../../codedError.ts';
import { answerKind } from '../../diagnosis/login/answerKind.ts';
import type { AnswerFacts, ProbeKind, ProbeResult, Surface } from '../../diagnosis/login/evidence.ts';
import { originsOf, type Destination } from '../callAccount.ts';
import type { Deployment } from '../guards/productionGuard.ts';
import type { Exchange } from '../record.ts';
import type { Call } from '../send.ts';
import { answerOf } from './answerFacts.ts';
import { soapTimeCall } from './soapTimeCall.ts';

/** What is to be called, and what is known already. */
export interface ProbePlan {
  readonly account: Pick<Destination, 'accountId' | 'baseUrl'>;
  /** How the calls are named in logs. */
  readonly title: string;
  /** A RESTlet that may be called with GET, which runs its script. */
  readonly restlet?: Deployment;
  /** Where the login was refused before: it is not tried a second time. */
  readonly refusedAt?: Surface;
  /** Failed logins of the last 30 minutes. */
  readonly recentFailures: number;
}

/** How the calls are made. */
export interface ProbePorts {
  /** Makes one call with the token that is asked about, never a second time, and takes care of cancelling. */
  readonly send: (call: Call) => Promise<Exchange>;
  /** Asks an address unsigned; absent where that is not to be done. */
  readonly fetchUnsigned?: (url: string) => Promise<{ readonly status: number; readonly body: Uint8Array }>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears of each result as it comes. */
  readonly onResult?: (result: ProbeResult) => void;
}

/**
 * Failed logins after which none is risked any more: five lock a user for 30 minutes, whoever failed them, and other
 * programs may have failed too.
 */
export const mostFailures = 3;

/**
 * Makes the calls that tell causes apart, each once at most. First the hosts, for which nobody logs in; then tokeninfo,
 * which needs nothing but a good login, so that where it is refused the others would be as well; then the surfaces. At
 * the first login that is refused it ends: each costs one of the five that lock a user. Only to be made when asked for.
 *
 * @returns a result for each kind, in the order made, those left out as `not-tried`
 * @throws what `send` and `fetchUnsigned` throw, save codes that refuse a call before it is made (`login-guard`,
 *   `production-write`, …), which are `not-tried` with the code as `failure`
 */
export async function probeCalls(plan: ProbePlan, ports: ProbePorts): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  const add = (result: ProbeResult) => {
    results.push(result);
    ports.onResult?.(result);
  };
  add(await probeHosts(plan, ports));
  let failures = plan.recentFailures;
  let isOver = false;
  for (const [kind, surface, call] of loginProbes(plan)) {
    const leftOut = isOver
      ? 'login-refused-meanwhile'
      : surface === plan.refusedAt
        ? 'refused-before'
        : failures >= mostFailures
          ? 'too-many-failures'
          : undefined;
    const result =
      call && leftOut === undefined
        ? await probe(kind, call(), ports)
        : notTried(kind, leftOut ?? 'nothing-to-call', ports);
    if (result.outcome === 'login-refused') {
      failures++;
      isOver = true;
    }
    add(result);
  }
  return results;
}

type LoginProbe = readonly [kind: ProbeKind, surface: Surface, call: (() => Call) | undefined];

function loginProbes({ account, title, restlet }: ProbePlan): readonly LoginProbe[] {
  const { restlets, suiteTalk } = originsOf(account);
  const json = [{ name: 'Accept', value: 'application/json' }];
  const get = (url: string) => () => ({ title, method: 'GET', url, headers: json });
  return [
    ['tokeninfo', 'token-endpoint', get(`${restlets}/rest/tokeninfo`)],
    // The list of one record type: no record, and none of its fields, is read (ORA:section_1546938065).
    ['rest-record', 'rest', get(`${suiteTalk}/services/rest/record/v1/metadata-catalog/?select=customer`)],
    ['restlet', 'restlet', restlet && get(`${restlets}/app/site/hosting/restlet.nl?${queryOf(restlet)}`)],
    ['soap-time', 'soap', () => soapTimeCall(suiteTalk, title)],
  ];
}

function queryOf({ script, deploy }: Deployment): string {
  return `script=${encodeURIComponent(script)}&deploy=${encodeURIComponent(deploy)}`;
}

async function probe(kind: ProbeKind, call: Call, { send, now }: ProbePorts): Promise<ProbeResult> {
  const at = now();
  try {
    const exchange = await send(call);
    const answer = answerOf(exchange);
    if (!answer) {
      return { kind, at, outcome: 'no-answer', failure: exchange.record.failure?.code ?? 'connection-broken' };
    }
    const answered = answerKind(answer);
    const isRefused = answered === 'login-refused' || answered === 'malformed';
    return {
      kind,
      at,
      outcome: isRefused ? 'login-refused' : answered === 'worked' ? 'worked' : 'other-refusal',
      answer,
    };
  } catch (error) {
    if (isCoded(error)) {
      return { kind, at, outcome: 'not-tried', failure: error.code };
    }
    throw error;
  }
}

async function probeHosts({ account }: ProbePlan, ports: ProbePorts): Promise<ProbeResult> {
  const { fetchUnsigned } = ports;
  const at = ports.now();
  if (!fetchUnsigned) {
    return notTried('hosts', 'nothing-to-call', ports);
  }
  try {
    const { status, body } = await fetchUnsigned(dataCenterUrlsAddress(account));
    if (status !== 200) {
      const answer: AnswerFacts = { status, isHtml: false, isLoginPage: false, proxySigns: [] };
      return { kind: 'hosts', at, outcome: 'other-refusal', answer };
    }
    const told = readDataCenterUrls(new TextDecoder().decode(body), account);
    const hostsDiffer = compareHosts(account, told).different.length > 0;
    return { kind: 'hosts', at, outcome: 'worked', hostsDiffer };
  } catch (error) {
    if (isCoded(error)) {
      const outcome = error.code.startsWith('data-centers-') ? 'other-refusal' : 'no-answer';
      return { kind: 'hosts', at, outcome, failure: error.code };
    }
    throw error;
  }
}

function notTried(
  kind: ProbeKind,
  leftOut: NonNullable<ProbeResult['leftOut']>,
  { now }: Pick<ProbePorts, 'now'>,
): ProbeResult {
  return { kind, at: now(), outcome: 'not-tried', leftOut };
}
