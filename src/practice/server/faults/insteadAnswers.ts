import { randomUUID } from 'node:crypto';
import { CodedError } from '../../../codedError.ts';
import { problemAnswer, problemOf } from '../../restServices/problems.ts';
import { tooManyCalls } from '../../soap/soapEndpoint.ts';
import { namespacesOf, newestVersion, versionOf } from '../../soap/versions.ts';
import { sendAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { FaultOf } from './catalogue.ts';
import { largeJson, largeText, sendLargeBody } from './largeBody.ts';
import { overLimit } from '../../restlets/overLimit.ts';
import { errorOfSurface } from '../surfaceErrors.ts';
import { surfaceOf } from '../surfaces.ts';

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

/** ORA:section_4634920277 and ORA:section_156570709583 for 500; the same code for the others is assumed. */
function serverError(exchange: Exchange, status: number): Answer {
  const message = `An unexpected error occurred. Error ID: ${randomUUID()}`;
  return errorOfSurface(exchange.request, { status, code: 'UNEXPECTED_ERROR', message });
}

/** RESTlets ORA:bridgehead_1525252812, REST ORA:section_156570709583; token endpoints like RESTlets, assumed. */
function throttled(exchange: Exchange): Answer {
  const { path } = exchange;
  switch (surfaceOf(path)) {
    case 'rest': {
      const problem = problemOf(new CodedError('rest-too-many-calls'), path);
      return problem ? problemAnswer(problem) : serverError(exchange, 429);
    }
    case 'soap':
      return tooManyCalls(namespacesOf(versionOf(path) ?? newestVersion));
    case 'restlet':
    case 'token':
    case undefined:
      return errorOfSurface(exchange.request, overLimit);
  }
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
