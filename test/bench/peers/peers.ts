// Programs of other people, to measure beside ours or to sign with: installed on demand, outside of the repository, and
// never dependencies.
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { npm } from '../../host/npm.ts';
import { cacheFolder } from '../../host/paths.ts';

/** Pinned, so that figures of two runs are of the same programs. */
export const peerVersions = {
  'oauth-sign': '0.9.0',
  'node-oauth1': '1.3.0',
  httpyac: '6.16.7',
  newman: '6.2.2',
  '@usebruno/cli': '4.1.0',
} as const;

export type PeerName = keyof typeof peerVersions;

/** Where a peer is installed: a folder with a `node_modules` of its own. */
export async function providePeer(name: PeerName, say: (line: string) => void): Promise<string> {
  const version = peerVersions[name];
  const folder = join(cacheFolder(), 'bench-peers', `${name.replace(/[@/]+/g, '')}-${version}`);
  if (await exists(folder)) {
    return folder;
  }
  say(`Installing ${name} ${version} into ${join(folder, '..')} …`);
  await mkdir(join(folder, '..'), { recursive: true });
  // Half an installation must never pass for a whole one.
  const unfinished = await mkdtemp(`${folder}.`);
  try {
    await writeFile(join(unfinished, 'package.json'), '{ "private": true }');
    await npm(unfinished, ['install', `${name}@${version}`, '--ignore-scripts', '--save-exact']);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another run may have been there first.
    if (!(await exists(folder))) {
      throw error;
    }
  }
  return folder;
}

/** Loads an installed peer, which says nothing of its types. */
export async function loadPeer(name: PeerName, say: (line: string) => void): Promise<unknown> {
  const folder = await providePeer(name, say);
  return createRequire(join(folder, 'package.json'))(name);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
