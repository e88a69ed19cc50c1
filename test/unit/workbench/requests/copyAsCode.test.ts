import { describe, expect, it, vi } from 'vitest';
import type { AccountRecord, Credential, OAuth2Login } from '../../../../src/accounts/records.ts';
import { tbaAuthenticator, type Authenticate } from '../../../../src/exchange/authenticate.ts';
import { copyAsCode } from '../../../../src/workbench/requests/copyAsCode.ts';
import type { Prepared } from '../../../../src/workbench/requests/run/requestRunner.ts';

/** What the person is shown, what they choose by its label, and what they have in the clipboard then. */
const seen = vi.hoisted(() => ({ choose: '', offered: [] as string[], placeHolder: '', clipboard: '', told: '' }));

vi.mock('vscode', () => ({
  l10n: { t: (message: string) => message },
  env: { clipboard: { writeText: (text: string) => Promise.resolve((seen.clipboard = text)) } },
  window: {
    showQuickPick: (items: readonly { readonly label: string }[], { placeHolder }: { placeHolder: string }) => {
      seen.offered = items.map(({ label }) => label);
      seen.placeHolder = placeHolder;
      return Promise.resolve(items.find(({ label }) => label === seen.choose));
    },
    showInformationMessage: (message: string) => {
      seen.told = message;
      return Promise.resolve(undefined);
    },
  },
}));

const target = '/app/site/hosting/restlet.nl?script=1&deploy=1';
const restlets = 'https://1234567-sb1.restlets.api.netsuite.com';
const soapUrl = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2';
const endpoint = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
const login: OAuth2Login = { grant: 'client-credentials', scopes: ['restlets'] };
const signer = tbaAuthenticator(
  '1234567_SB1',
  { consumerKey: 'ck', consumerSecret: 'consumer-secret', token: 't', tokenSecret: 'token-secret' },
  { nonce: () => 'n'.repeat(20), timestamp: () => '1800000000' },
);
/** As a login has it that has an access token already. */
const bearer: Authenticate = ({ url }) => ({
  scheme: 'oauth2',
  url,
  headers: [{ name: 'Authorization', value: 'Bearer the-access-token' }],
});

interface Copied {
  readonly oauth2?: OAuth2Login;
  readonly hosts?: Pick<AccountRecord, 'baseUrl' | 'signedAs'>;
  /** Values of secret variables. */
  readonly secrets?: readonly string[];
  /** An envelope to be sent to SuiteTalk SOAP instead. */
  readonly soap?: string;
}

async function copy(label: string, { oauth2, hosts = {}, secrets = [], soap }: Copied = {}): Promise<string> {
  const account = { id: 'a', name: 'Acme', changed: 1, accountId: '1234567_SB1', ...hosts };
  const scheme = oauth2 ? 'oauth2' : 'tba';
  const application = { id: 'b', name: 'Hub', changed: 1, account: 'a', scheme } as const;
  const token = { id: 'c', name: 'Token', changed: 1, application: 'b', scheme, ...(oauth2 && { oauth2 }) } as const;
  const credential: Credential = { account, application, token };
  const caller = { account, credentialId: 'c', credentialLabel: 'Token', authenticate: oauth2 ? bearer : signer };
  const get = { title: 'GET it', method: 'GET', url: restlets + target, headers: [] };
  const call = soap === undefined ? get : { ...get, method: 'POST', url: soapUrl, body: soap };
  seen.choose = label;
  seen.clipboard = '';
  seen.told = '';
  // The rest of it is for sending.
  await copyAsCode(() => Promise.resolve({ call, caller, credential, secrets: () => secrets } as unknown as Prepared));
  return seen.clipboard;
}

describe('a request that logs in by OAuth 2.0', () => {
  it('is copied as code that does so itself, with neither token nor client in it', async () => {
    const code = await copy('Node.js', { oauth2: login });
    expect(code).toContain(`const tokenUrl = '${endpoint}';`);
    expect(code).toContain("const scopes = ['restlets'];");
    expect(code).toContain(`const url = '${restlets}${target}';`);
    expect(code).not.toMatch(/the-access-token|audience|of its own/);
    expect(seen.placeHolder).toContain('OAuth 2.0');
  });

  it('is offered in every language, but not with an access token that counts for an hour', async () => {
    expect(await copy('curl, signed already', { oauth2: login })).toBe('');
    const offered = seen.offered;
    await copy('');
    expect(seen.offered).toEqual([...offered, 'curl, signed already']);
  });

  it('asks a gateway for the token that the account’s own host gives out', async () => {
    const hosts = { baseUrl: 'https://gateway.example.com/ns', signedAs: 'netsuite' };
    const code = await copy('Node.js', { oauth2: login, hosts });
    expect(code).toContain("const tokenUrl = 'https://gateway.example.com/ns/services/rest/auth/oauth2/v1/token';");
    expect(code).toContain(`const audience = '${endpoint}';`);
    expect(code).toContain(`const url = 'https://gateway.example.com/ns${target}';`);
  });

  it('says that a program cannot sign in as a person does', async () => {
    const code = await copy('Node.js', { oauth2: { ...login, grant: 'authorization-code' } });
    expect(code).toContain('It needs a certificate of its own');
  });
});

describe('a request that is signed', () => {
  it('is copied as code that signs, or with its signature', async () => {
    expect(await copy('Node.js')).toContain('NETSUITE_TOKEN_SECRET');
    expect(seen.placeHolder).toContain('signs');
    const once = await copy('curl, signed already');
    expect(once).toContain('oauth_signature=');
    expect(once).not.toMatch(/consumer-secret|token-secret/);
    expect(seen.told).toMatch(/^Copied\. /);
  });

  it('is said to hold the values of secret variables where it does', async () => {
    for (const label of ['Node.js', 'curl, signed already']) {
      await copy(label, { secrets: ['restlet.nl'] });
      expect(seen.told).toContain('with values of secret variables in it');
      await copy(label, { secrets: ['elsewhere'] });
      expect(seen.told).not.toContain('secret variables');
    }
  });

  it('of SOAP is copied with a TokenPassport in its envelope, and in no language that makes none', async () => {
    const soap = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>';
    const code = await copy('curl, signed already', { soap });
    expect(code).toMatch(
      /<s:Header><msg:tokenPassport .*<core:signature algorithm="HMAC-SHA256">.*<\/s:Header><s:Body\/>/,
    );
    expect(seen.offered).toEqual(['curl, signed already']);
    expect(seen.placeHolder).toContain('TokenPassport');
  });
});

it('is not chosen a language for when the person leaves a question before', async () => {
  seen.offered = [];
  await copyAsCode(() => Promise.resolve(undefined));
  expect(seen.offered).toEqual([]);
});
