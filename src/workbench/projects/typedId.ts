import type { RequestFile } from '../../requests/nodes.ts';

/** Which ID is being typed at the end of a target's text, and how much of it is there. */
export type TypedId =
  /** Script and deployment together; `insertBefore` is what is missing of the scheme. */
  | { readonly kind: 'restlet'; readonly prefix: string; readonly insertBefore: '' | 'restlet:' }
  | { readonly kind: 'script'; readonly prefix: string }
  | { readonly kind: 'deployment'; readonly prefix: string; readonly script: string | undefined };

const methodAndTarget = /^[ \t]*(?:GET|POST|PUT|DELETE)[ \t]+(\S*)$/i;

/** What of a target, or of a variable's value, stands before an offset; undefined anywhere else. */
export function targetBefore(file: RequestFile, text: string, offset: number): string | undefined {
  const isInside = ({ start, end }: { start: number; end: number }) => start <= offset && offset <= end;
  const target = file.requests.find(({ target: { range } }) => range.start < range.end && isInside(range))?.target
    .range;
  const range = target ?? file.variables.find(({ value }) => isInside(value.range))?.value.range;
  if (range) {
    return text.slice(range.start, offset).replace(/\s*[\r\n]\s*/g, '');
  }
  // A method alone has no target yet.
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1, offset);
  return methodAndTarget.exec(line)?.[1];
}

export function typedId(before: string): TypedId | undefined {
  const [, pair] = /^restlet:([\w/]*)$/i.exec(before) ?? [];
  if (pair !== undefined) {
    const [script = '', deployment] = pair.split('/');
    return deployment === undefined || script === ''
      ? { kind: 'restlet', prefix: pair, insertBefore: '' }
      : { kind: 'deployment', prefix: deployment, script };
  }
  if ('restlet:'.startsWith(before.toLowerCase())) {
    return { kind: 'restlet', prefix: before, insertBefore: 'restlet:' };
  }
  const [, name, prefix] = /\/restlet\.nl\?(?:[^#]*&)?(script|deploy)=(\w*)$/i.exec(before) ?? [];
  if (name === undefined || prefix === undefined) {
    return undefined;
  }
  const [, script] = /[?&]script=(\w+)/i.exec(before) ?? [];
  return name.toLowerCase() === 'script' ? { kind: 'script', prefix } : { kind: 'deployment', prefix, script };
}
