import type { RestletCache } from './restletCache.ts';

/** The IDs alone, as quick fixes ask for them. */
export interface KnownIds {
  readonly scripts: readonly string[];
  readonly deploymentsOf: (script: string) => readonly string[];
}

/** Of what was read from an account; nothing where nothing was read. */
export function knownIds(cache: Pick<RestletCache, 'get'>, accountId: string): KnownIds {
  const restlets = cache.get(accountId)?.restlets ?? [];
  return {
    scripts: restlets.map(({ scriptId }) => scriptId),
    deploymentsOf: script =>
      restlets.find(({ scriptId }) => scriptId === script)?.deployments.map(each => each.deploymentId) ?? [],
  };
}
