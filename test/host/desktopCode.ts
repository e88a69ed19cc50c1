// A desktop VS Code on this machine, if npm start can use one.
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.ts';

/** Path of a `code` that opens a window here; undefined with a reason where there is none. */
export async function findDesktopCode(): Promise<{ path: string } | { path: undefined; reason: string }> {
  const none = (reason: string): { path: undefined; reason: string } => ({ path: undefined, reason });
  if (process.getuid?.() === 0) {
    return none('a desktop VS Code does not run as root');
  }
  if (process.platform === 'linux' && !('DISPLAY' in process.env) && !('WAYLAND_DISPLAY' in process.env)) {
    return none('there is no graphical session');
  }
  if ('WSL_DISTRO_NAME' in process.env || 'VSCODE_IPC_HOOK_CLI' in process.env || 'REMOTE_CONTAINERS' in process.env) {
    return none('code here opens a window on another machine');
  }
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(candidate => existsSync(candidate));
  if (path === undefined) {
    return none('there is no code on the PATH');
  }
  if (/remote-cli|vscode-server|code-server/.test(realpathSync(path))) {
    return none(`${path} belongs to a remote VS Code`);
  }
  const answer = await run(path, ['--version'], { timeout: 15_000 });
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+/.exec(answer.output) ?? [];
  if (answer.code !== 0 || major === undefined) {
    return none(`${path} --version does not answer as VS Code`);
  }
  // engines.vscode in package.json.
  return Number(major) > 1 || Number(minor) >= 117 ? { path } : none(`${path} is older than 1.117`);
}
