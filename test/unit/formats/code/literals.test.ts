import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessLine } from '../../../../src/formats/code/harmlessLine.ts';
import {
  csharpString,
  javascriptKey,
  javascriptString,
  javaString,
  phpString,
  pythonString,
  shellBytes,
} from '../../../../src/formats/code/literals.ts';
import { dangerous, hostileText } from './hostileText.ts';
import { readUnicodeEscapes } from './stripLiterals.ts';

function evaluate(code: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the real reader
  return new Function(`return ${code}`)();
}

/** Reads `"…"`, or several joined by `+`, by the escapes that C# and Java have in common with us. */
function readDoubleQuoted(code: string): string {
  expect(code).toMatch(/^"(?:[^"\\\n\r]|\\[^\n\r])*"(?: \+\n *"(?:[^"\\\n\r]|\\[^\n\r])*")*$/);
  return code
    .split(/(?<=") \+\n */)
    .map(part =>
      part.slice(1, -1).replace(/\\(?:([0-7]{3})|u([0-9a-f]{4})|U([0-9a-f]{8})|([^]))/g, (_, ...groups) => {
        const [octal, unit, codePoint, short] = groups as (string | undefined)[];
        return short === undefined
          ? String.fromCodePoint(parseInt(octal ?? unit ?? codePoint ?? '', octal === undefined ? 16 : 8))
          : ({ n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }[short] ?? `?${short}`);
      }),
    )
    .join('');
}

/** Reads a text block as JLS section 3.10.6 does: strips indentation and trailing blanks, then reads escapes. */
function readTextBlock(code: string): string {
  const inner = code.slice('"""\n'.length, -'"""'.length);
  // It would end there.
  expect(inner.replace(/\\[^]/g, '')).not.toContain('"""');
  const lines = inner.split('\n');
  const counted = lines.filter((line, index) => line.trim() !== '' || index === lines.length - 1);
  const indent = Math.min(...counted.map(line => /^ */.exec(line)?.[0].length ?? 0));
  return lines
    .map(line => line.slice(indent).replace(/ +$/, ''))
    .join('\n')
    .replace(
      /\\([^])/g,
      (_, escaped: string) => ({ '\n': '', s: ' ', '"': '"', '\\': '\\' })[escaped] ?? `?${escaped}`,
    );
}

function readJava(code: string): string {
  // Octal escapes, unlike \uXXXX, are left for the second reading.
  const text = readUnicodeEscapes(code);
  return text.startsWith('"""') ? readTextBlock(text) : readDoubleQuoted(text);
}

describe('a literal', () => {
  it('of JavaScript is read back as the text', () => {
    fc.assert(
      fc.property(hostileText, text => {
        expect(evaluate(javascriptString(text))).toBe(text);
      }),
    );
  });

  it('of JavaScript does not end the script of a page', () => {
    expect(javascriptString('a</script>b</SCRIPT>\n<!--')).not.toMatch(/<\/script|<!--/i);
  });

  it('of JavaScript can be any key, the prototype too', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.constantFrom('__proto__', 'constructor', '1', '')), key => {
        expect(Object.entries(evaluate(`{ ${javascriptKey(key)}: 1 }`.replace(/^(.*)$/s, '($1)')) as object)).toEqual([
          [key, 1],
        ]);
      }),
    );
  });

  it('of C# is read back as the text', () => {
    fc.assert(
      fc.property(hostileText, text => {
        expect(readDoubleQuoted(csharpString(text, '  '))).toBe(text);
      }),
    );
  });

  it('of Java is read back as the text, and is ASCII', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const literal = javaString(text, '    ');
        expect(literal).toMatch(/^[\n\x20-\x7e]*$/);
        expect(readJava(literal)).toBe(text);
      }),
    );
  });

  it.each([
    '{\n  "q": "a\\nb"\n}',
    '\n',
    'a\n',
    '  a \n   \n\n b"""c  \n ',
    ' \n ',
    'a\\\n"',
    '""""\n  ',
    '\n"""""" """""',
  ])('of Java is a text block for several plain lines: %j', text => {
    const literal = javaString(text, '    ');
    expect(literal).toMatch(/^"""\n/);
    expect(readJava(literal)).toBe(text);
  });

  it.each([
    ['Python', pythonString],
    ['PHP', phpString],
    ['a shell', shellBytes],
    ['JavaScript', javascriptString],
    ['C#', csharpString],
    ['Java', javaString],
  ])('of %s shows no character that hides, turns or moves what stands beside it', (_, write) => {
    for (const text of dangerous) {
      expect(write(text)).toMatch(/^[\n\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}]*$/u);
    }
  });

  it('keeps letters of any script readable', () => {
    expect(pythonString("Zoë's 日本 😀")).toBe("'Zoë\\'s 日本 😀'");
    expect(phpString('costs $5')).toBe("'costs $5'");
    expect(phpString('a\u202eb $5')).toBe('"a\\u{202e}b \\$5"');
    expect(shellBytes("a\0b'\\")).toBe("'a\\0000b'\\''\\\\'");
    expect(javascriptString('a\n${b}`')).toBe('`a\n\\${b}\\``');
  });
});

describe('the words of a comment', () => {
  it('are one line of characters that end no comment', () => {
    fc.assert(
      fc.property(hostileText, text => {
        expect(harmlessLine(text)).toMatch(/^[\p{L}\p{N} .,:;_()=&+?/#'…-]*$/u);
      }),
    );
  });

  it('stay as they are when they are harmless, and are cut when they are long', () => {
    expect(harmlessLine('Read an order (GET /app, id=5)')).toBe('Read an order (GET /app, id=5)');
    expect(harmlessLine('Größe\n*/ <b>\u202e')).toBe('Größe / b');
    expect(harmlessLine('😀a'.repeat(200)).length).toBeLessThanOrEqual(101);
  });
});
