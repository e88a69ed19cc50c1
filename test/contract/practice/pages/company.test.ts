import { expect, onTestFinished, test } from 'vitest';
import type { FeatureId } from '../../../../src/practice/state/features.ts';
import { switchOn } from '../../../../src/practice/server/faults/standing.ts';
import { scratchState } from '../../../../src/practice/state/seed.ts';
import { call, startFixture, startFixturePair } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { browserPage, signIn } from './browser.ts';
import { elementsOf } from './markup.ts';

const features = '/app/setup/features.nl';

async function ready(): Promise<Fixture> {
  const fixture = await startFixture();
  onTestFinished(fixture.stop);
  return fixture;
}

async function fromScratch(): Promise<Fixture> {
  const { sandbox } = await startFixturePair(scratchState());
  onTestFinished(sandbox.stop);
  return sandbox;
}

function on({ account }: Fixture): readonly FeatureId[] {
  return account.store.current().features;
}

test('a page leads whoever is not signed in to the sign-in page and back', async () => {
  const fixture = await ready();
  const shown = await browserPage(fixture).get(features);
  expect(shown.url).toBe(`/practice/sign-in?next=${encodeURIComponent(features)}`);
});

test('Enable Features switches features on whose terms were agreed to', async () => {
  const fixture = await fromScratch();
  const alex = await signIn(fixture, 'alex');
  const shown = await alex.submit(features, {
    feature: ['CUSTOMCODE', 'SERVERSIDESCRIPTING', 'TBA'],
    terms: ['SERVERSIDESCRIPTING', 'TBA'],
  });
  expect(shown.url).toBe(features);
  expect(shown.notices[0]).toBe(
    'Done Switched on: Client SuiteScript, Server SuiteScript, Token-based Authentication.',
  );
  expect(on(fixture)).toEqual(['CUSTOMCODE', 'SERVERSIDESCRIPTING', 'TBA']);
});

test.each(['SERVERSIDESCRIPTING', 'TBA'] as const)('switching on %s without its terms changes nothing', async id => {
  const fixture = await fromScratch();
  const alex = await signIn(fixture, 'alex');
  const shown = await alex.submit(features, { feature: ['CUSTOMCODE', id] });
  expect(shown.status).toBe(400);
  expect(shown.errors).toHaveLength(1);
  expect(shown.errors[0]).toContain('agree to its terms');
  expect(shown.text).toMatch(new RegExp(`id="terms-${id}"[^>]*aria-describedby="terms-${id}-error"`));
  expect(on(fixture)).toEqual([]);
  const again = await alex.submit(shown, { terms: id });
  expect(again.status).toBe(200);
  expect(on(fixture)).toEqual(['CUSTOMCODE', id]);
});

test('terms are asked again each time a feature is switched on', async () => {
  const fixture = await ready();
  const alex = await signIn(fixture, 'alex');
  expect((await alex.get(features)).text).not.toContain('I agree');
  await alex.submit(features, { feature: ['CUSTOMCODE', 'TBA'] });
  const shown = await alex.submit(features, { feature: ['CUSTOMCODE', 'SERVERSIDESCRIPTING', 'TBA'] });
  expect(shown.status).toBe(400);
  expect(on(fixture)).toEqual(['CUSTOMCODE', 'TBA']);
});

test('switching off Token-based Authentication asks first, and says what it does', async () => {
  const fixture = await ready();
  const alex = await signIn(fixture, 'alex');
  const rest = on(fixture).filter(id => id !== 'TBA');
  const question = await alex.submit(features, { feature: rest });
  expect(question.title).toBe('Switch off Token-based Authentication?');
  expect(question.main).toContain('2 active tokens');
  expect(on(fixture)).toContain('TBA');
  expect((await call(fixture)).status).toBe(200);

  const shown = await alex.submit(question, {}, { form: 'Switch off' });
  expect(shown.notices[0]).toContain('1 token can no longer log in');
  expect(on(fixture)).toEqual(rest);
  expect(fixture.account.store.current().tokens).toHaveLength(2);
  expect((await call(fixture)).status).toBe(401);
  expect(fixture.lastDetail()).toBe('FeatureDisabled');

  const back = await alex.submit(features, { feature: [...rest, 'TBA'], terms: 'TBA' });
  expect(back.notices[0]).toContain('1 token can log in again.');
  expect((await call(fixture)).status).toBe(200);
});

test('TBA with a SuiteScript feature off is allowed and warned about', async () => {
  const fixture = await fromScratch();
  const alex = await signIn(fixture, 'alex');
  const shown = await alex.submit(features, { feature: ['TBA'], terms: 'TBA' });
  expect(shown.notices[1]).toContain('Still off: Client SuiteScript, Server SuiteScript.');
  expect(on(fixture)).toEqual(['TBA']);
});

test('a window that shows old features overwrites nothing that it never saw', async () => {
  const fixture = await fromScratch();
  const alex = await signIn(fixture, 'alex');
  const stale = await alex.open(features);
  await alex.submit(features, { feature: ['RESTWEBSERVICES'] });
  const shown = await stale.send({ feature: ['CUSTOMCODE'] });
  expect(shown.status).toBe(400);
  expect(shown.notices[0]).toContain('changed in another window');
  expect(on(fixture)).toEqual(['RESTWEBSERVICES']);
  await alex.submit(shown);
  expect(on(fixture)).toEqual(['CUSTOMCODE']);
});

test('Enable Features asks for its permission', async () => {
  const fixture = await ready();
  const jane = await signIn(fixture, 'jane');
  const refused = await jane.get(features);
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain(`href="${features}"`);
  const before = on(fixture);
  const own = /name="formToken" value="([^"]*)"/.exec((await jane.get('/practice/home')).text)?.[1];
  expect((await jane.post(features, { formToken: own, feature: [], version: 'x' })).status).toBe(403);
  expect(on(fixture)).toBe(before);

  await fixture.setState(state => ({
    ...state,
    roles: state.roles.map(role =>
      role.id === 1001 ? { ...role, permissions: { ...role.permissions, ADMI_ENABLEFEATURES: 'FULL' } } : role,
    ),
  }));
  expect((await jane.get(features)).status).toBe(200);
});

test('whoever lost the right since the form was opened changes nothing', async () => {
  const fixture = await ready();
  const give = (roleIds: number[]) =>
    fixture.setState(state => ({
      ...state,
      employees: state.employees.map(each => (each.id === 42 ? { ...each, roleIds } : each)),
    }));
  await give([3, 1001]);
  const jane = await signIn(fixture, 'jane', 3);
  const form = await jane.open(features);
  await give([1001]);
  const before = on(fixture);
  const shown = await form.send({ feature: ['CUSTOMCODE'] });
  expect(on(fixture)).toBe(before);
  expect(shown.url).toContain('/practice/sign-in');
});

test('hostile feature forms change nothing', async () => {
  const fixture = await fromScratch();
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(features);
  const odd = ['<script>alert(1)</script>', '__proto__', 'tba', 'TBA\0', 'x'.repeat(10_000)];
  const shown = await form.send({ feature: odd, terms: odd });
  expect(shown.text).not.toContain('<script');
  expect(shown.notices[0]).toContain('nothing to change');
  expect(on(fixture)).toEqual([]);
  const withoutToken = await alex.post(features, { feature: 'CUSTOMCODE' });
  expect(withoutToken.notices[0]).toContain('earlier sign-in');
  expect(on(fixture)).toEqual([]);
});

test('Company Information tells the account ID, the one base URL, and the hosts a real account would have', async () => {
  const { sandbox, production } = await startFixturePair();
  onTestFinished(sandbox.stop);
  const page = '/app/common/otherlists/company.nl';
  const shown = await (await signIn(sandbox, 'jane')).get(page);
  expect(shown.main).toContain('Account ID TSTDRV0000001_SB1');
  expect(shown.main).toContain(sandbox.baseUrl);
  expect(shown.main).toContain('https://tstdrv0000001-sb1.restlets.api.netsuite.com');
  const other = await (await signIn(production, 'alex')).get(page);
  expect(other.main).toContain('https://tstdrv0000001.suitetalk.api.netsuite.com');
  expect(other.main).toContain(production.baseUrl);
});

/** "Enable the features: To do" */
function stepsOf(text: string): string[] {
  return elementsOf(elementsOf(text, 'ol', 'steps')[0] ?? '', 'li').map(step => {
    const [title = '', badge = ''] = [elementsOf(step, 'strong')[0], elementsOf(step, 'span', 'badge')[0]];
    return `${title}: ${badge}`;
  });
}

test('Home shows how far the account is set up', async () => {
  const fixture = await fromScratch();
  const alex = await signIn(fixture, 'alex');
  const states = async () => stepsOf((await alex.get('/practice/home')).text).map(step => step.endsWith('Done'));
  expect(await states()).toEqual([false, false, false, false, false]);
  await alex.submit(features, {
    feature: ['CUSTOMCODE', 'SERVERSIDESCRIPTING', 'TBA'],
    terms: ['SERVERSIDESCRIPTING', 'TBA'],
  });
  expect(await states()).toEqual([true, false, false, false, false]);
  const role = await alex.submit('/app/setup/role.nl', { name: 'Clerk', 'level-ADMI_LOGIN_OAUTH': 'FULL' });
  expect(await states()).toEqual([true, true, false, false, false]);
  await alex.submit('/app/common/entity/employee.nl?id=42', { role: role.url.split('=')[1] });
  expect(await states()).toEqual([true, true, true, false, false]);
  await alex.submit(role.url, { isInactive: 'T' });
  expect(await states()).toEqual([true, false, false, false, false]);
});

test('Home of a ready account has every step done and leads to the other account', async () => {
  const { sandbox, production } = await startFixturePair();
  onTestFinished(sandbox.stop);
  const shown = await (await signIn(sandbox, 'alex')).get('/practice/home');
  expect(stepsOf(shown.text).map(step => step.split(': ')[1])).toEqual(['Done', 'Done', 'Done', 'Done', 'Done']);
  expect(shown.main).toContain(`Base URL ${sandbox.baseUrl}`);
  expect(shown.text).toContain(`href="${production.baseUrl}/practice/home"`);
  const other = await (await signIn(production, 'alex')).get('/practice/home');
  expect(other.text).toContain(`href="${sandbox.baseUrl}/practice/home"`);
});

test('Home counts a token only when it can log in, and says why not', async () => {
  const fixture = await ready();
  const alex = await signIn(fixture, 'alex');
  await fixture.setState(state => ({
    ...state,
    employees: state.employees.map(each => (each.id === 42 ? { ...each, isInactive: true } : each)),
  }));
  const { text, main } = await alex.get('/practice/home');
  expect(stepsOf(text).at(-1)).toBe('Create an access token: To do');
  expect(main).toContain('the user is inactive');
});

test('Home links only to pages that the role may open', async () => {
  const fixture = await ready();
  const { text, main } = await (await signIn(fixture, 'jane')).get('/practice/home');
  expect(main).toContain('Manage Roles (your role cannot open it)');
  expect(text).not.toContain('href="/app/setup/rolelist.nl"');
});

test('Home shows which NetSuite the account plays, and which faults are on', async () => {
  const fixture = await ready();
  const alex = await signIn(fixture, 'alex');
  expect((await alex.get('/practice/home')).main).toMatch(
    /Release 2026\.2 .*five failed calls Off .*Faults on demand Off/,
  );
  await fixture.setState(state => ({
    ...state,
    preferences: { ...state.preferences, release: '2027.1', lockAfterFailures: true },
  }));
  switchOn(fixture.account, { id: 'latency', value: '5', surface: 'any', callsLeft: 2 });
  const { main } = await alex.get('/practice/home');
  expect(main).toMatch(/Release 2027\.1: no new applications/);
  expect(main).toMatch(/five failed calls On/);
  expect(main).toMatch(/Faults on demand On .*next 2 calls/);
});
