import type { BodyExport } from '../../panels/response/bodyQuestions.ts';
import type { BodySession } from './bodySession.ts';

/** What is written, a piece at a time as the thread makes it; whoever stops early lets go of the rest. */
export async function* exportParts(session: BodySession, wanted: BodyExport): AsyncGenerator<Uint8Array> {
  const { id } = await session.ask('exportStart', wanted);
  let done = false;
  try {
    while (!done) {
      const part = await session.ask('exportPart', { id });
      done = part.done;
      yield part.bytes;
    }
  } finally {
    if (!done) {
      await session.ask('exportEnd', { id }).catch(() => undefined);
    }
  }
}

/** All of it together, up to a limit of bytes; undefined beyond. */
export async function exportWhole(
  session: BodySession,
  wanted: BodyExport,
  limit: number,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of exportParts(session, wanted)) {
    size += part.byteLength;
    if (size > limit) {
      return undefined;
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
