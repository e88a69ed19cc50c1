import { findEntries } from './entryPoints.ts';
import { tagValue, type Field } from './jsDoc.ts';
import { tokenize } from './tokens.ts';

export type RestletMethod = 'get' | 'post' | 'put' | 'delete';

/** Entry points of RESTlets (Oracle: SuiteScript 2.x RESTlet Script Entry Points and API, section_4557203242). */
export const restletMethods: readonly RestletMethod[] = ['get', 'post', 'put', 'delete'];

/** A function that NetSuite calls for a method. UTF-16 offsets. */
export interface RestletFunction {
  readonly method: RestletMethod;
  /** Where the function is defined: its name, or its first character when it has none. */
  readonly offset: number;
  /** Where the script says that this is the method's function; the same as `offset` when it is defined there. */
  readonly keyOffset: number;
  /** As declared; empty for a pattern. Undefined when the function is not in this file, or made by a call. */
  readonly parameters?: readonly string[];
  /** Of the one argument that NetSuite passes: URL parameters for get and delete, the body for post and put. */
  readonly type: string;
  readonly fields: readonly Field[];
  readonly description: string;
}

export interface RestletScript {
  /** As written in `@NApiVersion`. */
  readonly apiVersion: string;
  /** In the order get, post, put, delete. */
  readonly functions: readonly RestletFunction[];
  /** Whether these are surely all: nothing is spread in, and the object that is returned was found. */
  readonly complete: boolean;
}

/**
 * Reads the source of a SuiteScript 2.x RESTlet: JavaScript as it is uploaded, or the TypeScript or ES module that it
 * is made from. Nothing is run.
 *
 * @returns undefined for a script that is not one: without `@NScriptType Restlet` (Oracle: Deploying a RESTlet,
 *   section_4618456517: any capitalization works), or of version 1.0, whose functions are named in its script record
 */
export function readRestletScript(text: string): RestletScript | undefined {
  if (!/@NScriptType\s+restlet\b/i.test(text)) return undefined;
  const tokens = tokenize(text);
  const tag = (name: string) => tokens.docs.map(doc => tagValue(doc, name)).find(value => value !== undefined);
  const apiVersion = tag('NApiVersion') ?? '';
  if (tag('NScriptType')?.toLowerCase() !== 'restlet' || apiVersion.startsWith('1')) return undefined;
  return { apiVersion, ...findEntries(tokens) };
}
