import type { DeploymentFacts } from '../../diagnosis/login/evidence.ts';
import type { AccountRestlet } from '../reads/accountRestlets.ts';
import type { Deployment } from '../guards/productionGuard.ts';

/** What the list of an account's RESTlets tells of the one that was called; IDs as in its URL, internal or `custom…_`. */
export function deploymentFacts(restlets: readonly AccountRestlet[], called: Deployment): DeploymentFacts {
  const script = restlets.find(({ scriptId, internalId }) => isNamed(called.script, scriptId, internalId));
  // In a URL a deployment's number counts within its script, and only its script ID says for certain which one is meant.
  const deployment = script?.deployments.find(({ deploymentId }, at) =>
    isNamed(called.deploy, deploymentId, String(at + 1)),
  );
  return {
    isFound: deployment !== undefined,
    isReleased:
      deployment !== undefined && !script?.isInactive && deployment.isDeployed && deployment.status === 'RELEASED',
  };
}

function isNamed(asked: string, scriptId: string, number: string): boolean {
  return asked.toLowerCase() === scriptId.toLowerCase() || asked === number;
}
