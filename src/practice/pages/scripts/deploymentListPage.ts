import { numberedScripts } from '../../restlets/scripts.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { deploymentTable } from './deploymentTable.ts';
import { deploymentListPath, scriptsRefusal } from './scriptTexts.ts';
import { workspaceNotes } from './workspaceNotes.ts';

export const deploymentListPage: Page = {
  path: deploymentListPath,
  title: 'Script Deployments',
  menuPath: ['Customization', 'Scripting', 'Script Deployments'],
  inMenu: true,
  refusal: scriptsRefusal,
  show: async ({ account, state }) => {
    const scripts = await numberedScripts(account);
    return { kind: 'page', body: html`${await workspaceNotes(account)} ${deploymentTable(scripts, state)}` };
  },
};
