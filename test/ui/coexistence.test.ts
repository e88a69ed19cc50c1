import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench.ts';

const query = `### Ask
# @account 1234567_SB1
# @suiteql
POST /services/rest/query/v1/suiteql

SELECT companyname FROM customer

### Call
GET restlet:customscript_orders/customdeploy_orders
`;

it('says whose lenses are whose when another HTTP client is installed, leaves it its key, and adds its colours', async () => {
  const workbench = await openWorkbench({
    folder: { 'a.http': 'GET /rest/tokeninfo\n', 'query.http': query },
    otherExtensions: [join(import.meta.dirname, '../fixtures/otherClient')],
  });
  await workbench.editor.open('a.http');
  await workbench.editor.codeLens('Send Request');
  await workbench.editor.codeLens('NetSuite: Send');
  expect(await workbench.editor.codeLensTitles()).toContain('NetSuite: Inspect Signature');
  await workbench.editor.focus();
  await workbench.page.keyboard.press('Control+Alt+R');
  await workbench.notifications.waitFor('other client');
  // In the other client's grammar the query would be a body without a language, and a directive a comment.
  await workbench.editor.open('query.http');
  const colourOf = (line: string, text: string) =>
    workbench.page
      .locator('.view-line', { hasText: line })
      .locator('span span', { hasText: text })
      .first()
      .getAttribute('class');
  await workbench.editor.codeLens('NetSuite: Send All (2)');
  await expect
    .poll(async () => (await colourOf('SELECT', 'SELECT')) !== (await colourOf('SELECT', 'companyname')))
    .toBe(true);
  expect(await colourOf('SELECT', 'FROM')).toBe(await colourOf('SELECT', 'SELECT'));
  expect(await colourOf('@account', 'account')).not.toBe(await colourOf('### Ask', 'Ask'));
  expect(await colourOf('restlet:', 'restlet')).not.toBe(await colourOf('restlet:', 'customscript_orders'));
  await workbench.screenshot('coexistence');
});
