import { Script } from 'node:vm';
import type { StartMessage } from '../messages.ts';
import type { ScriptCall, ScriptEnd } from '../run.ts';
import { leave } from './channel.ts';
import { returned, uncaught } from './finish.ts';
import { giveGlobal, keepLanguageOnly } from './globals.ts';
import { createHost } from './host.ts';
import type { Host } from './host.ts';
import { createLoader } from './loader.ts';
import type { BuiltIns } from './loader.ts';
import { queryModule } from './modules/queryModule.ts';
import { recordModule } from './modules/recordModule.ts';
import { searchModule } from './modules/searchModule.ts';
import { errorModule, logModule, practiceRequestModule, restletModule, runtimeModule } from './modules/smallModules.ts';

/** Kept from before the realm loses it: runs when the script's promises have nothing left to do. */
const afterMicrotasks = setImmediate;

/** Runs the script of a call and tells the account how it ended. */
export function runScript(start: StartMessage): void {
  keepLanguageOnly();
  Error.stackTraceLimit = 50;
  const host = createHost(start);
  const fail = (error: unknown) => {
    host.end({ kind: 'error', error: uncaught(error, path => host.scriptFiles.has(path)) });
  };
  try {
    const log = logModule(host);
    giveGlobal('log', log);
    const value = withinTime(start.timeLimitMs, () => callEntryPoint(host, builtInModules(host, log)));
    if (isThenable(value)) {
      settle(value, end => host.end(end), fail);
    } else {
      host.end(returned(value));
    }
  } catch (error) {
    fail(error);
  }
}

/**
 * The account ends a worker at its time limit. Should the account itself be gone, a script in an endless loop would run
 * on alone: a little later it is interrupted from within.
 */
function withinTime(timeLimitMs: number, action: () => unknown): unknown {
  const name = 'practice account: run';
  giveGlobal(name, () => {
    Reflect.deleteProperty(globalThis, name);
    return action();
  });
  try {
    const options = { timeout: timeLimitMs + 5000 };
    return new Script(`globalThis['${name}']()`).runInThisContext(options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      leave();
    }
    throw error;
  }
}

function callEntryPoint(host: Host, builtIns: BuiltIns): unknown {
  const module = createLoader(host, builtIns).loadEntryPoint(host.call.scriptFile);
  const found: unknown = (module as Record<string, unknown> | null | undefined)?.[host.call.entryPoint];
  return typeof found === 'function'
    ? Reflect.apply(found, module, [argumentOf(host.call)])
    : host.end({ kind: 'missing-entry-point' });
}

function builtInModules(host: Host, log: object): BuiltIns {
  return new Map([
    ['N/error', () => errorModule(host)],
    ['N/log', () => log],
    ['N/query', () => queryModule(host)],
    ['N/record', () => recordModule(host)],
    ['N/runtime', () => runtimeModule(host)],
    ['N/scriptTypes/restlet', () => restletModule(host)],
    ['N/search', () => searchModule(host)],
    ['practice/request', () => practiceRequestModule(host)],
  ]);
}

/**
 * GET and DELETE are called with the parameters of the URL, POST and PUT with the body: parsed when it is JSON, text
 * when it is text (ORA:section_4407966008). XML is said to come as an object, of which nothing is told: here it is one
 * whose text is the XML (assumed). No body is undefined (assumed).
 */
function argumentOf({ entryPoint, parameters, body, format }: ScriptCall): unknown {
  if (entryPoint === 'get' || entryPoint === 'delete') {
    return { ...parameters };
  }
  if (body === undefined) {
    return undefined;
  }
  switch (format) {
    case 'json':
      return JSON.parse(body) as unknown;
    case 'text':
      return body;
    case 'xml':
      return Object.freeze({ toString: () => body, toJSON: () => body });
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/**
 * Waits for a promise. Nothing but promises can go on in a script, so one that is still open when they are done will
 * stay open: that is said at once, instead of waiting for the time limit (assumed to be what NetSuite would do).
 */
function settle(value: PromiseLike<unknown>, end: (ending: ScriptEnd) => void, fail: (error: unknown) => void): void {
  let isOpen = true;
  Promise.resolve(value)
    .then(result => {
      isOpen = false;
      end(returned(result));
    })
    .catch((error: unknown) => {
      isOpen = false;
      fail(error);
    });
  afterMicrotasks(() => {
    if (isOpen) {
      fail(new Error('The entry point returned a promise that nothing will settle.'));
    }
  });
}
