import { CodedError } from '../../codedError.ts';
import { hasPermission } from '../access/rules.ts';
import type { Role } from '../state/model.ts';
import type { PermissionLevel } from '../state/permissions.ts';
import { definitionOf } from './definitions.ts';
import type { RecordType } from './definitions.ts';

export type RecordAction = 'view' | 'create' | 'edit' | 'delete';

/** Create includes view, edit includes create, and only full includes delete, as everywhere in NetSuite. */
const levels: Readonly<Record<RecordAction, PermissionLevel>> = {
  view: 'VIEW',
  create: 'CREATE',
  edit: 'EDIT',
  delete: 'FULL',
};

/** Whether a role may do something with the records of a type. */
export function mayTouch(role: Role, type: RecordType, action: RecordAction): boolean {
  return hasPermission(role, definitionOf(type).permission, levels[action]);
}

/** @throws CodedError `record-no-permission` (type, action, permission) */
export function demand(role: Role, type: RecordType, action: RecordAction): void {
  if (!mayTouch(role, type, action)) {
    throw new CodedError('record-no-permission', { type, action, permission: definitionOf(type).permission });
  }
}
