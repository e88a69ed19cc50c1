import { isCoded } from '../../codedError.ts';
import type { CodedError } from '../../codedError.ts';
import type { PracticeAccount } from '../account.ts';
import type { AccessToken, AccountState, Employee, OAuth2Token, Role } from '../state/model.ts';
import type { ColumnType } from '../suiteQl/tables.ts';
import type { QueryResult, ScriptData } from '../suiteScript/port.ts';
import { SuiteScriptError } from '../suiteScript/suiteScriptError.ts';
import { findDefinition } from './definitions.ts';
import { demand } from './permissions.ts';
import { queryAccount } from './queryAccount.ts';
import { createRecord, deleteRecord, findRecord, listRecords, updateRecord } from './store.ts';

export interface ScriptCaller {
  readonly account: PracticeAccount;
  readonly employee: Employee;
  readonly role: Role;
  /** What the script was called with; without one the script may go on whatever becomes of the account. */
  readonly token?: AccessToken | undefined;
  readonly bearer?: OAuth2Token | undefined;
  /** The account's clock in milliseconds. */
  readonly now: () => number;
  /** Whose rows N/log leaves. */
  readonly scriptId: string;
  readonly deploymentId: string;
  /** Ends a query that is under way. */
  readonly signal?: AbortSignal;
}

/** As many rows as any query may have (ORA:section_157909186990); a script's own limits are N/query's business. */
const mostRows = 100_000;

/** A script may not run longer (ORA:section_161591009480). */
const timeLimitMs = 300_000;

/** The account's data for a script, as the caller's role may see and change it. */
export function createScriptData(caller: ScriptCaller): ScriptData {
  const { account, employee, role, now, scriptId, deploymentId } = caller;
  const { store } = account;
  const change = (apply: (state: AccountState) => readonly [AccountState, number]) =>
    store.update(state => {
      checkSameAccount(state, caller);
      return apply(state);
    });
  return {
    loadRecord: (type, id) =>
      told(() => {
        const definition = findDefinition(type);
        demand(role, definition.type, 'view');
        return findRecord(store.current(), definition.type, idOf(id));
      }),
    saveRecord: (type, id, fields, sublists = {}) =>
      told(async () => {
        const definition = findDefinition(type);
        demand(role, definition.type, id === undefined ? 'create' : 'edit');
        if (id === undefined) {
          return change(state => createRecord(state, definition.type, fields, sublists, now()));
        }
        return change(state => [updateRecord(state, definition.type, id, fields, sublists), id]);
      }),
    deleteRecord: (type, id) =>
      told(async () => {
        const definition = findDefinition(type);
        demand(role, definition.type, 'delete');
        const number = idOf(id);
        return change(state => [deleteRecord(state, definition.type, number), number]);
      }),
    searchRecords: type =>
      told(() => {
        const definition = findDefinition(type);
        demand(role, definition.type, 'view');
        return listRecords(store.current(), definition.type);
      }),
    runSuiteQl: (query, params) =>
      told(async () => {
        const { signal = new AbortController().signal } = caller;
        const given = params.map(each => (typeof each === 'boolean' ? (each ? 'T' : 'F') : each));
        const options = { limit: mostRows, offset: 0, params: given, signal, timeLimitMs, now: now() };
        const { columns, rows } = await queryAccount(account, role, query, options);
        return { columns: columns.map(({ name, type }) => ({ name, type: kinds[type] })), rows };
      }),
    log: row => {
      checkSameAccount(store.current(), caller);
      account.scriptNotes.add({ at: now(), scriptId, deploymentId, ...row, employeeId: employee.id });
      return Promise.resolve();
    },
  };
}

const kinds: Readonly<Record<ColumnType, QueryResult['columns'][number]['type']>> = {
  text: 'string',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
};

/**
 * A script that still runs when the account is made anew, or the sandbox refreshed, leaves nothing in the new one. A
 * token that was only revoked is still there, and its script goes on (assumed).
 */
function checkSameAccount({ tokens, oauth2Tokens }: AccountState, { token, bearer }: ScriptCaller): void {
  const isGone =
    (token && !tokens.some(each => each.id === token.id && each.token === token.token)) ||
    (bearer && !oauth2Tokens.some(each => each.id === bearer.id));
  if (isGone) {
    throw new SuiteScriptError('UNEXPECTED_ERROR', 'The account has begun anew since this script was called.');
  }
}

/** A text that is no id is the id of no record. */
function idOf(text: string): number {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
}

/** Runs an operation; what the account refuses becomes an error that the script may catch. */
async function told<Result>(operation: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await operation();
  } catch (error) {
    if (isCoded(error)) {
      throw scriptError(error);
    }
    throw error;
  }
}

/**
 * RCRD_DSNT_EXIST, INSUFFICIENT_PERMISSION and USER_ERROR are widely known, INVALID_RCRD_TYPE, INVALID_FLD_VALUE and
 * SSS_SEARCH_ERROR_OCCURRED stand in Oracle's lists of error codes; which refusal gets which is assumed.
 */
function scriptError(error: CodedError): Error {
  const data = (name: string) => String(error.data[name] ?? '');
  const field = data('sublist') === '' ? data('field') : `${data('sublist')}.${data('field')}`;
  switch (error.code) {
    case 'record-type-unknown':
      return new SuiteScriptError('INVALID_RCRD_TYPE', `The record type ${data('type')} is not here.`);
    case 'record-not-found':
      return new SuiteScriptError('RCRD_DSNT_EXIST', 'That record does not exist.');
    case 'record-no-permission':
      return new SuiteScriptError(
        'INSUFFICIENT_PERMISSION',
        `The role may not ${data('action')} ${data('type')} records; that takes ${data('permission')}.`,
      );
    case 'record-not-managed':
      return new SuiteScriptError(
        'INSUFFICIENT_PERMISSION',
        `Records of ${data('type')} are made on set-up pages only.`,
      );
    case 'record-field-invalid':
      return new SuiteScriptError('INVALID_FLD_VALUE', `Invalid value ${data('value')} for the field ${field}.`);
    case 'record-field-missing':
      return new SuiteScriptError('USER_ERROR', `A value is missing for the field ${field}.`);
    case 'record-field-unknown':
      return new SuiteScriptError('USER_ERROR', `Records of ${data('type')} have no field ${field}.`);
    case 'record-field-read-only':
      return new SuiteScriptError('USER_ERROR', `The field ${field} is set by the account alone.`);
    case 'record-in-use':
      return new SuiteScriptError(
        'THIS_RECORD_CANNOT_BE_DELETED_BECAUSE_IT_HAS_DEPENDENT_RECORDS',
        'This record has dependent records and cannot be deleted.',
      );
    case 'record-too-many':
      return new SuiteScriptError('USER_ERROR', `The practice account holds at most ${data('most')} of these.`);
    case 'suiteql-no-permission':
      return new SuiteScriptError('INSUFFICIENT_PERMISSION', `The role may not read the table ${data('table')}.`);
    default:
      return error.code.startsWith('suiteql-') && error.code !== 'suiteql-failed' && error.code !== 'suiteql-bad-cell'
        ? new SuiteScriptError(
            'SSS_SEARCH_ERROR_OCCURRED',
            `The query failed: ${error.code} ${JSON.stringify(error.data)}`,
          )
        : error;
  }
}
