// What a person does on the practice account's own pages, in tabs of the browser beside VS Code.
import type { Page } from 'playwright-core';

/** Chooses the administrator where the page asks who is there: each of the two accounts asks for itself, once. */
export async function signInAsAdministrator(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Sign in' });
  await button.or(page.getByRole('navigation')).first().waitFor();
  if (await button.isVisible()) {
    await page.getByRole('radio', { name: /Alex Admin/ }).check();
    await button.click();
    await page.getByRole('navigation').first().waitFor();
  }
}

/** Opens a page of the account as its administrator, reads or does something there, and comes back to VS Code. */
export async function asAdministrator<T>(vscode: Page, url: string, act: (page: Page) => Promise<T>): Promise<T> {
  const page = await vscode.context().newPage();
  await page.goto(url);
  await signInAsAdministrator(page);
  const result = await act(page);
  await page.close();
  await vscode.bringToFront();
  return result;
}

/** Refreshes the sandbox from production, which deletes its tokens. */
export function refreshSandbox(vscode: Page, baseUrl: string): Promise<void> {
  return asAdministrator(vscode, `${baseUrl}/practice/refresh-sandbox`, async page => {
    // It is done in production.
    await page.getByRole('link', { name: /Refresh Sandbox in/ }).click();
    await signInAsAdministrator(page);
    await page.getByRole('checkbox', { name: /Replace everything/ }).check();
    await page.getByRole('button', { name: 'Refresh Sandbox' }).click();
    await page.locator('.notice.done').waitFor();
  });
}

/** Makes a token for a user and role under Access Tokens > New; answers its ID and its secret. */
export function makeToken(
  vscode: Page,
  baseUrl: string,
  application: string,
  who: RegExp,
): Promise<{ token: string; tokenSecret: string }> {
  return asAdministrator(vscode, `${baseUrl}/app/setup/accesstoken.nl`, async page => {
    await page.getByLabel('Application', { exact: true }).selectOption({ label: application });
    const people = page.getByLabel('User and role');
    const wanted = await people.locator('option').filter({ hasText: who }).first().getAttribute('value');
    await people.selectOption(wanted ?? '');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.secret').first().waitFor();
    const [token = '', tokenSecret = ''] = await page.locator('.secret').allInnerTexts();
    return { token, tokenSecret };
  });
}

/** Answers the page that asks for consent, for a person and role. */
export async function allow(page: Page, who: RegExp): Promise<void> {
  await page.getByRole('radio', { name: who }).check();
  await page.getByRole('button', { name: 'Allow' }).click();
}

/** Answers the page that asks for consent, waits until VS Code has the answer, and comes back there. */
export async function allowAndReturn(vscode: Page, page: Page, who: RegExp): Promise<void> {
  await allow(page, who);
  await page.waitForURL(/^http:\/\/localhost:\d+\/tba\//);
  await page.close();
  await vscode.bringToFront();
}
