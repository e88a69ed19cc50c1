// The explanation of a login that failed, in a window that is watched for secrets.
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import type { Scene } from './logInByCertificate.ts';

/** @param response the panel of the call that failed */
export async function explainFailure({ workbench, look }: Scene, response: Frame): Promise<void> {
  await response.getByRole('button', { name: 'Why Did It Fail?' }).click();
  const panel = await workbench.webview('Why Did the Login Fail?');
  await panel.locator('.cause summary').first().waitFor();
  await look();
  await panel.getByRole('button', { name: 'Copy report without secrets' }).click();
  await expect.poll(() => workbench.clipboard()).toContain('### 1. ');
  await look();
  await workbench.runCommand('View: Close All Editors');
}
