import { createServer } from 'node:http';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { statusPath } from '../../../src/practice/server/control.ts';

export interface Listener {
  /** What it was asked: method, path and the Authorization header; that it is there it may be asked. */
  readonly heard: string[];
  readonly stop: () => Promise<void>;
}

/**
 * Puts a server that only listens in the place of the practice account, whose token is in the tree with its secrets and
 * leads there.
 */
export async function listenAsPractice(): Promise<Listener> {
  await vscode.commands.executeCommand('netsuiteTba.startPractice');
  const runFile = await findRunFile();
  const run = JSON.parse(await readFile(runFile, 'utf8')) as Record<string, unknown>;
  await vscode.commands.executeCommand('netsuiteTba.stopPractice');
  const heard: string[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    if (url === statusPath) {
      response.end(JSON.stringify({ instance: 'listener', credentialId: 'listener' }));
    } else {
      heard.push(`${method} ${url} ${headers.authorization ?? ''}`);
      response.end('{}');
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // Of another process than this one, which a stop would end.
  await writeFile(runFile, JSON.stringify({ ...run, port, productionPort: port, instance: 'listener' }));
  await vscode.commands.executeCommand('netsuiteTba.startPractice');
  return {
    heard,
    stop: async () => {
      await rm(runFile);
      server.close();
      server.closeAllConnections();
      await vscode.commands.executeCommand('netsuiteTba.stopPractice');
    },
  };
}

async function findRunFile(): Promise<string> {
  const folder = process.env['TBA_DATA'] ?? '';
  const files = await readdir(folder, { recursive: true });
  const found = files.find(file => file.endsWith(join('practice', 'run.json')));
  if (found === undefined) {
    throw new Error(`no practice account runs below ${folder}`);
  }
  return join(folder, found);
}
