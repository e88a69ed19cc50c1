import { parseArgs } from 'node:util';
import { CodedError } from '../../codedError.ts';

export interface PracticeOptions {
  readonly stateDir: string;
  /** Undefined: the port of last time, or any free one. */
  readonly port: number | undefined;
  /** The SuiteCloud project whose RESTlets run; undefined: that of last time, or the one beside the state. */
  readonly workspace: string | undefined;
  /** False while the workspace is not trusted. */
  readonly scriptsAllowed: boolean;
  readonly endWithStdin: boolean;
}

/**
 * `--state DIR [--port N] [--workspace DIR] [--no-scripts] [--end-with-stdin]`
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
  if (values.workspace === '') {
    throw new CodedError('practice-usage', { problem: '--workspace takes a folder' });
  }
  return {
    stateDir: state,
    port: port === undefined ? undefined : Number(port),
    workspace: values.workspace,
    scriptsAllowed: !(values['no-scripts'] ?? false),
    endWithStdin: values['end-with-stdin'] ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        state: { type: 'string' },
        port: { type: 'string' },
        workspace: { type: 'string' },
        'no-scripts': { type: 'boolean' },
        'end-with-stdin': { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw new CodedError('practice-usage', { problem: cause instanceof Error ? cause.message : '' }, { cause });
  }
}
