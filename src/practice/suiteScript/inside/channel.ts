import { Buffer } from 'node:buffer';
import { readSync, writeSync } from 'node:fs';
import { encodeFrame, headerLength } from '../../workers/frames.ts';

// Kept from before the realm loses it. Importing node:process instead would open standard input as a stream, after which
// it does not block any more.
const exit = process.exit.bind(process);

/** Says something to the account, on standard output. */
export function send(message: object): void {
  const bytes = encodeFrame(message);
  for (let sent = 0; sent < bytes.length;) {
    sent += patiently(() => writeSync(1, bytes, sent)) ?? 0;
  }
}

/** Waits for what the account says, on standard input. When the account is gone, so is this process. */
export function receive(): unknown {
  const length = read(headerLength).readUInt32BE(0);
  return JSON.parse(read(length).toString('utf8'));
}

function read(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let got = 0; got < length;) {
    const more = patiently(() => readSync(0, bytes, got, length - got, null));
    if (more === 0) {
      exit(0);
    }
    got += more ?? 0;
  }
  return bytes;
}

/** The pipes of a child process block, as a rule; where they do not, this waits a moment and lets the caller try again. */
function patiently(action: () => number): number | undefined {
  try {
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      return undefined;
    }
    if (code === 'EOF' || code === 'EPIPE') {
      exit(0);
    }
    throw error;
  }
}

/** Ends this process; what was sent is on its way. */
export function leave(): never {
  return exit(0);
}
