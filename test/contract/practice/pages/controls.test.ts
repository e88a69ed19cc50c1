import { onTestFinished, describe, expect, it } from 'vitest';
import { credentialsOf } from '../../../../src/practice/credentials.ts';
import { resetToReady, startFromScratch } from '../../../../src/practice/reset.ts';
import { call, startFixturePair } from '../practiceFixture.ts';
import type { Fixture, FixturePair } from '../practiceFixture.ts';
import { signIn } from './browser.ts';

async function practicePair(): Promise<FixturePair> {
  const pair = await startFixturePair();
  onTestFinished(pair.sandbox.stop);
  for (const { account, port } of [pair.production, pair.sandbox]) {
    await account.store.update(state => [{ ...state, port }, undefined]);
  }
  return pair;
}

const controls = '/practice/controls';
const refresh = '/practice/refresh-sandbox';
const startOver = '/practice/start-over';

const preferencesOf = ({ account }: Fixture) => account.store.current().preferences;

describe('practice controls', () => {
  it('are for administrators', async () => {
    const { sandbox } = await practicePair();
    const jane = await signIn(sandbox, 'jane');
    for (const path of [controls, refresh, startOver]) {
      expect((await jane.get(path)).status, path).toBe(403);
      await jane.post(path, { formToken: 'x', change: 'release', release: 'end-of-tba' });
    }
    expect(preferencesOf(sandbox).release).toBe('2026.2');
  });

  it('play another release: no call with a token gets in after the end of TBA', async () => {
    const { sandbox, production } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const shown = await alex.submit(controls, { release: 'end-of-tba' }, { form: 'Set release' });
    expect(shown.notices[0]).toMatch(/^Done The release is now: The end of TBA/);
    expect((await call(sandbox)).status).toBe(401);
    expect(sandbox.lastDetail()).toBe('FeatureDisabled');
    expect((await call(production)).status).toBe(200);
    await alex.submit(controls, { release: '2027.1' }, { form: 'Set release' });
    expect((await call(sandbox)).status).toBe(200);
  });

  it('say what each release does, and what of it is assumed', async () => {
    const { sandbox } = await practicePair();
    const { main } = await (await signIn(sandbox, 'alex')).get(controls);
    expect(main).toContain('2027.1: no new TBA integrations');
    expect(main).toMatch(/Assumed throughout: .* no final date/);
  });

  it('take no other release', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const shown = await alex.submit(controls, { release: '1999.1' }, { form: 'Set release' });
    expect(shown.notices[0]).toMatch(/^Not done/);
    expect(preferencesOf(sandbox).release).toBe('2026.2');
  });

  it('lock a user after five failures once switched on, and unlock with one click', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const wrong = { credentials: { ...sandbox.credentials, tokenSecret: 'x' } };
    const fail = async () => {
      for (let count = 0; count < 5; count += 1) {
        await call(sandbox, wrong);
      }
    };
    await fail();
    expect((await alex.get(controls)).main).toContain('Nobody is locked.');
    await alex.submit(controls, { lock: 'T' }, { form: 'Set lock' });
    await fail();
    expect((await call(sandbox)).status).toBe(401);
    expect(sandbox.lastDetail()).toBe('temporary_locked');
    const shown = await alex.get(controls);
    expect(shown.main).toContain('Jane Doe 30 more minutes');
    const form = await alex.open(shown, { form: 'Unlock' });
    expect((await form.send()).notices).toEqual(['Done Jane Doe is unlocked.']);
    expect((await call(sandbox)).status).toBe(200);
    expect((await form.send()).notices).toEqual(['Not done This user is not locked any more.']);
    await alex.submit(controls, { lock: undefined }, { form: 'Set lock' });
    await fail();
    expect((await call(sandbox)).status).toBe(200);
  });

  it('count from nought when the lock is switched on again', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    await alex.submit(controls, { lock: 'T' }, { form: 'Set lock' });
    const wrong = { credentials: { ...sandbox.credentials, tokenSecret: 'x' } };
    for (let count = 0; count < 4; count += 1) {
      await call(sandbox, wrong);
    }
    await alex.submit(controls, { lock: undefined }, { form: 'Set lock' });
    await alex.submit(controls, { lock: 'T' }, { form: 'Set lock' });
    await call(sandbox, wrong);
    expect((await call(sandbox)).status).toBe(200);
  });

  it('set the concurrency limit from 1 to 25, and show how many calls run', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const leave = sandbox.account.calls.enter();
    expect((await alex.get(controls)).main).toContain('Calls in use now: 1 of 5');
    leave?.();
    for (const limit of ['1', '25', ' 7 ']) {
      await alex.submit(controls, { limit }, { form: 'Set limit' });
      expect(preferencesOf(sandbox).concurrencyLimit).toBe(Number(limit));
    }
    for (const limit of ['0', '26', '-1', '2.5', '', 'many', '1e1', '"><script>']) {
      const shown = await alex.submit(controls, { limit }, { form: 'Set limit' });
      expect([shown.status, shown.errors], limit).toEqual([400, ['Enter a whole number from 1 to 25.']]);
      expect(shown.notices[0]).toMatch(/^Not done Calls at once/);
      expect(shown.text).not.toContain('<script');
    }
    expect(preferencesOf(sandbox).concurrencyLimit).toBe(7);
  });

  it('set whether applications that install themselves need approval', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    await alex.submit(controls, { approval: 'T' }, { form: 'Set approval' });
    expect(preferencesOf(sandbox).requireApproval).toBe(true);
    await alex.submit(controls, { approval: undefined }, { form: 'Set approval' });
    expect(preferencesOf(sandbox).requireApproval).toBe(false);
  });

  it('change nothing but what their form shows, whatever another window does', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const release = await alex.open(controls, { form: 'Set release' });
    await alex.submit(controls, { limit: '9' }, { form: 'Set limit' });
    await release.send({ release: '2027.1' });
    expect(preferencesOf(sandbox)).toMatchObject({ concurrencyLimit: 9, release: '2027.1' });
  });

  it('change nothing for a form without its token, or an unknown one', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const before = sandbox.account.store.current();
    const without = await alex.post(controls, { change: 'release', release: 'end-of-tba' });
    expect(without.notices[0]).toMatch(/^Not done/);
    const unknown = await alex.submit(controls, { change: 'everything' }, { form: 'Set release' });
    expect(unknown.notices[0]).toMatch(/^Not done/);
    expect(sandbox.account.store.current()).toBe(before);
  });

  it('change nothing for somebody who lost the role while the page was open', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const form = await alex.open(controls, { form: 'Set release' });
    await sandbox.setState(state => ({
      ...state,
      employees: state.employees.map(each => (each.id === 7 ? { ...each, isInactive: true } : each)),
    }));
    await form.send({ release: 'end-of-tba' });
    expect(preferencesOf(sandbox).release).toBe('2026.2');
  });
});

describe('Refresh Sandbox', () => {
  it('is asked for in the production account; the sandbox only leads there', async () => {
    const { sandbox, production } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const shown = await alex.get(refresh);
    expect(shown.text).toContain(`href="${production.baseUrl}${refresh}"`);
    const formToken = (await alex.open(controls)).fields.find(({ name }) => name === 'formToken')?.value;
    const refused = await alex.post(refresh, { formToken, understood: 'T' });
    expect(refused.notices[0]).toMatch(/^Not done A sandbox is refreshed from its production account/);
    expect(sandbox.account.store.current().tokens).toHaveLength(2);
  });

  it('says what will be lost and copied', async () => {
    const { production, sandbox } = await practicePair();
    await sandbox.setState(state => ({
      ...state,
      applications: [
        ...state.applications,
        { ...state.applications[0]!, id: 99, name: '<b>Own</b>', consumerKey: 'own' },
      ],
    }));
    const { main } = await (await signIn(production, 'alex')).get(refresh);
    expect(main).toContain('2 tokens: Orders hub - Jane Doe');
    expect(main).toContain('1 integration record of the sandbox alone: <b>Own</b>');
    expect(main).toContain('2 integration records, with their settings and the same consumer keys and secrets');
  });

  it('does nothing unless the box is ticked', async () => {
    const { production, sandbox } = await practicePair();
    const alex = await signIn(production, 'alex');
    const shown = await alex.submit(refresh);
    expect([shown.status, shown.errors]).toEqual([400, ['Tick this box to refresh the sandbox.']]);
    expect((await call(sandbox)).status).toBe(200);
  });

  it('leaves no token that works in the sandbox, and production as it was', async () => {
    const { production, sandbox } = await practicePair();
    const alex = await signIn(production, 'alex');
    expect((await call(sandbox)).status).toBe(200);
    const shown = await alex.submit(refresh, { understood: 'T' });
    expect(shown.notices[0]).toMatch(/^Done TSTDRV0000001_SB1 is now a copy of TSTDRV0000001\. No token works/);
    expect(shown.main).toContain('Create a token in the sandbox');
    expect((await call(sandbox)).status).toBe(401);
    expect(sandbox.lastDetail()).toBe('token_rejected');
    expect((await call(production)).status).toBe(200);
    expect(sandbox.account.store.current().port).toBe(sandbox.port);
  });

  it('empties the sandbox’s trail and execution logs, not production’s', async () => {
    const { production, sandbox } = await practicePair();
    const alex = await signIn(production, 'alex');
    await call(production);
    await call(sandbox);
    const note = {
      at: 1,
      scriptId: 'x',
      deploymentId: 'y',
      level: 'DEBUG',
      title: '',
      detail: '',
      employeeId: 42,
    } as const;
    sandbox.account.scriptNotes.add(note);
    await alex.submit(refresh, { understood: 'T' });
    expect(sandbox.account.loginAudit.rows()).toEqual([]);
    expect(sandbox.account.scriptNotes.rows()).toEqual([]);
    expect(production.account.loginAudit.rows().length).toBeGreaterThan(1);
  });
});

describe('starting over', () => {
  it('does nothing unless the box of that way is ticked', async () => {
    const { sandbox } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    const before = sandbox.account.world.current();
    for (const [to, button] of [
      ['scratch', 'Start from scratch'],
      ['ready', 'Reset to a ready account'],
    ] as const) {
      const other = to === 'scratch' ? 'ready' : 'scratch';
      const shown = await alex.submit(startOver, { [`understood-${other}`]: 'T' }, { form: button, force: true });
      expect([shown.status, shown.errors]).toEqual([400, ['Tick this box first.']]);
    }
    expect(sandbox.account.world.current()).toBe(before);
  });

  it('from scratch leaves the four steps ahead in both accounts, and calls fail with FeatureDisabled', async () => {
    const { sandbox, production } = await practicePair();
    const alex = await signIn(sandbox, 'alex');
    await call(production);
    const shown = await alex.submit(startOver, { 'understood-scratch': 'T' }, { form: 'Start from scratch' });
    expect([shown.status, shown.title]).toEqual([200, 'Home']);
    expect(shown.notices[0]).toMatch(/^Done .* four steps lie ahead/);
    for (const fixture of [sandbox, production]) {
      const state = fixture.account.store.current();
      expect([state.features, state.applications, state.tokens]).toEqual([[], [], []]);
      expect(state.employees.flatMap(({ roleIds }) => roleIds)).toEqual([3]);
      expect(state.port).toBe(fixture.port);
      expect(fixture.account.loginAudit.rows()).toEqual([]);
      expect((await call(fixture)).status).toBe(401);
      expect(fixture.lastDetail()).toBe('FeatureDisabled');
    }
    expect((await alex.get('/app/setup/features.nl')).status).toBe(200);
  });

  it('ready gives new credentials that work, and the old ones open nothing', async () => {
    const { sandbox, production } = await practicePair();
    const alex = await signIn(production, 'alex');
    sandbox.account.failures.set(42, 4);
    await alex.submit(startOver, { 'understood-ready': 'T' }, { form: 'Reset to a ready account' });
    for (const fixture of [sandbox, production]) {
      expect(fixture.account.failures.size).toBe(0);
      expect((await call(fixture)).status).toBe(401);
      expect(fixture.lastDetail()).toBe('consumer_key_unknown');
      const credentials = credentialsOf(fixture.account.store.current());
      expect((await call(fixture, { credentials })).status).toBe(200);
      expect(fixture.account.store.current().port).toBe(fixture.port);
    }
  });

  it.each([
    ['startFromScratch', startFromScratch],
    ['resetToReady', resetToReady],
  ])('keeps ports and workspace when a program asks for %s', async (_, reset) => {
    const { sandbox, production, world } = await practicePair();
    await world.update(state => [{ ...state, workspace: '/a/folder' }, undefined]);
    await call(production);
    await call(sandbox);
    await reset(sandbox.account);
    const { workspace, ...accounts } = world.current();
    expect([workspace, accounts.production.port, accounts.sandbox.port]).toEqual([
      '/a/folder',
      production.port,
      sandbox.port,
    ]);
    expect(production.account.loginAudit.rows()).toEqual([]);
    expect(sandbox.account.loginAudit.rows()).toEqual([]);
  });

  it('lets a request that was let in before in no second time', async () => {
    const { sandbox } = await practicePair();
    await call(sandbox, { nonce: 'once-and-never-again' });
    const { applications, tokens } = sandbox.account.store.current();
    await resetToReady(sandbox.account);
    await sandbox.setState(state => ({ ...state, applications, tokens }));
    await call(sandbox, { nonce: 'once-and-never-again' });
    expect(sandbox.lastDetail()).toBe('nonce_used');
  });
});
