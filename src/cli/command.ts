import { isCoded } from '../codedError.ts';
import { errorText } from './errorText.ts';
import type { ExitCode } from './exitCode.ts';
import { paintFor } from './streams/paint.ts';

/** Runs with the words that follow the command's name. */
export type Command = (words: readonly string[]) => Promise<ExitCode>;

/** A command that says in one line why it cannot do what it was told. */
export function command(name: string, run: Command): Command {
  return async words => {
    try {
      return await run(words);
    } catch (error) {
      const hint = isCoded(error, 'usage') ? ` See 'tba ${name} --help'.` : '';
      process.stderr.write(`${paintFor(process.stderr)('red', 'tba:')} ${errorText(error)}${hint}\n`);
      return isCoded(error) ? 2 : 1;
    }
  };
}
