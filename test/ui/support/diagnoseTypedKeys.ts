// The doctor with keys that are typed for it, in a window that is watched for secrets.
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { signRequest } from '../../../src/tba/signRequest.ts';
import type { Canaries } from './canaries.ts';
import type { Scene } from './logInByCertificate.ts';

const url = 'https://7654321.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=2';
const hex = (): string => randomBytes(32).toString('hex');

/** @param names takes note of what may be shown and must not be kept */
export async function diagnoseTypedKeys({ workbench, secrets, look }: Scene, names: Canaries): Promise<void> {
  const { quickInput } = workbench;
  const typed = { consumerKey: hex(), consumerSecret: hex(), token: hex(), tokenSecret: hex() };
  // The other program has an old secret, which is known as well.
  const signedWith = { ...typed, tokenSecret: hex() };
  secrets.add('typed consumer secret', typed.consumerSecret);
  secrets.add('typed token secret', typed.tokenSecret);
  secrets.add('old token secret', signedWith.tokenSecret);
  names.add('typed consumer key', typed.consumerKey);
  names.add('typed token', typed.token);
  const call = { method: 'GET', url, realm: '7654321', nonce: hex(), timestamp: '1700000000' };

  await workbench.runCommand('NetSuite TBA: Diagnose a Failing Call');
  const doctor = await workbench.webview('Diagnose a Failing Call');
  await doctor.getByLabel('What was sent').fill(signRequest(call, signedWith).authorization);
  await doctor.getByLabel('Method').fill('GET');
  await doctor.getByLabel('URL').fill(url);
  await doctor.getByRole('button', { name: 'Choose token or type keys…' }).click();
  await quickInput.pick('Type keys and secrets…');
  for (const [at, answer] of ['7654321', ...Object.values(typed)].entries()) {
    await quickInput.waitFor(`(${at + 1}/5)`);
    await quickInput.type(answer);
    await quickInput.accept();
  }
  await doctor.getByText('7654321 · typed keys').first().waitFor();
  await look();
  await doctor.getByRole('button', { name: 'Diagnose' }).click();
  await doctor.getByText('No known bug makes this signature.').first().waitFor();
  await doctor.locator('summary', { hasText: 'Ruled out' }).click();
  await look();
  await doctor.getByRole('button', { name: 'Copy report without secrets' }).click();
  await expect.poll(() => workbench.clipboard()).toContain('# Diagnosis: ');
  await look();
  await workbench.runCommand('View: Close All Editors');
}
