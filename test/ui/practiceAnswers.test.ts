// The response view over answers of the practice account, in one VS Code: what a script logged, what comes slowly or is
// refused at first, files inside values, and how many panels there are.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { violations } from './support/axe.ts';
import { chooseFile } from './support/fileDialog.ts';
import { chooseFromMenu } from './support/menu.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import type { Workbench } from './support/workbench.ts';

const png =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAABlklEQVR42hXRURVEIQhFUSMYgQhGMAIRiGCEE8EIRiACEYhABCLMG7/ZrMt1jMEcyGAN9kAHNjgDBnfwBj6IQQ5q0IMxJnMikzXZE53Y5EyY3Mmb+CQmOalJzw8IUxBhCVtQwYQjIFzhCS6EkEIJLR9YzIUs1mIvdGGLs2BxF2/hi1jkoha9PrCZG9mszd7oxjZnw+Zu3sY3sclNbXp/QJmKKEvZiiqmHAXlKk9xJZRUSmn9gDENMZaxDTXMOAbGNZ7hRhhplNH2gcM8yGEd9kEPdjgHDvfwDn6IQx7q0OcD/wK/Sr4jv9hfkG/1N/x/Fx44BCQU9Pc94zIvclmXfdGLXc79j9/Lu/glLnmpS98PPOZDHuuxH/qwx3n/5ffxHv6IRz7q0e8DznTEWc521DHn+D/KdZ7jTjjplNP+gWAGEqxgBxpYcOIf/AYv8CCCDCro+EAyE0lWshNNLDn5P/MmL/Ekkkwq6fxAMQspVrELLaw49S/lFq/wIoosquj6QDMbaVazG22sOf2v8Dav8SaabKrp5geIAnAQC3NfwAAAAABJRU5ErkJggg==';
const head = '# @account TSTDRV0000001_SB1\n';
const json = 'Content-Type: application/json\n';
const echo = 'restlet:customscript_tba_echo/customdeploy_tba_echo';
const requests = {
  logs: `POST restlet:customscript_tba_customers/customdeploy_tba_customers\n${json}\n{"companyName":"Logged & Söhne"}\n`,
  throttled: `GET ${echo}\n${json}X-Practice-Fault: throttle\n`,
  slow: `GET ${echo}\n${json}X-Practice-Fault: body=20; drip=1000000\n`,
  files: `POST ${echo}\n${json}\n{"picture":"${png}"}\n`,
  packed: `GET ${echo}\n${json}X-Practice-Fault: bad-gzip\n`,
} as const;
type Name = keyof typeof requests;
/** A setting takes effect at some moment after it was written; a request is only sent when the one before is over. */
const unhurried = { interval: 2000 };

describe('answers of the practice account', () => {
  let workbench: Workbench;
  const lines = Object.fromEntries(Object.keys(requests).map((name, index) => [name, 2 + index * 9 + 1])) as Readonly<
    Record<Name, number>
  >;
  const send = async (name: Name): Promise<Frame> => {
    await workbench.editor.focus();
    await workbench.editor.goTo(lines[name]);
    await workbench.page.keyboard.press('ControlOrMeta+Alt+Enter');
    return workbench.webview(`Response · ${name}`);
  };
  const answered = async (name: Name): Promise<Frame> => {
    const frame = await send(name);
    await frame.locator('.status strong', { hasText: '200 OK' }).waitFor();
    return frame;
  };

  beforeAll(async () => {
    const file = Object.entries(requests)
      .map(([name, text]) => {
        const block = `### ${name}\n${head}${text}`;
        return block + '\n'.repeat(9 - block.split('\n').length + 1);
      })
      .join('');
    workbench = await openWorkbench({
      folder: { 'answers.http': file, '.vscode/settings.json': '{}' },
      size: { width: 1400, height: 900 },
      sharedByFile: true,
    });
    await workbench.showSideBar();
    await workbench.runCommand('NetSuite TBA: Start Practice Account');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk *active/);
    await workbench.editor.open('answers.http');
  });

  it('come with what the script logged, on request and then after every call', async () => {
    const frame = await answered('logs');
    await frame.getByRole('tab', { name: 'Log' }).click();
    await frame.getByRole('button', { name: 'Read the script’s log' }).click();
    const entries = frame.getByRole('list', { name: 'Log' }).getByRole('listitem');
    await expect.poll(() => entries.count()).toBe(1);
    expect(await panelText(frame)).toMatch(/Customer created.*\{ "id": \d+ \}/);
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('view-log-light');
    await frame.getByRole('checkbox', { name: /^After every call to a RESTlet of/ }).check();
    const created = async () => Number(/"id": (\d+)/.exec(await panelText(frame))?.[1]);
    const first = await created();
    // The setting is written at some moment after that.
    await expect
      .poll(async () => {
        await answered('logs');
        await entries.first().waitFor({ timeout: 5000 }).catch(String);
        return created();
      }, unhurried)
      .toBeGreaterThan(first);
  });

  it('are waited for and asked for anew where the account has too many calls at once', async () => {
    const frame = await send('throttled');
    await frame.locator('.status strong', { hasText: '400' }).waitFor();
    await frame.getByRole('tab', { name: 'Timing' }).click();
    await expect.poll(() => panelText(frame)).toMatch(/Tries 3, each signed anew:.*400 SSS_REQUEST_LIMIT_EXCEEDED/);
    expect(await frame.getByRole('row', { name: /^Pause before the next try/ }).count()).toBe(2);
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('view-tries-light');
    // The refusal is the outcome of a call that is cancelled in the pause.
    await Promise.all([
      frame.getByText('The account has too many calls at once (SSS_REQUEST_LIMIT_EXCEEDED).').waitFor(),
      frame.getByRole('button', { name: 'Send again' }).click(),
    ]);
    await workbench.screenshot('view-pausing-light');
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.locator('.status strong', { hasText: '400' }).waitFor();
    await frame.getByRole('tab', { name: 'Body' }).click();
  });

  it('are shown as far as they came when they are cancelled, and nothing moves for those who want it so', async () => {
    const moves = (frame: Frame) =>
      frame.evaluate<string>(
        `getComputedStyle(document.querySelector('tba-response').shadowRoot.querySelector('progress, .progress'), '::before').animationName`,
      );
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    const frame = await send('slow');
    await frame.getByText(/MB of 20 MB/).waitFor();
    expect(await moves(frame)).toBe('none');
    await frame.getByRole('region', { name: 'How it begins' }).getByText('"name": "Row 1"').waitFor();
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('view-receiving-light');
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.locator('.status strong', { hasText: '200 OK' }).waitFor();
    await expect.poll(() => panelText(frame)).toMatch(/Cancelled\..*The answer broke off.*"name" ?: ?"Row 1"/);
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('view-broken-off-light');
    await workbench.page.emulateMedia({ reducedMotion: null });
  });

  it('are said to be still packed where that is so', async () => {
    const frame = await answered('packed');
    await expect.poll(() => panelText(frame)).toContain('Its Content-Encoding is gzip, but it could not be unpacked.');
    await workbench.screenshot('view-still-packed-light');
  });

  it('are not waited for by a window that was loaded again in the middle of one', async () => {
    const frame = await send('slow');
    await frame.getByText(/MB of 20 MB/).waitFor();
    await workbench.reload();
    const restored = await workbench.webview('Response · slow');
    await expect.poll(() => panelText(restored)).toContain('This response is not kept any more.');
    // Nothing of it stands in the way of the next one, from the same file and to the same account.
    await workbench.tree('Accounts').waitForRow(/Integration Clerk *active/);
    await answered('files');
  });

  it('are saved as they came, and so are the files in their values', async () => {
    const frame = await answered('files');
    const folder = workbench.folder ?? '';
    await frame.getByRole('button', { name: 'More actions' }).click();
    await chooseFromMenu(workbench.page, 'Save Response Body As…');
    await chooseFile(workbench, 'Save files.json', join(folder, 'saved.json'));
    await expect.poll(() => readFile(join(folder, 'saved.json'), 'utf8').catch(String)).toContain(`"picture":"${png}"`);
    await frame.locator('.row', { hasText: '"picture"' }).click();
    const details = frame.getByRole('group', { name: 'About the value at the cursor' });
    await details.getByRole('button', { name: 'Save file…' }).click();
    await chooseFile(workbench, /^Save .*\.png$/, join(folder, 'picture.png'));
    await expect.poll(() => readFile(join(folder, 'picture.png'), 'base64').catch(String)).toBe(png);
    await details.getByRole('button', { name: 'Open file' }).click();
    await expect.poll(() => workbench.tabs()).toContainEqual(expect.stringMatching(/picture\.png/));
  });

  it('fit into a narrow and low window', async () => {
    await workbench.page.setViewportSize({ width: 760, height: 420 });
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    const frame = await answered('files');
    const overflow = `(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    })()`;
    for (const tab of ['Body', 'Headers', 'Request', 'Timing', 'Log']) {
      await frame.getByRole('tab', { name: tab }).click();
      expect(await frame.evaluate<number>(overflow), tab).toBeLessThanOrEqual(0);
      expect(await violations(frame), tab).toEqual([]);
      await workbench.screenshot(`view-narrow-${tab.toLowerCase()}`);
    }
    await frame.getByRole('tab', { name: 'Body' }).click();
    await frame.locator('.row', { hasText: '"picture"' }).waitFor();
    await workbench.page.setViewportSize({ width: 1400, height: 900 });
  });

  it('share one panel, or have one each, as the setting says', async () => {
    const share = (panels: string) =>
      writeFile(
        join(workbench.folder ?? '', '.vscode', 'settings.json'),
        JSON.stringify({ 'netsuiteTba.response.panels': panels }),
      );
    const responses = async () => (await workbench.tabs()).filter(tab => tab.includes('Response ·')).length;
    await share('none');
    const before = await responses();
    await expect
      .poll(async () => {
        await answered('files');
        return responses();
      }, unhurried)
      .toBeGreaterThan(before);
    await share('one');
    await expect
      .poll(async () => {
        const count = await responses();
        await answered('files');
        await answered('logs');
        return (await responses()) - count;
      }, unhurried)
      .toBe(0);
  });
});
