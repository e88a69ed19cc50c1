import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pages } from '../../src/practice/pages/catalogue.ts';
import type { AccountState } from '../../src/practice/state/model.ts';
import { call, send, startFixture } from '../contract/practice/practiceFixture.ts';
import type { Fixture } from '../contract/practice/practiceFixture.ts';
import { browserFlags } from '../host/chromium.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { startAnswers } from './support/answers.ts';
import { evasions, hostile, strangers } from './support/hostile.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import { requestFile, sendNamed } from './support/sendRequest.ts';

// Everything that people and programs can put into a practice account, as hostile as can be, shown by a browser that
// would run it: its Content-Security-Policy is switched off, so that the escaping stands alone.

const latin = Buffer.from(hostile.replace('\u202e', 'é'), 'utf8').toString('latin1');

function withHostileTexts(state: AccountState, now: number): AccountState {
  return {
    ...state,
    companyName: hostile,
    applications: state.applications.map(each => ({ ...each, name: hostile, description: hostile, note: hostile })),
    roles: state.roles.map(each => ({ ...each, name: hostile, scriptId: hostile })),
    employees: state.employees.map(each => ({ ...each, firstName: hostile, lastName: hostile, email: hostile })),
    tokens: state.tokens.map(each => ({ ...each, name: hostile })),
    requestTokens: [
      {
        token: 'waiting',
        tokenSecret: 'secret',
        applicationId: state.applications[0]!.id,
        callbackUrl: `https://a;sandbox.example.com/?"'`,
        roleId: 0,
        createdAt: now,
        verifier: '',
        allowedEmployeeId: 0,
        allowedRoleId: 0,
      },
    ],
  };
}

/** Evaluates to what of a page did not come from its templates. */
const intruders = `(() => {
  const all = [...document.querySelectorAll('*')];
  const names = all.flatMap(each => [...each.attributes].map(({ name }) => name));
  const links = all.flatMap(each => [each.getAttribute('href') ?? '', each.getAttribute('action') ?? '']);
  return [
    ...('ran' in window ? ['a script ran'] : []),
    ...all.map(({ localName }) => localName).filter(name => /^(?:probe-element|img|script|iframe)$/.test(name)),
    ...names.filter(name => /^on|^autofocus$|[^a-z-]/.test(name)),
    ...links.filter(link => /^\\s*javascript:/i.test(link)),
  ];
})()`;

/** Puts the text into every field of a form, chosen or written, and sends it without asking the browser. */
function fillAndSend(form: number): string {
  return `(text => {
    const found = document.querySelectorAll('main form')[${form}];
    for (const field of found.elements) {
      if (field.localName === 'select') {
        field.add(new Option(text, text));
        field.value = text;
      } else if (field.type === 'radio' || field.type === 'checkbox') {
        field.checked = !field.name.startsWith('understood');
        field.value = text;
      } else if (field.localName === 'textarea' || field.type === 'text') {
        field.value = text;
      }
    }
    document.documentElement.dataset.sent = 'yes';
    setTimeout(() => HTMLFormElement.prototype.submit.call(found));
  })(${JSON.stringify(hostile)})`;
}

describe('hostile texts', () => {
  let practice: Fixture;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    practice = await startFixture();
    await practice.setState(state => withHostileTexts(state, practice.clock.seconds * 1000));
    const { account } = practice;
    const headers = { 'User-Agent': latin };
    await call(practice, { headers });
    await call(practice, { headers, replace: { oauth_signature_method: hostile } });
    for (const Authorization of [
      latin,
      `OAuth oauth_token="${encodeURIComponent(hostile)}", realm="<probe-element>"`,
    ]) {
      const target = `/app/site/hosting/restlet.nl?script='<probe-element>`.replace('<', '%3C');
      await send(practice, { target, headers: { ...headers, Authorization, 'Content-Type': `'"<probe-element>` } });
    }
    account.scriptNotes.add({
      at: account.now(),
      scriptId: 'customscript_practice_echo',
      deploymentId: 'customdeploy_practice_echo',
      level: 'AUDIT',
      title: hostile,
      detail: hostile,
      employeeId: 42,
    });
    browser = await chromium.launch({ executablePath: inject('vscode').chromiumPath, args: [...browserFlags] });
    page = await (await browser.newContext({ bypassCSP: true })).newPage();
    await page.goto(`${practice.baseUrl}/practice/sign-in?next=${encodeURIComponent(hostile)}`);
    await page.locator('input[name=as]').first().check();
    await page.getByRole('button').click();
    await page.waitForURL(`${practice.baseUrl}/practice/home`);
  });

  afterAll(async () => {
    await browser.close();
    await practice.stop();
  });

  it('are shown as texts on every page, and on every page that these lead to', async () => {
    const rows = practice.account.loginAudit.rows().map(({ id }) => `?id=${id}`);
    const queries = ['', '?id=1', '?id=42', '?id=1001', '?id=1-1', '?id=%22%3E%3Cprobe-element%3E', ...rows];
    const waiting = pages.flatMap(({ path }) => queries.map(query => path + query));
    waiting.push('/app/login/secure/authorizetoken.nl?oauth_token=waiting&state=abc');
    const seen = new Set<string>();
    for (const path of waiting) {
      if (seen.has(path) || seen.size > 300) {
        continue;
      }
      seen.add(path);
      const response = await page.goto(practice.baseUrl + path);
      expect(response?.status(), path).toBeLessThan(500);
      expect(response?.headers()['content-security-policy'], path).toMatch(
        /^default-src 'none';.* frame-ancestors 'none'; base-uri 'none'$/,
      );
      expect(await page.evaluate<string[]>(intruders), path).toEqual([]);
      const links = await page.evaluate<string[]>(
        `[...document.querySelectorAll('a[href^="/"]')].map(each => each.getAttribute('href'))`,
      );
      waiting.push(...links.filter(link => !link.includes('sign-')).map(link => link.split('#', 1)[0]!));
    }
    expect(seen.size).toBeGreaterThan(pages.length * queries.length);
  });

  it('are shown as texts when a form brings them back', async () => {
    for (const { path, submit } of pages.filter(each => each.submit)) {
      for (let form = 0; submit && form < 3; form += 1) {
        await page.goto(practice.baseUrl + path);
        if ((await page.locator('main form').count()) <= form) {
          break;
        }
        await page.evaluate(fillAndSend(form));
        await page.waitForFunction(`!document.documentElement.dataset.sent && document.readyState === 'complete'`);
        expect(await page.evaluate<string[]>(intruders), `${path} ${form}`).toEqual([]);
      }
    }
  });
});

describe('hostile answers', () => {
  it('are texts in every tab of the response view, and lead nowhere', async () => {
    const items = evasions.map((text, id) => `{"id":${id},${JSON.stringify(text)}:${JSON.stringify(text)}}`);
    const message = JSON.stringify(evasions.join(' '));
    const json = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"items":[${items.join()}],"success":false,"message":${message}}`;
    const xml = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r onload="window.ran=1"><script>window.ran=1</script>&e;<![CDATA[${hostile}]]></r>`;
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=1"><script>window.ran=1</script></svg>';
    const names = ['json', 'xml', 'html', 'svg', 'deep', 'huge'];
    const answers = await startAnswers({
      json: { headers: { 'X-Hostile': hostile.replaceAll(/[^\x20-\x7e]/g, '') }, body: json },
      xml: { headers: { 'Content-Type': 'text/xml' }, body: xml },
      html: { headers: { 'Content-Type': 'text/html' }, body: `<!doctype html><title>${hostile}</title>${hostile}` },
      svg: { headers: { 'Content-Type': 'image/svg+xml' }, body: svg },
      deep: { body: '['.repeat(100_000) + ']'.repeat(100_000) },
      huge: { body: JSON.stringify({ text: hostile.repeat(30_000) }) },
    });
    try {
      const workbench = await openWorkbench({ folder: { 'hostile.http': requestFile(names) } });
      const asked: string[] = [];
      workbench.page.on('request', request => asked.push(request.url()));
      await workbench.showSideBar();
      await fillInAccount(workbench, { ...asAccount(inject('practice')), baseUrl: answers.baseUrl });
      await workbench.quickInput.pick('Save without a test');
      await workbench.notifications.waitFor('is not verified yet');
      await workbench.editor.open('hostile.http');
      for (const name of names) {
        const frame = await sendNamed(workbench, names, name);
        await frame.locator('.row').first().waitFor();
        for (const tab of await frame.getByRole('tab').allInnerTexts()) {
          await frame.getByRole('tab', { name: tab.trim() }).click();
          await frame.locator('.row, .page').first().waitFor();
          expect(await frame.evaluate<string[]>(strangers), `${name} ${tab}`).toEqual([]);
        }
        expect(await panelText(frame)).not.toMatch(/[\u202e\u0000\u001b]/);
      }
      expect(asked.filter(url => url.includes('127.0.0.1:9/'))).toEqual([]);
    } finally {
      await answers.stop();
    }
  });
});
