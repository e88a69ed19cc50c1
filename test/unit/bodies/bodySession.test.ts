import { afterEach, describe, expect, it } from 'vitest';
import { BodySession } from '../../../src/workbench/responses/bodySession.ts';

const worker = new URL('../../../src/workbench/responses/bodyWorker.ts', import.meta.url);
const sessions: BodySession[] = [];

function start(text: string, contentType = 'application/json'): BodySession {
  const session = new BodySession(worker, { status: 200, contentType, bytes: new TextEncoder().encode(text) });
  sessions.push(session);
  return session;
}

afterEach(() => {
  for (const session of sessions.splice(0)) {
    session.dispose();
  }
});

describe('BodySession', () => {
  it('reads a body in its thread and pages it', async () => {
    const session = start('{"a":[1,2],"big":12345678901234567890}');
    expect(await session.summary).toMatchObject({ kind: 'json', rows: 7 });
    expect((await session.rows({ from: 5, count: 1 }))[0]?.value?.text).toBe('12345678901234567890');
    expect(await session.toggle(1)).toEqual({ row: 1, rows: 4 });
    expect(await session.foldToLevel(null)).toEqual({ row: 0, rows: 7 });
    expect((await session.lines({ from: 0, count: 5 }))[0]?.number).toBe(1);
    expect(await session.text('raw')).toBe('{"a":[1,2],"big":12345678901234567890}');
    expect(await session.text('pretty')).toBe('{\n  "a": [\n    1,\n    2\n  ],\n  "big": 12345678901234567890\n}');
  });

  it('takes the bytes over instead of copying them', async () => {
    const bytes = new TextEncoder().encode('[1]').slice();
    const session = new BodySession(worker, { status: 200, contentType: undefined, bytes });
    sessions.push(session);
    expect(bytes.byteLength).toBe(0);
    expect((await session.summary).kind).toBe('json');
  });

  it('leaves a larger buffer alone that the body is a piece of', async () => {
    const whole = Buffer.from('xx[1]yy');
    const session = new BodySession(worker, { status: 200, contentType: undefined, bytes: whole.subarray(2, 5) });
    sessions.push(session);
    expect(whole.toString()).toBe('xx[1]yy');
    expect((await session.summary).rows).toBe(3);
  });

  it('answers what is asked after it was closed with an error', async () => {
    const session = start('[1]');
    await session.summary;
    session.dispose();
    await expect(session.rows({ from: 0, count: 1 })).rejects.toMatchObject({ code: 'body-closed' });
  });

  it('says so when its thread cannot be started', async () => {
    const session = new BodySession(new URL('./nowhere.js', import.meta.url), {
      status: 200,
      contentType: undefined,
      bytes: new Uint8Array(1),
    });
    sessions.push(session);
    await expect(session.summary).rejects.toMatchObject({ code: 'body-worker-failed' });
  });
});
