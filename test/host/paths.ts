// Where things lie: the repository, what a test run leaves behind, the cache and the person's own data.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const repository = resolve(import.meta.dirname, '../..');

/** Everything a run leaves behind for people and programs to read; git ignores it. */
export const outputFolder = join(repository, '.test-output');

/** Downloads worth keeping between clones: a VS Code is some 600 MB. */
export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? platformFolder('Library/Caches', 'LOCALAPPDATA', '.cache');
  return join(base, 'tba-workbench');
}

/** What `npm start` keeps between runs: accounts, settings, the practice workspace. */
export function dataFolder(): string {
  const base = process.env['XDG_DATA_HOME'] ?? platformFolder('Library/Application Support', 'APPDATA', '.local/share');
  return join(base, 'tba-workbench');
}

function platformFolder(mac: string, windowsVariable: string, other: string): string {
  if (process.platform === 'win32') {
    return process.env[windowsVariable] ?? join(homedir(), 'AppData', 'Local');
  }
  return join(homedir(), process.platform === 'darwin' ? mac : other);
}
