import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, startFixture } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { signIn } from './browser.ts';
import type { BrowserPage } from './browser.ts';

let practice: Fixture;
let alex: BrowserPage;
beforeAll(async () => {
  practice = await startFixture();
  alex = await signIn(practice, 'alex');
});
afterAll(() => practice.stop());

const scripts = '/app/common/scripting/scriptlist.nl';
const deployments = '/app/common/scripting/scriptrecordlist.nl';
const deployment = '/app/common/scripting/scriptrecord.nl';

it('lists the RESTlets of the practice workspace with the ids that calls use', async () => {
  const shown = await alex.get(scripts);
  expect(shown.main).toContain('Echo 1 customscript_tba_echo RESTlet /SuiteScripts/tba_echo.js 1 Active');
  expect(shown.main).toContain(practice.account.workspace);
  const answer = await call(practice, {
    query: [
      ['script', '1'],
      ['deploy', '1'],
    ],
  });
  expect(answer.status).toBe(200);
});

it('opens every script and deployment that it lists', async () => {
  for (const list of [scripts, deployments]) {
    const links = [...(await alex.get(list)).text.matchAll(/href="(\/app\/common\/scripting\/[^"]*\?id=[^"]*)"/g)];
    expect(links.length).toBeGreaterThan(5);
    for (const [, link = ''] of links) {
      expect((await alex.get(link)).status, link).toBe(200);
    }
  }
});

it('opens a script by its script id too, as NetSuite’s own links have a number', async () => {
  const shown = await alex.get('/app/common/scripting/script.nl?id=customscript_tba_echo');
  expect(shown.title).toBe('Echo');
});

it('shows the URL of a deployment, its status, and who reaches it', async () => {
  const released = await alex.get(`${deployment}?id=1-1`);
  expect(released.main).toContain(
    `External URL ${practice.baseUrl}/app/site/hosting/restlet.nl?script=customscript_tba_echo&deploy=customdeploy_tba_echo`,
  );
  expect(released.main).toContain('Jane Doe Integration Clerk Yes');
  expect(released.main).toContain('Integration Bot Web Services Only No, Web Services Only');
  const list = await alex.get(deployments);
  const draft = /id=(\d+-1)"[^>]*>Draft</.exec(list.text)?.[1];
  expect((await alex.get(`${deployment}?id=${draft}`)).main).toMatch(/Status Testing.*Jane Doe Integration Clerk No/);
});

it('says what is not there', async () => {
  for (const url of [
    '/app/common/scripting/script.nl?id=999',
    `${deployment}?id=1-9`,
    `${deployment}?id=x`,
    deployment,
  ]) {
    expect((await alex.get(url)).status, url).toBe(404);
  }
});

it('shows what a script logged, as text and with who called it', async () => {
  const note = { scriptId: 'customscript_tba_echo', deploymentId: 'customdeploy_tba_echo', employeeId: 42 } as const;
  for (let count = 0; count < 120; count += 1) {
    practice.account.scriptNotes.add({
      ...note,
      at: count * 1000,
      level: 'DEBUG',
      title: `entry ${count}`,
      detail: '',
    });
  }
  practice.account.scriptNotes.add({
    ...note,
    at: 1e12,
    level: 'ERROR',
    title: '<script>',
    detail: '<img src=x>\n{"a": 1}',
  });
  practice.account.scriptNotes.add({
    ...note,
    at: 1e12,
    scriptId: 'customscript_other',
    level: 'AUDIT',
    title: 'elsewhere',
    detail: '',
  });
  for (const url of ['/app/common/scripting/script.nl?id=1', `${deployment}?id=1-1`]) {
    const { main, text } = await alex.get(url);
    expect(main).toContain('The newest 100 of 121 entries');
    expect(main).toMatch(/2001-09-09T01:46:40\.000Z Error <script> <img src=x> \{"a": 1\} Jane Doe/);
    expect(main).not.toContain('elsewhere');
    expect(main).not.toContain('entry 20 ');
    expect(text).not.toMatch(/<script|<img/);
  }
});

it('is for roles with the permission SuiteScript', async () => {
  const manager = await signIn(practice, 'omar', 1003);
  const developer = await signIn(practice, 'omar', 1002);
  for (const path of [scripts, deployments, `${deployment}?id=1-1`]) {
    expect((await manager.get(path)).status).toBe(403);
    expect((await developer.get(path)).status).toBe(200);
  }
});

it('says when scripts may not run', async () => {
  practice.account.scripts.allowed = false;
  expect((await alex.get(scripts)).notices[0]).toMatch(/^Scripts do not run/);
  practice.account.scripts.allowed = true;
});
