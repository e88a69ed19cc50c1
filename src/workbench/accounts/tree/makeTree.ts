import { AccountTree } from '../accountTree.ts';

/** The tree with all that it draws, for when it is looked at. */
export function makeTree(...parts: ConstructorParameters<typeof AccountTree>): AccountTree {
  return new AccountTree(...parts);
}
