import { CodedError, isCoded } from '../../codedError.ts';
import type { Login, LoginRefusal } from '../authentication/authenticate.ts';
import { splitTarget } from '../authentication/parameters.ts';
import { sendAnswer } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';
import type { Exchange, Route } from '../server/exchange.ts';
import { rawHeaderValues } from '../server/localOnly.ts';
import { challengeOf, logIn } from '../server/login.ts';
import { answerMetadata } from './metadataCatalog.ts';
import { problemAnswer, problemOf } from './problems.ts';
import { answerRecord } from './recordEndpoint.ts';
import type { RestCall } from './resource.ts';
import { answerSuiteQl } from './suiteQlEndpoint.ts';
import { answerSystem } from './systemEndpoint.ts';

const prefix = '/services/rest/';

/** SuiteTalk REST web services (ORA:section_1546938065). */
export const restRoutes: readonly (readonly [prefix: string, route: Route])[] = [
  [prefix, { methods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'], isCall: true, answer: answerRest }],
];

async function answerRest(exchange: Exchange): Promise<void> {
  const login = await logIn(exchange, 'rest');
  if (!login.ok) {
    sendAnswer(exchange.response, loginProblem(exchange, login));
    return;
  }
  const leave = exchange.account.calls.enter();
  try {
    send(exchange, await answerOrProblem(exchange, login, leave !== undefined));
  } finally {
    leave?.();
  }
}

/** The code of ORA:section_156570709583; the same words for every cause. */
function loginProblem(exchange: Exchange, refusal: LoginRefusal): Answer {
  const code = refusal.status === 401 ? 'INVALID_LOGIN' : 'INVALID_REQUEST';
  const detail = refusal.status === 401 ? `${refusal.message} The Login Audit Trail says why.` : refusal.message;
  return problemAnswer({ status: refusal.status, code, detail, headers: challengeOf(exchange.account, refusal) });
}

async function answerOrProblem(exchange: Exchange, login: Login, hasPlace: boolean): Promise<Answer> {
  try {
    return await answerCall(exchange, login, hasPlace);
  } catch (error) {
    const problem = isCoded(error) ? problemOf(error, exchange.path) : undefined;
    if (!problem) {
      throw error;
    }
    return problemAnswer(problem);
  }
}

function answerCall(exchange: Exchange, login: Login, hasPlace: boolean): Answer | Promise<Answer> {
  const { role } = login;
  if (!role) {
    throw new Error('Somebody logged in without a role.');
  }
  if (!hasPlace) {
    throw new CodedError('rest-too-many-calls');
  }
  if (!exchange.account.store.current().features.includes('RESTWEBSERVICES')) {
    throw new CodedError('rest-feature-off');
  }
  const [service = '', version = '', ...segments] = segmentsOf(exchange.target);
  const [host = ''] = rawHeaderValues(exchange.request, 'host');
  const base = `http://${host}${prefix.slice(0, -1)}`;
  const call: RestCall = { exchange, login, role, method: exchange.request.method ?? '', segments, base };
  switch (`${service}/${version}`) {
    case 'record/v1':
      return segments[0] === 'metadata-catalog' ? answerMetadata(call) : answerRecord(call);
    case 'query/v1':
      return answerSuiteQl(call);
    case 'system/v1':
      return answerSystem(call);
    default:
      throw new CodedError('rest-no-such-resource');
  }
}

/** What stands between the slashes behind the prefix; one slash at the end does not count. */
function segmentsOf(target: string): readonly string[] {
  const path = splitTarget(target).path.slice(prefix.length).replace(/\/$/, '');
  return path.split('/').map(each => {
    try {
      return decodeURIComponent(each);
    } catch {
      return each;
    }
  });
}

/** A 204 has no Content-Length either (RFC 9110 8.6), which is all that sendAnswer would do differently. */
function send({ response }: Exchange, answer: Answer): void {
  if (answer.status === 204 && !response.headersSent && !response.destroyed) {
    response.writeHead(204, { 'X-Content-Type-Options': 'nosniff', ...answer.headers }).end();
  } else {
    sendAnswer(response, answer);
  }
}
