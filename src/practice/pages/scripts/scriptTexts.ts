import { hasPermission } from '../../access/rules.ts';
import type { Actor } from '../../access/rules.ts';
import type { RestletDeployment } from '../../../sdf/restletObject.ts';
import type { AccountState } from '../../state/model.ts';
import type { NumberedScript } from '../../restlets/scripts.ts';

export const scriptListPath = '/app/common/scripting/scriptlist.nl';
export const scriptPath = '/app/common/scripting/script.nl';
export const deploymentListPath = '/app/common/scripting/scriptrecordlist.nl';
export const deploymentPath = '/app/common/scripting/scriptrecord.nl';

/** That seeing scripts needs the permission SuiteScript at level View is assumed. */
export function scriptsRefusal({ role }: Actor): string | undefined {
  return hasPermission(role, 'ADMI_CUSTOMSCRIPT', 'VIEW')
    ? undefined
    : 'Scripts need the permission SuiteScript (Setup) at level View, or the Administrator role.';
}

export function scriptUrl({ internalId }: NumberedScript): string {
  return `${scriptPath}?id=${internalId}`;
}

/** SDF objects carry no ids of deployments: here one is the id of its script and its number in it (assumed). */
export function deploymentUrl(script: NumberedScript, index: number): string {
  return `${deploymentPath}?id=${script.internalId}-${index + 1}`;
}

/** The RESTlet's address without host, by script ids, which are the same in every account. */
export function callTarget({ script }: NumberedScript, { scriptId }: RestletDeployment): string {
  return `/app/site/hosting/restlet.nl?script=${script.scriptId}&deploy=${scriptId}`;
}

export function statusText({ status }: RestletDeployment): string {
  return status === 'RELEASED' ? 'Released' : 'Testing';
}

/** Who may call a deployment, in words. */
export function audienceText(deployment: RestletDeployment, { roles }: AccountState): string {
  const roleNames = deployment.roles.map(
    id => roles.find(each => sameId(each.scriptId, id))?.name ?? `${id} (no such role)`,
  );
  const parts = [
    deployment.allRoles ? 'all roles' : roleNames.join(', '),
    deployment.allEmployees ? 'all employees' : deployment.employees.join(', '),
  ].filter(Boolean);
  return parts.length === 0 ? 'nobody' : parts.join('; ');
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
