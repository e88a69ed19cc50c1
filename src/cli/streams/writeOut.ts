import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes when there is room for it. What a failure means is decided by guardOutput: here it only ends the waiting. */
export async function writeOut(output: Writable, piece: string | Uint8Array): Promise<void> {
  if (piece.length > 0 && !output.destroyed && !output.write(piece)) {
    await once(output, 'drain').catch(() => undefined);
  }
}
