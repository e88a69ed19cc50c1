import { describe, expect, it } from 'vitest';
import type { AccountState, PracticeState } from '../../../src/practice/state/model.ts';
import { refreshSandbox } from '../../../src/practice/state/refresh.ts';
import { seedState } from '../../../src/practice/state/seed.ts';

function worldWith(sandbox: Partial<AccountState>, production: Partial<AccountState> = {}): PracticeState {
  const seeded = seedState();
  return {
    ...seeded,
    workspace: '/a/folder',
    production: { ...seeded.production, port: 1111, ...production },
    sandbox: { ...seeded.sandbox, port: 2222, ...sandbox },
  };
}

describe('a refresh of the sandbox', () => {
  it('deletes all tokens of the sandbox, and copies none', () => {
    const { sandbox } = refreshSandbox(worldWith({}));
    expect(sandbox.tokens).toEqual([]);
    expect(sandbox.requestTokens).toEqual([]);
  });

  it('removes integration records of the sandbox alone', () => {
    const before = worldWith({});
    const [hub] = before.sandbox.applications;
    const own = { ...hub!, id: 77, name: 'Only here', ownerAccountId: before.sandbox.accountId, consumerKey: 'k' };
    const world = { ...before, sandbox: { ...before.sandbox, applications: [own] } };
    expect(refreshSandbox(world).sandbox.applications.map(({ name }) => name)).not.toContain('Only here');
  });

  it('copies integration records with their settings, keys and secrets', () => {
    const before = worldWith({ applications: [] });
    const applications = before.production.applications.map(each => ({
      ...each,
      state: 'blocked' as const,
      note: 'of production',
      callbackUrl: 'https://x.example/',
    }));
    const world = { ...before, production: { ...before.production, applications } };
    expect(refreshSandbox(world).sandbox.applications).toEqual(applications);
  });

  it('copies features, roles, employees, customers and orders', () => {
    const world = worldWith(
      { features: [], roles: [], employees: [], customers: [], salesOrders: [], companyName: 'Old' },
      { features: ['TBA'], companyName: 'New' },
    );
    const { production, sandbox } = refreshSandbox(world);
    for (const part of ['features', 'roles', 'employees', 'customers', 'salesOrders', 'companyName'] as const) {
      expect(sandbox[part], part).toEqual(production[part]);
    }
  });

  it('leaves production, workspace, and the sandbox’s account ID and port as they are', () => {
    const world = worldWith({});
    const after = refreshSandbox(world);
    expect(after.production).toBe(world.production);
    expect(after.workspace).toBe('/a/folder');
    expect([after.sandbox.accountId, after.sandbox.port]).toEqual(['TSTDRV0000001_SB1', 2222]);
  });

  it('keeps the practice controls of the sandbox, and takes over the preference for approval', () => {
    const own = { release: '2027.1', requireApproval: false, lockAfterFailures: true, concurrencyLimit: 9 } as const;
    const world = worldWith({ preferences: own });
    const preferences = { ...world.production.preferences, requireApproval: true };
    const after = refreshSandbox({ ...world, production: { ...world.production, preferences } });
    expect(after.sandbox.preferences).toEqual({ ...own, requireApproval: true });
  });

  it('leaves nobody locked', () => {
    const world = worldWith({});
    const employees = world.production.employees.map(each => ({ ...each, lockedUntil: 9e12 }));
    const after = refreshSandbox({ ...world, production: { ...world.production, employees } });
    expect(after.sandbox.employees.map(({ lockedUntil }) => lockedUntil)).toEqual(employees.map(() => 0));
  });

  it('never gives an id a second time', () => {
    const world = worldWith({});
    const nextIds = { ...world.sandbox.nextIds, token: 500, customer: 1 };
    const after = refreshSandbox({ ...world, sandbox: { ...world.sandbox, nextIds } });
    expect(after.sandbox.nextIds.token).toBe(500);
    expect(after.sandbox.nextIds.customer).toBe(world.production.nextIds.customer);
  });

  it('changes nothing when it is done again', () => {
    const once = refreshSandbox(worldWith({}));
    expect(refreshSandbox(once)).toEqual(once);
  });
});
