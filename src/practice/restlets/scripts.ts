import type { RestletDeployment, RestletObject } from '../../sdf/restletObject.ts';
import type { PracticeAccount } from '../account.ts';
import type { Employee, Role } from '../state/model.ts';
import { readRestletDeployments } from '../suiteScript/workspace.ts';

/** A RESTlet of the practice workspace with the internal id that its account gave it. */
export interface NumberedScript {
  readonly internalId: number;
  readonly script: RestletObject;
}

export interface FoundRestlet {
  readonly script: RestletObject;
  readonly deployment: RestletDeployment;
}

/** The scripts of the practice workspace. One that is new gets the next internal id, and keeps it. */
export async function numberedScripts({ workspace, store }: PracticeAccount): Promise<readonly NumberedScript[]> {
  const { restlets } = workspace === '' ? { restlets: [] } : await readRestletDeployments(workspace);
  const isNew = ({ scriptId }: RestletObject) => !Object.hasOwn(store.current().scriptIds, scriptId);
  if (restlets.some(isNew)) {
    await store.update(state => {
      const added = restlets.map(({ scriptId }) => scriptId).filter(id => !Object.hasOwn(state.scriptIds, id));
      const numbered = added.map((scriptId, index) => [scriptId, state.nextIds.script + index] as const);
      const scriptIds = { ...state.scriptIds, ...Object.fromEntries(numbered) };
      return [{ ...state, scriptIds, nextIds: { ...state.nextIds, script: state.nextIds.script + added.length } }, 0];
    });
  }
  const { scriptIds } = store.current();
  return restlets.map(script => ({ internalId: scriptIds[script.scriptId] ?? 0, script }));
}

/**
 * The RESTlet behind `script` and `deploy` of a URL: internal ids or script ids, also mixed. The number of a deployment
 * is its place in its script, from 1 (assumed; SDF objects carry no numbers).
 */
export async function findRestlet(
  account: PracticeAccount,
  script: string,
  deploy: string,
): Promise<FoundRestlet | undefined> {
  const scripts = await numberedScripts(account);
  const found = scripts.find(each => each.script.scriptId === script || String(each.internalId) === script)?.script;
  const deployment = found?.deployments.find((each, index) => each.scriptId === deploy || String(index + 1) === deploy);
  return found && deployment ? { script: found, deployment } : undefined;
}

/**
 * Whether a caller reaches a deployment: script active, deployment deployed and Released, caller in its audience. That
 * nobody reaches one in status Testing from outside, that being in the audience of roles or of employees is enough, and
 * that administrators need to be in it too, is assumed.
 */
export function mayCall({ script, deployment }: FoundRestlet, employee: Employee, role: Role): boolean {
  const { isDeployed, status, allRoles, roles, allEmployees, employees } = deployment;
  const isInAudience =
    allRoles ||
    allEmployees ||
    roles.some(each => each.toLowerCase() === role.scriptId.toLowerCase()) ||
    employees.some(each => each === employee.email || each === String(employee.id));
  return !script.isInactive && isDeployed && status === 'RELEASED' && isInAudience;
}
