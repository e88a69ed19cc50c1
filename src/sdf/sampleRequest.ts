import type { Field } from './jsDoc.ts';
import type { RestletFunction } from './restletScript.ts';

export interface Sample {
  /** One request with its `###` line, LF at every line's end. */
  readonly text: string;
  /** Where the first value is missing, as a stretch of the text to be selected; the target when none is. */
  readonly caret: { readonly start: number; readonly end: number };
  /** Whether it makes sense to send it as it is. */
  readonly isComplete: boolean;
}

/** What SuiteScript's own templates say over every function. */
const template = /^(?:Defines the function that is executed when|Function called upon sending an? )/i;
const mostFields = 60;
const deepest = 6;

/**
 * A request that calls a RESTlet's function, made from its signature and JSDoc: URL parameters for get and delete, a
 * body for post and put (Oracle: bridgehead_4625649079). Optional parameters are there as comments. Only a GET that
 * wants nothing is complete: anything else may change something and should be read before it is sent.
 */
export function sampleRequest(
  { method, type, fields, description, parameters }: Omit<RestletFunction, 'offset' | 'keyOffset'>,
  { script, deployment, scriptName }: { script: string; deployment: string; scriptName: string },
): Sample {
  const verb = method.toUpperCase();
  const title = titleOf(description) ?? oneLine(`${scriptName}: ${verb}`);
  const head = `### ${title}\n${verb} restlet:`;
  const target = `${script}/${deployment}`;
  const wanted = fields.slice(0, mostFields);
  if (method === 'get' || method === 'delete') {
    const query = queryLines(wanted);
    const text = `${head}${target}${query}\nContent-Type: application/json\n`;
    const missing = /^ {2}[?&][^=\n]+=$/m.exec(text);
    const wantsNothing = parameters?.length === 0 || (wanted.length > 0 && wanted.every(({ optional }) => optional));
    const isComplete = method === 'get' && wantsNothing && isKnown(script, deployment);
    const end = missing ? missing.index + missing[0].length : 0;
    return { text, caret: missing ? { start: end, end } : targetSpan(head, target), isComplete };
  }
  const isText = /^string$/i.test(type.trim());
  const body = isText ? 'text' : json(wanted, type, 0);
  const start = `${head}${target}\nContent-Type: ${isText ? 'text/plain' : 'application/json'}\n\n`;
  const text = `${start}${body}\n`;
  return {
    text,
    caret: isText ? { start: start.length, end: start.length + 4 } : firstValue(text, start.length),
    isComplete: false,
  };
}

function isKnown(script: string, deployment: string): boolean {
  return script.startsWith('customscript') && deployment.startsWith('customdeploy');
}

function targetSpan(head: string, target: string): { start: number; end: number } {
  return { start: head.length, end: head.length + target.length };
}

/** Each on a line of its own, those that may be left out behind a `#`. */
function queryLines(fields: readonly Field[]): string {
  const sorted = [...fields.filter(each => !each.optional), ...fields.filter(each => each.optional)];
  // The first one that is wanted takes the `?`; where none is, the target does, so that any line can be switched on.
  const marked = sorted[0]?.optional === true ? '?' : '';
  const lines = sorted.map(({ name, optional, standard }, index) => {
    const mark = index === 0 && marked === '' ? '?' : '&';
    const value = standard === undefined ? '' : encodeURIComponent(unquoted(standard).toWellFormed());
    return `\n${optional ? '# ' : '  '}${mark}${encodeURIComponent(name.toWellFormed())}=${value}`;
  });
  return marked + lines.join('');
}

function json(fields: readonly Field[], type: string, depth: number): string {
  const indent = '  '.repeat(depth);
  const isList = isListType(type);
  const inner = isList ? `${indent}  ` : indent;
  const members = fields.map(
    field => `${inner}  ${JSON.stringify(field.name)}: ${value(field, depth + (isList ? 2 : 1))}`,
  );
  const object = fields.length === 0 ? `{\n${inner}  \n${inner}}` : `{\n${members.join(',\n')}\n${inner}}`;
  return isList ? `[\n${inner}${object}\n${indent}]` : object;
}

function value({ type, fields, standard }: Field, depth: number): string {
  const plain = type.trim().toLowerCase();
  if (fields.length > 0) return depth > deepest ? '{}' : json(fields, type, depth);
  if (isListType(type)) return '[]';
  if (/^(?:number|integer|int|float)\b/.test(plain))
    return /^-?\d+(?:\.\d+)?$/.test(standard ?? '') ? (standard ?? '0') : '0';
  if (/^bool/.test(plain)) return standard === 'true' ? 'true' : 'false';
  if (/^object\b|^\{|^record</.test(plain)) return '{}';
  return JSON.stringify(standard === undefined ? '' : unquoted(standard));
}

function isListType(type: string): boolean {
  return /\[\]$|^(?:readonly\s*)?array\b|^readonlyarray\b/i.test(type.trim().replace(/[?!]/g, ''));
}

/** Inside the quotes of the first text, on the first other value, or where members go. */
function firstValue(text: string, from: number): { start: number; end: number } {
  const found = /: ("[^"\n]*"|-?[\d.]+|true|false|\[\]|\{\})/.exec(text.slice(from));
  if (!found) {
    const empty = text.indexOf('{\n', from);
    const at = text.indexOf('\n', empty + 2);
    return { start: at, end: at };
  }
  const start = from + found.index + 2;
  const length = found[1]?.length ?? 0;
  return found[1]?.startsWith('"') ? { start: start + 1, end: start + length - 1 } : { start, end: start + length };
}

/** The first sentence of what the function says about itself. */
function titleOf(description: string): string | undefined {
  const sentence = oneLine(description.split(/(?<=[.!?])\s/)[0] ?? '').replace(/\.$/, '');
  return sentence === '' || sentence.length > 80 || template.test(sentence) || /^[@#]/.test(sentence)
    ? undefined
    : sentence;
}

/** A title is one line, and no reference to a variable. */
function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\{\{|\}\}/g, '')
    .trim();
}

function unquoted(text: string): string {
  return text.replace(/^(["'`])(.*)\1$/s, '$2');
}
