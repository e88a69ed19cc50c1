// Entry of the thread within a query's process (queryWorker.ts) that holds SQLite. It keeps the tables that it was given
// for the next query.
import { parentPort } from 'node:worker_threads';
import { isCoded } from '../../codedError.ts';
import { answerQuery } from './answerQuery.ts';
import { Database } from './database.ts';
import type { QueryErrorCode } from './queryErrors.ts';
import type { QueryReply, QueryRequest } from './queryMessages.ts';
import { openSqlite } from './openSqlite.ts';
import type { Table } from './tables.ts';

const tables = new Map<string, Table>();
let opened: Promise<Database> | undefined;

async function reply(request: QueryRequest): Promise<QueryReply> {
  try {
    const database = await (opened ??= openSqlite().then(sqlite => new Database(sqlite)));
    takeTables(database, request);
    return { answer: answerQuery(database, tables, request) };
  } catch (error) {
    if (isCoded(error)) {
      return { refused: { code: error.code as QueryErrorCode, data: error.data } };
    }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function takeTables(database: Database, { changed, tables: all }: QueryRequest): void {
  const present = new Set(all.map(({ name }) => name.toLowerCase()));
  const replaced = new Set(changed.map(({ name }) => name.toLowerCase()));
  for (const [name, table] of tables) {
    if (!present.has(name) || replaced.has(name)) {
      database.drop(table);
      tables.delete(name);
    }
  }
  for (const table of changed) {
    tables.set(table.name.toLowerCase(), table);
  }
}

const port = parentPort;
port?.on('message', (request: QueryRequest) => {
  void reply(request).then(message => {
    port.postMessage(message);
  });
});
