import type { ExitCode } from '../exitCode.ts';

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Word that the process is to end. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** What the process then exits with; undefined while nothing has happened. */
  readonly exitCode: () => ExitCode | undefined;
  /** Lets the process end by itself. */
  readonly forget: () => void;
}

/**
 * Listens for Ctrl-C, a request to end, and a terminal that goes away. A second Ctrl-C or request ends the
 * process at once.
 *
 * @param stayAlive whether the process is kept from ending by itself, which a promise alone does not
 */
export function untilInterrupted({ stayAlive = false } = {}): Interrupt {
  const interrupted = new AbortController();
  let exitCode: ExitCode | undefined;
  const alive = stayAlive ? setInterval(() => undefined, 60_000) : undefined;
  const listeners = Object.entries(exitCodes).map(([name, code]) => {
    const listener = () => {
      exitCode ??= code;
      interrupted.abort();
    };
    // A terminal that goes away tells so more than once, and its output fails; guardOutput looks for this listener.
    if (name === 'SIGHUP') process.on(name, listener);
    else process.once(name, listener);
    return [name, listener] as const;
  });
  return {
    signal: interrupted.signal,
    exitCode: () => exitCode,
    forget: () => {
      clearInterval(alive);
      listeners.filter(([name]) => name !== 'SIGHUP').forEach(([name, listener]) => process.off(name, listener));
    },
  };
}
