import type { ScriptErrorInfo } from '../run.ts';

interface ErrorDetails {
  readonly type?: ScriptErrorInfo['type'];
  readonly stack?: readonly string[];
  readonly notifyOff?: boolean;
  /** For `cause`; by default the name and message themselves, as recorded bodies show. */
  readonly cause?: unknown;
}

/**
 * What SuiteScript throws, and what N/error creates: a script may catch it, read it, and throw it again. As text it is
 * the JSON that NetSuite puts into an answer's message (recorded bodies in public code). That it is an instance of
 * Error is assumed.
 */
export class ScriptError extends Error {
  readonly type: ScriptErrorInfo['type'];
  readonly id = '';
  readonly notifyOff: boolean;
  readonly userFacing = false;
  readonly lines: readonly string[];

  constructor(name: string, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause ?? { name, message, notifyOff: details.notifyOff ?? false } });
    this.type = details.type ?? 'error.SuiteScriptError';
    this.notifyOff = details.notifyOff ?? false;
    this.lines = details.stack ?? [];
    // In SuiteScript the stack is an array; `lines` is the same for this side.
    Object.defineProperties(this, {
      name: { value: name, enumerable: true },
      stack: { value: [...this.lines], enumerable: true },
      lines: { enumerable: false },
    });
  }

  toJSON(): object {
    const { type, name, message, lines, cause, id, notifyOff, userFacing } = this;
    return { type, name, message, stack: lines, cause, id, notifyOff, userFacing };
  }

  override toString(): string {
    return JSON.stringify(this);
  }
}

/** The frames of a script's own files in a stack of V8: `handle(/SuiteScripts/orders.js:12)`, innermost first. */
export function scriptFrames(stack: unknown, isScriptFile: (path: string) => boolean): readonly string[] {
  return String(stack)
    .split('\n')
    .flatMap(line => {
      const [, name = '<anonymous>', path = '', number = ''] =
        /^\s*at (?:async )?(?:(.+?) (?:\[as [^\]]+\] )?\()?(\/[^()]*?):(\d+):\d+\)?$/.exec(line) ?? [];
      return isScriptFile(path) ? [`${name.replace(/^Object\./, '')}(${path}:${number})`] : [];
    });
}

/** A file that cannot be loaded as a module. */
export function loaderError(name: string, message: string): ScriptError {
  return new ScriptError(name, message, { type: 'error.SuiteScriptModuleLoaderError' });
}

export function missingArgument(api: string, argument: string): ScriptError {
  return new ScriptError('SSS_MISSING_REQD_ARGUMENT', `${api}: Missing a required argument: ${argument}`);
}
