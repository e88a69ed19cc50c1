import { restletTypes } from '../problems/contentTypeProblems.ts';
import type { RequestFile, RequestNode, Span } from '../nodes.ts';
import { occurrencesOf } from './referencesOf.ts';
import { addDirective, addHeader, changeHost, dropQueryPair, lineOf, wholeLines, withoutHost } from './requestEdits.ts';
import { inFile, targetPieces } from '../parse/targetPieces.ts';

/** Puts `text` in place of a stretch of the file. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** What a fix does, for whoever words it; data in brackets. */
export type FixId =
  /** (parameter, value) */
  | 'add-parameter'
  /** (parameter) */
  | 'remove-parameter'
  | 'remove-oauth-parameters'
  | 'remove-user-info'
  /** (method) */
  | 'change-method'
  | 'remove-body'
  /** (value) */
  | 'change-content-type'
  /** (header, value) */
  | 'add-header'
  /** (header) */
  | 'remove-header'
  | 'remove-line'
  | 'make-relative'
  /** (account) */
  | 'name-account'
  | 'use-https'
  /** (host) */
  | 'change-host'
  /** (account) */
  | 'change-account-id'
  /** (name) */
  | 'define-variable'
  /** (name) */
  | 'rename-request'
  | 'write-as-variable';

/** A quick fix. Its edits do not overlap. */
export interface Fix {
  readonly id: FixId;
  readonly data: Readonly<Record<string, string>>;
  readonly edits: readonly TextEdit[];
  /** The one that nearly always is meant; the others are a choice. */
  readonly isPreferred: boolean;
}

/** As much of a problem as a fix needs: of lint.ts, netSuiteProblems.ts or anybody else; many codes have no fix. */
export interface FixableProblem {
  readonly code: string;
  readonly span: Span;
  readonly data: Readonly<Record<string, string>>;
}

export interface FixSettings {
  /** Deployments of a script that are known, by script ID or number, for a request that lacks one. */
  readonly deploymentsOf?: (script: string) => readonly string[];
  /** Script IDs that are known. */
  readonly scripts?: readonly string[];
}

/** The fixes for a problem, the preferred one first. `text` is what `file` was parsed from. */
export function fixesFor(
  text: string,
  file: RequestFile,
  problem: FixableProblem,
  settings: FixSettings = {},
): readonly Fix[] {
  const { span, data, code } = problem;
  const of = (key: string) => data[key] ?? '';
  if (code === 'undefined-variable') return of('name') === '' ? [] : defineVariable(text, of('name'));
  if (code === 'variable-invalid') return writeAsVariable(text, span);
  if (code === 'directive-empty' || code === 'directive-without-request') {
    return [fix('remove-line', {}, [{ span: wholeLines(text, span), text: '' }], false)];
  }
  const request = requestOf(file, span);
  if (!request) return [];
  switch (code) {
    case 'method-unknown':
      return [changeMethod(request, 'POST', false)];
    case 'restlet-method':
      return [changeMethod(request, of('method') === 'PATCH' ? 'PUT' : 'GET', true)];
    case 'body-not-allowed':
      return removeBody(text, request);
    case 'header-refused':
      return [fix('remove-header', data, [{ span: wholeLines(text, span), text: '' }], true)];
    case 'header-invalid':
      // `Authorization Bearer …` without its colon is not wanted with one either.
      return /^(?:authorization|oauth|nlauth)\b/i.test(text.slice(span.start, span.end))
        ? [fix('remove-line', {}, [{ span: wholeLines(text, span), text: '' }], true)]
        : [];
    case 'duplicate-name':
      return renameDuplicate(file, request, span, of('name'));
    case 'restlet-parameter-missing':
      return addParameter(request, of('parameter'), of('form'), settings);
    case 'restlet-parameter-twice':
      return fixed(
        'remove-parameter',
        data,
        dropQueryPair(text, request, ({ name }) => name === of('parameter')),
      );
    case 'oauth-parameter-in-query':
      return fixed(
        'remove-oauth-parameters',
        {},
        dropQueryPair(text, request, ({ name }) => /^oauth_/i.test(name)),
      );
    case 'user-info-in-url': {
      const { userInfo } = targetPieces(request.target.value);
      const edits = userInfo ? [{ span: inFile(request.target, userInfo), text: '' }] : [];
      return fixed('remove-user-info', {}, edits);
    }
    case 'insecure-host': {
      const { scheme } = targetPieces(request.target.value);
      return fixed('use-https', {}, scheme ? [{ span: inFile(request.target, scheme), text: 'https' }] : []);
    }
    case 'account-host-form':
    case 'host-of-another-api':
      return [
        ...fixed('change-host', { host: of('suggested') }, changeHost(request, of('suggested'))),
        ...relative(request, false),
      ];
    case 'account-id-form':
      return [fix('change-account-id', { account: of('suggested') }, [{ span, text: of('suggested') }], true)];
    case 'host-of-another-account':
      return [...relative(request, false), ...nameAccount(text, request, of('host'))];
    case 'content-type-case':
      return [fix('change-content-type', { value: of('suggested') }, [typeEdit(text, span, of('suggested'))], true)];
    case 'content-type-unsupported':
      return restletTypes.map(value => fix('change-content-type', { value }, [typeEdit(text, span, value)], false));
    case 'content-type-missing':
      return [addHeaderFix(text, request, 'Content-Type', typeOfBody(request))];
    case 'suiteql-prefer-missing':
      return [addHeaderFix(text, request, 'Prefer', 'transient')];
    default:
      return [];
  }
}

function fix(id: FixId, data: Fix['data'], edits: readonly TextEdit[], isPreferred: boolean): Fix {
  return { id, data, edits, isPreferred };
}

/** None where there is nothing in the file to edit, for example because a variable brings it in. */
function fixed(id: FixId, data: Fix['data'], edits: readonly TextEdit[]): Fix[] {
  return edits.length === 0 ? [] : [fix(id, data, edits, true)];
}

/** The request that a problem is in; its block may begin before the request does. */
function requestOf({ requests }: RequestFile, span: Span): RequestNode | undefined {
  let low = 0;
  let high = requests.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((requests[middle]?.block.end ?? 0) < span.end) low = middle + 1;
    else high = middle;
  }
  return requests[low];
}

function changeMethod({ method, target }: RequestNode, to: string, isPreferred: boolean): Fix {
  const isWritten = method.range.end > method.range.start;
  const edit = isWritten
    ? { span: method.range, text: to }
    : { span: { start: target.range.start, end: target.range.start }, text: `${to} ` };
  return fix('change-method', { method: to }, [edit], isPreferred);
}

function removeBody(text: string, request: RequestNode): Fix[] {
  const { body, method } = request;
  if (!body) return [];
  const to = method.value.toUpperCase() === 'DELETE' ? 'PUT' : 'POST';
  const lines = wholeLines(text, body.range);
  // Comments and directives inside the body stay.
  const edits = body.parts.map(({ range }) => ({ span: range, text: '' }));
  const only = body.parts.length < 2 ? [{ span: lines, text: '' }] : edits;
  return [changeMethod(request, to, false), fix('remove-body', {}, only, false)];
}

function renameDuplicate(file: RequestFile, request: RequestNode, span: Span, name: string): Fix[] {
  const taken = (each: string) => occurrencesOf(file, { kind: 'request', name: each }).length > 0;
  let number = 2;
  while (taken(`${name}${number}`)) number++;
  const to = `${name}${number}`;
  const at = request.nameRange ?? span;
  return [fix('rename-request', { name: to }, [{ span: at, text: to }], true)];
}

function addParameter(request: RequestNode, parameter: string, form: string, settings: FixSettings): Fix[] {
  const { target } = request;
  const pieces = targetPieces(target.value);
  const script =
    form === 'short'
      ? target.value.slice(pieces.path.start, pieces.path.end).replace(/\/$/, '')
      : (pieces.query.find(({ name }) => name === 'script')?.value ?? '');
  const known = parameter === 'deploy' ? (settings.deploymentsOf?.(script) ?? []) : (settings.scripts ?? []);
  const placeholder = parameter === 'deploy' ? 'customdeploy_' : 'customscript_';
  const values =
    known.length > 0 ? known : [script.startsWith('customscript_') ? `${placeholder}${script.slice(13)}` : placeholder];
  return values.map(value => {
    const edit = parameterEdit(request, parameter, form, value);
    return fix('add-parameter', { parameter, value }, [edit], known.length === 1);
  });
}

function parameterEdit({ target }: RequestNode, parameter: string, form: string, value: string): TextEdit {
  const { path, query, host } = targetPieces(target.value);
  if (form === 'short') {
    const hasSlash = target.value[path.end - 1] === '/';
    const { end } = inFile(target, path);
    const whole = parameter === 'script' ? value : `${hasSlash ? '' : '/'}${value}`;
    return { span: { start: end, end }, text: whole };
  }
  const empty = query.find(({ name }) => name === parameter);
  if (empty)
    return {
      span: inFile(target, empty.range),
      text: `${target.value[empty.range.start] ?? '&'}${parameter}=${value}`,
    };
  // `script` first and `deploy` right after it, as NetSuite shows the URL.
  const script = parameter === 'deploy' ? query.find(({ name }) => name === 'script') : undefined;
  if (script) {
    const end = inFile(target, script.range).end;
    return { span: { start: end, end }, text: `&deploy=${value}` };
  }
  const first = query[0];
  if (first) {
    const { start } = inFile(target, first.range);
    return { span: { start, end: start + 1 }, text: `?${parameter}=${value}&` };
  }
  // `{{restlet}}` may bring the path, and then nobody knows whether a query with it.
  const end = host || path.end < target.value.length ? inFile(target, path).end : target.range.end;
  const separator = target.value[path.end] === '?' ? '' : '?';
  return { span: { start: end, end }, text: `${separator}${parameter}=${value}` };
}

function relative(request: RequestNode, isPreferred: boolean): Fix[] {
  const edit = withoutHost(request);
  return edit ? [fix('make-relative', {}, [edit], isPreferred)] : [];
}

/** `7654321-sb1.restlets.api.netsuite.com` is of account 7654321_SB1 (ORA:section_4609939018). */
function nameAccount(text: string, request: RequestNode, host: string): Fix[] {
  const label = /^([a-z0-9-]+)\.(?:app|restlets\.api|suitetalk\.api)\.netsuite\.com$/i.exec(host)?.[1];
  if (label === undefined) return [];
  const account = label.toUpperCase().replaceAll('-', '_');
  const edit = request.account
    ? { span: request.account.range, text: account }
    : addDirective(text, request, `# @account ${account}`);
  return [fix('name-account', { account }, [edit], false)];
}

/** Keeps the parameters, such as a charset. */
function typeEdit(text: string, span: Span, value: string): TextEdit {
  const type = /^[^;]*/.exec(text.slice(span.start, span.end))?.[0].trimEnd() ?? '';
  return { span: { start: span.start, end: span.start + type.length }, text: value };
}

function typeOfBody({ body }: RequestNode): string {
  const start = body?.text.trimStart() ?? '';
  if (start === '' || /^[{[]/.test(start)) return 'application/json';
  return start.startsWith('<') ? 'application/xml' : 'text/plain';
}

function addHeaderFix(text: string, request: RequestNode, header: string, value: string): Fix {
  return fix('add-header', { header, value }, [addHeader(text, request, `${header}: ${value}`)], true);
}

/** At the very top, where everything after it can use it. */
function defineVariable(text: string, name: string): Fix[] {
  // A name that could not be defined, such as that of another request's response.
  if (!/^[^\s=:{}$]+$/.test(name) || /\.(?:response|request)\b/.test(name)) return [];
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const { lineEnd, isVariable } = lineOf(text, start);
  const gap = isVariable ? '' : lineEnd;
  return [
    fix('define-variable', { name }, [{ span: { start, end: start }, text: `@${name} = ${lineEnd}${gap}` }], true),
  ];
}

/** `@name value` lacks its `=`. */
function writeAsVariable(text: string, span: Span): Fix[] {
  const match = /^(@[^\s=]+)[ \t]+(?=\S)/.exec(text.slice(span.start, span.end));
  if (!match) return [];
  const name = match[1] ?? '';
  const gap = { start: span.start + name.length, end: span.start + match[0].length };
  return [fix('write-as-variable', {}, [{ span: gap, text: ' = ' }], true)];
}
