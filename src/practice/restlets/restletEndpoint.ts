import { nameOf } from '../access/rules.ts';
import type { Login } from '../authentication/authenticate.ts';
import { createScriptData } from '../records/scriptData.ts';
import { contentTypes, errorAnswer, sendAnswer } from '../server/answer.ts';
import type { Answer, Format } from '../server/answer.ts';
import type { Exchange, Route } from '../server/exchange.ts';
import { logIn, refusalAnswer } from '../server/login.ts';
import type { EntryPoint, RestletOutcome, ScriptErrorInfo, ScriptUser } from '../suiteScript/run.ts';
import { runRestlet } from '../suiteScript/runRestlet.ts';
import { overLimit } from './overLimit.ts';
import { decodeBody, jsonProblem, queryParameters, readMediaType } from './requestBody.ts';
import { findRestlet, mayCall } from './scripts.ts';
import type { FoundRestlet } from './scripts.ts';

export const restletRoutes: Readonly<Record<string, Route>> = {
  '/app/site/hosting/restlet.nl': { methods: ['GET', 'POST', 'PUT', 'DELETE'], isCall: true, answer: answerRestlet },
};

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** ORA:section_4634920277; the status, and that a caller outside the audience gets it too, is only reported: assumed. */
const invalidScript: Refusal = {
  status: 400,
  code: 'SSS_INVALID_SCRIPTLET_ID',
  message: 'That Suitelet is invalid, disabled, or no longer exists.',
};

/**
 * `/app/site/hosting/restlet.nl`. The order (login, then the account's limit, media type, script, body) is assumed, as
 * are the codes of the answers whose status alone is documented.
 */
async function answerRestlet(exchange: Exchange): Promise<void> {
  const { request, response, account } = exchange;
  const format = readMediaType(request.headers['content-type']).format ?? 'text';
  const login = await logIn(exchange, 'restlet');
  if (!login.ok) {
    sendAnswer(response, refusalAnswer(exchange, login, format));
    return;
  }
  const leave = account.calls.enter();
  try {
    const answer = leave ? await callRestlet(exchange, login, format) : overLimit;
    if (answer) {
      sendAnswer(response, 'code' in answer ? errorAnswer(format, answer) : answer);
    }
  } finally {
    leave?.();
  }
}

/** The answer of the script, or why there is none; undefined when the caller has gone away. */
async function callRestlet(exchange: Exchange, login: Login, format: Format): Promise<Answer | Refusal | undefined> {
  const { request, target, body } = exchange;
  const method = request.method ?? '';
  const media = readMediaType(request.headers['content-type']);
  if ((method === 'GET' || method === 'DELETE') && body.length > 0) {
    // For GET ORA:section_4634920277; for DELETE assumed, from ORA:bridgehead_4625649079 (URL parameters only).
    return { status: 400, code: 'INVALID_REQUEST', message: `A ${method} request cannot have a body.` };
  }
  if (!media.format && (media.given || method === 'POST' || method === 'PUT')) {
    const message = 'The Content-Type must be application/json, application/xml or text/plain.';
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message };
  }
  const { script, deploy, ...parameters } = queryParameters(target);
  if (!script || !deploy) {
    // The code ORA:section_0618021129, as an error of the API; for the URL, and with this status, assumed.
    const message = `Missing a required argument: ${script ? 'deploy' : 'script'}`;
    return { status: 400, code: 'SSS_MISSING_REQD_ARGUMENT', message };
  }
  const restlet = await reachableRestlet(exchange, login, script, deploy);
  if ('code' in restlet) {
    return restlet;
  }
  const text = decodeBody(body, media);
  const problem = format === 'json' && text !== undefined ? jsonProblem(text) : undefined;
  if (problem !== undefined) {
    return { status: 400, code: 'UNEXPECTED_ERROR', message: problem };
  }
  return answerOf(format, await run(exchange, login, restlet, { parameters, body: text, format }));
}

/** That a disabled feature looks like a script that is not there is assumed; both are needed (ORA:bridgehead_4253254429). */
async function reachableRestlet(
  { account }: Exchange,
  { employee, role }: Login,
  script: string,
  deploy: string,
): Promise<FoundRestlet | Refusal> {
  const { features } = account.store.current();
  if (!features.includes('SERVERSIDESCRIPTING') || !features.includes('CUSTOMCODE')) {
    return invalidScript;
  }
  if (!account.scripts.allowed) {
    const message = 'Scripts do not run: the practice workspace is open in an editor that does not trust it.';
    return { status: 400, code: 'PRACTICE_SCRIPTS_OFF', message };
  }
  const restlet = await findRestlet(account, script, deploy);
  return restlet && employee && role && mayCall(restlet, employee, role) ? restlet : invalidScript;
}

function run(
  { account, request, signal, now }: Exchange,
  { employee, role, token, bearer }: Login,
  { script, deployment }: FoundRestlet,
  call: {
    readonly parameters: Readonly<Record<string, string>>;
    readonly body: string | undefined;
    readonly format: Format;
  },
): Promise<RestletOutcome> {
  if (!employee || !role) {
    throw new Error('A call was let in without a user or a role.');
  }
  const { scriptId } = script;
  const deploymentId = deployment.scriptId;
  const user: ScriptUser = {
    id: employee.id,
    name: nameOf(employee),
    email: employee.email,
    role: role.id,
    roleId: role.scriptId,
  };
  return runRestlet(
    {
      ...call,
      projectDir: account.workspace,
      scriptFile: script.scriptFile,
      scriptId,
      deploymentId,
      logLevel: deployment.logLevel,
      scriptParameters: deployment.parameters,
      entryPoint: (request.method ?? 'GET').toLowerCase() as EntryPoint,
      user,
      accountId: account.store.current().accountId,
      data: createScriptData({ account, employee, role, token, bearer, now, scriptId, deploymentId, signal }),
    },
    { signal },
  );
}

/**
 * Time limit ORA:section_161591009480, usage limit ORA:section_4640094112; their statuses are only reported. That a
 * missing function is a 405 (ORA:section_4634920277: method), and the answer to more than 10 MB, is assumed.
 */
function answerOf(format: Format, outcome: RestletOutcome): Answer | Refusal | undefined {
  switch (outcome.kind) {
    case 'returned':
      return returnedAnswer(format, outcome);
    case 'error':
      return uncaughtError(outcome.error);
    case 'missing-entry-point':
      return { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'The script has no function for this method.' };
    case 'time-limit':
      return { status: 400, code: 'SSS_TIME_LIMIT_EXCEEDED', message: 'The script ran longer than 300 seconds.' };
    case 'usage-limit':
      return { status: 400, code: 'SSS_USAGE_LIMIT_EXCEEDED', message: 'The script used more than 5,000 units.' };
    case 'too-large':
      return { status: 400, code: 'SSS_FILE_CONTENT_SIZE_EXCEEDED', message: 'The script returned more than 10 MB.' };
    case 'aborted':
      return undefined;
  }
}

/** ORA:section_4634920277: what a script returns must fit the format; that a string fits JSON as it is, is assumed. */
function returnedAnswer(format: Format, returned: Extract<RestletOutcome, { kind: 'returned' }>): Answer | Refusal {
  const { body, shape, contentType } = returned;
  if (shape === 'response') {
    const type = contentType ?? contentTypes[format];
    return { status: 200, contentType: type.includes(';') ? type : `${type}; charset=utf-8`, body };
  }
  const fits =
    format === 'json' ||
    shape === 'nothing' ||
    (shape === 'string' && (format === 'text' || body.trimStart().startsWith('<')));
  if (!fits) {
    const wanted = format === 'xml' ? 'XML' : 'a string';
    const message = `The script must return ${wanted} for this content type.`;
    return { status: 400, code: 'INVALID_RETURN_DATA_FORMAT', message };
  }
  return { status: 200, contentType: contentTypes[format], body };
}

/** An uncaught N/error arrives as a JSON object inside the message (recorded bodies in public code). */
function uncaughtError({ type, name, message, stack }: ScriptErrorInfo): Refusal {
  return { status: 400, code: name, message: JSON.stringify({ type, name, message, stack }) };
}
