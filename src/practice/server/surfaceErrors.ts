import type { IncomingMessage } from 'node:http';
import { splitTarget } from '../authentication/parameters.ts';
import { problemAnswer } from '../restServices/problems.ts';
import { faultAnswer, protocolFault } from '../soap/soapAnswers.ts';
import { namespacesOf, newestVersion, versionOf } from '../soap/versions.ts';
import { errorAnswer } from './answer.ts';
import type { Answer, Format } from './answer.ts';
import { surfaceOf } from './surfaces.ts';

export interface SurfaceError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** An error in the form of the surface that a request is for; what is for none gets that of RESTlets. */
export function errorOfSurface(
  request: IncomingMessage,
  error: SurfaceError,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const { path } = splitTarget(request.url ?? '');
  switch (surfaceOf(path)) {
    case 'rest': {
      const { status, code, message } = error;
      return problemAnswer({ status, code, detail: message, headers });
    }
    case 'soap': {
      const answer =
        error.status < 500
          ? protocolFault('Client', error.message, error.status)
          : faultAnswer(namespacesOf(versionOf(path) ?? newestVersion), { type: 'unexpectedErrorFault', ...error });
      return { ...answer, headers: { ...answer.headers, ...headers } };
    }
    case 'token':
      return errorAnswer('json', error, headers);
    case 'restlet':
    case undefined:
      return errorAnswer(formatOf(request), error, headers);
  }
}

function formatOf(request: IncomingMessage): Format {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1);
  return type.includes('json') ? 'json' : type.includes('xml') ? 'xml' : 'text';
}
