import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AnswerHead } from '../../../../src/exchange/transport/transport.ts';
import { ArrivingBody } from '../../../../src/workbench/responses/arrivingBody.ts';

// Each thread reads its modules from TypeScript first.
vi.setConfig({ testTimeout: 60_000 });

const worker = new URL('../../../../src/workbench/responses/bodyWorker.ts', import.meta.url);
const head: AnswerHead = {
  status: 200,
  statusText: 'OK',
  headers: [{ name: 'Content-Type', value: 'application/json' }],
};
const rows = Array.from({ length: 60_000 }, (_, id) => `{"id":${id}}`);
const whole = () => new TextEncoder().encode(`[${rows.join(',')}]`).slice();
const opened: { dispose(): void }[] = [];
const previews: string[] = [];

afterEach(() => {
  for (const one of opened.splice(0)) {
    one.dispose();
  }
  previews.length = 0;
});

function open(): ArrivingBody {
  const arriving = new ArrivingBody(worker, text => previews.push(text));
  opened.push(arriving);
  return arriving;
}

function feed(arriving: ArrivingBody, answer: AnswerHead, bytes: Uint8Array, step: number): void {
  for (let end = step; end < bytes.length; end += step) {
    arriving.add({ answer, bytes: end, body: bytes.subarray(0, end) });
  }
}

describe('a body that is read while it arrives', () => {
  it('is the whole body in the end, and gone from where it was', async () => {
    const arriving = open();
    const bytes = whole();
    const { length } = bytes;
    feed(arriving, head, bytes, 50_000);
    const session = arriving.finish(bytes);
    opened.push(session!);
    expect(bytes.byteLength).toBe(0);
    expect(await session!.summary).toMatchObject({ kind: 'json', bytes: length, rows: rows.length * 3 + 2 });
    expect(await session!.text('raw')).toBe(`[${rows.join(',')}]`);
  });

  it('says how it begins as soon as there is enough of it', async () => {
    const arriving = open();
    const bytes = whole();
    feed(arriving, head, bytes, 300_000);
    await vi.waitFor(() => expect(previews.at(-1)).toMatch(/^\[\n {2}\{\n {4}"id": 0\n/), { timeout: 20_000 });
  });

  it('waits with a thread until it is worth one', () => {
    const arriving = open();
    const bytes = new TextEncoder().encode('[1]');
    arriving.add({ answer: head, bytes: 3, body: bytes });
    expect(arriving.finish(bytes)).toBeUndefined();
    expect(bytes.byteLength).toBe(3);
  });

  it('begins anew with another answer', async () => {
    const arriving = open();
    feed(arriving, head, new Uint8Array(1_000_000).fill(0x20), 400_000);
    const bytes = whole();
    feed(arriving, { ...head }, bytes, 300_000);
    const session = arriving.finish(bytes);
    opened.push(session!);
    expect((await session!.summary).rows).toBe(rows.length * 3 + 2);
  });

  it('keeps what came of one that breaks off', async () => {
    const arriving = open();
    const bytes = whole();
    arriving.add({ answer: head, bytes: 400_000, expected: bytes.length, body: bytes.subarray(0, 400_000) });
    const part = arriving.part;
    expect(part).toMatchObject({ answer: head, wireBytes: 400_000 });
    const session = arriving.finish(part!.body);
    opened.push(session!);
    expect(await session!.summary).toMatchObject({ bytes: 400_000, problem: { code: 'unexpected-end' } });
  });
});
