import type { ExitCode } from './exitCode.ts';

/**
 * Ends the process when nobody reads what it prints any more, as other programs are ended by SIGPIPE: what it was about
 * is of no use to anybody. A call that is under way is cut off.
 */
export function guardOutput(): void {
  process.stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE' && code !== 'EIO') {
      process.stderr.write(`tba: Cannot write the output (${code}).\n`);
    }
    process.exit(exitCodes[code] ?? 2);
  });
  // What is said there is never the result.
  process.stderr.on('error', () => undefined);
}

/** A terminal that is gone answers EIO. */
const exitCodes: Readonly<Record<string, ExitCode>> = { EPIPE: 141, EIO: 129 };
