import { isCoded } from '../../codedError.ts';
import type { LoginRefusal } from '../authentication/authenticate.ts';
import { splitTarget } from '../authentication/parameters.ts';
import { errorAnswer, sendAnswer } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';
import type { Exchange, Route } from '../server/exchange.ts';
import { rawHeaderValues } from '../server/localOnly.ts';
import { logInWithPassport } from '../server/login.ts';
import { notUnderstood, readEnvelope } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { answerOperation } from './operations.ts';
import { readLogin } from './passport.ts';
import type { PresentedLogin } from './passport.ts';
import { faultAnswer, protocolFault } from './soapAnswers.ts';
import { isSupported, namespacesOf, portPrefix, versionOf } from './versions.ts';
import type { Namespaces } from './versions.ts';

export const soapRoutes: readonly (readonly [prefix: string, route: Route])[] = [
  [portPrefix, { methods: ['POST', 'GET'], isCall: true, answer: answerSoap }],
  ['/wsdl/', { methods: ['GET'], isCall: false, answer: refuseWsdl }],
];

/** A message that can be read: what it asks for, and as whom. */
interface SoapRequest {
  readonly envelope: Envelope;
  readonly namespaces: Namespaces;
  readonly login: PresentedLogin;
}

/**
 * A SuiteTalk SOAP endpoint. The order (version, HTTP, envelope, login, feature, concurrency, operation) is assumed, and
 * so is that what cannot be read as SOAP leaves no row in the Login Audit Trail.
 */
async function answerSoap(exchange: Exchange): Promise<void> {
  sendAnswer(exchange.response, await answerOf(exchange));
}

/** The TokenPassport that a request carries, when it can be read as far as that. */
export function presentedPassport(exchange: Exchange): PresentedLogin['passport'] | undefined {
  const request = exchange.request.method === 'POST' ? readRequest(exchange) : undefined;
  return request && 'login' in request ? request.login.passport : undefined;
}

async function answerOf(exchange: Exchange): Promise<Answer> {
  const { request, target, account, now } = exchange;
  if (request.method === 'GET') {
    return /^wsdl$/i.test(splitTarget(target).query) ? noWsdl : methodNotAllowed;
  }
  const read = readRequest(exchange);
  if ('status' in read) {
    return read;
  }
  const { envelope, namespaces, login } = read;
  const result = await logInWithPassport(exchange, login.passport);
  if (!result.ok) {
    return loginFault(namespaces, login, result);
  }
  const state = account.store.current();
  if (!state.features.includes('WEBSERVICESEXTERNAL')) {
    return faultAnswer(namespaces, {
      // ORA:section_N3421552; its code ORA:section_N3536956; after the login, and the text, assumed.
      type: 'insufficientPermissionFault',
      code: 'WS_FEATURE_REQD',
      message: 'The SOAP Web Services feature is not enabled in this account.',
    });
  }
  const leave = account.calls.enter();
  if (!leave) {
    return tooManyCalls(namespaces);
  }
  try {
    const { operation } = envelope;
    return answerOperation({ operation, namespaces, state, role: result.role, now: now() });
  } finally {
    leave();
  }
}

/** ORA:bridgehead_1500275603; text GH:oracle/netsuite-suitecloud-sdk#227. */
export function tooManyCalls(namespaces: Namespaces): Answer {
  return faultAnswer(namespaces, {
    type: 'exceededConcurrentRequestLimitFault',
    code: 'WS_REQUEST_BLOCKED',
    message: 'SuiteTalk concurrent request limit exceeded. Request blocked.',
  });
}

function readRequest({ request, path, body, account }: Exchange): SoapRequest | Answer {
  const version = versionOf(path);
  if (version === undefined) {
    const message = 'There is no SOAP endpoint at this URL.';
    return errorAnswer('xml', { status: 404, code: 'NOT_FOUND', message });
  }
  const namespaces = namespacesOf(version);
  if (!isSupported(version, account.store.current().preferences.release)) {
    // Text GH:NetSweet/netsuite#554; fault ORA:section_N3539420; its code assumed.
    const message = `SuiteTalk endpoint version ${version} is no longer supported`;
    return faultAnswer(namespaces, { type: 'invalidVersionFault', code: 'UNSUPPORTED_WS_VERSION', message });
  }
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').split(';').map(each => each.trim());
  if (type.toLowerCase() !== 'text/xml') {
    // SOAP 1.1 section 6; the status assumed.
    return protocolFault('Client', 'The Content-Type of a SOAP 1.1 request is text/xml.', 415);
  }
  if (request.headers.soapaction === undefined) {
    // SOAP 1.1 section 6.1.1. What it says is not looked at: the element of the body names the operation (assumed).
    return protocolFault('Client', 'There is no SOAPAction header.');
  }
  const charset = parameters.find(each => /^charset=/i.test(each))?.replace(/^charset=|"/gi, '');
  try {
    const envelope = readEnvelope(body, charset);
    const strange = notUnderstood(envelope, namespaces.messages);
    return strange
      ? protocolFault('MustUnderstand', `The header block ${strange.name.slice(0, 100)} is not understood.`)
      : { envelope, namespaces, login: readLogin(envelope, namespaces, rawHeaderValues(request, 'cookie')) };
  } catch (error) {
    if (isCoded(error, 'soap-version-mismatch')) {
      return protocolFault('VersionMismatch', 'The envelope is not one of SOAP 1.1.');
    }
    if (isCoded(error, 'soap-malformed')) {
      return protocolFault('Client', `The request is not a SOAP message. ${String(error.data.what)}`);
    }
    throw error;
  }
}

/**
 * Two texts and no more, as seen (GH:netsuitephp/netsuite-php#171 and #121); that several passports get the second is
 * ORA:section_1509544929, which documents the ambiguous login too (its shape: GH:NetSweet/netsuite#368).
 */
function loginFault(namespaces: Namespaces, { passport, isAmbiguous }: PresentedLogin, refusal: LoginRefusal): Answer {
  const message = isAmbiguous
    ? 'Ambiguous authentication'
    : passport.count > 1
      ? 'Invalid login attempt.'
      : refusal.message;
  return faultAnswer(namespaces, { type: 'invalidCredentialsFault', code: 'USER_ERROR', message });
}

const noWsdl: Answer = errorAnswer('text', {
  status: 404,
  code: 'NOT_FOUND',
  message: 'The practice account publishes no WSDL. Take it from a NetSuite account; the messages are the same.',
});

const methodNotAllowed: Answer = errorAnswer(
  'text',
  { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'A SOAP endpoint takes POST.' },
  { Allow: 'POST' },
);

function refuseWsdl({ response }: Exchange): void {
  sendAnswer(response, noWsdl);
}
