import type { ExitCode } from '../exitCode.ts';

const readerGone: ExitCode = 141;

/**
 * Ends the process when nobody reads what it prints any more, as other programs are ended by SIGPIPE: what it was about
 * is of no use to anybody. A call that is under way is cut off. A terminal that is gone (EIO) tells so by SIGHUP as well.
 */
export function guardOutput(): void {
  process.stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    if (code === 'EIO' || code === 'ERR_STREAM_DESTROYED') {
      // Where a listener waits for SIGHUP, it ends things in order.
      if (process.listenerCount('SIGHUP') === 0) hangUp();
      return;
    }
    if (code !== 'EPIPE') {
      process.stderr.write(`tba: Cannot write the output (${code}).\n`);
    }
    process.exit(code === 'EPIPE' ? readerGone : 2);
  });
  // What is said there is never the result.
  process.stderr.on('error', () => undefined);
  process.on('exit', exitCode => {
    if (exitCode === 129 && isAtTerminal()) hangUp();
  });
}

/** Node would try to set a terminal that is gone back to what it was, and abort. */
function hangUp(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

function isAtTerminal(): boolean {
  return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
}
