import type { ScriptEnd, ScriptErrorInfo } from '../run.ts';
import { RestletResponse } from './modules/smallModules.ts';
import { ScriptError, scriptFrames } from './scriptError.ts';
import { plainText } from './text.ts';

/** Made before the realm loses the class. */
const encoder = new TextEncoder();

/** ORA:section_4640094112 */
const mostBytes = 10 * 1024 * 1024;

/** What an entry point returned, as the end of its run. Throws what JSON.stringify throws. */
export function returned(value: unknown): ScriptEnd {
  if (value instanceof RestletResponse) {
    return sized({ kind: 'returned', body: value.content, shape: 'response', contentType: value.contentType });
  }
  switch (typeof value) {
    case 'string':
      return sized({ kind: 'returned', body: value, shape: 'string' });
    case 'number':
    case 'boolean':
    case 'bigint':
      return { kind: 'returned', body: String(value), shape: typeof value === 'boolean' ? 'boolean' : 'number' };
    case 'object': {
      const json = JSON.stringify(value) as string | undefined;
      return value === null || json === undefined
        ? { kind: 'returned', body: '', shape: 'nothing' }
        : sized({ kind: 'returned', body: json, shape: 'object' });
    }
    case 'undefined':
    case 'function':
    case 'symbol':
      return { kind: 'returned', body: '', shape: 'nothing' };
  }
}

function sized(end: ScriptEnd & { readonly kind: 'returned' }): ScriptEnd {
  // Most bodies are settled without counting: a character is one to three bytes of UTF-8.
  const isTooLarge =
    end.body.length > mostBytes || (end.body.length * 3 > mostBytes && encoder.encode(end.body).length > mostBytes);
  return isTooLarge ? { kind: 'too-large' } : end;
}

/**
 * What nobody caught. Errors of SuiteScript keep their name; those of the language are UNEXPECTED_ERROR, with the
 * original name in the message (recorded for modules that do not load, otherwise assumed).
 */
export function uncaught(error: unknown, isScriptFile: (path: string) => boolean): ScriptErrorInfo {
  if (error instanceof ScriptError) {
    const { type, name, message, lines } = error;
    return { type, name, message, stack: lines };
  }
  if (error instanceof Error) {
    const frames = scriptFrames(error.stack, isScriptFile);
    const message = `${plainText(error.name)}: ${plainText(error.message)}`;
    return { type: 'error.SuiteScriptError', name: 'UNEXPECTED_ERROR', message, stack: frames };
  }
  return { type: 'error.SuiteScriptError', name: 'UNEXPECTED_ERROR', message: plainText(error), stack: [] };
}
