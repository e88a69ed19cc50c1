// The person's own copy of the practice workspace: brought up to date, except for what they have changed.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Copies new files and updates untouched ones; changed and deleted ones stay as the person left them. */
export async function updateWorkspace(source: string, target: string): Promise<void> {
  // Beside the workspace, so that it does not show in it: what was copied last, by path.
  const recordFile = `${target}.copied.json`;
  const copied = await readRecord(recordFile);
  await mkdir(target, { recursive: true });
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(found => found.isFile())) {
    const from = join(entry.parentPath, entry.name);
    const path = from.slice(source.length + 1);
    const content = await readFile(from);
    const present = await readFile(join(target, path)).catch(() => undefined);
    const before = copied[path];
    const untouched = present === undefined ? before === undefined : digest(present) === before;
    if (untouched) {
      await mkdir(dirname(join(target, path)), { recursive: true });
      await writeFile(join(target, path), content);
      copied[path] = digest(content);
    }
  }
  await writeFile(recordFile, JSON.stringify(copied, null, 2));
}

async function readRecord(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
