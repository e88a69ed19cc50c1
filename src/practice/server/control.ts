import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isCoded } from '../../codedError.ts';
import { createMapping, revokeMapping } from '../access/certificates.ts';
import type { PracticeAccount } from '../account.ts';
import { splitTarget } from '../authentication/parameters.ts';
import { credentialId } from '../credentials.ts';
import { contentTypes, errorAnswer, sendAnswer } from './answer.ts';
import { expireTokens, revokeTokens } from '../oauth2/endings.ts';
import { formLimit, readBody } from './readBody.ts';

/** Where programs of this machine ask after the server itself; NetSuite has no such paths. */
export const statusPath = '/.practice/status';
export const stopPath = '/.practice/stop';
/** `?to=ready` or `?to=scratch` */
export const resetPath = '/.practice/reset';
/** `?allowed=true` or `?allowed=false` */
export const scriptsPath = '/.practice/scripts';
/** `?application=…&employee=…&role=…`, internal IDs, with a certificate (PEM) as body: answers its certificate ID. */
export const certificatePath = '/.practice/certificate';
/** `?certificate=…`: revokes a mapped certificate. */
export const revokeCertificatePath = '/.practice/revoke-certificate';
/** `?kind=access`, `?kind=refresh` or neither, with a token as body: ends its time; without a body that of all tokens. */
export const expireTokensPath = '/.practice/expire-oauth2';
/** With a token as body: revokes all that came of the same consent; without a body everything. */
const revokeTokensPath = '/.practice/revoke-oauth2';
/** Carries the secret of the run file. */
export const controlHeader = 'x-practice-control';

/** What tells one run of the server from every other, and lets it be changed and ended. */
export interface Control {
  /** Random, new for each run. */
  readonly instance: string;
  readonly secret: string;
  readonly stop: () => void;
  /** Makes both accounts anew, ready to use or with nothing set up. */
  readonly reset: (to: 'ready' | 'scratch') => Promise<void>;
}

const changingPaths = [
  stopPath,
  resetPath,
  scriptsPath,
  certificatePath,
  revokeCertificatePath,
  expireTokensPath,
  revokeTokensPath,
];

/** Answers a control request; false when it is none. All but the status need the secret of the run file. */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  account: PracticeAccount,
  control: Control,
  uptime: number,
): Promise<boolean> {
  const { path, query } = splitTarget(request.url ?? '');
  const { instance } = control;
  if (path === statusPath && request.method === 'GET') {
    const state = account.store.current();
    answerJson(response, 200, { instance, account: state.accountId, uptime, credentialId: credentialId(state) });
    return true;
  }
  if (request.method !== 'POST' || !changingPaths.includes(path)) {
    return false;
  }
  if (!isKnown(request, control)) {
    const error = { status: 403, code: 'FORBIDDEN', message: 'This needs the secret of the run file.' };
    sendAnswer(response, errorAnswer('json', error), true);
    return true;
  }
  const parameters = new URLSearchParams(query);
  if (path === stopPath) {
    response.once('close', control.stop);
    answerJson(response, 202, { instance, stopping: true });
  } else if (path === resetPath) {
    const to = parameters.get('to') === 'scratch' ? 'scratch' : 'ready';
    await control.reset(to);
    answerJson(response, 200, { instance, reset: to });
  } else if (path === certificatePath || path === revokeCertificatePath) {
    await changeCertificates(request, response, account, parameters);
  } else if (path === expireTokensPath || path === revokeTokensPath) {
    const body = await readBody(request, formLimit);
    const token = body === 'too-large' ? '' : body.toString('utf8').trim();
    const kind = parameters.get('kind');
    const changed = await account.store.update(state =>
      path === expireTokensPath ? expireTokens(state, { token, kind }, account.now()) : revokeTokens(state, token),
    );
    answerJson(response, 200, { instance, changed });
  } else {
    account.scripts.allowed = parameters.get('allowed') === 'true';
    answerJson(response, 200, { instance, scriptsAllowed: account.scripts.allowed });
  }
  return true;
}

/** With `application` a certificate is mapped, with `certificate` one is revoked. */
async function changeCertificates(
  request: IncomingMessage,
  response: ServerResponse,
  account: PracticeAccount,
  parameters: URLSearchParams,
): Promise<void> {
  const body = await readBody(request, formLimit);
  const number = (name: string) => Number(parameters.get(name) ?? 0);
  const revoked = parameters.get('certificate');
  try {
    const certificateId = await account.store.update(state => {
      if (revoked !== null) {
        return [revokeMapping(state, revoked), revoked];
      }
      const fields = {
        applicationId: number('application'),
        employeeId: number('employee'),
        roleId: number('role'),
        certificate: body === 'too-large' ? '' : body.toString('utf8'),
      };
      const [next, mapping] = createMapping(state, fields, account.now());
      return [next, mapping.id];
    });
    answerJson(response, 200, { certificateId });
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
    answerJson(response, 400, { error: { code: error.code, data: error.data } });
  }
}

/** Whether the caller could read the run file. */
function isKnown(request: IncomingMessage, control: Control): boolean {
  const given = Buffer.from(String(request.headers[controlHeader] ?? ''));
  const secret = Buffer.from(control.secret);
  return given.length === secret.length && timingSafeEqual(given, secret);
}

function answerJson(response: ServerResponse, status: number, value: object): void {
  const headers = { 'Cache-Control': 'no-store' };
  sendAnswer(
    response,
    { status, contentType: contentTypes.json, body: JSON.stringify(value), headers },
    status === 202,
  );
}
