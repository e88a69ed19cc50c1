import type { AccountDeployment, AccountRestlet } from './accountRestlets.ts';

/** Why a call of a RESTlet cannot work, as far as what was read from the account says. */
export interface AccountCalleeProblem {
  readonly code:
    | 'script-not-in-account'
    | 'deployment-not-in-account'
    | 'script-inactive-in-account'
    | 'deployment-not-deployed-in-account'
    | 'deployment-not-released-in-account';
  readonly data: Readonly<Record<'script' | 'deployment', string>>;
}

/** A script of an account, and which of its deployments is meant; the account knows both by ID and by number. */
export interface AccountCallee {
  readonly restlet: AccountRestlet;
  readonly deployment: AccountDeployment | undefined;
}

export function findInAccount(
  restlets: readonly AccountRestlet[],
  script: string,
  deployment: string,
): AccountCallee | undefined {
  const restlet = restlets.find(({ scriptId, internalId }) => scriptId === script || internalId === script);
  return (
    restlet && {
      restlet,
      deployment: restlet.deployments.find(
        // Behind `deploy=` a number counts the deployments of the script; which of them has it, nothing read says.
        ({ deploymentId }) => deploymentId === deployment,
      ),
    }
  );
}

/**
 * What stands in the way of a call from outside NetSuite. The status must be Released (Oracle: section_4618456517); that an
 * inactive script, or a deployment that is not deployed, does not answer is assumed.
 *
 * @param restlets all that the account had when it was asked, as a role saw it
 */
export function checkAccountCallee(
  restlets: readonly AccountRestlet[],
  { script, deployment }: { readonly script: string; readonly deployment: string },
): AccountCalleeProblem[] {
  const data = { script, deployment };
  const found = findInAccount(restlets, script, deployment);
  if (!found) return [{ code: 'script-not-in-account', data }];
  const problems: AccountCalleeProblem[] = [];
  if (found.restlet.isInactive) problems.push({ code: 'script-inactive-in-account', data });
  if (!found.deployment) {
    return /^\d+$/.test(deployment) ? problems : [...problems, { code: 'deployment-not-in-account', data }];
  }
  const { isDeployed, status } = found.deployment;
  if (!isDeployed) problems.push({ code: 'deployment-not-deployed-in-account', data });
  // A status that was not read says nothing.
  if (status !== 'RELEASED' && status !== '') problems.push({ code: 'deployment-not-released-in-account', data });
  return problems;
}
