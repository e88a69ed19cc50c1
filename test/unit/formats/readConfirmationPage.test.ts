import { describe, expect, it } from 'vitest';
import { readConfirmationPage } from '../../../src/formats/readConfirmationPage.ts';
import { secretCard } from '../../../src/practice/pages/once.ts';
import { keys, otherKeys } from './secrets.ts';

const { consumerKey, consumerSecret, token, tokenSecret } = keys;

/** What a browser copies off the practice account's page of a new integration. */
const practiceIntegration = `Setup › Integration › Manage Integrations › Integration

Orders hub
Done The integration was created.
Consumer key and secret
Copy them now. They are shown this once and never again. A program also needs a token of this application to log in.

Consumer Key / Client ID
${consumerKey}
Consumer Secret / Client Secret
${consumerSecret}
Name
    Orders hub
State
    Enabled
Description
    None
`;

const practiceToken = `TSTDRV0000001_SB1 Sandbox
Token ID and secret
A program logs in with them, the consumer key and secret of the application, and the account ID TSTDRV0000001_SB1.

Token ID
${token}
Token Secret
${tokenSecret}
Application
    Orders hub
User
    Jane Clerk
Role
    Order Clerk
`;

function check(text: string) {
  const { found, problems } = readConfirmationPage(text);
  expect(problems).toEqual([]);
  for (const each of found) {
    for (const { field, start, end } of each.spans) {
      expect(text.slice(start, end)).toBe(each[field]);
    }
  }
  return found;
}

const integration = { source: 'integration-page', consumerKey, consumerSecret };
const tokenPage = { source: 'token-page', token, tokenSecret };

describe('readConfirmationPage', () => {
  it('reads the practice account’s pages, with names and account', () => {
    expect(check(practiceIntegration)).toMatchObject([{ ...integration, label: 'Orders hub', notes: [] }]);
    expect(check(practiceToken)).toMatchObject([
      {
        ...tokenPage,
        label: 'Orders hub',
        accountId: 'TSTDRV0000001_SB1',
        notes: [{ code: 'account-from-elsewhere' }],
      },
    ]);
  });

  it('reads the markup of the practice account, as it is today', () => {
    const card = secretCard('Consumer key and secret', 'A hint.', [
      ['Consumer Key / Client ID', consumerKey],
      ['Consumer Secret / Client Secret', consumerSecret],
    ]).text;
    expect(check(`${card}<dl><dt>Name</dt><dd><bdi>Orders &amp; returns</bdi></dd></dl>`)).toMatchObject([
      { ...integration, label: 'Orders & returns', notes: [] },
    ]);
  });

  it.each([
    [
      'one under the other',
      `Consumer Key / Client ID\n${consumerKey}\nConsumer Secret / Client Secret\n${consumerSecret}`,
    ],
    [
      'upper case, blank lines',
      `CONSUMER KEY / CLIENT ID\r\n\r\n${consumerKey}\r\n\r\nCONSUMER SECRET / CLIENT SECRET\r\n\r\n${consumerSecret}`,
    ],
    ['on one line', `Consumer Key: ${consumerKey}\nConsumer Secret = ${consumerSecret}`],
    ['a blank between', `Consumer Key ${consumerKey}\nConsumer Secret ${consumerSecret}`],
    ['tabs', `Consumer Key/Client ID\t\t${consumerKey}\nConsumer Secret/Client Secret\t${consumerSecret}`],
    ['a row of labels', `Consumer Key / Client ID\tConsumer Secret / Client Secret\n${consumerKey}\t${consumerSecret}`],
    ['labels, then values', `Consumer Key\nConsumer Secret\n${consumerKey}\n${consumerSecret}`],
    [
      'a Markdown table',
      `| Consumer Key | \`${consumerKey}\` |\n|---|---|\n| Consumer Secret | \`${consumerSecret}\` |`,
    ],
    [
      'comments in code',
      `//CONSUMER KEY / CLIENT ID\n//${consumerKey}\n//CONSUMER SECRET / CLIENT SECRET\n//${consumerSecret}`,
    ],
    [
      'a block comment',
      `/*\n \t\tCONSUMER KEY / CLIENT ID\t\t${consumerKey}\n * CONSUMER SECRET / CLIENT SECRET\t${consumerSecret}\n */`,
    ],
    [
      'buttons between',
      `Consumer Key / Client ID\n${consumerKey}\nCopy\nConsumer Secret / Client Secret\nCopy\n${consumerSecret}\nCopy`,
    ],
    [
      'markup',
      `<div><span class="l">Consumer Key&nbsp;/&nbsp;Client ID</span><code>${consumerKey}</code></div><div><span>Consumer Secret / Client Secret</span><code>${consumerSecret}</code></div>`,
    ],
    [
      'Spanish',
      `Clave de consumidor / ID de cliente\n${consumerKey}\nSecreto de consumidor / Secreto de cliente\n${consumerSecret}`,
    ],
    [
      'invisible marks',
      `\u200FConsumer Key\u00A0/ Client ID\n\u202A\u200E${consumerKey}\u200B\nConsumer Secret\n\uFEFF${consumerSecret}`,
    ],
    [
      'Postman’s form',
      `   Consumer Key: ${consumerKey}\n   Consumer Secret: ${consumerSecret}\n   Signature Method: HMAC-SHA256`,
    ],
  ])('reads an integration: %s', (_name, text) => {
    const found = check(text);
    expect(found).toMatchObject([integration]);
    expect(found[0]?.notes).toEqual([]);
  });

  it.each([
    ['English', 'Token ID', 'Token Secret'],
    ['Portuguese', 'ID do Token', 'Segredo do Token'],
    ['German', 'Token-ID', 'Token-Secret'],
    ['Japanese', 'トークンID', 'トークン・シークレット'],
    ['Chinese', '令牌ID', '令牌密钥'],
    ['Postman', 'Access Token', 'Token Secret'],
  ])('reads a token in %s', (_name, id, secret) => {
    expect(check(`${id}\n${token}\n${secret}\n${tokenSecret}`)).toMatchObject([{ ...tokenPage, notes: [] }]);
    expect(check(`${id}: ${token}\n${secret}: ${tokenSecret}`)).toMatchObject([tokenPage]);
  });

  it('reads both pages, several times, each with its own name', () => {
    const text = `Application Name\tOrders &amp; returns\nToken Name\tJane&#39;s\nToken ID\t${token}\nToken Secret\t${tokenSecret}
Application Name\tStock\nToken ID\t${otherKeys.token}\nToken Secret\t${otherKeys.tokenSecret}
Name: Stock app\nConsumer Key\t${consumerKey}\nConsumer Secret\t${consumerSecret}\nAccount ID\t1234567`;
    expect(check(text)).toMatchObject([
      { ...tokenPage, label: "Jane's", accountId: '1234567' },
      { source: 'token-page', token: otherKeys.token, label: 'Stock', accountId: '1234567' },
      { ...integration, label: 'Stock app', accountId: '1234567' },
    ]);
  });

  it('takes the account from the page’s address', () => {
    const text = `https://1234567-sb1.app.netsuite.com/app/setup/accesstoken.nl?id=1\nToken ID\n${token}`;
    expect(check(text)).toMatchObject([
      {
        accountId: '1234567-sb1',
        notes: [{ code: 'secret-missing', data: { field: 'tokenSecret' } }, { code: 'account-from-host' }],
      },
    ]);
  });

  it('gives a value to the label right before it, where the one before has none', () => {
    expect(check(`Consumer Key\nConsumer Secret\n${consumerSecret}\nState\nEnabled`)).toMatchObject([
      { consumerSecret, notes: [{ code: 'key-missing', data: { field: 'consumerKey' } }] },
    ]);
  });

  it('does not take prose, headings or addresses for values', () => {
    const text = `The confirmation page shows Token ID and Token Secret.
Token ID and Token Secret are shown once.
Token ID
Treat it as you would a password, never share it with unauthorized individuals.
${token}
Client ID: https://example.com/a/long/address/1
Application ID
5D9A1F2E-0000-0000-0000-000000000000`;
    expect(check(text)).toEqual([]);
  });

  it('recognises a value that was cut', () => {
    expect(check(`Token ID\n${token.slice(0, 40)}\nToken Secret\n${tokenSecret}`)[0]?.notes).toEqual([
      { code: 'looks-cut', data: { field: 'token', length: 40 } },
    ]);
  });
});
