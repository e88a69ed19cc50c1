import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CodedError } from '../codedError.ts';

/**
 * The words of a command as options and positionals.
 *
 * @throws CodedError `usage` (data: reason)
 */
export function parseWords<Options extends NonNullable<ParseArgsConfig['options']>>(
  words: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (cause) {
    // What follows the first sentence is about positionals that look like options.
    const [reason = ''] = (cause as Error).message.split(/\. |\n/);
    throw new CodedError('usage', { reason: `${reason.replace(/\.$/, '')}.` }, { cause });
  }
}
