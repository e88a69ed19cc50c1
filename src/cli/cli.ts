#!/usr/bin/env -S node --
// The two dashes keep Node from taking our --env-file for its own.
import { isCoded } from '../codedError.ts';
import { errorText } from './errorText.ts';
import { usage } from './usage.ts';

/** Exit codes: all well, a request or check failed, usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

async function main(words: readonly string[]): Promise<ExitCode> {
  const [command, ...rest] = words;
  switch (command) {
    case 'sign':
      return (await import('./sign.ts')).runSign(rest);
    case 'explain':
      return (await import('./explain.ts')).runExplain(rest);
    case 'send':
      return (await import('./send.ts')).runSend(rest);
    case 'practice':
      return (await import('./practice.ts')).runPractice(rest);
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(usage);
      return 0;
    case '--version': {
      const {
        default: { version },
      } = await import('../../package.json', { with: { type: 'json' } });
      process.stdout.write(`${version}\n`);
      return 0;
    }
    case undefined:
    default:
      process.stderr.write(command === undefined ? usage : `tba: there is no command '${command}'.\n\n${usage}`);
      return 2;
  }
}

// A reader that went away (head, a closed pipe) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`tba: ${errorText(error)}\n`);
  process.exitCode = isCoded(error) ? 2 : 1;
}
