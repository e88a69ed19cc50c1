import { hasPermission } from '../access/rules.ts';
import { escapeXml } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';
import type { AccountState, Customer, Role } from '../state/model.ts';
import { attributeOf, childElements, qualifiedValue } from './qualifiedXml.ts';
import type { QualifiedElement } from './qualifiedXml.ts';
import { faultAnswer, operationAnswer, protocolFault, statusElement } from './soapAnswers.ts';
import type { Namespaces } from './versions.ts';

const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

/** What an operation may look at. */
export interface OperationCall {
  readonly operation: QualifiedElement;
  readonly namespaces: Namespaces;
  readonly state: AccountState;
  readonly role: Role | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** getServerTime, and get of a customer. Any other operation is refused by its name. */
export function answerOperation(call: OperationCall): Answer {
  const { operation, namespaces } = call;
  if (operation.namespace !== namespaces.messages) {
    return /^urn:messages_/.test(operation.namespace)
      ? faultAnswer(namespaces, {
          type: 'invalidVersionFault',
          // ORA:section_N3539420 (a message in the schema of another version); code and text assumed.
          code: 'INVALID_WS_VERSION',
          message: `The message is in the namespace ${operation.namespace}, this endpoint takes ${namespaces.messages}.`,
        })
      : notOffered(call, `{${operation.namespace}}${operation.name}`);
  }
  switch (operation.name) {
    case 'getServerTime':
      return getServerTime(call);
    case 'get':
      return get(call);
    default:
      return notOffered(call, operation.name);
  }
}

/** Needs no permission, and answers in GMT (ORA:section_N3508018). */
function getServerTime({ namespaces, state, now }: OperationCall): Answer {
  const { core } = namespaces;
  const time = new Date(now).toISOString();
  const result =
    `<platformCore:getServerTimeResult xmlns:platformCore="${core}">${statusElement(namespaces)}` +
    `<platformCore:serverTime>${time}</platformCore:serverTime></platformCore:getServerTimeResult>`;
  return operationAnswer(namespaces, state.accountId, now, 'getServerTime', result);
}

function get(call: OperationCall): Answer {
  const { operation, namespaces, state, role, now } = call;
  const [reference, ...others] = childElements(operation);
  if (reference?.name !== 'baseRef' || reference.namespace !== namespaces.messages || others.length > 0) {
    return protocolFault('Client', 'get takes one baseRef.');
  }
  const type = qualifiedValue(reference, attributeOf(reference, 'type', instanceNamespace) ?? '');
  if (type?.name !== 'RecordRef' || type.namespace !== namespaces.core) {
    return notOffered(call, 'get with a baseRef that is no RecordRef');
  }
  const recordType = attributeOf(reference, 'type') ?? '';
  if (recordType !== 'customer') {
    return notOffered(call, `get of type "${recordType}"`);
  }
  const found = findCustomer(state, role, attributeOf(reference, 'internalId'));
  const record =
    'error' in found
      ? statusElement(namespaces, found.error)
      : statusElement(namespaces) + recordElement(found, namespaces);
  return operationAnswer(namespaces, state.accountId, now, 'get', `<readResponse>${record}</readResponse>`);
}

/** Codes of StatusDetailCodeType; the texts are seen in public code, that an id of no digits has no record is assumed. */
function findCustomer(
  { customers }: AccountState,
  role: Role | undefined,
  internalId: string | undefined,
): Customer | { readonly error: { readonly code: string; readonly message: string } } {
  if (!role || !hasPermission(role, 'LIST_CUSTJOB', 'VIEW')) {
    const message = 'Permission Violation: You need the permission Lists > Customers to see this record.';
    return { error: { code: 'INSUFFICIENT_PERMISSION', message } };
  }
  if (internalId === undefined) {
    return { error: { code: 'USER_ERROR', message: 'The internalId of the record is missing.' } };
  }
  return (
    customers.find(({ id }) => String(id) === internalId) ?? {
      error: { code: 'RCRD_DSNT_EXIST', message: 'That record does not exist.' },
    }
  );
}

/** In the order of the schema's Customer, as far as the practice account keeps its fields. */
function recordElement(customer: Customer, { core, relationships }: Namespaces): string {
  const { id, companyName, email, isInactive, dateCreated, creditLimit, balance, currency } = customer;
  const field = (name: string, value: string) => `<listRel:${name}>${escapeXml(value)}</listRel:${name}>`;
  return (
    `<record internalId="${id}" xsi:type="listRel:Customer" xmlns:listRel="${relationships}">` +
    field('entityId', companyName) +
    field('isPerson', 'false') +
    field('companyName', companyName) +
    (email === '' ? '' : field('email', email)) +
    field('isInactive', String(isInactive)) +
    field('dateCreated', `${dateCreated}T00:00:00.000Z`) +
    field('creditLimit', creditLimit) +
    field('balance', balance) +
    `<listRel:currency xmlns:platformCore="${core}"><platformCore:name>${escapeXml(currency)}</platformCore:name></listRel:currency>` +
    '</record>'
  );
}

function notOffered({ namespaces }: OperationCall, what: string): Answer {
  const message = `The practice account has no ${what.slice(0, 300)}. It answers getServerTime, and get of a customer by its internalId.`;
  return faultAnswer(namespaces, { type: 'unexpectedErrorFault', code: 'USER_ERROR', message });
}
