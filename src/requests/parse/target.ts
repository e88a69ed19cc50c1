import { CodedError } from '../../codedError.ts';

/**
 * Where an account's calls go: origins such as `https://1234567-sb1.restlets.api.netsuite.com`, or a base URL with a
 * path, then usually the same for both.
 */
export interface TargetHosts {
  readonly restlets: string;
  readonly suiteTalk: string;
}

export interface ResolvedTarget {
  readonly url: string;
  /** Which of the hosts the target asked for; `absolute` when it named one itself. */
  readonly host: 'restlets' | 'suiteTalk' | 'absolute';
}

/** Why a target is not known; `reason` in the data of `target-unknown`. */
export type TargetReason = 'no-scheme' | 'scheme' | 'url' | 'path' | 'restlet' | 'deployment' | 'parameter-twice';

/**
 * Makes the URL that a target means.
 *
 * - an http or https URL is kept as written
 * - `/app/…` and `/rest/…` are on the RESTlet host, `/services/…` on the SuiteTalk host
 * - `restlet:customscript_a/customdeploy_a?id=1` is short for the RESTlet's URL, script and deployment by script ID
 *   or number; names and values of its parameters are percent-encoded by RFC 3986, escapes in them kept
 *
 * @throws CodedError `target-unknown` {target, reason} for anything else: the target without its query, reason as in TargetReason.
 */
export function resolveTarget(target: string, hosts: TargetHosts): ResolvedTarget {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(target)?.[1]?.toLowerCase();
  if (scheme === 'restlet') {
    return { url: withoutSlash(hosts.restlets) + restletPath(target), host: 'restlets' };
  }
  if (scheme === 'http' || scheme === 'https') {
    if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) throw unknown(target, 'url');
    return { url: target, host: 'absolute' };
  }
  if (/^\/(?:app|rest)\//.test(target)) return { url: withoutSlash(hosts.restlets) + target, host: 'restlets' };
  if (target.startsWith('/services/')) return { url: withoutSlash(hosts.suiteTalk) + target, host: 'suiteTalk' };
  if (target.startsWith('/')) throw unknown(target, 'path');
  // `localhost:8080/x` has the form of a scheme, but a port after it says that it is a host.
  const isHost = scheme === undefined || /^[^:/]+:\d+(?:[/?#]|$)/.test(target);
  throw unknown(target, isHost ? 'no-scheme' : 'scheme');
}

function restletPath(target: string): string {
  const [, script = '', deployment, query = '', fragment = ''] =
    /^restlet:([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?(#.*)?$/is.exec(target) ?? [];
  if (!/^\w+$/.test(script)) throw unknown(target, 'restlet');
  if (deployment === undefined || deployment === '') throw unknown(target, 'deployment');
  if (!/^\w+$/.test(deployment)) throw unknown(target, 'restlet');
  const pairs = query.split('&').filter(pair => pair !== '');
  // A script sees the first of two values with the same name, so a second `script` would be lost without a word.
  if (pairs.some(pair => /^(?:script|deploy)(?:=|$)/.test(pair))) throw unknown(target, 'parameter-twice');
  const encoded = pairs.map(pair => {
    const equals = pair.indexOf('=');
    if (equals < 0) return encode(target, pair);
    return `${encode(target, pair.slice(0, equals))}=${encode(target, pair.slice(equals + 1))}`;
  });
  const parameters = [`script=${script}`, `deploy=${deployment}`, ...encoded];
  return `/app/site/hosting/restlet.nl?${parameters.join('&')}${fragment}`;
}

/** RFC 3986 section 2: escapes stay, `+` is the space that forms mean by it, all else but unreserved is escaped. */
function encode(target: string, text: string): string {
  if (!text.isWellFormed()) throw unknown(target, 'url');
  return text
    .replaceAll('+', ' ')
    .replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~-]/gu, piece =>
      piece.length === 3 && piece.startsWith('%') ? piece.toUpperCase() : escapeCharacter(piece),
    );
}

function escapeCharacter(character: string): string {
  const escaped = encodeURIComponent(character);
  if (escaped !== character) return escaped;
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function withoutSlash(base: string): string {
  return base.endsWith('/') ? base.slice(0, -1) : base;
}

function unknown(target: string, reason: TargetReason): CodedError {
  // What comes after the path may hold a secret from a variable.
  const [shown = ''] = target.split(/[?#]/, 1);
  return new CodedError('target-unknown', { target: shown.slice(0, 200), reason });
}
