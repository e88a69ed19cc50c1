// A laptop that is closed while a request is on its way: the process stands still, time and network do not.
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendPlace, type Result, type SendPlace } from './sendPlace.ts';

describe('tba send, asleep while it waits', () => {
  let place: SendPlace;
  beforeAll(async () => {
    place = await sendPlace();
  });
  afterEach(() => place.closeServers());
  afterAll(() => place.stop());

  /** Sends with a limit of a second, and sleeps for two and a half of them. */
  const sendAsleep = async (meanwhile: (response: ServerResponse) => void): Promise<Result> => {
    let arrived: (response: ServerResponse) => void;
    const request = new Promise<ServerResponse>(resolve => (arrived = resolve));
    const { url } = await place.serve((_, response) => arrived(response));
    await place.write('orders.http', '# @timeout 1\nGET /rest/tokeninfo\n');
    const { child, ended } = place.start([place.file], { NETSUITE_BASE_URL: url });
    const response = await request;
    child.kill('SIGSTOP');
    meanwhile(response);
    await sleep(2500);
    child.kill('SIGCONT');
    return ended;
  };

  it('shows the answer that came meanwhile', async () => {
    const { code, out, err } = await sendAsleep(response => response.end('{"slept":true}'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('{"slept":true}');
  });

  it('says so where the connection was lost meanwhile', async () => {
    const { code, err } = await sendAsleep(response => response.destroy());
    expect([code, err]).toEqual([1, expect.stringMatching(/closed|reset|ended/i)]);
  });

  it('gives up where nothing came', async () => {
    const { code, err } = await sendAsleep(() => undefined);
    expect([code, err]).toEqual([1, expect.stringMatching(/No answer within 1 s/)]);
  });
});
