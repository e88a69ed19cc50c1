import { SuiteScriptError } from './restlet.ts';
import type { RestletCall } from './restlet.ts';

/** Throws as a script does that calls `error.create` and catches nothing; `name` and `message` may be given. */
export function throwing({ parameters }: RestletCall): never {
  throw new SuiteScriptError(
    parameters['name'] ?? 'PRACTICE_ERROR',
    parameters['message'] ?? 'This script always throws. Nothing is wrong with your login.',
  );
}
