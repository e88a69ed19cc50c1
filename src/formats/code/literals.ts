/** How a language escapes what cannot stand in a literal as it is. */
interface Escapes {
  /** Short escapes, of a character. */
  readonly short: ReadonlyMap<string, string>;
  /** The escape of anything else, by its code point. */
  readonly long: (codePoint: number) => string;
  /** Whether anything beyond ASCII is escaped: for a compiler that may read the file in another charset. */
  readonly isAscii?: boolean;
}

/**
 * A string literal of JavaScript: `'…'` for one line, a template for several.
 *
 * A browser's `</script` is cut in two as well, should the code end up in a page.
 */
export function javascriptString(text: string): string {
  const literal = text.includes('\n')
    ? `\`${escape(text, javascriptTemplate).replaceAll('${', '\\${')}\``
    : `'${escape(text, javascriptLine)}'`;
  return literal.replace(/<(?=\/script|!--)/gi, '\\x3C');
}

/** A key of an object literal; `__proto__` would be the prototype. */
export function javascriptKey(name: string): string {
  if (name === '__proto__') {
    return `['${name}']`;
  }
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${escape(name, javascriptLine)}'`;
}

/** A string literal of Python: `'…'` for one line, `'''…'''` for several. */
export function pythonString(text: string): string {
  return text.includes('\n') ? `'''${escape(text, pythonLines)}'''` : `'${escape(text, pythonLine)}'`;
}

/** A string literal of PHP: in single quotes, where nothing but quote and backslash is escaped, as long as that goes. */
export function phpString(text: string): string {
  return Array.from(text).every(character => character === '\n' || isPlain(character))
    ? `'${text.replace(/[\\']/g, '\\$&')}'`
    : `"${escape(text, php)}"`;
}

/** A string literal of C#; several lines are joined by `+`, each after the first indented by `indent`. */
export function csharpString(text: string, indent = ''): string {
  return joinLines(text, csharp, indent);
}

/**
 * A string literal of Java, in ASCII; several lines are a text block, indented by `indent`, where nothing in it could be
 * taken for indentation.
 */
export function javaString(text: string, indent = ''): string {
  // Java strips blanks of any script from a text block, and reads \uXXXX before it does.
  if (!text.includes('\n') || !/^[\n\x20-\x7e\p{L}\p{N}\p{P}\p{S}]*$/u.test(text)) {
    return joinLines(text, java, indent);
  }
  const lines = text.split('\n').map(line => {
    const escaped = escape(line, javaBlock).replace(/"{3,}/g, escapedQuotes).replace(/ $/, '\\s');
    return escaped === '' ? '' : indent + escaped;
  });
  const last = lines.pop() ?? '';
  // The block would end with a line break; `\` before it takes that away.
  return ['"""', ...lines, `${last === '' ? indent : last}\\`, `${indent}"""`].join('\n');
}

/** Every one of a run: of four quotes, the last three would end a block though the first is escaped. */
function escapedQuotes(quotes: string): string {
  return quotes.replaceAll('"', '\\"');
}

/** An argument for a POSIX shell. It cannot hold NUL, and holds nothing that a terminal would act on: see shellBytes. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Whether a shell's literal can say the text as it is. */
export function isShellText(text: string): boolean {
  return Array.from(text).every(character => character === '\n' || isPlain(character));
}

/** The argument of `printf '%b'` that prints the text: octets by their octal escape, where they are not plain. */
export function shellBytes(text: string): string {
  return shellWord(escape(text, shell));
}

function joinLines(text: string, escapes: Escapes, indent: string): string {
  const lines = text.split(/(?<=\n)/);
  return (lines.length === 0 ? [''] : lines).map(line => `"${escape(line, escapes)}"`).join(` +\n${indent}`);
}

function escape(text: string, { short, long, isAscii = false }: Escapes): string {
  return Array.from(text, character => {
    const escaped = short.get(character);
    if (escaped !== undefined) {
      return escaped;
    }
    return isPlain(character) && !(isAscii && character > '\x7f') ? character : long(character.codePointAt(0) ?? 0);
  }).join('');
}

/** Letters, marks, digits, punctuation and symbols; not spaces of other widths, direction marks or control characters. */
function isPlain(character: string): boolean {
  return /^(?:[\x20-\x7e]|(?!\p{ASCII})[\p{L}\p{M}\p{N}\p{P}\p{S}])$/u.test(character);
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

const javascriptLong = (codePoint: number): string =>
  codePoint <= 0xff
    ? `\\x${hex(codePoint, 2)}`
    : codePoint <= 0xffff
      ? `\\u${hex(codePoint, 4)}`
      : `\\u{${hex(codePoint, 1)}}`;

const javascriptLine: Escapes = {
  short: new Map([
    ['\\', '\\\\'],
    ["'", "\\'"],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
  ]),
  long: javascriptLong,
};

const javascriptTemplate: Escapes = {
  short: new Map([
    ['\\', '\\\\'],
    ['`', '\\`'],
    ['\n', '\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
  ]),
  long: javascriptLong,
};

const pythonLong = (codePoint: number): string =>
  codePoint <= 0xff
    ? `\\x${hex(codePoint, 2)}`
    : codePoint <= 0xffff
      ? `\\u${hex(codePoint, 4)}`
      : `\\U${hex(codePoint, 8)}`;

const pythonLine: Escapes = { short: javascriptLine.short, long: pythonLong };
const pythonLines: Escapes = { short: new Map([...javascriptLine.short, ['\n', '\n']]), long: pythonLong };

const php: Escapes = {
  short: new Map([
    ['\\', '\\\\'],
    ['"', '\\"'],
    ['$', '\\$'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
  ]),
  long: codePoint => (codePoint <= 0x7f ? `\\x${hex(codePoint, 2)}` : `\\u{${hex(codePoint, 1)}}`),
};

const doubleQuoted: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

const csharp: Escapes = {
  short: doubleQuoted,
  long: codePoint => (codePoint <= 0xffff ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`),
};

// \uXXXX is read before anything else is, so that a control character would stand in the source; octal is not.
const javaLong = (codePoint: number): string =>
  codePoint <= 0x9f
    ? `\\${codePoint.toString(8).padStart(3, '0')}`
    : Array.from(String.fromCodePoint(codePoint).split(''), unit => `\\u${hex(unit.charCodeAt(0), 4)}`).join('');

const java: Escapes = { short: doubleQuoted, long: javaLong, isAscii: true };
const javaBlock: Escapes = { short: new Map([['\\', '\\\\']]), long: javaLong, isAscii: true };

const utf8 = new TextEncoder();

const shell: Escapes = {
  short: new Map([
    ['\\', '\\\\'],
    ['\n', '\n'],
  ]),
  long: codePoint =>
    Array.from(utf8.encode(String.fromCodePoint(codePoint)), octet => `\\0${octet.toString(8).padStart(3, '0')}`).join(
      '',
    ),
};
