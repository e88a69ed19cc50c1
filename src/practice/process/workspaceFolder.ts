import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namesIn, removeLeftovers, writeFileAtomic } from '../state/atomicFile.ts';
import { readTextIfThere } from '../state/stateStore.ts';

/**
 * The practice workspace as it ships.
 *
 * @param from `import.meta.url` of a bundle in `dist/` or its `chunks/`, or of a source file beside this one
 */
export function shippedWorkspace(from: string): string {
  const folder = new URL('.', from);
  const isSource = folder.pathname.endsWith('/src/practice/process/');
  const root = isSource ? '../../../' : folder.pathname.endsWith('/chunks/') ? '../../' : '../';
  return fileURLToPath(new URL(`${root}media/practice`, folder));
}

/** Whether a folder holds files, and not as a copy of the practice workspace: nothing is put into such a one. */
export async function isOwnProject(folder: string): Promise<boolean> {
  return (await namesIn(folder)).length > 0 && (await readTextIfThere(recordOf(folder))) === undefined;
}

/** Beside the workspace, so that it does not show in it: what was copied last, by path. */
function recordOf(workspace: string): string {
  return join(dirname(workspace), `${basename(workspace)}.copied.json`);
}

/**
 * Brings a person's own copy of the practice workspace up to date: copies new files and updates untouched ones; those
 * that the person changed or deleted stay as they are.
 */
export async function updateWorkspace(source: string, target: string): Promise<void> {
  const recordFile = recordOf(target);
  await removeLeftovers(recordFile);
  const known = await readTextIfThere(recordFile);
  // A workspace that was thrown away as a whole comes back as a whole.
  const copied = (await namesIn(target)).length > 0 ? readRecord(known) : {};
  const before = JSON.stringify(copied);
  await mkdir(target, { recursive: true });
  if (known === undefined) {
    // Before the first file, so that a copy that is cut off can be told from a person's own project.
    await writeFileAtomic(recordFile, before);
  }
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(found => found.isFile())) {
    const from = join(entry.parentPath, entry.name);
    const path = from.slice(source.length + 1).replaceAll('\\', '/');
    await removeLeftovers(join(target, path));
    const content = await readFile(from, 'utf8');
    const present = await readTextIfThere(join(target, path));
    const isUntouched = present === undefined ? copied[path] === undefined : digest(present) === copied[path];
    if (present === content) {
      copied[path] = digest(content);
    } else if (isUntouched) {
      await mkdir(dirname(join(target, path)), { recursive: true });
      await writeFileAtomic(join(target, path), content);
      copied[path] = digest(content);
    }
  }
  if (JSON.stringify(copied) !== before) {
    await writeFileAtomic(recordFile, JSON.stringify(copied, undefined, 1));
  }
}

function readRecord(text: string | undefined): Record<string, string> {
  try {
    return JSON.parse(text ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

function digest(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
