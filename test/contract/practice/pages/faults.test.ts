import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultKinds } from '../../../../src/practice/server/faults/catalogue.ts';
import { activeFaults, standingFaults, switchOn } from '../../../../src/practice/server/faults/standing.ts';
import { call, startFixture } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { browserPage, signIn } from './browser.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

describe('faults switched on by hand', () => {
  const path = '/practice/faults';
  const lasting = { surface: 'any', lasting: 'calls', calls: '1' };

  it('hold for the next n calls, and say so', async () => {
    const page = await signIn(practice, 'alex');
    const shown = await page.submit(
      path,
      { fault: 'status', 'value-status': '503', ...lasting, calls: '2' },
      { form: 'Switch on' },
    );
    expect(shown.notices).toEqual(['Done Server error: 503 Service Unavailable is on.']);
    expect(activeFaults(practice.account)).toEqual([
      { label: 'Server error: 503 Service Unavailable (all calls, next 2 calls)' },
    ]);
    expect([(await call(practice)).status, (await call(practice)).status, (await call(practice)).status]).toEqual([
      503, 503, 200,
    ]);
    expect((await page.get(path)).main).toContain('No fault is on.');
  });

  it('hold until switched off', async () => {
    const page = await signIn(practice, 'alex');
    await page.submit(path, { fault: 'throttle', surface: 'restlet', lasting: 'off' }, { form: 'Switch on' });
    for (let count = 0; count < 5; count += 1) {
      expect((await call(practice)).status).toBe(400);
    }
    const shown = await page.submit(path, {}, { form: 'Switch off' });
    expect(shown.notices).toEqual(['Done Throttling is off.']);
    expect((await call(practice)).status).toBe(200);
  });

  it('concern only the calls they are meant for', async () => {
    switchOn(practice.account, { id: 'status', value: '500', surface: 'soap', callsLeft: undefined });
    expect((await call(practice)).status).toBe(200);
    switchOn(practice.account, { id: 'status', value: '502', surface: 'restlet', callsLeft: undefined });
    expect((await call(practice)).status).toBe(502);
    expect((await call(practice, { path: '/rest/tokeninfo' })).status).toBe(200);
  });

  it('queue up: of one kind the first counts until it is used up', async () => {
    for (const value of ['500', '504']) {
      switchOn(practice.account, { id: 'status', value, surface: 'any', callsLeft: 1 });
    }
    expect([(await call(practice)).status, (await call(practice)).status, (await call(practice)).status]).toEqual([
      500, 504, 200,
    ]);
  });

  it('step back for a call that asks by header, and are not used up by it', async () => {
    switchOn(practice.account, { id: 'status', value: '503', surface: 'any', callsLeft: 1 });
    expect((await call(practice, { headers: { 'X-Practice-Fault': 'html=200' } })).status).toBe(200);
    expect((await call(practice, { headers: { 'X-Practice-Fault': 'none' } })).body).toContain('"method":"GET"');
    expect((await call(practice)).status).toBe(503);
  });

  it('are all off with one button, and are gone with the other account untouched', async () => {
    const page = await signIn(practice, 'alex');
    switchOn(practice.account, { id: 'truncate', value: '', surface: 'any', callsLeft: undefined });
    switchOn(practice.account, { id: 'latency', value: '900', surface: 'any', callsLeft: undefined });
    const shown = await page.submit(path, {}, { form: 'Switch all off' });
    expect([shown.notices, standingFaults(practice.account)]).toEqual([['Done All faults are off.'], []]);
  });

  it.each([
    [{ fault: undefined }, 'Choose a fault.'],
    [{ fault: 'nonsense' }, 'Choose a fault.'],
    [{ fault: 'latency', 'value-latency': '-5' }, 'Latency takes a number from 0.1 to 1000'],
    [{ fault: 'latency', 'value-latency': '🚀<script>' }, 'Latency takes a number from 0.1 to 1000'],
    [{ fault: 'body', 'value-body': '1000' }, 'Large JSON body takes a whole number from 1 to 200'],
    [{ fault: 'reset', 'value-reset': 'x' }, 'Connection reset takes one of before, headers, body.'],
    [{ fault: 'truncate', 'value-truncate': '5' }, 'Truncated body takes no value.'],
    [{ fault: 'truncate', surface: 'moon' }, 'Choose which calls it concerns.'],
    [{ fault: 'truncate', lasting: 'for ever' }, 'Choose how long it lasts'],
    [{ fault: 'truncate', calls: '0' }, 'Choose how long it lasts'],
    [{ fault: 'truncate', calls: '1001' }, 'Choose how long it lasts'],
    [{ fault: 'truncate', calls: 'x'.repeat(10_000) }, 'Choose how long it lasts'],
  ])('%j is refused and switches nothing on', async (fields, message) => {
    const page = await signIn(practice, 'alex');
    const shown = await page.submit(path, { ...lasting, ...fields }, { form: 'Switch on', force: true });
    expect(shown.status).toBe(400);
    expect(shown.notices.join()).toContain(message);
    expect(standingFaults(practice.account)).toEqual([]);
    expect(shown.text).not.toContain('<script>');
  });

  it('keep what was entered when it is refused', async () => {
    const page = await signIn(practice, 'alex');
    const shown = await page.submit(path, { ...lasting, fault: 'drip', 'value-drip': '12.5' }, { form: 'Switch on' });
    expect(shown.text).toMatch(/id="fault-drip"[^>]*checked/);
    expect(shown.text).toMatch(/id="value-drip"[^>]*value="12.5"[^>]*aria-invalid="true"/);
  });

  it('can be switched off in one window and then not again in another', async () => {
    const page = await signIn(practice, 'alex');
    switchOn(practice.account, { id: 'truncate', value: '', surface: 'any', callsLeft: undefined });
    const [first, second] = [
      await page.open(path, { form: 'Switch off' }),
      await page.open(path, { form: 'Switch off' }),
    ];
    await first.send();
    expect((await second.send()).notices).toEqual(['Not done That fault had ended before.']);
  });

  it('end at a number', async () => {
    const page = await signIn(practice, 'alex');
    for (let count = 0; count < 60; count += 1) {
      switchOn(practice.account, { id: 'truncate', value: '', surface: 'soap', callsLeft: undefined });
    }
    const shown = await page.submit(path, { ...lasting, fault: 'truncate' }, { form: 'Switch on' });
    expect([shown.notices.length, standingFaults(practice.account).length]).toEqual([1, 50]);
  });

  it('are for administrators, and for a form that came from the page', async () => {
    const jane = await signIn(practice, 'jane');
    expect((await jane.get(path)).status).toBe(403);
    await jane.post(path, { fault: 'throttle', ...lasting, do: 'on' });
    const alex = await signIn(practice, 'alex');
    await alex.post(path, { fault: 'throttle', ...lasting, do: 'on' });
    await browserPage(practice).post(path, { fault: 'throttle', ...lasting, do: 'on' });
    expect(standingFaults(practice.account)).toEqual([]);
  });

  it('are all on the page, with what they teach and how the header names them', async () => {
    const shown = await (await signIn(practice, 'alex')).get(path);
    for (const { id, label } of faultKinds) {
      expect(shown.main).toContain(label);
      expect(shown.text).toContain(`<code>${id}</code>`);
    }
  });
});
