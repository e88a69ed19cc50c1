import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Scene } from './logInByCertificate.ts';
import { expectSoon } from './waiting.ts';
import type { Workbench } from './workbench.ts';

/** A request of the practice account whose answer takes longer than the test waits. */
const slowTarget = 'GET /services/rest/record/v1/customer/102';
export const slowRequest = `### Slow\n${slowTarget}\nX-Practice-Fault: latency=300\n`;

/** Ends the extension host while such a request is under way. Linux only. */
export async function killWhileSending({ workbench, send, look }: Scene): Promise<void> {
  const { notifications } = workbench;
  await send(slowTarget);
  await notifications.waitFor('Sending Slow');
  await look();
  await killExtensionHost(workbench);
  await notifications.waitForGone('Sending Slow');
  await look();
  await workbench.runCommand('View: Close All Editors');
}

/** Ends the extension host as a crash does, and waits until VS Code has started another. Linux only. */
async function killExtensionHost({ server, runCommand }: Workbench): Promise<void> {
  const host = await extensionHostOf(server.dataFolder);
  expect(host).not.toBe(0);
  const isAnother = async (): Promise<boolean> => ![0, host].includes(await extensionHostOf(server.dataFolder));
  process.kill(host, 'SIGKILL');
  try {
    await expectSoon('another extension host', isAnother, undefined, 10_000);
  } catch {
    // VS Code asks its server how the last one ended; where that takes longer than two seconds, it leaves it at that.
    await runCommand('Developer: Restart Extension Host');
    await expectSoon('another extension host', isAnother);
  }
}

/** The process ID of the extension host that serves a window of VS Code; 0 while there is none. */
async function extensionHostOf(dataFolder: string): Promise<number> {
  const processes = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const read = (id: string, file: string) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '');
  const commands = new Map(await Promise.all(processes.map(async id => [id, await read(id, 'cmdline')] as const)));
  for (const [id, command] of commands) {
    // The second number behind its name in brackets is the parent's.
    const parent = /\) \S (\d+) /.exec(await read(id, 'stat'))?.[1] ?? '';
    if (command.includes('--type=extensionHost') && commands.get(parent)?.includes(dataFolder)) {
      return Number(id);
    }
  }
  return 0;
}
