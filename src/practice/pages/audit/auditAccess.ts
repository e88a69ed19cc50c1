import { hasPermission } from '../../access/rules.ts';
import type { Actor } from '../../access/rules.ts';

/** ORA:section_1534941538 */
export function trailRefusal({ role }: Actor): string | undefined {
  return hasPermission(role, 'ADMI_AUDITLOGIN')
    ? undefined
    : 'The Login Audit Trail needs the permission View Login Audit Trail (Setup), or the Administrator role.';
}
