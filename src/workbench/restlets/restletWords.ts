import { l10n } from 'vscode';
import type { AccountDeployment, AccountRestlet } from '../../exchange/reads/accountRestlets.ts';

/** `released`, `testing`, or NetSuite's own word. */
function statusWord(status: string): string {
  switch (status) {
    case 'RELEASED':
      return l10n.t('released');
    case 'TESTING':
      return l10n.t('testing');
    case '':
      return l10n.t('status unknown');
    default:
      return status.toLowerCase();
  }
}

/** Status, and what else keeps calls from reaching the deployment. */
export function stateWords({ status, isDeployed }: AccountDeployment): readonly string[] {
  return [statusWord(status), ...(isDeployed ? [] : [l10n.t('not deployed')])];
}

/** The states that a script's deployments are in: `released`, or `released, testing`. */
export function summaryWord(deployments: readonly AccountDeployment[]): string {
  const states = deployments.map(deployment => stateWords(deployment).at(-1));
  return deployments.length === 0 ? l10n.t('no deployment') : [...new Set(states)].join(', ');
}

/** Whether calls reach it, as far as script and deployment say. */
export function isReachable({ isInactive }: AccountRestlet, { status, isDeployed }: AccountDeployment): boolean {
  return !isInactive && isDeployed && status === 'RELEASED';
}

export function restletCount(count: number): string {
  return count === 1 ? l10n.t('1 RESTlet') : l10n.t('{0} RESTlets', count);
}

export function deploymentCount(count: number): string {
  return count === 1 ? l10n.t('1 deployment') : l10n.t('{0} deployments', count);
}
