// Imported, because a worker's realm loses the global.
import { Buffer } from 'node:buffer';

/** Messages between the account and a worker are JSON, each behind its length in bytes: four bytes, big endian. */
export const headerLength = 4;

export function encodeFrame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const header = Buffer.alloc(headerLength);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, body]);
}

/** Collects what arrives and gives out whole messages, in order. */
export function createFrameReader(onMessage: (message: unknown) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let length = 0;
  /** Of the message that is being collected, header included; no need to look before that many bytes are there. */
  let wanted = headerLength;
  return piece => {
    pieces.push(piece);
    length += piece.length;
    while (length >= wanted) {
      const bytes = Buffer.concat(pieces, length);
      const end = headerLength + bytes.readUInt32BE(0);
      if (length < end) {
        pieces = [bytes];
        wanted = end;
        return;
      }
      pieces = [bytes.subarray(end)];
      length -= end;
      wanted = headerLength;
      onMessage(JSON.parse(bytes.toString('utf8', headerLength, end)));
    }
  };
}
