import type { AccountNode } from './accountTree.ts';

/** The row that VS Code hands to a command of the tree; the palette hands it nothing. */
export function asNode(argument: unknown): AccountNode | undefined {
  return typeof argument === 'object' && argument !== null && 'kind' in argument && 'record' in argument
    ? (argument as AccountNode)
    : undefined;
}
