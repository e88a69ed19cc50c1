import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentTypes, errorAnswer, sendAnswer } from './answer.ts';

/** Where programs of this machine ask after the server itself; NetSuite has no such paths. */
export const statusPath = '/.practice/status';
export const stopPath = '/.practice/stop';
/** Carries the secret of the run file. */
export const controlHeader = 'x-practice-control';

/** What tells one run of the server from every other, and lets it be ended. */
export interface Control {
  /** Random, new for each run. */
  readonly instance: string;
  readonly secret: string;
  readonly stop: () => void;
}

export function answerStatus(response: ServerResponse, control: Control, account: string, uptime: number): void {
  answerJson(response, 200, { instance: control.instance, account, uptime });
}

/** Ends the server for a caller that could read the run file. */
export function answerStop(request: IncomingMessage, response: ServerResponse, control: Control): void {
  const given = Buffer.from(String(request.headers[controlHeader] ?? ''));
  const secret = Buffer.from(control.secret);
  if (given.length !== secret.length || !timingSafeEqual(given, secret)) {
    const error = { status: 403, code: 'FORBIDDEN', message: 'This needs the secret of the run file.' };
    sendAnswer(response, errorAnswer('json', error), true);
    return;
  }
  response.once('close', control.stop);
  answerJson(response, 202, { instance: control.instance, stopping: true });
}

function answerJson(response: ServerResponse, status: number, value: object): void {
  const headers = { 'Cache-Control': 'no-store' };
  sendAnswer(
    response,
    { status, contentType: contentTypes.json, body: JSON.stringify(value), headers },
    status === 202,
  );
}
