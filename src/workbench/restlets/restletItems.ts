import type { RestletCache } from './restletCache.ts';
import { stateWords } from './restletWords.ts';

/** A deployment of a RESTlet of the account, for completion in request files. */
export interface RestletItem {
  /** `customscript_…` */
  readonly script: string;
  /** `customdeploy_…` */
  readonly deployment: string;
  /** Both, as a `restlet:` target takes them. */
  readonly label: string;
  /** The name of the RESTlet and the state of the deployment. */
  readonly detail: string;
}

/** What was read from an account, in the order of names; nothing where nothing was read. */
export function restletItems(cache: Pick<RestletCache, 'get'>, accountId: string): readonly RestletItem[] {
  const restlets = cache.get(accountId)?.restlets ?? [];
  return restlets.flatMap(({ scriptId, name, deployments }) =>
    deployments.map(deployment => ({
      script: scriptId,
      deployment: deployment.deploymentId,
      label: `${scriptId}/${deployment.deploymentId}`,
      detail: [name, ...stateWords(deployment)].join(' · '),
    })),
  );
}

/** The IDs alone, as quick fixes and completion by script ask for them. */
export interface KnownIds {
  readonly scripts: readonly string[];
  readonly deploymentsOf: (script: string) => readonly string[];
}

export function knownIds(cache: Pick<RestletCache, 'get'>, accountId: string): KnownIds {
  const restlets = cache.get(accountId)?.restlets ?? [];
  return {
    scripts: restlets.map(({ scriptId }) => scriptId),
    deploymentsOf: script =>
      restlets.find(({ scriptId }) => scriptId === script)?.deployments.map(each => each.deploymentId) ?? [],
  };
}
