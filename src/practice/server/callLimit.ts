/**
 * The account's limit of calls at once, shared by RESTlets and SuiteTalk (ORA:bridgehead_1500275603). Each surface says
 * in its own words that it is exceeded.
 */
export interface CallLimit {
  /** Takes a place, or undefined when all are taken; the place is given back by calling what comes back, once. */
  readonly enter: () => (() => void) | undefined;
  readonly inUse: () => number;
}

export function createCallLimit(limit: () => number): CallLimit {
  let inUse = 0;
  return {
    enter: () => {
      if (inUse >= limit()) {
        return undefined;
      }
      inUse += 1;
      let left = false;
      return () => {
        inUse -= left ? 0 : 1;
        left = true;
      };
    },
    inUse: () => inUse,
  };
}
