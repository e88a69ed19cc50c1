import { describe, expect, it, vi } from 'vitest';
import type { AccountRecord } from '../../../../src/accounts/records.ts';
import type { AccountDeployment, AccountRestlet } from '../../../../src/exchange/reads/accountRestlets.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { requestTo } from '../../../../src/workbench/restlets/newRestletRequest.ts';
import type { CachedRestlets } from '../../../../src/workbench/restlets/restletCache.ts';
import { knownIds } from '../../../../src/workbench/restlets/knownIds.ts';
import { RestletTree } from '../../../../src/workbench/restlets/restletTree.ts';

vi.mock('vscode', () => import('../treeVscode.ts'));

const now = 1_800_000_000_000;
const acme: AccountRecord = { id: 'a', name: 'Acme', accountId: '1234567', changed: 1 };
const other: AccountRecord = { id: 'b', name: 'Never read', accountId: '7654321', changed: 1 };

const deployment = (changes: Partial<AccountDeployment> = {}): AccountDeployment => ({
  deploymentId: 'customdeploy_a',
  internalId: '31',
  title: 'For the shop',
  status: 'RELEASED',
  isDeployed: true,
  ...changes,
});

const restlet = (deployments: readonly AccountDeployment[], changes: Partial<AccountRestlet> = {}): AccountRestlet => ({
  scriptId: 'customscript_a',
  internalId: '3',
  name: 'Orders',
  isInactive: false,
  deployments,
  ...changes,
});

function shown(restlets: readonly AccountRestlet[], left = 0) {
  const cached: CachedRestlets = { readAt: now - 120_000, restlets, left };
  const cache = { get: (id: string) => (id === acme.accountId ? cached : undefined) };
  const tree = new RestletTree(
    cache,
    () => [acme, other],
    () => now,
  );
  const accounts = tree.getChildren();
  const scripts = accounts.flatMap(node => tree.getChildren(node));
  const deployments = scripts.flatMap(node => tree.getChildren(node));
  const items = (nodes: typeof accounts) => nodes.map(node => tree.getTreeItem(node));
  return { accounts: items(accounts), scripts: items(scripts), deployments: items(deployments), cache };
}

const icon = (item: { iconPath?: unknown } | undefined) => (item?.iconPath as { id?: string } | undefined)?.id;

describe('the view of RESTlets', () => {
  it('has the accounts that were read, with when', () => {
    const { accounts } = shown([restlet([deployment()])], 5);
    expect(accounts.map(({ label }) => label)).toEqual(['Acme']);
    expect(accounts[0]).toMatchObject({
      description: '6 RESTlets · read 2 min. ago · 1234567',
      contextValue: 'account',
      accessibilityInformation: { label: 'Acme, 1234567, 6 RESTlets, read 2 minutes ago' },
    });
    expect(accounts[0]?.tooltip).toContain('Only the first 1 are kept.');
  });

  it('says of a script what its deployments are, and of each what keeps calls away', () => {
    const { scripts, deployments } = shown([
      restlet([
        deployment(),
        deployment({ internalId: '32', status: 'TESTING' }),
        deployment({ internalId: '33', isDeployed: false }),
        deployment({ internalId: '34', status: '' }),
      ]),
    ]);
    expect(scripts[0]?.description).toBe('released, testing, not deployed, status unknown · customscript_a');
    expect(deployments.map(item => [item.description, icon(item)])).toEqual([
      ['released · customdeploy_a', 'pass'],
      ['testing · customdeploy_a', 'circle-slash'],
      ['released · not deployed · customdeploy_a', 'circle-slash'],
      ['status unknown · customdeploy_a', 'circle-slash'],
    ]);
    expect(new Set(deployments.map(({ id }) => id)).size).toBe(4);
    expect(deployments[2]?.accessibilityInformation?.label).toBe(
      'For the shop, released, not deployed, customdeploy_a',
    );
  });

  it('offers no request where there is nothing to call', () => {
    const { scripts } = shown([restlet([])]);
    expect(scripts[0]).toMatchObject({
      description: 'no deployment · customscript_a',
      contextValue: 'restlet',
      collapsibleState: 0,
    });
  });

  it('marks an inactive script and its deployments', () => {
    const { scripts, deployments } = shown([restlet([deployment()], { isInactive: true, scriptFile: 'orders.js' })]);
    expect([scripts[0]?.description, icon(scripts[0]), icon(deployments[0])]).toEqual([
      'inactive · released · customscript_a',
      'circle-slash',
      'circle-slash',
    ]);
    expect(scripts[0]?.tooltip).toContain('File: orders.js');
  });
});

describe('what was read', () => {
  it('is known by IDs', () => {
    const { cache } = shown([restlet([deployment()])]);
    const { scripts, deploymentsOf } = knownIds(cache, '1234567');
    expect([scripts, deploymentsOf('customscript_a'), deploymentsOf('b')]).toEqual([
      ['customscript_a'],
      ['customdeploy_a'],
      [],
    ]);
    expect(knownIds(cache, '7654321').scripts).toEqual([]);
  });

  it('makes a request that is one, whatever the script is called', () => {
    const name = '### {{secret}} GET https://evil.example #';
    const { requests } = parseRequests(requestTo('1234567', restlet([], { name }), deployment()));
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: { value: 'GET' },
      target: { value: 'restlet:customscript_a/customdeploy_a' },
      account: { value: '1234567' },
    });
  });
});
