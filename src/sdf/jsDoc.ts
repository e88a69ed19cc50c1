/** One value that a RESTlet's function takes: a URL parameter, or a member of its body. */
export interface Field {
  readonly name: string;
  /** As written in JSDoc or TypeScript, empty when nothing says. */
  readonly type: string;
  readonly optional: boolean;
  /** Of JSDoc: `[limit=10]`. */
  readonly standard?: string;
  readonly description: string;
  /** Members, when it is an object or a list of objects. */
  readonly fields: readonly Field[];
}

export interface JsDoc {
  readonly description: string;
  /** Names without their dots: `params.id` is the field `id` of the field `params`. */
  readonly parameters: readonly Field[];
}

interface Draft {
  readonly name: string;
  type: string;
  optional: boolean;
  standard: string | undefined;
  description: string;
  readonly fields: Draft[];
}

/** Far more than anybody writes in one comment. */
const mostParameters = 500;
const deepest = 8;

/** Reads a comment from slash to slash (https://jsdoc.app/tags-param). Any text gives an answer. */
export function readJsDoc(comment: string): JsDoc {
  const [description = '', ...tags] = contentOf(comment).split(/\n(?=@)/);
  const parameters: Draft[] = [];
  for (const tag of tags.slice(0, mostParameters)) {
    const [, rest] = /^@(?:param|arg|argument)(?![\w-])([^]*)$/.exec(tag) ?? [];
    if (rest !== undefined) addParameter(parameters, rest);
  }
  return { description: oneLine(description), parameters: parameters.map(finished) };
}

/**
 * The value of a tag that stands on a line of its own, such as `@NApiVersion 2.1`; undefined without it. Case does not
 * matter: Oracle says so of a value (section_4618456517), of the tags it is assumed.
 */
export function tagValue(comment: string, tag: string): string | undefined {
  const wanted = `@${tag}`.toLowerCase();
  const line = contentOf(comment)
    .split('\n')
    .find(each => each.split(/\s/, 1)[0]?.toLowerCase() === wanted);
  return line?.slice(tag.length + 1).trim();
}

/** Without what draws the comment; a line end comes first. */
function contentOf(comment: string): string {
  const lines = comment
    .replace(/^\/\*\*?/, '')
    .replace(/\*\/$/, '')
    .split(/\r\n?|\n/)
    .map(line => line.replace(/^[ \t]*\*?[ \t]?/, '').trim());
  return `\n${lines.join('\n')}`;
}

function addParameter(parameters: Draft[], text: string): void {
  const { type, rest } = takeType(text.trimStart());
  const [, bracketed, plain, after = ''] = /^(?:\[([^\]\n]*)\]|([^\s{}]+))([^]*)$/.exec(rest) ?? [];
  const named = bracketed ?? plain ?? '';
  const equals = named.indexOf('=');
  const path = (equals < 0 ? named : named.slice(0, equals)).trim().split('.', deepest);
  let siblings = parameters;
  path.forEach((part, index) => {
    const name = part.replace(/\[\]$/, '').replace(/^\.\.\./, '');
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$-]*$/u.test(name)) return;
    let found = siblings.find(each => each.name === name);
    if (!found) {
      found = { name, type: '', optional: false, standard: undefined, description: '', fields: [] };
      siblings.push(found);
    }
    if (index === path.length - 1) {
      found.type = type.replace(/=$/, '');
      found.optional = bracketed !== undefined || type.endsWith('=');
      found.standard = equals < 0 ? undefined : named.slice(equals + 1).trim();
      found.description = oneLine(after.replace(/^\s*-?\s*/, ''));
    }
    siblings = found.fields;
  });
}

/** `{Type} name`, where the type may hold braces itself. */
function takeType(text: string): { type: string; rest: string } {
  if (!text.startsWith('{')) return { type: '', rest: text };
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) {
      return { type: text.slice(1, at).trim(), rest: text.slice(at + 1).trimStart() };
    }
  }
  return { type: '', rest: '' };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function finished({ standard, fields, ...rest }: Draft): Field {
  return { ...rest, ...(standard !== undefined && { standard }), fields: fields.map(finished) };
}
