/**
 * What becomes of a directive that another client knows:
 *
 * - `known`: it does here what it does there, or what it asks for is so anyway
 * - `passed-over`: nothing that is sent depends on it
 * - `differs`: the same bytes are sent, but at another time or by another way
 * - `refused`: the request would do something else than there
 */
export type DirectiveTreatment = 'known' | 'passed-over' | 'differs' | 'refused';

/** By name in lower case without hyphens, since httpYac writes `noLog` and the others `no-log`. */
const TREATMENTS: ReadonlyMap<string, DirectiveTreatment> = new Map<string, DirectiveTreatment>([
  ...each('known', ['account', 'token', 'auth', 'name', 'suiteql', 'prompt', 'timeout', 'nolog', 'assert']),
  // httpYac; `disabled` has a problem of its own.
  ...each('known', ['ref', 'injectvariables', 'disabled', 'title', 'description', 'tag']),
  // No redirect is ever followed, and there is no jar of cookies.
  ...each('known', ['noredirect', 'nocookiejar']),
  // How httpYac shows an answer, and what it writes to its own log.
  ...each('known', ['noresponseview', 'nostreaminglog', 'keepstreaming', 'openwith', 'extension', 'debug', 'verbose']),
  // Files and variables made of an answer; whoever refers to them is refused for that.
  ...each('passed-over', ['save', 'jwt', 'import']),
  // How a connection is made: there is one limit for all of a call, certificates are always checked, and the signature
  // is the only way to log in.
  ...each('passed-over', ['connectiontimeout', 'useoscredentials', 'noclientcert', 'norejectunauthorized']),
  // A query is always sent as it is signed, encoded by RFC 3986.
  ...each('passed-over', ['noautoencoding', 'grpcreflection']),
  ...each('differs', ['sleep', 'ratelimit', 'proxy', 'noproxy']),
  // Sent several times; sent although there is an answer already; sent only when the person agrees.
  ...each('refused', ['loop', 'forceref', 'note']),
]);

/** @returns undefined for a name that no client is known to have: a slip of the pen, or a comment */
export function treatmentOf(directive: string): DirectiveTreatment | undefined {
  return TREATMENTS.get(plainName(directive));
}

/** `noLog` and `no-log` are one. */
export function plainName(directive: string): string {
  return directive.replaceAll('-', '').toLowerCase();
}

function each(treatment: DirectiveTreatment, names: readonly string[]): [string, DirectiveTreatment][] {
  return names.map(name => [name, treatment]);
}
