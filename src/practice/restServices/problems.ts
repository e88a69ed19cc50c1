import type { CodedError } from '../../codedError.ts';
import { definitionOf, findField, recordTypes } from '../records/definitions.ts';
import type { Answer } from '../server/answer.ts';
import { permissions } from '../state/permissions.ts';

/** One error, and what part of the request it is about (ORA:section_156570709583). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly where?: {
    /** JSON path into the body. */
    readonly 'o:errorPath'?: string;
    readonly 'o:errorHeader'?: string;
    readonly 'o:errorQueryParam'?: string;
    /** So in recorded answers and in Oracle's metadata; Oracle's page calls it o:urlPath. */
    readonly 'o:errorUrl'?: string;
  };
  readonly headers?: Readonly<Record<string, string>>;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Sections of RFC 9110 that recorded answers point to; 429 is RFC 6585's. */
const types: Readonly<Record<number, string>> = {
  400: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1',
  401: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2',
  403: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.4',
  404: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5',
  405: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6',
  415: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.16',
  429: 'https://www.rfc-editor.org/rfc/rfc6585.html#section-4',
  500: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.1',
  502: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.3',
  503: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.4',
  504: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.5',
};

export function problemAnswer({ status, code, detail, where, headers }: Problem): Answer {
  const body = {
    type: types[status] ?? 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    'o:errorDetails': [{ detail, ...where, 'o:errorCode': code }],
  };
  return {
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify(body),
    ...(headers && { headers }),
  };
}

/**
 * What a refusal becomes on the wire; undefined for an error that is none. Codes without a source here are assumed:
 * Oracle documents INVALID_LOGIN, INVALID_CONTENT, INVALID_REQUEST, NONEXISTENT_ID, CONCURRENCY_LIMIT_EXCEEDED and
 * UNEXPECTED_ERROR (section_156570709583); INVALID_PARAMETER, INVALID_ID, USER_ERROR and INSUFFICIENT_PERMISSION with
 * their statuses were recorded in public code.
 *
 * @param path of the request
 */
export function problemOf(error: CodedError, path: string): Problem | undefined {
  const make = Object.hasOwn(problems, error.code) ? problems[error.code] : undefined;
  return make?.((name: string) => String(error.data[name] ?? ''), path);
}

type Read = (name: string) => string;
type Make = (data: Read, path: string) => Problem;

const bad = (code: string, detail: string, where: Problem['where'] = {}): Problem => ({
  status: 400,
  code,
  detail,
  where,
});
const forbidden = (detail: string): Problem => ({ status: 403, code: 'INSUFFICIENT_PERMISSION', detail });
const badQuery = (detail: string): Problem => bad('INVALID_PARAMETER', detail, { 'o:errorQueryParam': 'q' });

const problems: Readonly<Record<string, Make>> = {
  'rest-no-such-resource': (_, path) => ({
    status: 404,
    code: 'NONEXISTENT_URL',
    detail: 'There is no such resource.',
    where: { 'o:errorUrl': path },
  }),
  'rest-method': (data, path) => ({
    status: 405,
    code: 'INVALID_METHOD',
    detail: `This resource does not take ${data('method')}. It takes ${data('allow')}.`,
    where: { 'o:errorUrl': path },
    headers: { Allow: data('allow') },
  }),
  // Status and code as recorded for a record that waits for a feature.
  'rest-feature-off': () =>
    forbidden('The feature REST Web Services is off. It is under Setup > Company > Enable Features, SuiteCloud.'),
  'rest-too-many-calls': () => ({
    status: 429,
    code: 'CONCURRENCY_LIMIT_EXCEEDED',
    detail: 'The account has as many calls under way as it may. Sign the call anew and try again in a moment.',
  }),
  'rest-administrators-only': () => forbidden('Only an administrator may read this.'),
  'rest-content-type': data => ({
    status: 415,
    code: 'INVALID_HEADER',
    detail: `The Content-Type has to be application/json. ${data('given') === '' ? 'None was sent.' : `It was ${data('given')}.`}`,
    where: { 'o:errorHeader': 'Content-Type' },
  }),
  'rest-content-syntax': data =>
    bad('INVALID_CONTENT', `The body of the request is not sound JSON: ${data('reason')}.`),
  'rest-content-value': data =>
    bad('INVALID_CONTENT', `The value of ${data('path')} has to be ${data('expected')}.`, {
      'o:errorPath': data('path'),
    }),
  'rest-content-unexpected': () =>
    bad('INVALID_REQUEST', 'A request with this method has no body. Send it without one.'),
  'rest-content-missing': () => bad('INVALID_CONTENT', 'The request needs a body: one JSON object.'),
  'rest-parameter': data =>
    bad('INVALID_PARAMETER', `The query parameter ${data('parameter')} cannot be used so. ${data('problem')}`, {
      'o:errorQueryParam': data('parameter'),
    }),
  'rest-header': data =>
    bad('INVALID_HEADER', `The header ${data('header')} has to be ${data('expected')}.`, {
      'o:errorHeader': data('header'),
    }),
  'rest-id': (data, path) =>
    bad('INVALID_ID', `'${data('id')}' is no internal ID of a record.`, { 'o:errorUrl': path }),
  'rest-unsupported': (data, path) =>
    bad('INVALID_REQUEST', `The practice account has no ${data('what')}.`, { 'o:errorUrl': path }),
  'rest-filter': data =>
    badQuery(`The filter cannot be understood at character ${data('position')}: ${data('problem')}`),

  'record-type-unknown': (data, path) => ({
    status: 404,
    code: 'NONEXISTENT_URL',
    detail: `There is no record type '${data('type')}' here. There are ${recordTypes.map(each => definitionOf(each).restName).join(', ')}.`,
    where: { 'o:errorUrl': path },
  }),
  'record-not-found': (data, path) => ({
    status: 404,
    code: 'NONEXISTENT_ID',
    detail: `There is no ${labelOf(data)} with the internal ID ${data('id')}.`,
    where: { 'o:errorUrl': path },
  }),
  'record-no-permission': data =>
    forbidden(
      `The role may not ${data('action')} a ${labelOf(data)}. That takes the permission ${permissionLabel(data)}.`,
    ),
  'record-not-managed': data =>
    forbidden(`A ${labelOf(data)} is made, made inactive and removed on the set-up pages only.`),
  'record-in-use': data => bad('USER_ERROR', `The ${labelOf(data)} ${data('id')} cannot be deleted: it has orders.`),
  'record-too-many': data => bad('USER_ERROR', `The practice account holds at most ${data('most')} of these.`),
  'record-field-unknown': data =>
    fieldProblem(data, 'INVALID_CONTENT', (path, type) => `A ${type} has no field ${path}.`),
  'record-field-invalid': data =>
    fieldProblem(data, 'USER_ERROR', path => `The field ${path} cannot be '${data('value')}'.`),
  'record-field-missing': data =>
    fieldProblem(data, 'USER_ERROR', (path, type) => `A ${type} needs a value in the field ${path}.`),
  'record-field-read-only': data =>
    fieldProblem(data, 'USER_ERROR', path => `The field ${path} is set by the account alone.`),

  'suiteql-syntax': data => badQuery(`The query is not sound SuiteQL ${near(data)}.`),
  'suiteql-unsupported': data => badQuery(`Not supported: ${data('what')}${at(data)}.`),
  'suiteql-unknown-table': data => badQuery(`There is no table '${data('table')}'${at(data)}.`),
  'suiteql-unknown-column': data => badQuery(`There is no column '${data('column')}'${at(data)}.`),
  'suiteql-ambiguous-column': data => badQuery(`More than one table has a column '${data('column')}'${at(data)}.`),
  // NetSuite may rather say that there is no such table; which it is, is assumed.
  'suiteql-no-permission': data => forbidden(`The role may not read the table ${data('table')}.`),
  'suiteql-type': data => badQuery(`Expected ${data('expected')}, found ${data('found')}${at(data)}.`),
  'suiteql-not-grouped': data => badQuery(`Neither grouped nor aggregated ${near(data)}.`),
  'suiteql-parameters': data =>
    badQuery(`The query has ${data('expected')} question marks. Over REST there is nothing to put in their place.`),
  'suiteql-value': data =>
    badQuery(
      `The query met a value that it cannot work with: ${data('what')}${data('value') && ` '${data('value')}'`}.`,
    ),
  'suiteql-time-limit': data => badQuery(`The query ran longer than ${Number(data('milliseconds')) / 1000} s.`),
  'suiteql-too-many-rows': data => badQuery(`The query has more than ${data('most')} rows.`),
  'suiteql-memory-limit': () => badQuery('The query needs more memory than it may have.'),
  'suiteql-needs-node': data =>
    bad(
      'INVALID_REQUEST',
      `SuiteQL in the practice account needs Node.js ${data('needed')} or later; this one runs on ${data('found')}.`,
    ),
};

function labelOf(data: Read): string {
  const type = recordTypes.find(each => each === data('type'));
  return type ? definitionOf(type).label.toLowerCase() : data('type');
}

function permissionLabel(data: Read): string {
  const { label, key } = permissions.find(each => each.key === data('permission')) ?? { label: '', key: '' };
  return `${label} (${key})`;
}

function fieldProblem(data: Read, code: string, sentence: (path: string, type: string) => string): Problem {
  const type = recordTypes.find(each => each === data('type'));
  const sublist = data('sublist');
  const definition = type && definitionOf(type);
  const fields = sublist === '' ? definition?.fields : definition?.sublists[sublist];
  const name = findField(fields ?? [], data('field'))?.restName ?? data('field');
  const path = sublist === '' ? name : `${sublist}.items[${data('index')}].${name}`;
  return bad(code, sentence(path, definition?.restName ?? data('type')), { 'o:errorPath': path });
}

function near(data: Read): string {
  return data('near') === '' ? 'at its end' : `near '${data('near')}'${at(data)}`;
}

/** People count from 1. */
function at(data: Read): string {
  return data('position') === '' ? '' : ` (character ${Number(data('position')) + 1})`;
}
