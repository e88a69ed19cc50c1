import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { faultAnswer, protocolFault } from '../../soap/soapAnswers.ts';
import { tooManyCalls } from '../../soap/soapEndpoint.ts';
import { namespacesOf, newestVersion, versionOf } from '../../soap/versions.ts';
import { errorAnswer, sendAnswer } from '../answer.ts';
import type { Answer, Format } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { FaultOf } from './catalogue.ts';
import { largeJson, largeText, sendLargeBody } from './largeBody.ts';
import { surfaceOf } from './surfaces.ts';

interface SurfaceError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Sends what a fault of the group `answer` puts in place of the endpoint's own answer. */
export async function answerInstead(exchange: Exchange, { id, value }: FaultOf<'answer'>): Promise<void> {
  const { response, signal } = exchange;
  switch (id) {
    case 'html':
      sendAnswer(response, htmlPage(Number(value)));
      return;
    case 'redirect':
      sendAnswer(response, otherDataCenter(exchange));
      return;
    case 'status':
      sendAnswer(response, serverError(exchange, Number(value)));
      return;
    case 'throttle':
      sendAnswer(response, throttled(exchange));
      return;
    case 'body':
      return sendLargeBody(response, signal, largeJson(Number(value)));
    case 'text':
      return sendLargeBody(response, signal, largeText(Number(value)));
  }
}

/** An error in the spelling of the surface that is called. */
export function errorOfSurface(exchange: Exchange, error: SurfaceError): Answer {
  const { path } = exchange;
  switch (surfaceOf(path)) {
    case 'restlet':
      return errorAnswer(formatOf(exchange), error);
    case 'rest':
      return restError(error);
    case 'soap':
      return error.status < 500
        ? protocolFault('Client', error.message, error.status)
        : faultAnswer(namespacesOf(versionOf(path) ?? newestVersion), { type: 'unexpectedErrorFault', ...error });
    case 'token':
      return errorAnswer('json', error);
  }
}

/** ORA:section_4634920277 and ORA:section_156570709583 for 500; the same code for the others is assumed. */
function serverError(exchange: Exchange, status: number): Answer {
  const message = `An unexpected error occurred. Error ID: ${randomUUID()}`;
  return errorOfSurface(exchange, { status, code: 'UNEXPECTED_ERROR', message });
}

/** RESTlets ORA:bridgehead_1525252812, REST ORA:section_156570709583; token endpoints like RESTlets, assumed. */
function throttled(exchange: Exchange): Answer {
  const { path } = exchange;
  switch (surfaceOf(path)) {
    case 'rest': {
      const message = 'Concurrent request limit exceeded. Request blocked.';
      return restError({ status: 429, code: 'CONCURRENCY_LIMIT_EXCEEDED', message });
    }
    case 'soap':
      return tooManyCalls(namespacesOf(versionOf(path) ?? newestVersion));
    case 'restlet':
    case 'token': {
      const message = 'Request Limit Exceeded';
      return errorOfSurface(exchange, { status: 400, code: 'SSS_REQUEST_LIMIT_EXCEEDED', message });
    }
  }
}

function restError({ status, code, message }: SurfaceError): Answer {
  const body = JSON.stringify({
    type: 'https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html',
    title: STATUS_CODES[status] ?? '',
    status,
    'o:errorDetails': [{ detail: message, 'o:errorCode': code }],
  });
  return { status, contentType: 'application/problem+json; charset=utf-8', body };
}

/** Wrong data centre (ORA:section_4634920277). The host can never exist (RFC 6761 6.4), so nobody is led anywhere. */
function otherDataCenter({ account, target }: Exchange): Answer {
  const label = account.store.current().accountId.toLowerCase().replaceAll('_', '-');
  const location = `https://${label}.other-data-center.invalid${target}`;
  return { status: 302, contentType: 'text/plain; charset=utf-8', body: '', headers: { Location: location } };
}

function htmlPage(status: number): Answer {
  const text = status === 200 ? 'This account is being looked after' : 'Service unavailable';
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    body: `<!DOCTYPE html>\n<html lang="en"><head><title>${text}</title></head><body><h1>${text}</h1><p>A page for people, where a program asked for data. Please try again later.</p></body></html>\n`,
  };
}

function formatOf({ request }: Exchange): Format {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1);
  return type === 'application/json' ? 'json' : type === 'application/xml' ? 'xml' : 'text';
}
