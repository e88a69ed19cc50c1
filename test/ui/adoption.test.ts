import { afterAll, expect, it } from 'vitest';
import { join } from 'node:path';
import { startPractice, type RunningPractice } from '../host/practice.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';

let practice: RunningPractice | undefined;

afterAll(async () => {
  await practice?.stop();
});

it('a practice account that runs already is found with the first request, tree or no tree', async () => {
  const workbench = await openWorkbench({
    folder: 'media/practice',
    prepare: async folder => {
      practice = await startPractice(join(folder, 'practice'));
    },
  });
  await workbench.editor.open('practice.http');
  await (await workbench.editor.codeLens('Send')).click();
  const frame = await workbench.webview(/^Response/);
  await frame.getByText('200 OK').first().waitFor();
  await expect.poll(() => panelText(frame)).toContain('"world"');
  await workbench.showSideBar();
  // Company and role come without asking for them.
  await workbench.tree('Accounts').waitForRow(/Jane Doe · Integration Clerk/);
});
