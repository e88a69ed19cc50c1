import type { IncomingMessage } from 'node:http';

/** 10 MB, as a RESTlet takes it (ORA:section_4640094112); whether Oracle means 10^7 or 10 * 2^20 bytes is assumed. */
export const bodyLimit = 10 * 1024 * 1024;

/** More than any form here can hold; Node takes minutes to read a form of 10 MB that is nothing but empty pairs. */
export const formLimit = 512 * 1024;

/**
 * The whole body, or `too-large` as soon as that is certain; the rest is then left unread.
 *
 * @throws the stream's error when the client goes away first
 */
export async function readBody(request: IncomingMessage, limit = bodyLimit): Promise<Buffer | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    return 'too-large';
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) {
      return 'too-large';
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
