import { format } from 'node:util';

export type Printed = {
  /** All of it so far. */
  readonly read: () => string;
  readonly stop: () => void;
};

/** Keeps whatever this process prints from now on: the runner takes the console away from the streams. */
export function watchPrinted(): Printed {
  const pieces: string[] = [];
  const ends: (() => void)[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
    replace(stream, 'write', (piece: unknown, ...others: unknown[]) => {
      pieces.push(piece instanceof Uint8Array ? Buffer.from(piece).toString() : String(piece));
      return write(piece, ...others);
    });
  }
  for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) {
    const say = console[name].bind(console) as (...args: unknown[]) => void;
    replace(console, name, (...args: unknown[]) => {
      pieces.push(format(...args));
      say(...args);
    });
  }
  return { read: () => pieces.join('\n'), stop: () => ends.splice(0).forEach(end => end()) };

  function replace(of: object, name: string, by: unknown): void {
    const own = Object.getOwnPropertyDescriptor(of, name);
    Object.defineProperty(of, name, { value: by, configurable: true, writable: true });
    ends.push(() => (own ? Object.defineProperty(of, name, own) : Reflect.deleteProperty(of, name)));
  }
}
