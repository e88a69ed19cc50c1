import { CodedError } from '../../codedError.ts';
import type { Login } from '../authentication/authenticate.ts';
import type { Role } from '../state/model.ts';
import type { Answer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';

/** A call that is logged in, and the piece of the path that its service is to make sense of. */
export interface RestCall {
  readonly exchange: Exchange;
  readonly login: Login;
  readonly role: Role;
  readonly method: string;
  /** Decoded, without the ones that name service and version. */
  readonly segments: readonly string[];
  /** `http://127.0.0.1:<port>/services/rest`: what links begin with. */
  readonly base: string;
}

export function jsonAnswer(body: string, contentType: string): Answer {
  return { status: 200, contentType, body };
}

/** ORA:section_1545141395, section_1545142287: no content, and a Location for what was made or changed. */
export function noContent(location?: string): Answer {
  return {
    status: 204,
    contentType: 'application/json',
    body: '',
    ...(location !== undefined && { headers: { Location: location } }),
  };
}

type Methods = Readonly<Record<string, () => Answer | Promise<Answer>>>;

/** @throws CodedError `rest-method` (method, allow) */
export function dispatch({ method }: RestCall, methods: Methods): Answer | Promise<Answer> {
  const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!run) {
    throw new CodedError('rest-method', { method, allow: Object.keys(methods).join(', ') });
  }
  return run();
}

/** A GET with a body is answered 400 by RESTlets (ORA:section_4634920277); the same here, and for DELETE, assumed. */
export function checkNoBody({ exchange }: RestCall): void {
  if (exchange.body.length > 0) {
    throw new CodedError('rest-content-unexpected');
  }
}
