import type { AnswerMessage, Operation, Results, StartMessage, WorkerMessage } from '../messages.ts';
import type { ScriptEnd } from '../run.ts';
import { leave, receive, send } from './channel.ts';
import { ScriptError, scriptFrames } from './scriptError.ts';

/** What the API of a script stands on: the account's data, waited for, and the units that its use costs. */
export interface Host {
  readonly call: StartMessage['call'];
  /**
   * Asks the account and waits for the answer; the process sleeps meanwhile.
   *
   * @throws ScriptError what the account refused
   */
  ask<Kind extends Operation['kind']>(operation: Operation & { readonly kind: Kind }): Results[Kind];
  /** Counts units. Beyond the limit the script ends here and now; no catch of its own helps. */
  charge(units: number): void;
  remaining(): number;
  used(): number;
  /** An error for the script, with the lines of the script that led to it. */
  error(name: string, message: string, options?: { readonly by?: string; readonly notifyOff?: boolean }): ScriptError;
  /** Tells the account how the script ended, and ends this process. */
  end(end: ScriptEnd): never;
  /** Files that were compiled, for stacks. */
  readonly scriptFiles: Set<string>;
}

export function createHost({ call, usageLimit }: StartMessage): Host {
  const scriptFiles = new Set<string>();
  let units = 0;
  const end = (ending: ScriptEnd): never => {
    send({ kind: 'end', end: ending, usage: units } satisfies WorkerMessage);
    return leave();
  };
  const error: Host['error'] = (name, message, { by, notifyOff } = {}) => {
    const frames = scriptFrames(new Error().stack, path => scriptFiles.has(path));
    return new ScriptError(name, message, {
      stack: by === undefined ? frames : [by, ...frames],
      ...(notifyOff === undefined ? {} : { notifyOff }),
    });
  };
  return {
    call,
    scriptFiles,
    ask: operation => {
      send({ kind: 'operation', operation, usage: units } satisfies WorkerMessage);
      const answer = receive() as AnswerMessage;
      if (!answer.ok) {
        throw error(answer.name, answer.message);
      }
      return answer.value as Results[typeof operation.kind];
    },
    charge: amount => {
      units += amount;
      if (units > usageLimit) {
        end({ kind: 'usage-limit' });
      }
    },
    remaining: () => usageLimit - units,
    used: () => units,
    error,
    end,
  };
}
