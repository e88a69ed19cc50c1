import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../../../src/cli/streams/readLines.ts';

async function linesOf(chunks: readonly Uint8Array[]): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const line of readLines(Readable.from(chunks))) lines.push(line);
  return lines;
}

describe('readLines', () => {
  it('finds the same lines however the bytes arrive', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '日', '😀', '\n', '\r\n', '{') });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 5 }), async (written, size) => {
        const bytes = Buffer.from(written);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const expected = written.split(/\r?\n/);
        if (expected.at(-1) === '') expected.pop();
        expect(await linesOf(chunks)).toEqual(expected);
      }),
    );
  });

  it('refuses a line that is too long, and goes on with the next', async () => {
    const megabytes = Array.from({ length: 65 }, () => Buffer.alloc(1024 * 1024, 'a'));
    const [first, ...rest] = await linesOf([Buffer.from('a\n'), ...megabytes, Buffer.from('\nb')]);
    expect([first, rest[1]]).toEqual(['a', 'b']);
    expect(rest[0]).toMatchObject({ code: 'line-too-long' });
  });
});
