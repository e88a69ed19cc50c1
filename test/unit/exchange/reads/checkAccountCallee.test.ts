import { expect, it } from 'vitest';
import type { AccountRestlet } from '../../../../src/exchange/reads/accountRestlets.ts';
import { checkAccountCallee, findInAccount } from '../../../../src/exchange/reads/checkAccountCallee.ts';

const deployment = (changes: Partial<AccountRestlet['deployments'][number]>) => ({
  deploymentId: 'customdeploy_a',
  internalId: '31',
  title: 'A',
  status: 'RELEASED',
  isDeployed: true,
  ...changes,
});
const restlets: readonly AccountRestlet[] = [
  {
    scriptId: 'customscript_a',
    internalId: '12',
    name: 'A',
    isInactive: false,
    deployments: [
      deployment({}),
      deployment({ deploymentId: 'customdeploy_trial', status: 'TESTING' }),
      deployment({ deploymentId: 'customdeploy_off', isDeployed: false }),
      deployment({ deploymentId: 'customdeploy_mute', status: '' }),
    ],
  },
  { scriptId: 'customscript_b', internalId: '13', name: 'B', isInactive: true, deployments: [deployment({})] },
];

it.each([
  ['customscript_a', 'customdeploy_a', []],
  // The account knows its own numbers.
  ['12', 'customdeploy_a', []],
  ['12', 'customdeploy_trial', ['deployment-not-released-in-account']],
  ['customscript_a', 'customdeploy_off', ['deployment-not-deployed-in-account']],
  // A status that was not read says nothing.
  ['customscript_a', 'customdeploy_mute', []],
  ['customscript_a', 'customdeploy_x', ['deployment-not-in-account']],
  // Which deployment has which number is not read.
  ['customscript_a', '1', []],
  ['customscript_b', 'customdeploy_a', ['script-inactive-in-account']],
  ['customscript_b', '1', ['script-inactive-in-account']],
  ['customscript_x', 'customdeploy_a', ['script-not-in-account']],
  ['99', '1', ['script-not-in-account']],
])('says of a call of %s/%s what the account says against it', (script, deploymentId, codes) => {
  const problems = checkAccountCallee(restlets, { script, deployment: deploymentId });
  expect(problems.map(({ code }) => code)).toEqual(codes);
  for (const { data } of problems) expect(data).toEqual({ script, deployment: deploymentId });
});

it('finds a script without its deployment', () => {
  expect(findInAccount(restlets, '13', '1')).toMatchObject({ restlet: { name: 'B' }, deployment: undefined });
  expect(findInAccount(restlets, 'x', '1')).toBeUndefined();
});
