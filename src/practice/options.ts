import { parseArgs } from 'node:util';
import { CodedError } from '../codedError.ts';

export interface PracticeOptions {
  readonly stateDir: string;
  /** Undefined: the port of last time, or any free one. */
  readonly port: number | undefined;
  readonly endWithStdin: boolean;
}

/**
 * `--state DIR [--port N] [--end-with-stdin]`
 *
 * @throws CodedError `practice-usage` (data: problem)
 */
export function parseOptions(args: readonly string[]): PracticeOptions {
  const { values } = parse(args);
  const { state, port } = values;
  if (!state) {
    throw new CodedError('practice-usage', { problem: '--state DIR is required' });
  }
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) {
    throw new CodedError('practice-usage', { problem: '--port takes a number from 1 to 65535' });
  }
  return {
    stateDir: state,
    port: port === undefined ? undefined : Number(port),
    endWithStdin: values['end-with-stdin'] ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { state: { type: 'string' }, port: { type: 'string' }, 'end-with-stdin': { type: 'boolean' } },
    });
  } catch (cause) {
    throw new CodedError('practice-usage', { problem: cause instanceof Error ? cause.message : '' }, { cause });
  }
}
