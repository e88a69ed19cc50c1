import { compileFunction } from 'node:vm';
import { cabinetOf, modulePath, readCabinetFile } from '../fileCabinet.ts';
import type { Host } from './host.ts';
import { loaderError } from './scriptError.ts';

/** NetSuite's modules by name, made when first asked for. */
export type BuiltIns = ReadonlyMap<string, () => unknown>;

interface Defined {
  readonly dependencies: readonly string[] | undefined;
  readonly factory: unknown;
}

export interface Loader {
  /** The value of an entry point script's module. */
  loadEntryPoint(path: string): unknown;
}

/**
 * Loads modules the AMD way (ORA:section_4387811519, ORA:section_4430268304), each file once. Every file is compiled as
 * a function of its own, so that names at its top do not meet those of another file.
 */
export function createLoader(host: Host, builtIns: BuiltIns): Loader {
  const cabinet = cabinetOf(host.call.projectDir);
  const modules = new Map<string, unknown>();
  /** The paths that are being loaded, outermost first. */
  const loading: string[] = [];

  const resolve = (name: unknown, from: string | undefined): unknown => {
    const text = String(name);
    const builtIn = builtIns.get(text);
    if (builtIn) {
      return cached(text, builtIn);
    }
    const path = text.startsWith('N/') ? undefined : modulePath(text, from);
    if (path === undefined) {
      const known = [...builtIns.keys()].filter(each => each.startsWith('N/')).join(', ');
      const hint = text.startsWith('N/') ? ` (the practice account has ${known})` : '';
      throw loaderError('MODULE_DOES_NOT_EXIST', `Module does not exist: ${text}${hint}`);
    }
    return loadFile(path);
  };

  const cached = (key: string, make: () => unknown): unknown => {
    if (!modules.has(key)) {
      modules.set(key, make());
    }
    return modules.get(key);
  };

  const loadFile = (path: string): unknown => {
    if (loading.includes(path)) {
      // That NetSuite refuses a cycle, and this code, are assumed.
      const circle = [...loading.slice(loading.indexOf(path)), path].join(' > ');
      throw loaderError('MODULE_CYCLIC_DEPENDENCY', `Modules depend on each other in a circle: ${circle}`);
    }
    return cached(path, () => {
      const text = readCabinetFile(cabinet, path);
      if (text === undefined) {
        throw loaderError('MODULE_DOES_NOT_EXIST', `Module does not exist: ${path}`);
      }
      if (path === host.call.scriptFile) {
        checkTags(text, path);
      }
      loading.push(path);
      try {
        return path.endsWith('.json') ? parseJson(text, path) : runFile(text, path);
      } finally {
        loading.pop();
      }
    });
  };

  const runFile = (text: string, path: string): unknown => {
    const defined: Defined[] = [];
    const define = (...given: readonly unknown[]) => {
      defined.push(readDefine(given, path));
      if (defined.length > 1) {
        throw loaderError('MULTIPLE_DEFINE_CALLS', `A module calls define only once: ${path}`);
      }
    };
    compile(text, path, host)(define, requireFor(undefined));
    return defined[0] && instantiate(defined[0], path);
  };

  const instantiate = ({ dependencies, factory }: Defined, path: string): unknown => {
    if (typeof factory !== 'function') {
      return factory;
    }
    const module: { exports: unknown } = { exports: {} };
    const special: Readonly<Record<string, () => unknown>> = {
      require: () => requireFor(path),
      exports: () => module.exports,
      module: () => module,
    };
    // Without a list a factory that takes parameters gets these three (AMD).
    const names = dependencies ?? (factory.length > 0 ? Object.keys(special) : []);
    const values = names.map(name => (Object.hasOwn(special, name) ? special[name]?.() : resolve(name, path)));
    const value: unknown = Reflect.apply(factory, undefined, values);
    return value === undefined && (names.includes('exports') || names.includes('module')) ? module.exports : value;
  };

  /** Relative names work only where `require` is a dependency of define (ORA:section_4704106173). */
  const requireFor =
    (from: string | undefined) =>
    (names: unknown, callback?: unknown): unknown => {
      if (typeof names === 'string') {
        return resolve(names, from);
      }
      const values = Array.isArray(names) ? names.map(name => resolve(name, from)) : [];
      return typeof callback === 'function' ? Reflect.apply(callback, undefined, values) : undefined;
    };

  return { loadEntryPoint: path => resolve(path, undefined) };
}

type ModuleFunction = (define: unknown, require: unknown) => unknown;

/** Compiles a file as the body of a function, in this thread's only realm. */
function compile(text: string, path: string, host: Host): ModuleFunction {
  host.scriptFiles.add(path);
  try {
    return compileFunction(text, ['define', 'require'], { filename: path }) as ModuleFunction;
  } catch (error) {
    // The code is the one of script validation (ORA:section_4503568059); the shape of the message was recorded.
    const [, line = '?'] = /^.*:(\d+)\r?\n/.exec(error instanceof Error ? (error.stack ?? '') : '') ?? [];
    const what = error instanceof Error ? error.message : String(error);
    throw loaderError('SYNTAX_ERROR', `SyntaxError: ${what} (${path}#${line})`);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw loaderError('SYNTAX_ERROR', `${String(error)} (${path})`);
  }
}

/** `define([id,] [dependencies,] factory)`, where the factory is a function or the module itself. */
function readDefine(given: readonly unknown[], path: string): Defined {
  const rest = typeof given[0] === 'string' && given.length > 1 ? given.slice(1) : given;
  const [first, second] = rest;
  if (rest.length >= 2 && Array.isArray(first)) {
    return { dependencies: first.map(String), factory: second };
  }
  if (rest.length === 1) {
    return { dependencies: undefined, factory: first };
  }
  throw loaderError('UNEXPECTED_ERROR', `define is called with the wrong arguments: ${path}`);
}

/**
 * NetSuite refuses an entry point script without its tags when it is uploaded (ORA:section_4503568059); here saving is
 * all the uploading there is, so it is refused when called.
 */
function checkTags(text: string, path: string): void {
  const version = /@NApiVersion[ \t]+(\S+)/i.exec(text)?.[1] ?? '';
  if (!/^2\.(?:x|0|1)$/i.test(version)) {
    throw loaderError('INVALID_API_VERSION', `The script needs the tag @NApiVersion 2.1: ${path}`);
  }
  const type = /@NScriptType[ \t]+(\S+)/i.exec(text)?.[1];
  if (type === undefined) {
    throw loaderError('MISSING_SCRIPT_TYPE', `The script needs the tag @NScriptType Restlet: ${path}`);
  }
  if (type.toLowerCase() !== 'restlet') {
    throw loaderError('INVALID_JSDOC_TAG_VALUE', `The tag @NScriptType must say Restlet, not ${type}: ${path}`);
  }
}
