// The tree with 100 accounts and 500 tokens: what the extension host does before VS Code can draw it. The module vscode
// is the stand-in of the unit tests; drawing itself is VS Code's.
import { registerHooks } from 'node:module';
import type * as vscode from 'vscode';
import type { AccountBook } from '../../../src/accounts/accountBook.ts';
import type { AccountIndex } from '../../../src/accounts/records.ts';
import type { AccountNode, AccountTree } from '../../../src/workbench/accounts/accountTree.ts';
import type { ActiveToken } from '../../../src/workbench/accounts/activeToken.ts';
import type { Log } from '../../../src/workbench/log.ts';
import type { PracticeAccount } from '../../../src/workbench/practice/practiceAccount.ts';
import { alternate, timed } from './alternate.ts';
import { compare, type Row } from './comparison.ts';

const accounts = 100;
const tokensOfEach = 5;
/** Two frames at 60 a second. */
const twoFrames = 33;

export async function treeRows(): Promise<Row[]> {
  const standIn = new URL('../../unit/workbench/treeVscode.ts', import.meta.url).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode' ? { url: standIn, shortCircuit: true } : next(specifier, context),
  });
  const { AccountTree: Tree } = await import('../../../src/workbench/accounts/accountTree.ts');
  hooks.deregister();
  const runs = await alternate({
    opening: async () => {
      const tree = newTree(Tree);
      return timed(() => rowsOf(tree));
    },
    filtering: async () => {
      const tree = newTree(Tree);
      await rowsOf(tree);
      return timed(async () => {
        tree.beginFilter();
        tree.setFilter('clerk 42');
        await rowsOf(tree);
      });
    },
  });
  const size = `${accounts} accounts and ${accounts * tokensOfEach} tokens`;
  const goals = [{ atMost: twoFrames }];
  return [
    ...compare(`tree with ${size}: opening, all rows, without VS Code’s drawing`, 'ms', { here: runs.opening }, goals),
    ...compare(`tree with ${size}: filtering, without VS Code’s drawing`, 'ms', { here: runs.filtering }, goals),
  ];
}

function newTree(Tree: typeof AccountTree): AccountTree {
  const silent = () => ({ dispose: () => undefined });
  const book = { onChange: silent, index: () => index, heldSecrets: () => Promise.resolve(new Set<string>()) };
  const active = { onDidChange: silent, get: () => undefined };
  const practice = { onDidChange: silent, adopt: () => Promise.resolve(), running: false, needsSetup: false };
  const log = { error: () => undefined };
  return new Tree(
    book as unknown as AccountBook,
    active as unknown as ActiveToken,
    practice as unknown as PracticeAccount,
    log as unknown as Log,
  );
}

/** All rows from the top down, as VS Code asks for what is open. */
async function rowsOf(tree: AccountTree, node?: AccountNode): Promise<vscode.TreeItem[]> {
  const below = await tree.getChildren(node);
  const each = await Promise.all(
    below.map(async child => [await tree.getTreeItem(child), ...(await rowsOf(tree, child))]),
  );
  return each.flat();
}

const numbers = Array.from({ length: accounts }, (_, number) => number);

const index: AccountIndex = {
  version: 2,
  accounts: numbers.map(number => ({
    id: `a${number}`,
    name: `Company ${number} & Söhne`,
    accountId: `${1_000_000 + number}${number % 3 === 0 ? '_SB1' : ''}`,
    changed: 1,
  })),
  applications: numbers.map(number => ({
    id: `p${number}`,
    name: 'Orders hub',
    account: `a${number}`,
    scheme: 'tba',
    changed: 1,
  })),
  tokens: numbers.flatMap(number =>
    Array.from({ length: tokensOfEach }, (_, each) => ({
      id: `t${number}-${each}`,
      name: `jane · Clerk ${each}`,
      application: `p${number}`,
      scheme: 'tba' as const,
      changed: 1,
    })),
  ),
  removed: {},
};
