import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';

it('says whose lenses are whose when another HTTP client is installed, and leaves it its key', async () => {
  const workbench = await openWorkbench({
    folder: { 'a.http': 'GET /rest/tokeninfo\n' },
    otherExtensions: [join(import.meta.dirname, '../fixtures/otherClient')],
  });
  await workbench.editor.open('a.http');
  await workbench.editor.codeLens('Send Request');
  await workbench.editor.codeLens('NetSuite: Send');
  expect(await workbench.editor.codeLensTitles()).toContain('NetSuite: Inspect Signature');
  await workbench.editor.focus();
  await workbench.page.keyboard.press('Control+Alt+R');
  await workbench.notifications.waitFor('other client');
});
