/** What the language itself has. WebAssembly is left out: its promises would settle outside of the script's turn. */
const language = new Set(
  (
    'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp ' +
    'Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis ' +
    'JSON Math Intl ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array ' +
    'Int32Array BigUint64Array BigInt64Array Uint8ClampedArray Float16Array Float32Array Float64Array DataView Map ' +
    'BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry DisposableStack ' +
    'AsyncDisposableStack decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN'
  ).split(' '),
);

/**
 * Takes away what Node gives and SuiteScript has not: process, Buffer, fetch, timers, console and the like. A worker
 * runs one script and then ends, so the script may have the process's own realm, in which `instanceof Error`, `Array`
 * and `Date` hold for everything that the API hands out.
 *
 * This keeps honest scripts honest; it is no security boundary, and neither would a `vm` context be. Scripts come only
 * from the practice workspace of a person who trusts it.
 */
export function keepLanguageOnly(): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!language.has(name)) {
      Reflect.deleteProperty(globalThis, name);
    }
  }
  // It would settle promises later than the script's own turn.
  Reflect.deleteProperty(Atomics, 'waitAsync');
}

/** A global of SuiteScript, such as `log`. */
export function giveGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
