import * as vscode from 'vscode';
import type { AccountRecord } from '../../accounts/records.ts';
import { alone } from '../accounts/edit/pickRecord.ts';
import { plainText } from '../plainText.ts';
import { RestletCache } from '../restlets/restletCache.ts';
import { askChoice, askText, errorRemark, type PickItem } from '../wizard.ts';
import type { CheckedRestlet } from './checkAccount.ts';

/** One that the practice account comes with, and that changes nothing. */
const practiceRestlet: CheckedRestlet = { script: 'customscript_tba_echo', deployment: 'customdeploy_tba_echo' };
const mostOffered = 200;

/**
 * Which RESTlet is to be called with a GET: one that was read from the account, or one whose IDs are typed. A GET may do
 * anything, which the question says.
 *
 * @returns `none` for a check of the login alone; undefined when the person left
 */
export async function askRestlet(
  account: AccountRecord,
  state: vscode.Memento,
): Promise<CheckedRestlet | 'none' | undefined> {
  if (account.practice) {
    return practiceRestlet;
  }
  const title = vscode.l10n.t('Check with a RESTlet');
  const known = new RestletCache(state).get(account.accountId)?.restlets ?? [];
  const items: PickItem<CheckedRestlet | 'type' | 'none'>[] = known
    .flatMap(({ name, scriptId, deployments }) =>
      deployments
        .filter(({ isDeployed, status }) => isDeployed && status === 'RELEASED')
        .map(({ deploymentId }): PickItem<CheckedRestlet | 'type' | 'none'> => ({
          label: plainText(name),
          description: `${scriptId}/${deploymentId}`,
          value: { script: scriptId, deployment: deploymentId },
        })),
    )
    .slice(0, mostOffered);
  const chosen = await askChoice(
    alone(title),
    vscode.l10n.t('Which RESTlet may be called with a GET? Take one that only reads.'),
    [
      ...items,
      {
        label: vscode.l10n.t('Type its IDs…'),
        iconPath: new vscode.ThemeIcon('edit'),
        value: 'type',
        alwaysShow: true,
      },
      {
        label: vscode.l10n.t('None: check the login alone'),
        iconPath: new vscode.ThemeIcon('circle-slash'),
        value: 'none',
        alwaysShow: true,
      },
    ],
  );
  if (chosen.kind !== 'next') {
    return undefined;
  }
  return chosen.value === 'type' ? typeRestlet(title) : chosen.value;
}

async function typeRestlet(title: string): Promise<CheckedRestlet | undefined> {
  const typed = await askText(alone(title), {
    prompt: vscode.l10n.t('Script ID and deployment ID, with a “/” between them'),
    placeholder: 'customscript_orders/customdeploy_orders',
    check: text =>
      parse(text) ? undefined : errorRemark(vscode.l10n.t('It looks like customscript_a/customdeploy_a or 123/1.')),
  });
  return typed.kind === 'next' ? parse(typed.value) : undefined;
}

function parse(text: string): CheckedRestlet | undefined {
  const [, script, deployment] = /^\s*(?:restlet:)?(\w{1,100})\/(\w{1,100})\s*$/.exec(text) ?? [];
  return script !== undefined && deployment !== undefined ? { script, deployment } : undefined;
}
