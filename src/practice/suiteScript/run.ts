import type { ScriptData } from './port.ts';

export type EntryPoint = 'get' | 'post' | 'put' | 'delete';

/** Who calls. */
export interface ScriptUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  /** Internal id of the role. */
  readonly role: number;
  /** Script id of the role, such as `administrator` or `customrole_clerk`. */
  readonly roleId: string;
  readonly roleCenter?: string;
}

/** One call of a RESTlet, without the data it works on: what travels to the worker. */
export interface ScriptCall {
  /** The folder that holds `src/FileCabinet`. */
  readonly projectDir: string;
  /** The path in the File Cabinet, such as `/SuiteScripts/orders.js`. */
  readonly scriptFile: string;
  /** `customscript_…` */
  readonly scriptId: string;
  /** `customdeploy_…` */
  readonly deploymentId: string;
  readonly logLevel: 'DEBUG' | 'AUDIT' | 'ERROR' | 'EMERGENCY';
  /** Values of script parameters, by `custscript_…`. */
  readonly scriptParameters: Readonly<Record<string, string>>;
  readonly entryPoint: EntryPoint;
  /**
   * Parameters of the URL without `script` and `deploy`. `get` and `delete` are called with them; `post` and `put` see
   * the body only (ORA:bridgehead_4625649079).
   */
  readonly parameters: Readonly<Record<string, string>>;
  /** As text; JSON has been checked to be JSON. */
  readonly body: string | undefined;
  /** The format that the call's content type names; text when there is none. NetSuite does not tell a script. */
  readonly format: 'json' | 'text' | 'xml';
  readonly user: ScriptUser;
  readonly accountId: string;
}

export interface RestletRun extends ScriptCall {
  readonly data: ScriptData;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Milliseconds; 300 s after ORA:section_161591009480. */
  readonly timeLimitMs?: number;
  /** Usage units; 5,000 after ORA:section_4640094112. */
  readonly usageLimit?: number;
}

/** What an uncaught error shows of itself: NetSuite puts it into its answer as a JSON text (recorded bodies). */
export interface ScriptErrorInfo {
  readonly type: 'error.SuiteScriptError' | 'error.SuiteScriptModuleLoaderError';
  /** Becomes the code of the answer; UNEXPECTED_ERROR for errors of the language itself. */
  readonly name: string;
  readonly message: string;
  /** Lines such as `handle(/SuiteScripts/orders.js:12)`, innermost first. */
  readonly stack: readonly string[];
}

/** What the entry point returned, before it was made text: enough to tell INVALID_RETURN_DATA_FORMAT. */
export type ReturnShape = 'string' | 'object' | 'number' | 'boolean' | 'nothing' | 'response';

/**
 * How a run ended. `body` is a string as it was returned, anything else as JSON, nothing as ''. Of a response
 * (`restlet.createResponse`) it is the content, and `contentType` is given.
 */
export type ScriptEnd =
  | { readonly kind: 'returned'; readonly body: string; readonly shape: ReturnShape; readonly contentType?: string }
  | { readonly kind: 'error'; readonly error: ScriptErrorInfo }
  /** The script has no function for the method. */
  | { readonly kind: 'missing-entry-point' }
  /** More than 10 MB were returned (ORA:section_4640094112). */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'usage-limit' }
  | { readonly kind: 'time-limit' }
  | { readonly kind: 'aborted' };

/** `usage` counts the units used until then. */
export type RestletOutcome = ScriptEnd & { readonly usage: number };
