// A certificate that logs in and is revoked, in a window that is watched for secrets.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningPractice } from '../../host/practice.ts';
import type { Canaries } from './canaries.ts';
import { chooseFile } from './fileDialog.ts';
import { accountsFile, mapCertificate } from './practiceCertificate.ts';
import type { Workbench } from './workbench.ts';

export type Scene = {
  readonly workbench: Workbench;
  readonly practice: RunningPractice;
  readonly practiceFolder: string;
  /** Takes note of what must be nowhere. */
  readonly secrets: Canaries;
  readonly look: () => Promise<void>;
  readonly told: (text: string) => Promise<string>;
  readonly send: (line: string) => Promise<void>;
  readonly fromMenu: (row: string, entry: string) => Promise<void>;
  readonly lookAtPanel: (panel: Frame, tabs: readonly string[]) => Promise<void>;
};

export async function logInByCertificate(scene: Scene): Promise<void> {
  const { workbench, practice, practiceFolder, secrets, look, told, send, fromMenu, lookAtPanel } = scene;
  const certificate = await mapCertificate(practice.account, practiceFolder);
  certificate.privateKey
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('-'))
    .forEach(line => secrets.add('private key', line));
  // What every access token of this account begins with.
  const header = { kid: `practice.${practice.account.account}`, typ: 'JWT', alg: 'PS256' };
  secrets.add('access token', Buffer.from(JSON.stringify(header)).toString('base64url'));
  const file = join(practiceFolder, 'certificate.json');
  await writeFile(file, accountsFile('Certificates', practice.account, certificate));
  await workbench.runCommand('NetSuite TBA: Import Accounts…');
  await chooseFile(workbench, 'Import Accounts', file);
  await expect.poll(() => workbench.quickInput.placeholder()).toContain('Nothing that is here is written over');
  await workbench.quickInput.accept();
  await told('1 account imported');
  await look();
  await send('GET /services/rest/record/v1/customer/101');
  const response = await workbench.webview(/^Response · Certificate/);
  await response.getByText('200 OK').first().waitFor();
  await lookAtPanel(response, ['Raw', 'Headers', 'Request', 'Timing']);
  await response.getByRole('button', { name: 'Inspect token' }).first().click();
  await (await workbench.webview('Assertion or Token')).getByText('Access token').first().waitFor();
  await look();
  await certificate.revoke();
  await fromMenu('by certificate', 'Test Token');
  await told('NetSuite gave no access token');
  await look();
  await workbench.runCommand('View: Close All Editors');
}
