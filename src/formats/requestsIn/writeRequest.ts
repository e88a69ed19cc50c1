import { cleanHeaders, cleanMethod, contentTypeOf, targetText } from './cleanRequest.ts';
import { createGuards, definition, guardBody, guardBraces, variableText, type Guards } from './guards.ts';
import { netsuiteTarget } from './netsuiteTarget.ts';
import type { FoundRequest, FoundVariable, RequestNote } from './types.ts';

export interface WriteOptions {
  /** Variables that the file has already, values as written. */
  readonly variables?: ReadonlyMap<string, string>;
  /** Remarks for people, above the request. */
  readonly comments?: readonly string[];
}

export interface Written {
  /** Ends with a line feed; all line ends are LF. */
  readonly text: string;
  /** What could not be written as it was. */
  readonly notes: readonly RequestNote[];
}

/**
 * Writes a request in the dialect of request files, from its `###` line on. Read back, it has the same method, URL,
 * headers and body, whatever these hold; what a file cannot say is in the notes.
 */
export function writeRequest(found: FoundRequest, { variables, comments = [] }: WriteOptions = {}): Written {
  const guards = createGuards(variables);
  const { head, rest, notes } = writeParts(found, comments, guards);
  return { text: [...head, ...guards.definitions(), ...rest, ''].join('\n'), notes };
}

/** A whole file: remarks, variables, then the requests. */
export function writeRequests(
  requests: readonly FoundRequest[],
  about: {
    readonly summary: readonly string[];
    readonly variables: readonly FoundVariable[];
    readonly commentsOf: (found: FoundRequest) => readonly string[];
  },
): Written {
  const guards = createGuards(new Map(about.variables.map(({ name, value }) => [name, value])));
  const defined = about.variables.map(({ name, value }) => definition(name, variableText(value, true, guards)));
  const notes: RequestNote[] = [];
  const blocks = requests.map(found => {
    const parts = writeParts(found, about.commentsOf(found), guards);
    notes.push(...parts.notes);
    return [...parts.head, ...parts.rest, ''].join('\n');
  });
  const top = [...about.summary.flatMap(commentLines), ...guards.definitions(), ...defined];
  return { text: [...(top.length > 0 ? [`${top.join('\n')}\n`] : []), ...blocks].join('\n'), notes };
}

function writeParts(found: FoundRequest, comments: readonly string[], guards: Guards) {
  const notes: RequestNote[] = [];
  const hasVariables = found.hasVariables === true;
  // Line ends in any part but the body would start another part of the file.
  const { headers, notes: headerNotes } = cleanHeaders(found.headers.map(wellFormedHeader), hasVariables);
  const { method, notes: methodNotes } = cleanMethod(found.method);
  notes.push(...headerNotes, ...methodNotes);
  const { target, account } = netsuiteTarget(targetOf(found.url, hasVariables));
  const name = titleOf(found.name ?? '');
  const head = [name === '' ? '###' : `### ${name}`, ...comments.flatMap(commentLines)];
  const body = bodyOf({ ...found, headers }, guards, notes);
  const rest = [
    ...(account === undefined ? [] : [`# @account ${account}`]),
    `${/^[A-Za-z]+$/.test(method) ? method : 'GET'} ${target}`,
    ...headers.map(each => `${each.name}: ${guardBraces(each.value, hasVariables, guards)}`.trimEnd()),
    ...(body === undefined ? [] : ['', body]),
  ];
  if (!isWellFormed(found)) {
    notes.push({ code: 'characters-replaced' });
  }
  return { head, rest, notes };
}

function isWellFormed({ url, headers, body = '' }: FoundRequest): boolean {
  return url.isWellFormed() && body.isWellFormed() && headers.every(({ value }) => value.isWellFormed());
}

function wellFormedHeader({ name, value }: FoundRequest['headers'][number]) {
  return { name, value: value.toWellFormed() };
}

/** In a URL braces can be escaped without another meaning. */
function targetOf(url: string, hasVariables: boolean): string {
  const text = targetText(url.toWellFormed());
  return hasVariables ? text : text.replaceAll('{', '%7B').replaceAll('}', '%7D');
}

function bodyOf(found: FoundRequest, guards: Guards, notes: RequestNote[]): string | undefined {
  const hasVariables = found.hasVariables === true;
  if (found.bodyFile !== undefined) {
    const path = found.bodyFile;
    if (path !== path.trim() || path === '' || /[\r\n]/.test(path)) {
      notes.push({ code: 'files-left-out', data: { names: '' } });
      return undefined;
    }
    return `< ${guardBraces(path, hasVariables, guards)}`;
  }
  const body = (found.body ?? '').toWellFormed();
  if (body === '') {
    return undefined;
  }
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentTypeOf(found.headers))) {
    return guardBody(body, hasVariables, guards);
  }
  // A form is written in lines that are joined without their blanks.
  const form = body.replace(/[\r\n]|^\s+|\s+$/g, blanks => encodeURIComponent(blanks));
  if (form !== body) {
    notes.push({ code: 'form-encoded' });
  }
  return guardBody(form, hasVariables, guards);
}

/** A title that starts with `@` would be a directive. */
function titleOf(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\x00-\x1f\x7f\u2028\u2029]+/g, ' ')
    .replace(/^[\s#@/]+/, '')
    .trim()
    .slice(0, 200);
}

/** Comments of which none is a directive. */
function commentLines(text: string): string[] {
  return text
    .toWellFormed()
    .split(/[\r\n\u2028\u2029]+/)
    .map(line => line.replace(/^[\s#@/]+/, '').trimEnd())
    .map(line => (line === '' ? '#' : `# ${line}`));
}
