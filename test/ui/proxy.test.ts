import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, inject, it } from 'vitest';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';

it('calls go to the account’s own host, through the proxy of VS Code’s settings', async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  const port = await new Promise<number>(resolve => {
    proxy.listen(0, '127.0.0.1', () => resolve((proxy.address() as AddressInfo).port));
  });
  try {
    const workbench = await openWorkbench({
      folder: { 'a.http': '### Whoami\nGET /rest/tokeninfo\n' },
      settings: { 'http.proxy': `http://127.0.0.1:${port}`, 'netsuiteTba.transport': 'direct' },
    });
    const { name, application, secrets } = asAccount(inject('practice'));
    await fillInAccount(workbench, { name, application, secrets, accountId: '1234567-sb1' });
    await workbench.quickInput.pick('Save without a test');
    await workbench.editor.open('a.http');
    await (await workbench.editor.codeLens('Send')).click();
    const frame = await workbench.webview('Response · Whoami');
    await expect
      .poll(() => panelText(frame))
      .toMatch(/No connection could be made\..*The proxy \S+ refused .*\(403\).*Nothing was sent/);
    expect([...new Set(asked)]).toEqual(['1234567-sb1.restlets.api.netsuite.com:443']);
  } finally {
    proxy.close();
  }
});
