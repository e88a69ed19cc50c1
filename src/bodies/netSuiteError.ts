import { decodeBody } from './charset.ts';
import { parseStackFrame, type StackFrame } from './stackFrame.ts';
import { errorInText, errorInXml } from './netSuiteErrorText.ts';

/** What a script threw, found inside the message (N/error in SuiteScript 2.x). */
export interface ScriptError {
  readonly name: string;
  readonly message: string;
  /** One entry for each frame, as NetSuite writes it. */
  readonly stack: readonly string[];
  /** The same, taken apart. */
  readonly frames: readonly StackFrame[];
}

/** One entry of `o:errorDetails`. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  /** `o:errorPath`, `o:errorQueryParam`, `o:errorHeader` or `o:urlPath`: what the entry is about. */
  readonly about?: string;
}

/** NetSuite's error, whatever form it came in. */
export interface NetSuiteError {
  readonly code: string;
  readonly message: string;
  readonly script?: ScriptError;
  /** Further entries of a REST web services error. */
  readonly further?: readonly ErrorDetail[];
}

/** Error bodies are short; longer ones are data. Bytes. */
const LONGEST = 1 << 20;

/**
 * Finds NetSuite's error in a response body: RESTlet errors as JSON, XML or text (Oracle: section_4634920277),
 * REST web services `o:errorDetails` (Oracle: section_156570709583), and errors that a script caught and returned
 * with a success status. The body decides, not the Content-Type, which is often wrong.
 */
export function readNetSuiteError(response: {
  readonly status: number;
  readonly contentType?: string | undefined;
  readonly body: Uint8Array;
}): NetSuiteError | undefined {
  if (response.body.length === 0 || response.body.length > LONGEST) {
    return undefined;
  }
  const text = decodeBody(response.body, response.contentType).trim();
  if (text.startsWith('{')) {
    const value = parse(text);
    return isObject(value) ? errorInJson(value, response.status) : undefined;
  }
  const plain = text.startsWith('<') ? errorInXml(text) : errorInText(text);
  return plain && withScript(plain.code, plain.message);
}

function errorInJson(body: JsonObject, status: number): NetSuiteError | undefined {
  const details = own(body, 'o:errorDetails');
  if (Array.isArray(details)) {
    return errorInDetails(details, body);
  }
  const error = own(body, 'error');
  if (isObject(error)) {
    return errorInObject(error);
  }
  // Data may well have a name and a stack of something; only a thrown error says so in its type.
  const thrown = str(own(body, 'type'))?.startsWith('error.') === true ? scriptError(body) : undefined;
  if (thrown) {
    return { code: thrown.name, message: thrown.message, script: thrown };
  }
  if (status >= 400) {
    return typeof error === 'string' && error !== ''
      ? { code: error, message: str(own(body, 'error_description')) ?? str(own(body, 'message')) ?? '' }
      : errorInObject(body);
  }
  return undefined;
}

function errorInObject(error: JsonObject): NetSuiteError | undefined {
  const script = scriptError(error);
  const code = str(own(error, 'code')) ?? str(own(error, 'name')) ?? '';
  const message = own(error, 'message');
  if (isObject(message)) {
    const inner = scriptError(message);
    return inner && { code: code === '' ? inner.name : code, message: inner.message, script: inner };
  }
  if (code === '' && (typeof message !== 'string' || message === '')) {
    return undefined;
  }
  return script ? { code, message: script.message, script } : withScript(code, str(message) ?? '');
}

function errorInDetails(details: readonly unknown[], body: JsonObject): NetSuiteError | undefined {
  const read = details.filter(isObject).map(entry => {
    const about = ['o:errorPath', 'o:errorQueryParam', 'o:errorHeader', 'o:urlPath']
      .map(name => str(own(entry, name)))
      .find(value => value !== undefined && value !== '');
    return {
      code: str(own(entry, 'o:errorCode')) ?? '',
      message: str(own(entry, 'detail')) ?? '',
      ...(about !== undefined && { about }),
    };
  });
  const [first, ...further] = read;
  const title = str(own(body, 'title')) ?? '';
  if (!first) {
    return title === '' ? undefined : { code: '', message: title };
  }
  const error = withScript(first.code, first.message === '' ? title : first.message);
  return further.length === 0 ? error : { ...error, further };
}

/** Unwraps a message that is itself a stringified error object. */
function withScript(code: string, message: string): NetSuiteError {
  const trimmed = message.trim();
  const inner = trimmed.startsWith('{') ? parse(trimmed) : undefined;
  const script = isObject(inner) ? scriptError(inner) : undefined;
  return script ? { code: code === '' ? script.name : code, message: script.message, script } : { code, message };
}

/** `{type: "error.SuiteScriptError", name, message, stack}` and its sisters (`error.UserEventError`, …). */
function scriptError(value: JsonObject): ScriptError | undefined {
  const type = str(own(value, 'type'));
  const stack = own(value, 'stack');
  if (type?.startsWith('error.') !== true && !Array.isArray(stack)) {
    return undefined;
  }
  const name = str(own(value, 'name')) ?? str(own(value, 'code'));
  const message = str(own(value, 'message'));
  if (name === undefined && message === undefined) {
    return undefined;
  }
  const frames: readonly unknown[] = Array.isArray(stack) ? stack : typeof stack === 'string' ? stack.split('\n') : [];
  const lines = frames.filter(frame => typeof frame === 'string').filter(frame => frame.trim() !== '');
  return { name: name ?? '', message: message ?? '', stack: lines, frames: lines.map(parseStackFrame) };
}

type JsonObject = Readonly<Record<string, unknown>>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of the object itself, never of its prototype. */
function own(value: JsonObject, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function str(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
