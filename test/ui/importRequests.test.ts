// What other clients know about requests, brought into request files: a curl command that is pasted, a Postman
// collection, a HAR. What logs in never lands in the file.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PageGlobals } from './support/dom.ts';
import { authorization, curl, oauth1, postmanCollection, randomKeys } from './support/importSources.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

const restlet = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl';
const keys = randomKeys();
const command = `curl --location --request POST '${restlet}?script=12&deploy=1&id=7' \\
  --header 'Content-Type: application/json' \\
  --header 'Authorization: ${authorization('1234567_SB1', keys)}' \\
  --data-raw '{
\t"note": "{{not a variable}}"
}'
`;
const collection = postmanCollection('Orders', oauth1('1234567_SB1', keys), [
  {
    name: 'Reading',
    item: [
      {
        name: 'One $(flame)',
        event: [{ listen: 'test', script: { exec: ['pm.test()'] } }],
        request: { method: 'GET', header: [], url: { raw: `${restlet}?script=12&deploy=1&id={{order}}` } },
      },
    ],
  },
  {
    name: 'Save',
    request: {
      method: 'PUT',
      url: { raw: '{{base}}/services/rest/record/v1/customer/:id', variable: [{ key: 'id', value: '7' }] },
      body: { mode: 'raw', raw: '{"a": 1}', options: { raw: { language: 'json' } } },
    },
  },
  {
    name: 'Upload',
    request: {
      method: 'POST',
      url: `${restlet}?script=13&deploy=1`,
      body: { mode: 'formdata', formdata: [{ key: 'file', type: 'file', src: 'a' }] },
    },
  },
]);
const har = {
  log: {
    version: '1.2',
    entries: [
      entry('GET', 'https://1234567-sb1.app.netsuite.com/core/styles.css'),
      entry('GET', 'https://example.com/pixel.gif'),
      entry('GET', `${restlet}?script=12&deploy=1&id=8`),
      entry('GET', `${restlet}?script=12&deploy=1&id=8`),
    ],
  },
};

function entry(method: string, url: string): object {
  const headers = [
    { name: ':path', value: '/' },
    { name: 'sec-ch-ua', value: 'x' },
    { name: 'Cookie', value: 'JSESSIONID=c00kie' },
    { name: 'Accept', value: 'application/json' },
  ];
  return { request: { method, url, headers }, response: { content: { text: 'answer' } } };
}

describe('requests from other clients', () => {
  let workbench: Workbench;
  const copy = (text: string): Promise<void> =>
    workbench.page.evaluate(value => (globalThis as unknown as PageGlobals).navigator.clipboard.writeText(value), text);
  const paste = async (text: string): Promise<void> => {
    await copy(text);
    await workbench.page.keyboard.press('ControlOrMeta+V');
  };
  const fromFile = async (name: string): Promise<void> => {
    await workbench.runCommand('NetSuite TBA: Import Requests…');
    await workbench.quickInput.pick(name);
  };
  const secretsOnShow = async (): Promise<string[]> => {
    const content = await workbench.page.content();
    return [...Object.values<string>({ ...keys }), 'c00kie'].filter(value => content.includes(value));
  };

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: {
        'empty.http': '',
        'some.http': '### One\nPOST /app/one\n\n{\n\n}\n\n### Two\nGET /app/two\n',
        'plain.txt': '',
        'orders.postman_collection.json': JSON.stringify(collection),
        'log.har': JSON.stringify(har),
        'cut.har': JSON.stringify(har).slice(0, 200),
        'package.json': '{"name":"x"}',
      },
      sharedByFile: true,
      size: { width: 1280, height: 900 },
    });
    await workbench.showSideBar();
  });
  afterEach(async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('File: Revert File').catch(() => undefined);
    await workbench.runCommand('View: Revert and Close Editor').catch(() => undefined);
  });

  it('become one when a curl command is pasted, without what logs in', async () => {
    await workbench.editor.open('empty.http');
    await workbench.editor.focus();
    await paste(command);
    await workbench.editor.waitForText('restlet:12/1?id=7');
    const text = await workbench.editor.visibleText();
    expect(text).toContain('# @account 1234567_SB1\nPOST restlet:12/1?id=7\nContent-Type: application/json\n');
    expect(text).toContain('"note": "{{openBraces}}not a variable}}"');
    expect(text).not.toContain('curl');
    expect(await secretsOnShow()).toEqual([]);
    await workbench.editor.codeLens('Send', 'POST restlet:12/1?id=7');
    await workbench.screenshot('paste-curl');
    await workbench.notifications.waitFor(/Credentials of account 1234567_SB1 were found/);
    expect(await workbench.notifications.actions(/Credentials of account/)).toEqual(['Import Credentials…']);
  });

  it('keep the tabs of their bodies, and go back with one undo', async () => {
    await workbench.editor.open('empty.http');
    await workbench.editor.focus();
    await paste(command);
    await workbench.editor.waitForText('restlet:12/1');
    await workbench.page.keyboard.press('ControlOrMeta+A');
    await workbench.page.keyboard.press('ControlOrMeta+C');
    await expect.poll(() => workbench.clipboard()).toContain('{\n\t"note"');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(() => workbench.editor.visibleText()).toBe('');
  });

  it('stay text where they are pasted into a body or into another kind of file', async () => {
    await workbench.editor.open('some.http');
    await workbench.editor.goTo(5);
    await workbench.editor.focus();
    await paste("curl 'https://example.com/one'");
    await workbench.editor.waitForText("curl 'https://example.com/one'");
    await workbench.runCommand('File: Revert File');
    await workbench.editor.open('plain.txt');
    await workbench.editor.focus();
    await paste("curl 'https://example.com/two'");
    await workbench.editor.waitForText("curl 'https://example.com/two'");
  });

  it('are put below the request that the cursor is in, by the command', async () => {
    await workbench.editor.open('some.http');
    await workbench.editor.goTo(5);
    await copy(curl('https://example.com/one', authorization('1234567_SB1', keys)));
    await workbench.runCommand('NetSuite TBA: Paste curl as Request');
    await workbench.editor.waitForText('https://example.com/one');
    // New lenses move the lines for a moment.
    await expect
      .poll(() => workbench.editor.visibleText())
      .toBe(
        '### One\nPOST /app/one\n\n{\n\n}\n\n###\nGET https://example.com/one\nAccept: application/json\n\n### Two\nGET /app/two\n',
      );
  });

  it('are not made of a clipboard without a command', async () => {
    await copy('GET /app/x');
    await workbench.runCommand('NetSuite TBA: Paste curl as Request');
    await workbench.notifications.waitFor('does not begin with a curl command');
  });

  it('are taken from a Postman collection', async () => {
    await fromFile('orders.postman_collection.json');
    await expect.poll(() => workbench.quickInput.placeholder()).toContain('Which of the 3 requests');
    const rows = await workbench.quickInput.rows();
    expect(rows.join('\n')).toContain(
      'GET /app/site/hosting/restlet.nl?script=12&deploy=1&id=… · 1234567-sb1.restlets',
    );
    await workbench.screenshot('import-requests');
    await workbench.quickInput.accept();
    await workbench.editor.waitForText('### Upload');
    const text = await workbench.editor.visibleText();
    expect(text).toContain('# 3 of 3 requests from the Postman collection “Orders” (orders.postman_collection.json).');
    expect(text).toContain('# 1 script(s) were left out; scripts are not run here.');
    expect(text).toContain('# Variables without a value in the collection: order, base.');
    expect(text).toContain('GET restlet:12/1?id={{order}}');
    expect(text).toContain(
      'PUT {{base}}/services/rest/record/v1/customer/7\nContent-Type: application/json\n\n{"a": 1}',
    );
    expect(text).toContain('# The multipart body was left out, since NetSuite refuses them. Its fields: file.');
    expect(await secretsOnShow()).toEqual([]);
    await workbench.screenshot('imported-requests');
    await workbench.notifications.click(/Credentials of account 1234567_SB1/, 'Import Credentials…');
    await expect.poll(() => workbench.quickInput.placeholder()).toContain('Which of these should be imported?');
    await workbench.quickInput.close();
  });

  it('are taken from a HAR, those that programs send to NetSuite first', async () => {
    await fromFile('log.har');
    await expect.poll(() => workbench.quickInput.placeholder()).toContain('Which of the 3 requests');
    expect((await workbench.quickInput.rows()).join('\n')).toContain('example.com, not NetSuite');
    await workbench.quickInput.accept();
    await workbench.editor.waitForText('restlet:12/1?id=8');
    const text = await workbench.editor.visibleText();
    expect(text).toContain(
      '# 1 of 3 requests from the HAR “log.har”.\n# 1 that were the same as another are here once.',
    );
    expect(text).toContain('# @account 1234567_SB1\nGET restlet:12/1?id=8\nAccept: application/json');
    expect(text).not.toMatch(/styles|pixel|sec-ch/);
    expect(await secretsOnShow()).toEqual([]);
  });

  it('are not there in a file that is cut, or of another kind, and it says why', async () => {
    await fromFile('cut.har');
    expect(await workbench.notifications.waitFor(/No requests .*cut\.har/)).toMatch(/wrong at character \d+\./);
    await workbench.notifications.click(/No requests .*cut\.har/, 'Choose Another File…');
    await workbench.quickInput.pick('package.json');
    await workbench.notifications.waitFor('neither a Postman collection nor a HAR');
  });
});
