import type { DirectiveNode, HeaderNode, Node, Problem, RequestNode, VariableNode } from '../nodes.ts';

/** A body that httpYac takes for GraphQL. */
const GRAPHQL = /^\s*(?:(?:query|mutation|subscription)\b[^{}<]*\{|fragment\s+\w+\s+on\s|gql\s+\w+\s*(?:[({]|<\s))/;
/** httpYac's way to write braces that are not a reference. */
const ESCAPED_BRACES = '\\{\\{';
const none: readonly Node<string>[] = [];

/** What other clients would make of a request that we would send as it stands. */
export function foreignProblems(request: RequestNode): Problem[] {
  const problems = request.headers.flatMap(headerProblems);
  const query = request.body?.parts[0];
  const isSql = request.directives.some(({ name }) => name.value === 'suiteql');
  if (query && !isSql && GRAPHQL.test(query.value.slice(0, 2000))) {
    const end = query.range.start + firstLine(query.value).length;
    problems.push({ code: 'graphql-unsupported', span: { ...query.range, end }, severity: 'error', data: {} });
  }
  for (const part of request.target.parts) addEscapedBraces(part, problems);
  for (const { value } of request.headers) addEscapedBraces(value, problems);
  for (const part of request.body?.parts ?? none) addEscapedBraces(part, problems);
  return problems;
}

function addEscapedBraces({ value, range }: Node<string>, problems: Problem[]): void {
  const at = value.indexOf(ESCAPED_BRACES);
  if (at < 0) return;
  const start = range.start + at;
  const span = { start, end: start + ESCAPED_BRACES.length };
  problems.push({ code: 'braces-escaped', span, severity: 'error', data: {} });
}

/** Headers that other clients take as instructions and do not send. */
function headerProblems({ name, value, range }: HeaderNode): Problem[] {
  const header = name.value.toLowerCase();
  if (header === 'x-request-type' && value.value.toLowerCase() === 'graphql') {
    return [{ code: 'graphql-unsupported', span: range, severity: 'error', data: {} }];
  }
  if (header === 'x-clientcert' || header === 'clientcert') {
    return [{ code: 'client-certificate', span: name.range, severity: 'error', data: { header: name.value } }];
  }
  return [];
}

/** httpYac's `# @ref name`: that request is sent first, so there must be one. */
export function refProblems({ directives }: RequestNode, names: ReadonlySet<string | undefined>): Problem[] {
  return refsOf(directives)
    .filter(({ value }) => !names.has(value))
    .map(({ value, range }) => ({ code: 'request-unknown', span: range, severity: 'error', data: { name: value } }));
}

/** The names of the requests that `# @ref name` asks for, in the order of the file. */
export function refsOf(directives: RequestNode['directives']): Node<string>[] {
  return directives.filter(isRef).map(({ value }) => value);
}

function isRef({ name, value }: DirectiveNode): boolean {
  return name.value === 'ref' && value.value !== '';
}

/** httpYac puts the variable `host`, where there is one, in front of a target that starts with `/`. */
export function hostProblems({ target }: RequestNode): Problem[] {
  if (!target.value.startsWith('/')) return [];
  return [{ code: 'host-not-added', span: target.range, severity: 'warning', data: {} }];
}

/**
 * The last definition counts in the whole file, as in REST Client; in httpYac and the JetBrains client one counts from
 * where it stands.
 */
export function redefinitions(variables: readonly VariableNode[]): Problem[] {
  const last = new Map(variables.map(variable => [variable.name.value, variable]));
  return variables
    .filter(({ name, value }) => last.get(name.value)?.value.value !== value.value)
    .map(({ name }) => ({
      code: 'variable-redefined',
      span: name.range,
      severity: 'warning',
      data: { name: name.value.slice(0, 80) },
    }));
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}
