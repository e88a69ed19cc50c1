import type { DatabaseSync } from 'node:sqlite';
import { queryError } from './queryErrors.ts';

/** The first Node whose SQLite takes aggregate functions of one's own. */
const needed = '22.16';

/**
 * Node's own SQLite, with nothing in it and in memory only. The translator lets no statement through but a SELECT of
 * what it knows; should it ever, there is no extension to load and, where Node can do that, no other file to attach.
 *
 * Rejects with suiteql-needs-node.
 */
export async function openSqlite(): Promise<DatabaseSync> {
  const sqlite = await import('node:sqlite').catch((cause: unknown) => {
    throw queryError('suiteql-needs-node', { needed, found: process.versions.node }, { cause });
  });
  if (!('aggregate' in sqlite.DatabaseSync.prototype)) {
    throw queryError('suiteql-needs-node', { needed, found: process.versions.node });
  }
  // The limits came after the Node that the types are of.
  const options = { allowExtension: false, defensive: true, limits: { attach: 0 } };
  return new sqlite.DatabaseSync(':memory:', options);
}
