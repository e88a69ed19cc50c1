import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules that a panel breaks, with the elements. Evaluated, since the panel's policy lets no script in. */
async function violations(frame: Frame): Promise<unknown> {
  await frame.evaluate(axe);
  return frame.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]))`);
}

it.each(['light', 'dark', 'contrast'] as const)('panels break no rule of accessibility in a %s theme', async theme => {
  const workbench = await openWorkbench({ folder: 'media/practice', theme });
  await workbench.runCommand('NetSuite TBA: Start Practice Account');
  await workbench.statusBarItem('Integration Clerk').waitFor();
  await workbench.editor.open('practice.http');
  await (await workbench.editor.codeLens('Send')).click();
  const response = await workbench.webview(/^Response/);
  await response.getByText('200 OK').first().waitFor();
  for (const tab of ['Body', 'Raw', 'Headers', 'Request', 'Timing']) {
    await response.getByRole('tab', { name: tab }).click();
    expect(await violations(response), tab).toEqual([]);
  }
  await response.getByRole('button', { name: 'Inspect signature' }).click();
  const signature = await workbench.webview(/^Signature/);
  await signature.getByText('Base string').first().waitFor();
  expect(await violations(signature)).toEqual([]);
});
