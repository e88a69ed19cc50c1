import { isCoded } from '../../codedError.ts';
import { createExpander, type Lookup } from '../values/expand.ts';
import { lintContentType } from './contentTypeProblems.ts';
import type { Node, RequestFile, RequestNode, Severity, Span } from '../nodes.ts';
import type { Sources } from '../values/systemValues.ts';
import {
  decodedName,
  inFile,
  targetPieces,
  unknownValue,
  type QueryPair,
  type TargetPieces,
} from '../parse/targetPieces.ts';

const netSuiteProblemCodes = [
  'restlet-parameter-missing',
  'restlet-parameter-twice',
  'restlet-method',
  'content-type-missing',
  'content-type-case',
  'content-type-unsupported',
  'oauth-parameter-in-query',
  'user-info-in-url',
  'insecure-host',
  'host-of-another-account',
  'host-of-another-api',
  'account-host-form',
  'account-id-form',
  'suiteql-prefer-missing',
] as const;

/** What NetSuite, or the workbench on its behalf, refuses. Data: see where each is made; none of it is secret. */
export type NetSuiteProblemCode = (typeof netSuiteProblemCodes)[number];

export interface NetSuiteProblem {
  readonly code: NetSuiteProblemCode;
  readonly span: Span;
  readonly severity: Severity;
  readonly data: Readonly<Record<string, string>>;
}

export function isNetSuiteProblem(problem: { readonly code: string }): problem is NetSuiteProblem {
  return (netSuiteProblemCodes as readonly string[]).includes(problem.code);
}

/** The account that a request would be sent to. */
export interface LintAccount {
  readonly accountId: string;
  /** Its own host names, lower case, without a port. */
  readonly hosts: readonly string[];
  /** Stands in for its https hosts. */
  readonly baseUrl?: string;
}

export interface LintSettings {
  /** The account of requests that name none. */
  readonly account?: LintAccount | undefined;
  /** The account that `# @account` names, in any of the forms it takes. */
  readonly accountNamed?: (name: string) => LintAccount | undefined;
  /** Values of variables from outside the file. */
  readonly lookup?: Lookup;
}

/** A request with its target as it is written and as it will be, as far as that is known without sending. */
interface Seen {
  readonly request: RequestNode;
  readonly method: string;
  readonly written: TargetPieces;
  /** References without a value are `unknownValue`. */
  readonly text: string;
  readonly pieces: TargetPieces;
  readonly kind: 'restlet' | 'suiteql' | 'other';
}

const restletPath = '/app/site/hosting/restlet.nl';
/** Values that differ from one sending to the next are as good as any here. */
const noSources: Sources = { now: () => 0, random: () => 0, uuid: () => '00000000-0000-4000-8000-000000000000' };

/**
 * What NetSuite would refuse, found without sending. Where a variable without a known value could make a request right,
 * nothing is said.
 */
export function lintNetSuite(file: RequestFile, settings: LintSettings = {}): NetSuiteProblem[] {
  const lookup: Lookup = name => settings.lookup?.(name) ?? unknownValue;
  const { expand } = createExpander(file, noSources, lookup);
  const valueOf = (parts: readonly Node<string>[]): string | undefined => {
    try {
      return expand(parts).trim();
    } catch (error) {
      // Variables in a circle and the like have problems of their own.
      if (isCoded(error)) return undefined;
      throw error;
    }
  };
  return file.requests.flatMap(request => {
    const text = valueOf(request.target.parts);
    if (text === undefined || text === '') return [];
    const pieces = targetPieces(text);
    const kind = kindOf(text, pieces);
    const written = targetPieces(request.target.value);
    const seen: Seen = { request, method: request.method.value.toUpperCase(), written, text, pieces, kind };
    const named = request.account && valueOf([request.account]);
    const account = named === undefined ? settings.account : settings.accountNamed?.(named);
    return [
      ...lintParameters(seen),
      ...lintMethod(seen),
      ...lintQuery(seen),
      ...lintHost(seen, account),
      ...lintAccountId(request, named, account),
      ...(kind === 'restlet' ? lintContentType(request, valueOf) : []),
      ...lintSuiteQl(seen),
    ];
  });
}

function kindOf(text: string, { path, scheme }: TargetPieces): Seen['kind'] {
  if (/^restlet$/i.test(sliceOf(text, scheme))) return 'restlet';
  const written = sliceOf(text, path);
  if (written.endsWith(restletPath)) return 'restlet';
  return written.endsWith('/services/rest/query/v1/suiteql') ? 'suiteql' : 'other';
}

/**
 * A RESTlet is named by `script` and `deploy` (ORA:section_4618456734); without one of them there is none to call.
 * `restlet:a/b?script=…`: the short form has them already, and is refused by resolveTarget.
 */
function lintParameters(seen: Seen): NetSuiteProblem[] {
  const { request, text, pieces, written, kind } = seen;
  if (kind !== 'restlet') return [];
  const span = request.target.range;
  if (pieces.scheme && /^restlet$/i.test(sliceOf(text, pieces.scheme))) {
    const [script = '', deployment = ''] = sliceOf(text, pieces.path).split('/');
    const twice = pieces.query.find(({ name }) => name === 'script' || name === 'deploy');
    if (twice) {
      const spanOfPair = spanOf(seen, ({ name }) => name === twice.name);
      return [problem('restlet-parameter-twice', spanOfPair, 'error', { parameter: twice.name })];
    }
    if (deployment !== '' || script.includes(unknownValue)) return [];
    const parameter = script === '' ? 'script' : 'deploy';
    return [problem('restlet-parameter-missing', span, 'error', { parameter, form: 'short' })];
  }
  // What a variable of unknown value brings along may be the missing parameter.
  if (pieces.query.some(({ name }) => name.includes(unknownValue))) return [];
  const names = new Set(pieces.query.filter(({ value }) => value !== '').map(({ name }) => decodedName(name)));
  return ['script', 'deploy']
    .filter(parameter => !names.has(parameter))
    .map(parameter => {
      const empty = written.query.find(({ name }) => name === parameter);
      const at = empty ? inFile(request.target, empty.range) : span;
      return problem('restlet-parameter-missing', at, 'error', { parameter, form: 'long' });
    });
}

/** RESTlets have entry points for four methods (ORA:section_4619219272); others surface as 405 (assumed). */
function lintMethod({ request, method, kind }: Seen): NetSuiteProblem[] {
  if (kind !== 'restlet' || !['HEAD', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT'].includes(method)) return [];
  return [problem('restlet-method', request.method.range, 'warning', { method })];
}

/** The signer refuses `oauth_…` in the query, in any spelling, and credentials before the host: both end up in logs. */
function lintQuery(seen: Seen): NetSuiteProblem[] {
  const { request, pieces, written } = seen;
  const problems: NetSuiteProblem[] = [];
  const isOAuth = ({ name }: QueryPair) => /^oauth_/i.test(decodedName(name));
  const found = pieces.query.filter(isOAuth);
  const visible = written.query.filter(isOAuth);
  for (const pair of visible) {
    const data = { parameter: decodedName(pair.name).slice(0, 40) };
    problems.push(problem('oauth-parameter-in-query', inFile(request.target, pair.range), 'error', data));
  }
  const hidden = found[0];
  if (hidden && visible.length === 0) {
    const data = { parameter: decodedName(hidden.name).slice(0, 40) };
    problems.push(problem('oauth-parameter-in-query', request.target.range, 'error', data));
  }
  if (pieces.userInfo) {
    const span = written.userInfo ? inFile(request.target, written.userInfo) : request.target.range;
    problems.push(problem('user-info-in-url', span, 'error', {}));
  }
  return problems;
}

/** Hosts and their forms: ORA:section_4609939018 (sandbox), ORA:chapter_157011836591; by account, exchange refuses. */
function lintHost({ request, text, pieces, written }: Seen, account: LintAccount | undefined): NetSuiteProblem[] {
  const host = sliceOf(text, pieces.host);
  const scheme = sliceOf(text, pieces.scheme).toLowerCase();
  if (host === '' || host.includes(unknownValue) || (scheme !== 'http' && scheme !== 'https')) return [];
  const span = inFile(request.target, written.host ?? { start: 0, end: request.target.value.length });
  const [name = ''] = host.split(':', 1);
  const isNetSuite = /\.netsuite\.com$/i.test(name);
  const problems: NetSuiteProblem[] = [];
  if (isNetSuite && scheme === 'http') {
    const at = written.scheme ? inFile(request.target, written.scheme) : request.target.range;
    problems.push(problem('insecure-host', at, 'error', { host: name }));
  }
  // Only the host has the hyphen form; elsewhere an account ID keeps its underscore. No host name has one.
  if (isNetSuite && /[_A-Z]/.test(name)) {
    const suggested = name.toLowerCase().replaceAll('_', '-');
    const severity = name.includes('_') ? 'error' : 'information';
    return [...problems, problem('account-host-form', span, severity, { host: name, suggested })];
  }
  if (account && !isOwn(text, name, host, account)) {
    const data = { host: name.slice(0, 100), account: account.accountId };
    return [...problems, problem('host-of-another-account', span, 'error', data)];
  }
  const path = sliceOf(text, pieces.path);
  const api = /\.(restlets|suitetalk)\.api\.netsuite\.com$/i.exec(name)?.[1]?.toLowerCase();
  const wanted = path.startsWith('/services/') ? 'suitetalk' : path === restletPath ? 'restlets' : undefined;
  // Each API has its own host; a request sent to an invalid domain is answered 403 (ORA:section_4634920277), that the
  // other API's host is one is assumed.
  if (api !== undefined && wanted !== undefined && api !== wanted) {
    problems.push(
      problem('host-of-another-api', span, 'warning', { host: name, suggested: name.replace(api, wanted) }),
    );
  }
  return problems;
}

/**
 * The realm is the account ID in upper case with an underscore (ORA:section_4609939018); the form that hosts have is refused
 * in it. What `# @account` names is brought into that form before it is signed, but a file teaches whoever reads it.
 */
function lintAccountId(
  { account: written }: RequestNode,
  named: string | undefined,
  account: LintAccount | undefined,
): NetSuiteProblem[] {
  if (!written || named === undefined || named === account?.accountId) return [];
  // Another name of the account's is a name; a variable's value stands elsewhere.
  if (named.toUpperCase().replaceAll('-', '_') !== account?.accountId || written.value !== named) return [];
  return [problem('account-id-form', written.range, 'information', { suggested: account.accountId })];
}

function isOwn(text: string, name: string, host: string, { hosts, baseUrl }: LintAccount): boolean {
  if (hosts.includes(name.toLowerCase()) && host === name) return true;
  if (baseUrl === undefined) return false;
  const base = baseUrl.toLowerCase();
  const url = text.toLowerCase();
  return url.startsWith(base) && (url.length === base.length || /[/?#]/.test(url.charAt(base.length)));
}

/** SuiteQL needs `Prefer: transient` (ORA:section_158394344595); `# @suiteql` sends it by itself. */
function lintSuiteQl({ request, method, kind }: Seen): NetSuiteProblem[] {
  const isGiven = request.headers.some(({ name }) => name.value.toLowerCase() === 'prefer');
  const isDirective = request.directives.some(({ name }) => name.value === 'suiteql');
  if (kind !== 'suiteql' || method !== 'POST' || isGiven || isDirective) return [];
  return [problem('suiteql-prefer-missing', request.target.range, 'warning', {})];
}

function spanOf({ request, written }: Seen, isMeant: (pair: QueryPair) => boolean): Span {
  const pair = written.query.find(isMeant);
  return pair ? inFile(request.target, pair.range) : request.target.range;
}

function sliceOf(text: string, span: Span | undefined): string {
  return span ? text.slice(span.start, span.end) : '';
}

function problem(
  code: NetSuiteProblemCode,
  span: Span,
  severity: Severity,
  data: Readonly<Record<string, string>>,
): NetSuiteProblem {
  return { code, span, severity, data };
}
