import { CodedError } from '../../codedError.ts';
import { createExpander, type Lookup } from './expand.ts';
import { isUnlogged, readAuthScheme, timeLimitOf, type AuthScheme } from '../parse/directives.ts';
import type { BodyNode, HeaderNode, Node, RequestFile, RequestNode } from '../nodes.ts';
import { isKnownMethod } from '../parse/parseRequestLine.ts';
import { resolveBody } from './resolveBody.ts';
import type { Sources } from './systemValues.ts';

export interface ResolvedHeader {
  readonly name: string;
  readonly value: string;
}

/** A request with every variable in place. The target may still be relative: see resolveTarget. */
export interface ResolvedRequest {
  readonly name?: string;
  /** Upper case when it is a method of HTTP, otherwise as written. */
  readonly method: string;
  readonly target: string;
  /** In the order of the file, names as written, none left out. */
  readonly headers: readonly ResolvedHeader[];
  /** Line ends are LF, whatever the file has, so that everybody sends the same bytes. */
  readonly body?: string;
  readonly account?: string;
  readonly token?: string;
  /** The scheme that has to log in, where the request says so. */
  readonly auth?: AuthScheme;
  /** Milliseconds, where the request sets a limit of its own. */
  readonly timeLimit?: number;
  /** Nothing of it is kept. */
  readonly unlogged?: true;
}

/** The file that a body stands in. */
export interface BodyFile {
  /** As it stands in the request, variables replaced. */
  readonly path: string;
  /** A label of the Encoding Standard, as written; UTF-8 when absent. */
  readonly encoding?: string;
}

// RFC 9110 section 5.5: what a field value can hold besides line ends, which are reported as what they are.
const NOT_FIELD_CONTENT = /[^\t\x20-\x7e\x80-\xff]/;
// URL parsers drop some of these without a word, which would change the target.
const CONTROL = /[\x00-\x1f\x7f]/;

/**
 * Replaces the variables of one request; how is said at createExpander.
 *
 * @param fileText the content of the file that bodyFileOf names, where it names one
 * @throws CodedError with the code of the request's first problem of severity `error` {…, offset}: such a request is
 * never sent in part. Those of createExpander. `auth-unknown` {value, offset}. `header-injection` {header, offset} for a value that would start
 * another line, `header-value-invalid` {name, offset} for one that HTTP cannot carry, `target-injection` {offset}
 * for control characters in the target.
 */
export function resolveRequest(
  file: RequestFile,
  request: RequestNode,
  sources: Sources,
  lookup: Lookup = () => undefined,
  fileText?: string,
): ResolvedRequest {
  refuseBroken(request);
  const expander = createExpander(file, sources, lookup);
  const { expand } = expander;
  const target = expand(request.target.parts).trim();
  if (target === '') throw new CodedError('target-missing', { offset: request.target.range.start });
  if (CONTROL.test(target)) throw new CodedError('target-injection', { offset: request.target.range.start });
  const headers = request.headers.map(header => ({
    name: header.name.value,
    value: checkedValue(header, expand([header.value])),
  }));
  const body = hasBody(request) ? resolveBody(request, headers, expander, fileText) : undefined;
  const account = request.account && expand([request.account]).trim();
  const token = request.token && expand([request.token]).trim();
  const auth = request.auth && checkedAuth(request.auth, expand([request.auth]).trim());
  const method = request.method.value;
  const timeLimit = timeLimitOf(request);
  return {
    ...(request.name !== undefined && { name: request.name }),
    method: isKnownMethod(method) ? method.toUpperCase() : method,
    target,
    headers: [...headers, ...(body?.headers ?? [])],
    ...(body && { body: body.text }),
    ...(account && { account }),
    ...(token && { token }),
    ...(auth && { auth }),
    ...(timeLimit !== undefined && { timeLimit }),
    ...(isUnlogged(request) && { unlogged: true }),
  };
}

/**
 * The file that has to be read before the request can be resolved; undefined when its body stands in the request.
 *
 * @throws CodedError as resolveRequest does
 */
export function bodyFileOf(
  file: RequestFile,
  request: RequestNode,
  sources: Sources,
  lookup: Lookup = () => undefined,
): BodyFile | undefined {
  refuseBroken(request);
  const { path, encoding } = request.body?.file ?? {};
  if (path === undefined) return undefined;
  const { expand } = createExpander(file, sources, lookup);
  return { path: expand([path]), ...(encoding !== undefined && { encoding }) };
}

function refuseBroken({ problems }: RequestNode): void {
  const broken = problems.find(({ severity }) => severity === 'error');
  if (broken) throw new CodedError(broken.code, { ...broken.data, offset: broken.span.start });
}

function hasBody(request: RequestNode): request is RequestNode & { readonly body: BodyNode } {
  return request.body !== undefined;
}

function checkedAuth({ range }: Node<string>, value: string): AuthScheme {
  const scheme = readAuthScheme(value);
  if (scheme === undefined) throw new CodedError('auth-unknown', { value: value.slice(0, 40), offset: range.start });
  return scheme;
}

function checkedValue(header: HeaderNode, value: string): string {
  const data = { header: header.name.value, offset: header.value.range.start };
  if (/[\r\n]/.test(value)) throw new CodedError('header-injection', data);
  if (!isFieldValue(value)) throw new CodedError('header-value-invalid', data);
  return value.trim();
}

/** Whether HTTP can carry the value: no control characters but the tab, nothing beyond U+00FF. */
export function isFieldValue(value: string): boolean {
  return !NOT_FIELD_CONTENT.test(value);
}
