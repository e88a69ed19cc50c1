import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoginGuard } from '../../../../../src/exchange/guards/loginGuard.ts';
import type { AccountServices } from '../../../../../src/workbench/accounts/accountServices.ts';
import { checkHosts } from '../../../../../src/workbench/accounts/edit/checkHosts.ts';
import { editHosts } from '../../../../../src/workbench/accounts/edit/editHosts.ts';
import type { Log } from '../../../../../src/workbench/log.ts';
import { Network } from '../../../../../src/workbench/network/network.ts';
import { bookWith, enter, log, newPerson, person, pick } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).fakeVscode);

beforeEach(newPerson);

describe('base URL and what it is signed as', () => {
  it('go to the record, in one spelling, and only what was found out of the hosts is forgotten', async () => {
    const { book, account, token } = await bookWith();
    const hostCheck = { at: 1, restlets: 'https://a.netsuite.com', suiteTalk: 'https://b.netsuite.com', app: 'x' };
    await book.edit('account', account.id, { hostCheck, note: 'kept' });
    await book.recordVerification(token.id, { outcome: 'accepted', at: 1, identity: {} });
    person.boxes = [
      enter('https://GW.example.com:443/ns//', box =>
        expect(box.validationMessage?.message).toContain('goes to https://gw.example.com/ns, with its signature'),
      ),
      pick('Another URL…'),
      enter('https://inner.example.com/'),
    ];
    await editHosts({ book }, { kind: 'account', record: account });
    const [now] = book.index().accounts;
    expect(now).toMatchObject({
      baseUrl: 'https://gw.example.com/ns',
      signedAs: 'https://inner.example.com',
      note: 'kept',
    });
    expect(now).not.toHaveProperty('hostCheck');
    expect(book.index().tokens[0]).toHaveProperty('lastSuccess');
    expect(person.told.at(-1)).toContain('go to https://gw.example.com/ns and are signed as https://inner.example.com');
  });

  it('are gone when the box is cleared', async () => {
    const { book, account } = await bookWith({ baseUrl: 'https://gw.example.com', signedAs: 'netsuite' });
    person.boxes = [enter('')];
    await editHosts({ book }, { kind: 'account', record: account });
    expect(book.index().accounts[0]).not.toHaveProperty('baseUrl');
    expect(book.index().accounts[0]).not.toHaveProperty('signedAs');
  });

  it.each(['http://gw.example.com', 'https://u:p@gw.example.com', 'https://gw.example.com/?a=1', 'gw.example.com'])(
    'refuse %s',
    async text => {
      const { book, account } = await bookWith();
      person.boxes = [enter(text)];
      await editHosts({ book }, { kind: 'account', record: account });
      expect(book.index().accounts[0]).not.toHaveProperty('baseUrl');
    },
  );

  it('do not make two records of one account', async () => {
    const { book, account } = await bookWith();
    await book.addAccount({ accountName: 'Twin', accountId: '1234567', baseUrl: 'https://gw.example.com' });
    person.boxes = [
      enter('https://gw.example.com', box =>
        expect(box.validationMessage?.message).toContain('“Twin” is this account'),
      ),
    ];
    await editHosts({ book }, { kind: 'account', record: account });
    // One that comes while the person is asked.
    person.boxes = [
      enter('https://late.example.com'),
      box => {
        void book
          .addAccount({ accountName: 'Late', accountId: '1234567', baseUrl: 'https://late.example.com' })
          .then(() => {
            pick('The base URL itself')(box);
          });
      },
    ];
    await expect(editHosts({ book }, { kind: 'account', record: account })).rejects.toMatchObject({
      code: 'account-known',
    });
  });
});

describe('checking hosts', () => {
  const answers = (told: Record<string, string>) => ({
    fetchUnsigned: vi.fn<(url: string) => Promise<unknown>>(() =>
      Promise.resolve({ status: 200, body: new TextEncoder().encode(JSON.stringify(told)) }),
    ),
  });
  const derived = {
    restDomain: 'https://1234567.restlets.api.netsuite.com',
    webservicesDomain: 'https://1234567.suitetalk.api.netsuite.com',
    systemDomain: 'https://1234567.app.netsuite.com',
  };
  const services = (book: unknown, network: unknown) => ({ book, network }) as AccountServices;

  it('asks NetSuite’s own address, keeps the answer and says that all is well', async () => {
    const { book, account } = await bookWith();
    const network = answers(derived);
    await checkHosts(services(book, network), { kind: 'account', record: account });
    expect(network.fetchUnsigned.mock.calls[0]?.[0]).toBe(
      'https://rest.netsuite.com/rest/datacenterurls?account=1234567',
    );
    expect(book.index().accounts[0]?.hostCheck).toMatchObject({ app: 'https://1234567.app.netsuite.com' });
    expect(person.told).toEqual([expect.stringContaining('has the hosts that the workbench uses')]);
  });

  it('offers one other address as base URL, and says who gets the signatures then', async () => {
    const { book, account } = await bookWith();
    const one = 'https://acme.api.netsuite.com';
    person.modals = ['Use It as Base URL'];
    await checkHosts(services(book, answers({ ...derived, restDomain: one, webservicesDomain: `${one}/` })), {
      kind: 'account',
      record: account,
    });
    expect(person.told[0]).toContain(`RESTlets: ${one}, not https://1234567.restlets.api.netsuite.com`);
    expect(person.told[0]).toContain(`${one} gets every call of this account, with its signature`);
    expect(book.index().accounts[0]).toMatchObject({ baseUrl: one });
  });

  it('offers nothing where the two APIs have two other addresses', async () => {
    const { book, account } = await bookWith();
    const told = { ...derived, restDomain: 'https://x.netsuite.com' };
    await checkHosts(services(book, answers(told)), { kind: 'account', record: account });
    expect(person.told[0]).toContain('Check the account ID first');
    expect(person.offered).toEqual([]);
    expect(book.index().accounts[0]).not.toHaveProperty('baseUrl');
    expect(book.index().accounts[0]?.hostCheck).toMatchObject({ restlets: 'https://x.netsuite.com' });
  });

  it('drops an answer that is about another address by then', async () => {
    const { book, account } = await bookWith();
    const network = {
      fetchUnsigned: async () => {
        await book.edit('account', account.id, { baseUrl: 'https://gw.example.com' });
        return { status: 200, body: new TextEncoder().encode(JSON.stringify(derived)) };
      },
    };
    await expect(checkHosts(services(book, network), { kind: 'account', record: account })).rejects.toMatchObject({
      code: 'hosts-changed',
    });
    expect(book.index().accounts[0]).not.toHaveProperty('hostCheck');
  });

  it.each([
    [400, '{}', 'data-centers-refused'],
    [302, '', 'data-centers-refused'],
    [200, '<html>', 'data-centers-unreadable'],
    [200, JSON.stringify({ ...derived, restDomain: 'https://netsuite.com.evil.example' }), 'data-centers-foreign'],
  ])('refuses %s %s', async (status, text, code) => {
    const { book, account } = await bookWith();
    const network = { fetchUnsigned: () => Promise.resolve({ status, body: new TextEncoder().encode(text) }) };
    await expect(checkHosts(services(book, network), { kind: 'account', record: account })).rejects.toMatchObject({
      code,
    });
    expect(book.index().accounts[0]).not.toHaveProperty('hostCheck');
  });

  it('asks nothing in a workspace that is not trusted', async () => {
    const { book, account } = await bookWith();
    person.isTrusted = false;
    await expect(
      checkHosts(services(book, answers(derived)), { kind: 'account', record: account }),
    ).rejects.toMatchObject({ code: 'workspace-untrusted' });
  });
});

describe('an unsigned question', () => {
  let server: Server;
  let seen: string[];
  let body = '{}';

  beforeEach(async () => {
    seen = [];
    server = createServer((request, response) => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''}`, ...Object.keys(request.headers));
      response.end(body);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  });

  afterEach(() => new Promise(done => server.close(done)));

  const ask = (signal = new AbortController().signal) => {
    const network = new Network({} as LoginGuard, log as unknown as Log, []);
    return network.fetchUnsigned(`http://127.0.0.1:${(server.address() as AddressInfo).port}/who?a=1`, signal);
  };

  it('goes out without a signature or cookie', async () => {
    expect(await ask()).toMatchObject({ status: 200 });
    expect(seen[0]).toBe('GET /who?a=1');
    expect(seen).not.toContain('authorization');
    expect(seen).not.toContain('cookie');
  });

  it('takes no long answer', async () => {
    body = 'x'.repeat(65 * 1024);
    await expect(ask()).rejects.toMatchObject({ code: 'answer-too-long' });
    body = '{}';
  });

  it('is not asked in a workspace that is not trusted, nor after it was cancelled', async () => {
    await expect(ask(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    person.isTrusted = false;
    await expect(ask()).rejects.toMatchObject({ code: 'workspace-untrusted' });
    expect(seen).toEqual([]);
  });
});
