import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import type { Lived } from './liveOnce.ts';

const repository = join(import.meta.dirname, '../../..');

async function liveOnce(): Promise<Lived> {
  const folder = await mkdtemp(join(tmpdir(), 'tba-deactivation-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const script = join(import.meta.dirname, 'liveOnce.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder, repository], { timeout: 60_000 });
  return JSON.parse(stdout) as Lived;
}

it('leaves no listener, registration, panel, timer, socket, thread or process after deactivation', async () => {
  const { seen, left, active, kinds, told } = await liveOnce();
  expect(seen).toEqual(['practice account', 'answers', 'history', 'sign-in', 'run']);
  expect(kinds).toEqual(
    expect.arrayContaining([
      'commands.registerCommand',
      'languages.registerHoverProvider',
      'secrets.onDidChange',
      'tests.createTestController',
      'window.createTreeView',
      'window.createWebviewPanel',
      'workspace.createFileSystemWatcher',
    ]),
  );
  expect(left).toEqual({});
  expect(active).toEqual([]);
  // What was under way ended as cancelled, and the rest of the run was not sent.
  expect(told.filter(line => line.includes('/rest/tokeninfo')).map(line => /: (\w+) in /.exec(line)?.[1])).toEqual([
    ...['200', '200', '200', 'cancelled'],
  ]);
  expect(told).toContain('The sign-in was cancelled. Nothing was stored.');
}, 60_000);
