import { refusedHeaders } from '../../refusedHeaders.ts';
import { checkVariables } from './checkVariables.ts';
import type { Problem, RequestFile, RequestNode } from '../nodes.ts';
import { requestCycles } from './requestCycles.ts';
import { isFieldValue } from '../values/resolve.ts';

// RESTlets take URL parameters only for GET and DELETE, and answer a GET with a body 400 (Oracle: RESTlet status codes,
// section_4634920277); HEAD has no body by RFC 9110 section 9.3.2.
const BODILESS = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * Everything there is to say about a file, in its order: what the parser found and what can be seen without sending.
 *
 * @param isKnown whether a variable has a value outside the file
 */
export function lintRequests(file: RequestFile, isKnown?: (name: string) => boolean): Problem[] {
  return [
    ...file.problems,
    ...file.requests.flatMap(request => [...request.problems, ...lintHeaders(request), ...lintBody(request)]),
    ...duplicateNames(file),
    ...checkVariables(file, isKnown),
    ...requestCycles(file),
  ].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function lintHeaders(request: RequestNode): Problem[] {
  return request.headers.flatMap(({ name, value }): Problem[] => {
    const data = { header: name.value };
    if (refusedHeaders.has(name.value.toLowerCase())) {
      return [{ code: 'header-refused', span: name.range, severity: 'error', data }];
    }
    if (!isFieldValue(value.value)) {
      return [{ code: 'header-value-invalid', span: value.range, severity: 'error', data }];
    }
    return [];
  });
}

function lintBody(request: RequestNode): Problem[] {
  const method = request.method.value.toUpperCase();
  if (!request.body || !BODILESS.has(method)) return [];
  return [{ code: 'body-not-allowed', span: request.body.range, severity: 'warning', data: { method } }];
}

/** Only for names given by `# @name`: the text after `###` is a title, and titles may repeat. */
function duplicateNames(file: RequestFile): Problem[] {
  const seen = new Set<string>();
  return file.requests.flatMap(({ directives }): Problem[] => {
    const name = directives.findLast(directive => directive.name.value === 'name')?.value;
    if (!name?.value) return [];
    if (!seen.has(name.value)) {
      seen.add(name.value);
      return [];
    }
    return [{ code: 'duplicate-name', span: name.range, severity: 'warning', data: { name: name.value } }];
  });
}
