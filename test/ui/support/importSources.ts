// Texts with credentials as other programs write them, built from values that are made up for the test.
import { randomBytes } from 'node:crypto';

export interface Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

/** Four texts of the shape of NetSuite's, of nobody. */
export function randomKeys(): Keys {
  const secret = (): string => randomBytes(32).toString('hex');
  return { consumerKey: secret(), consumerSecret: secret(), token: secret(), tokenSecret: secret() };
}

export const noKeys: Keys = { consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' };

export function dotenv(accountId: string, { consumerKey, consumerSecret, token, tokenSecret }: Keys): string {
  return [
    `NETSUITE_ACCOUNT_ID=${accountId}`,
    `NETSUITE_CONSUMER_KEY=${consumerKey}`,
    `NETSUITE_CONSUMER_SECRET="${consumerSecret}"`,
    `NETSUITE_TOKEN_ID=${token}`,
    `NETSUITE_TOKEN_SECRET=${tokenSecret}`,
    '',
  ].join('\n');
}

/** As Postman 11 exports it: every value a secret that is switched on. */
export function postmanEnvironment(name: string, values: Readonly<Record<string, string>>): string {
  return JSON.stringify(environmentOf(name, values), undefined, '\t');
}

function environmentOf(name: string, values: Readonly<Record<string, string>>): object {
  return {
    id: '0f2f8a3c-7a57-4b8e-9d55-6c1a4d4b8f10',
    name,
    values: Object.entries(values).map(([key, value]) => ({ key, value, type: 'secret', enabled: true })),
    _postman_variable_scope: 'environment',
    _postman_exported_using: 'Postman/11.20.0',
  };
}

/** Names of environment variables, as people give them, with the values of a token. */
export function variables({ consumerKey, consumerSecret, token, tokenSecret }: Keys): Record<string, string> {
  return {
    CONSUMER_KEY: consumerKey,
    CONSUMER_SECRET: consumerSecret,
    TOKEN_ID: token,
    TOKEN_SECRET: tokenSecret,
  };
}

/** `auth` of a collection, folder or request in Postman's format 2.1. */
export function oauth1(realm: string, { consumerKey, consumerSecret, token, tokenSecret }: Keys): object {
  const settings = {
    realm,
    consumerKey,
    consumerSecret,
    token,
    tokenSecret,
    signatureMethod: 'HMAC-SHA256',
    version: '1.0',
    addParamsToHeader: true,
  };
  return {
    type: 'oauth1',
    oauth1: Object.entries(settings).map(([key, value]) => ({ key, value, type: typeof value })),
  };
}

export function postmanCollection(name: string, auth: object, item: readonly object[] = []): object {
  return {
    info: { name, schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item,
    auth,
  };
}

/** Everything that Postman has in one file, as its data export writes it. */
export function postmanDump(environment: readonly [string, Record<string, string>], collection: object): string {
  return JSON.stringify({ version: 1, collections: [collection], environments: [environmentOf(...environment)] });
}

/** A header as a program sent it: the secrets are not in it, only what was signed with them. */
export function authorization(realm: string, { consumerKey, token }: Keys): string {
  const parameters = {
    realm,
    oauth_consumer_key: consumerKey,
    oauth_token: token,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1795478400',
    oauth_nonce: 'fjaLirsIcCGVZWzBX0pg',
    oauth_version: '1.0',
    oauth_signature: 'B5OIWznZ2YP0OB7VrJrGkYsTh%2B8H%2B5T9Hag%2Bo92q0zY%3D',
  };
  return `OAuth ${Object.entries(parameters)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}`;
}

export function curl(url: string, header: string): string {
  return `curl --location '${url}' \\\n  --header 'Accept: application/json' \\\n  --header 'Authorization: ${header}'\n`;
}

/** The settings of the extension netsuite-upload, which calls token and consumer key by names of its own. */
export function netsuiteUpload(accountId: string, { consumerKey, consumerSecret, token, tokenSecret }: Keys): string {
  const host = accountId.toLowerCase().replace('_', '-');
  return `{
  // Deployed by hand
  "editor.tabSize": 2,
  "netSuiteUpload.restlet": "https://${host}.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1",
  "netSuiteUpload.netSuiteKey": "${token}",
  "netSuiteUpload.netSuiteSecret": "${tokenSecret}",
  "netSuiteUpload.consumerToken": "${consumerKey}",
  "netSuiteUpload.consumerSecret": "${consumerSecret}",
  "netSuiteUpload.realm": "${accountId}",
}
`;
}

/** Without its secret and its application there is nothing to go on. */
const oldToken = randomKeys().token;

/** What a collection says that keeps its values in an environment. */
export function placeholders(): Keys {
  return {
    consumerKey: '{{CONSUMER_KEY}}',
    consumerSecret: '{{CONSUMER_SECRET}}',
    token: '{{TOKEN_ID}}',
    tokenSecret: '{{TOKEN_SECRET}}',
  };
}

/** One token for everything, and one of its own for a folder. */
export function ordersCollection(all: Keys, folder: Keys): object {
  const url = 'https://1000003-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1';
  return postmanCollection('Orders', oauth1('1000003_SB1', all), [
    { name: 'Read an order', request: { method: 'GET', url: { raw: url } } },
    { name: 'Bot', auth: oauth1('1000003_SB1', folder), item: [] },
    { name: 'Old', auth: oauth1('1000003_SB1', { ...noKeys, token: oldToken }), item: [] },
  ]);
}

/** Nearly as large as is read, with names that would be links or icons and keys that would be prototypes. */
export function hostileCollection(keys: Keys): string {
  const name = '[x](command:workbench.action.closeWindow) $(flame) \u202egpj.exe';
  const collection = {
    ...postmanCollection(name, oauth1('1000008_SB1', keys)),
    variable: ['__proto__', 'constructor', 'toString', name].map(key => ({ key, value: `{{${key}}}` })),
    filler: 'x'.repeat(1.9 * 1024 * 1024),
  };
  return JSON.stringify(collection).replace('{', '{"__proto__":{"consumerKey":"polluted"},"constructor":null,');
}

export function headerWithSecrets(account: string, keys: Keys): string {
  return [
    `Authorization: ${authorization(account, keys)}`,
    `Consumer Secret: ${keys.consumerSecret}`,
    `Token Secret: ${keys.tokenSecret}`,
  ].join('\n');
}

export function curlWithSecrets(account: string, keys: Keys): string {
  const url = `https://${account.toLowerCase().replace('_', '-')}.suitetalk.api.netsuite.com/services/rest/record/v1/customer`;
  const secrets = `export CONSUMER_SECRET=${keys.consumerSecret}\nexport TOKEN_SECRET=${keys.tokenSecret}\n`;
  return `${secrets}${curl(url, authorization(account, keys))}`;
}

/** Which of the values stand in a text, whole or by their first or last eight characters. */
export function valuesIn(text: string, keys: Keys | readonly string[]): string[] {
  const values = 'token' in keys ? [keys.consumerKey, keys.consumerSecret, keys.token, keys.tokenSecret] : keys;
  return values.filter(value => text.includes(value.slice(0, 8)) || text.includes(value.slice(-8)));
}
