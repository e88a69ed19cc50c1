import { expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';

const echo = 'restlet:customscript_tba_echo/customdeploy_tba_echo';
const calls = `@order = 10421
@who = {{hidden}}

### Log in
# @name login
# @no-log
POST ${echo}
Content-Type: application/json

{ "session": "{{$uuid}}", "user": "{{who}}" }

### Read
# @prompt currency Which currency?
# @timeout 30
# @assert status == 200
# @assert body.$.parameters.id == {{order}}
# @assert body.$.parameters.id == "7"
# @assert time < 20000
GET ${echo}
  ?id={{order}}
  &currency={{currency}}
  &session={{login.response.body.$.body.session}}
Content-Type: application/json

### Customers
# @suiteql
POST /services/rest/query/v1/suiteql

SELECT id, companyname
FROM customer
WHERE id < {{order}}

### Wrong
# @account tstdrv0000001-sb1
GET ${echo}
Content-Type: application/JSON

{ "a": {{nowhere}} }

### Form
PUT ${echo}
Content-Type: multipart/form-data; boundary=x

--x--
`;

it.each(['light', 'dark'] as const)('walk %s', async theme => {
  const workbench = await openWorkbench({
    theme,
    size: { width: 1500, height: 950 },
    folder: { 'calls.http': calls, 'http-client.private.env.json': '{"$default": {"hidden": "canary"}}' },
  });
  const shot = (name: string) => workbench.screenshot(`walk-${theme}-${name}`);
  const { page } = workbench;
  await workbench.showSideBar();
  await workbench.runCommand('NetSuite TBA: Start Practice Account');
  await workbench.tree('Accounts').waitForRow(/Integration Clerk *active/);
  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.editor.open('calls.http');
  await workbench.editor.codeLens('Send');
  await page.waitForTimeout(2500);
  await shot('1-editor');
  // Keyboard only from here.
  await workbench.editor.goTo(5, 3);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('ControlOrMeta+I');
  await page.waitForTimeout(1500);
  await shot('2-hover-name');
  await page.keyboard.press('Escape');
  await workbench.editor.goTo(2, 12);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('ControlOrMeta+I');
  await page.waitForTimeout(1500);
  await shot('3-hover-secret');
  await page.keyboard.press('Escape');
  await workbench.editor.goTo(34, 4);
  await page.keyboard.press('ControlOrMeta+.');
  await page.waitForTimeout(2500);
  await shot('4-fix-account');
  await page.keyboard.press('Escape');
  await workbench.editor.goTo(36, 20);
  await page.keyboard.press('ControlOrMeta+.');
  await page.waitForTimeout(2500);
  await shot('5-fix-type');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1000);
  await page.keyboard.press('F8');
  await page.waitForTimeout(1500);
  await shot('6-next-problem');
  await page.keyboard.press('Escape');
  await workbench.editor.goTo(20, 3);
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  await page.waitForTimeout(2500);
  await shot('7-prompt');
  await page.keyboard.type('EUR');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(8000);
  await shot('8-response');
  await workbench.runCommand('Problems: Focus on Problems View');
  await page.waitForTimeout(1500);
  await shot('9-problems');
  await workbench.runCommand('View: Toggle Panel Visibility');
  await workbench.editor.focus();
  await workbench.runCommand('NetSuite TBA: Copy Request as Code…');
  await page.waitForTimeout(1500);
  await shot('10-copy-as');
  await page.keyboard.press('Escape');
  await workbench.runCommand('NetSuite TBA: Choose Environment…');
  await page.waitForTimeout(1500);
  await shot('11-environment');
  await page.keyboard.press('Escape');
  await workbench.editor.goTo(29, 8);
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  await page.waitForTimeout(6000);
  await shot('12-suiteql');
  await workbench.editor.focus();
  await workbench.runCommand('NetSuite TBA: Show History…');
  await page.waitForTimeout(1500);
  await shot('13-history');
  await page.keyboard.press('Escape');
  await workbench.editor.focus();
  await workbench.runCommand('NetSuite TBA: Send All Requests');
  await page.waitForTimeout(3000);
  await shot('14-send-all');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(9000);
  await workbench.runCommand('Testing: Focus on Test Explorer View');
  await page.waitForTimeout(2500);
  await shot('15-tests');
  await workbench.runCommand('NetSuite TBA: Send as Two Tokens and Compare…');
  await page.waitForTimeout(2500);
  await shot('16-two-of-one');
  expect(true).toBe(true);
});
