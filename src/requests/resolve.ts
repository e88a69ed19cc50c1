import { CodedError } from '../codedError.ts';
import { createExpander, type Lookup } from './expand.ts';
import type { HeaderNode, RequestFile, RequestNode } from './nodes.ts';
import { isKnownMethod } from './parseRequestLine.ts';
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
}

// RFC 9110 section 5.5: what a field value can hold besides line ends, which are reported as what they are.
const NOT_FIELD_CONTENT = /[^\t\x20-\x7e\x80-\xff]/;
// URL parsers drop some of these without a word, which would change the target.
const CONTROL = /[\x00-\x1f\x7f]/;

/**
 * Replaces the variables of one request; how is said at createExpander.
 *
 * @throws CodedError with the code of the request's first problem of severity `error` {…, offset}: such a request is
 * never sent in part. Those of createExpander. `header-injection` {header, offset} for a value that would start
 * another line, `header-value-invalid` {name, offset} for one that HTTP cannot carry, `target-injection` {offset}
 * for control characters in the target.
 */
export function resolveRequest(
  file: RequestFile,
  request: RequestNode,
  sources: Sources,
  lookup: Lookup = () => undefined,
): ResolvedRequest {
  const broken = request.problems.find(({ severity }) => severity === 'error');
  if (broken) throw new CodedError(broken.code, { ...broken.data, offset: broken.span.start });

  const { expand } = createExpander(file, sources, lookup);
  const target = expand(request.target.parts).trim();
  if (target === '') throw new CodedError('target-missing', { offset: request.target.range.start });
  if (CONTROL.test(target)) throw new CodedError('target-injection', { offset: request.target.range.start });
  const headers = request.headers.map(header => ({
    name: header.name.value,
    value: checkedValue(header, expand([header.value])),
  }));
  const body = request.body && expand(request.body.parts, text => text.replace(/\r\n?/g, '\n'));
  const account = request.account && expand([request.account]).trim();
  const token = request.token && expand([request.token]).trim();
  const method = request.method.value;
  return {
    ...(request.name !== undefined && { name: request.name }),
    method: isKnownMethod(method) ? method.toUpperCase() : method,
    target,
    headers,
    ...(body !== undefined && { body }),
    ...(account && { account }),
    ...(token && { token }),
  };
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
