import type { RequestFile, RequestNode } from '../../../src/requests/nodes.ts';
import { ShiftedRequest } from '../../../src/requests/parse/shiftedRequest.ts';

/** A file whose requests are data, as the parser makes them: one that has moved is asked for all that it has. */
export function plainFile(file: RequestFile): unknown {
  return { ...file, requests: file.requests.map(each => (each instanceof ShiftedRequest ? plain(each) : each)) };
}

function plain(request: RequestNode): Record<keyof RequestNode, unknown> {
  return {
    name: request.name,
    nameRange: request.nameRange,
    range: request.range,
    block: request.block,
    method: request.method,
    target: request.target,
    headers: request.headers,
    body: request.body,
    account: request.account,
    token: request.token,
    auth: request.auth,
    directives: request.directives,
    problems: request.problems,
  };
}
