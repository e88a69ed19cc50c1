import { once } from 'node:events';
import { utf8Text } from '../authentication/octets.ts';
import { parseFormParameters, splitTarget } from '../authentication/parameters.ts';
import { findRestlet } from '../restlets/catalogue.ts';
import { SuiteScriptError } from '../restlets/restlet.ts';
import type { Restlet, RestletMethod, RestletResult } from '../restlets/restlet.ts';
import { contentTypes, errorAnswer, sendAnswer } from './answer.ts';
import type { Answer, Format } from './answer.ts';
import type { Exchange, Route } from './exchange.ts';
import { logIn, refusalAnswer } from './login.ts';

/** The media types of ORA:section_4619215993, which are compared with case. */
const formats: Readonly<Record<string, Format>> = {
  'application/json': 'json',
  'application/xml': 'xml',
  'text/plain': 'text',
};

export const restletRoutes: Readonly<Record<string, Route>> = {
  '/app/site/hosting/restlet.nl': { methods: ['GET', 'POST', 'PUT', 'DELETE'], isCall: true, answer: answerRestlet },
};

/**
 * `/app/site/hosting/restlet.nl`. The order (login, then media type, then script, then body) is assumed, as are the
 * codes of the answers whose status alone is documented.
 */
export async function answerRestlet(exchange: Exchange): Promise<void> {
  const { request, response, target, body, account, signal, now } = exchange;
  const media = mediaType(request.headers['content-type']);
  const format = media.format ?? 'text';
  const refuse = (status: number, code: string, message: string) =>
    sendAnswer(response, errorAnswer(format, { status, code, message }));
  const login = await logIn(exchange, 'restlet');
  if (!login.ok) {
    sendAnswer(response, refusalAnswer(exchange, login, format));
    return;
  }
  const method = request.method as RestletMethod;
  if ((method === 'GET' || method === 'DELETE') && body.length > 0) {
    // For GET ORA:section_4634920277; for DELETE assumed, from ORA:bridgehead_4625649079 (URL parameters only).
    refuse(400, 'INVALID_REQUEST', `A ${method} request cannot have a body.`);
    return;
  }
  if (!media.format && (media.given || method === 'POST' || method === 'PUT')) {
    refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'The Content-Type must be application/json, application/xml or text/plain.');
    return;
  }
  const parameters = queryParameters(target);
  const { script, deploy, ...rest } = parameters;
  if (!script || !deploy) {
    refuse(400, 'SSS_MISSING_REQD_ARGUMENT', `Missing a required argument: ${script ? 'deploy' : 'script'}`);
    return;
  }
  const restlet = findRestlet(script, deploy);
  if (!restlet) {
    refuse(400, 'SSS_INVALID_SCRIPTLET_ID', 'That Suitelet is invalid, disabled, or no longer exists.');
    return;
  }
  const text = body.length > 0 ? decodeBody(body, media.charset) : undefined;
  const problem = format === 'json' && text !== undefined ? jsonProblem(text) : undefined;
  if (problem !== undefined) {
    refuse(400, 'UNEXPECTED_ERROR', problem);
    return;
  }
  const call = { method, parameters: rest, body: text, format, store: account.store, now, signal };
  const result = await run(restlet, call);
  if (typeof result !== 'string' && 'jsonPieces' in result) {
    await stream(exchange, result.jsonPieces);
  } else {
    sendAnswer(response, typeof result === 'string' ? shaped(format, result) : errorAnswer(format, result.error));
  }
}

interface MediaType {
  readonly given: boolean;
  readonly format: Format | undefined;
  readonly charset: string;
}

function mediaType(header: string | undefined): MediaType {
  const [type = '', ...parameters] = (header ?? '').split(';').map(each => each.trim());
  const charset = parameters.find(each => /^charset=/i.test(each))?.replace(/^charset=|"/gi, '') ?? 'utf-8';
  const format = isEncoding(charset) && Object.hasOwn(formats, type) ? formats[type] : undefined;
  return { given: header !== undefined, format, charset };
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function decodeBody(body: Buffer, charset: string): string {
  return new TextDecoder(charset).decode(body);
}

/** First value when a name repeats: seen for Suitelets, assumed for RESTlets. */
function queryParameters(target: string): Readonly<Record<string, string>> {
  const pairs = parseFormParameters(splitTarget(target).query);
  return Object.fromEntries(pairs.reverse().map(({ name, value }) => [utf8Text(name), utf8Text(value)]));
}

function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Runs the script; what it throws on purpose becomes the error that NetSuite makes of it. */
async function run(restlet: Restlet, call: Parameters<Restlet>[0]): Promise<RestletResult | { error: UncaughtError }> {
  try {
    return await restlet(call);
  } catch (error) {
    if (error instanceof SuiteScriptError) {
      return { error: uncaughtError(error) };
    }
    throw error;
  }
}

interface UncaughtError {
  readonly status: 400;
  readonly code: string;
  readonly message: string;
}

/** An uncaught N/error arrives as a JSON object inside the message (recorded bodies in public code). */
function uncaughtError({ name, message }: SuiteScriptError): UncaughtError {
  const stack = ['createError(N/error)', 'handle(/SuiteScripts/practice.js:1)'];
  return {
    status: 400,
    code: name,
    message: JSON.stringify({ type: 'error.SuiteScriptError', name, message, stack }),
  };
}

/** ORA:section_4634920277: what a script returns must fit the format that was asked for. */
function shaped(format: Format, body: string): Answer {
  return format === 'xml' && !body.startsWith('<')
    ? errorAnswer(format, {
        status: 400,
        code: 'INVALID_RETURN_DATA_FORMAT',
        message: 'Invalid data format. You should return XML.',
      })
    : { status: 200, contentType: contentTypes[format], body };
}

async function stream({ response, signal }: Exchange, pieces: Iterable<string>): Promise<void> {
  response.writeHead(200, { 'Content-Type': contentTypes.json, 'X-Content-Type-Options': 'nosniff' });
  for (const piece of pieces) {
    if (!response.write(piece)) {
      await once(response, 'drain', { signal });
    }
  }
  response.end();
}
