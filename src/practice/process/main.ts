// The practice account as a process: prints one ready line, runs until it is told to end.
import { isCoded } from '../../codedError.ts';
import { parseOptions } from './options.ts';
import { printReadyLine } from './readyLine.ts';
import { startPractice } from './startPractice.ts';

// Whoever started this may be gone; a broken pipe is no reason to end.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

try {
  await main();
} catch (error) {
  // An open standard input would keep the process alive, and exiting at once could cut the line short.
  process.stderr.write(`${JSON.stringify({ error: describe(error) })}\n`, () => process.exit(isCoded(error) ? 2 : 1));
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  let end: () => void = () => undefined;
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, end);
  }
  if (options.endWithStdin) {
    process.stdin.resume().on('end', end).on('close', end).on('error', end);
  }
  const practice = await startPractice(options, end);
  process.stdout.write(printReadyLine(practice.baseUrl, practice.credentials, practice.shared));
  if (practice.shared) {
    process.stdin.destroy();
    return;
  }
  await ended;
  await practice.stop();
  process.exit(0);
}

function describe(error: unknown): object {
  return isCoded(error)
    ? { code: error.code, data: error.data }
    : { code: 'practice-crashed', data: { text: String(error) } };
}
