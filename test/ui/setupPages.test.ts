// The practice account's pages in each theme: pictures to be looked at, and the rules of accessibility that a program
// can check.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { pages } from '../../src/practice/pages/catalogue.ts';
import { call, echoQuery, startFixture } from '../contract/practice/practiceFixture.ts';
import type { Fixture } from '../contract/practice/practiceFixture.ts';
import { browserFlags } from '../host/chromium.ts';
import { outputFolder } from '../host/paths.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screenshots = join(outputFolder, 'screenshots');

let practice: Fixture;
let browser: Browser;
beforeAll(async () => {
  practice = await startFixture();
  // So that the audit trail and an attempt have something to show.
  await call(practice);
  // A program that hands what it has encoded to a signer that encodes it again.
  await call(practice, {
    query: [...echoQuery, ['customer', encodeURIComponent('Müller & Söhne')]],
    tamper: signed => ({ query: signed.query.replaceAll('%25', '%') }),
  });
  browser = await chromium.launch({ executablePath: inject('vscode').chromiumPath, args: [...browserFlags] });
  await mkdir(screenshots, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await practice.stop();
});

async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]))`);
}

/** For the README: what the program signed, opened, and what the server makes of it. */
async function pictureOfAttempt(page: Page, path: string): Promise<void> {
  await page.getByText('The base string that was signed').click();
  const main = await page.locator('main').boundingBox();
  const rest = await page.getByRole('heading', { name: 'The request as it came' }).boundingBox();
  if (!main || !rest) {
    throw new Error('The page of an attempt has other parts than its picture is cut by.');
  }
  const height = rest.y - main.y;
  await page.screenshot({ path, fullPage: true, clip: { x: main.x, y: main.y, width: main.width, height } });
}

/** Every page of the navigation, records of each kind, an attempt, and the page of the three-step flow. */
function paths(): string[] {
  const { loginAudit } = practice.account;
  const failed = loginAudit.rows().find(({ status }) => status === 'Failure')?.id ?? '';
  return [
    ...pages.filter(({ inMenu }) => inMenu).map(({ path }) => path),
    '/app/setup/role.nl',
    '/app/setup/role.nl?id=1001',
    '/app/common/entity/employee.nl?id=42',
    '/app/common/integration/integrapp.nl',
    '/app/common/integration/integrapp.nl?id=1',
    '/app/setup/accesstoken.nl',
    '/app/setup/accesstoken.nl?id=1',
    '/app/common/scripting/script.nl?id=1',
    `/practice/login-audit/attempt?id=${failed}`,
    '/app/login/secure/authorizetoken.nl?oauth_token=unknown',
    '/practice/sign-in',
  ];
}

it.each(['light', 'dark'] as const)('the set-up pages are as they should be in a %s browser', async colorScheme => {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1200, height: 860 } });
  const page = await context.newPage();
  await page.goto(`${practice.baseUrl}/practice/sign-in`);
  await page.getByRole('radio', { name: /Alex Admin/ }).check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  for (const path of paths()) {
    await page.goto(`${practice.baseUrl}${path}`);
    expect(await violations(page), path).toEqual([]);
    const name = path.replace(/\?id=.{10,}/, '').replace(/[^a-z0-9]+/gi, '-');
    await page.screenshot({ path: join(screenshots, `page${name}-${colorScheme}.png`), fullPage: true });
    if (path.startsWith('/practice/login-audit/attempt')) {
      await pictureOfAttempt(page, join(screenshots, `attempt-${colorScheme}.png`));
      expect(await violations(page), 'what was signed').toEqual([]);
    }
  }
  await context.close();
});

it('the set-up pages are wide enough for a narrow window', async () => {
  const context = await browser.newContext({ viewport: { width: 400, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${practice.baseUrl}/practice/sign-in`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  for (const path of paths()) {
    await page.goto(`${practice.baseUrl}${path}`);
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(400);
  }
  await context.close();
});
