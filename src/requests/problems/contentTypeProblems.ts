import type { Node, RequestNode } from '../nodes.ts';
import type { NetSuiteProblem } from './netSuiteProblems.ts';
import { unknownValue } from '../parse/targetPieces.ts';

/** All that a RESTlet takes, compared with case (ORA:section_4619215993); forms are refused (ORA:section_1534939551). */
export const restletTypes: readonly string[] = ['application/json', 'application/xml', 'text/plain'];

/**
 * The Content-Type of a call to a RESTlet: one that is missing or unsupported is answered 415 (ORA:section_4634920277).
 * That a GET or DELETE needs none, but is refused for a wrong one, is assumed.
 */
export function lintContentType(
  request: RequestNode,
  valueOf: (parts: readonly Node<string>[]) => string | undefined,
): NetSuiteProblem[] {
  const header = request.headers.findLast(({ name }) => name.value.toLowerCase() === 'content-type');
  if (!header) {
    const method = request.method.value.toUpperCase();
    if (method !== 'POST' && method !== 'PUT') return [];
    const span = request.method.range.end > request.method.range.start ? request.method.range : request.target.range;
    return [{ code: 'content-type-missing', span, severity: 'warning', data: { method } }];
  }
  const value = valueOf([header.value]);
  const [type = ''] = (value ?? unknownValue).split(';', 1).map(part => part.trim());
  if (type.includes(unknownValue) || restletTypes.includes(type)) return [];
  // The parser has said so already.
  if (request.problems.some(({ code }) => code === 'multipart-refused')) return [];
  const suggested = restletTypes.find(each => each === type.toLowerCase());
  const code = suggested === undefined ? 'content-type-unsupported' : 'content-type-case';
  const data = { value: type.slice(0, 100), ...(suggested !== undefined && { suggested }) };
  return [{ code, span: header.value.range, severity: 'warning', data }];
}
