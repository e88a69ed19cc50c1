import type { Host } from './host.ts';
import { missingArgument } from './scriptError.ts';

export type Options = Readonly<Record<string, unknown>>;

/**
 * The arguments of an API call: one object with named members, or the members in order, as SuiteScript takes both.
 * A lone object is taken for the named form.
 */
export function named(given: readonly unknown[], names: readonly string[]): Options {
  const [first] = given;
  if (given.length === 1 && typeof first === 'object' && first !== null && !Array.isArray(first)) {
    return first as Options;
  }
  return Object.fromEntries(names.flatMap((name, index) => (index < given.length ? [[name, given[index]]] : [])));
}

/** @throws ScriptError SSS_MISSING_REQD_ARGUMENT */
export function need(host: Host, api: string, options: Options, name: string): unknown {
  const value = options[name];
  if (value === undefined || value === null || value === '') {
    throw host.error('SSS_MISSING_REQD_ARGUMENT', missingArgument(api, name).message);
  }
  return value;
}

export function needText(host: Host, api: string, options: Options, name: string): string {
  const value = need(host, api, options, name);
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw host.error('SSS_INVALID_TYPE_ARG', `${api}: ${name} must be text or a number.`);
  }
  return String(value);
}

/** Line numbers and indexes. */
export function needIndex(host: Host, api: string, options: Options, name: string): number {
  const value = Number(need(host, api, options, name));
  if (!Number.isInteger(value) || value < 0) {
    throw host.error('SSS_INVALID_TYPE_ARG', `${api}: ${name} must be a whole number from 0.`);
  }
  return value;
}

export type ApiFunction = (...given: never[]) => unknown;

/** Gives a function its `.promise`, which does the same and answers with a promise. */
export function withPromise<Api extends ApiFunction>(
  api: Api,
): Api & { promise: (...given: Parameters<Api>) => Promise<ReturnType<Api>> } {
  return Object.assign(api, {
    // eslint-disable-next-line @typescript-eslint/require-await -- a thrown error becomes a rejection
    promise: async (...given: Parameters<Api>) => api(...given) as ReturnType<Api>,
  });
}

/** Members that NetSuite's module has and ours has not: calling one says so. */
export function absent(host: Host, module: string, names: readonly string[]): Record<string, ApiFunction> {
  return Object.fromEntries(
    names.map(name => [
      name,
      withPromise(() => {
        throw host.error('PRACTICE_ACCOUNT_UNSUPPORTED', `The practice account does not have ${module}.${name}.`);
      }),
    ]),
  );
}

/** NetSuite's enumerations of types: each value is its name in lower case without `_`. */
export function typeEnum(): object {
  return new Proxy(
    {},
    {
      get: (_, name) =>
        typeof name === 'string' && /^[A-Z][A-Z0-9_]*$/.test(name) ? name.toLowerCase().replaceAll('_', '') : undefined,
      set: () => false,
    },
  );
}

/** An enumeration whose values are its names, in lower case or as they are. */
export function wordEnum(
  words: string,
  change: (word: string) => string = word => word,
): Readonly<Record<string, string>> {
  return Object.freeze(Object.fromEntries(words.split(' ').map(word => [word, change(word)])));
}
