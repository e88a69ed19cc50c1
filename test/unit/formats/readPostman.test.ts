import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPostman } from '../../../src/formats/readPostman.ts';
import { anySecret, keys, otherKeys } from './secrets.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const restlet = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1';

/** `oauth1` as Postman 2.1 writes it. */
function auth(values: Record<string, unknown>, method = 'HMAC-SHA256') {
  const list = Object.entries({ ...values, signatureMethod: method, addParamsToHeader: true });
  return { type: 'oauth1', oauth1: list.map(([key, value]) => ({ key, value, type: typeof value })) };
}

function environment(values: readonly (readonly [string, string, boolean?])[], name = 'Sandbox') {
  return JSON.stringify(
    {
      id: 'a',
      name,
      values: values.map(([key, value, enabled = true]) => ({ key, value, type: 'secret', enabled })),
      _postman_variable_scope: 'environment',
    },
    undefined,
    2,
  );
}

describe('readPostman, environments', () => {
  it('reads the values, whatever they are called, with their bounds', () => {
    const text = environment([
      ['ACCOUNT_ID', '1234567_SB1'],
      ['CONSUMER_KEY', keys.consumerKey],
      ['CONSUMER_SECRET', keys.consumerSecret],
      ['TOKEN_ID', keys.token],
      ['TOKEN_SECRET', keys.tokenSecret],
      ['COMPANY_URL', 'https://1234567-sb1.suitetalk.api.netsuite.com'],
    ]);
    const { found, problems } = readPostman(text);
    expect(problems).toEqual([]);
    expect(found).toMatchObject([
      { source: 'postman-environment', label: 'Sandbox', accountId: '1234567_SB1', ...keys, notes: [] },
    ]);
    for (const { field, start, end } of found[0]?.spans ?? []) {
      expect(text.slice(start, end)).toBe(found[0]?.[field]);
    }
    const names = ['realm', 'consumerKey', 'consumerSecret', 'tokenId', 'tokenSecret'];
    const values = ['7654321', keys.consumerKey, keys.consumerSecret, keys.token, keys.tokenSecret];
    const other = environment(names.map((name, index) => [name, values[index] ?? '']));
    expect(readPostman(other).found).toMatchObject([{ accountId: '7654321', ...keys }]);
  });

  it('prefers what is enabled, and says so where only a disabled value is there', () => {
    const pair: [string, string] = ['ns_consumer_secret', keys.consumerSecret];
    const both = environment([
      ['ns_consumer_key', otherKeys.consumerKey, false],
      ['ns_consumer_key', keys.consumerKey],
      ['ns_consumer_key', otherKeys.token, false],
      pair,
    ]);
    expect(readPostman(both).found).toMatchObject([{ consumerKey: keys.consumerKey, notes: [] }]);
    expect(readPostman(environment([['ns_consumer_key', keys.consumerKey, false], pair])).found[0]?.notes).toEqual([
      { code: 'disabled', data: { field: 'consumerKey' } },
    ]);
  });

  it('makes two results of two prefixes', () => {
    const text = environment([
      ['prod_consumer_key', keys.consumerKey],
      ['prod_consumer_secret', keys.consumerSecret],
      ['sb1_consumer_key', otherKeys.consumerKey],
      ['sb1_consumer_secret', otherKeys.consumerSecret],
    ]);
    expect(readPostman(text).found.map(({ label, consumerKey }) => [label, consumerKey])).toEqual([
      ['Sandbox · PROD', keys.consumerKey],
      ['Sandbox · SB1', otherKeys.consumerKey],
    ]);
  });

  it('says that an export has the names only', () => {
    const text = environment([
      ['NETSUITE_CONSUMER_KEY', ''],
      ['NETSUITE_TOKEN_ID', ''],
    ]);
    expect(readPostman(text)).toEqual({
      found: [],
      problems: [{ code: 'values-empty', data: { source: 'postman-environment' } }],
    });
  });

  it('reads back any values between any others', () => {
    const noise = fc.array(fc.record({ key: fc.string({ unit: 'binary' }), value: fc.string({ unit: 'binary' }) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        fc.record({ consumerKey: anySecret, consumerSecret: anySecret, token: anySecret, tokenSecret: anySecret }),
        noise,
        fc.nat(3),
        (values, others, indent) => {
          const text = JSON.stringify(
            {
              name: 'NetSuite',
              values: [
                ...others.map(({ key, value }) => ({ key: `x-${key}`, value })),
                ...Object.entries(values).map(([key, value]) => ({ key, value, enabled: true })),
              ],
            },
            undefined,
            indent,
          );
          const { found } = readPostman(text);
          expect(found.find(({ consumerKey }) => consumerKey === values.consumerKey)).toMatchObject(values);
        },
      ),
    );
  });
});

describe('readPostman, collections', () => {
  it('reads the authorization of collection, folder and request, with names and accounts', () => {
    const text = JSON.stringify({
      info: { name: 'Acme', schema },
      auth: auth({ realm: '1234567', ...keys }),
      item: [
        { name: 'Inherits', request: { method: 'GET', url: { raw: restlet.replace('-sb1', '') } } },
        {
          name: 'Sandbox',
          auth: auth({ ...otherKeys }, 'HMAC-SHA1'),
          item: [
            { name: 'Read', request: { url: restlet } },
            { name: 'Nobody', request: { auth: { type: 'noauth' }, url: { raw: 'https://9-sb9.app.netsuite.com/' } } },
          ],
        },
        { name: 'Own', request: { auth: auth({ realm: '7654321', consumerKey: keys.token }), url: { raw: restlet } } },
      ],
    });
    const { found, problems } = readPostman(text);
    expect(problems).toEqual([]);
    expect(found).toMatchObject([
      { source: 'postman-collection', label: 'Acme', accountId: '1234567', ...keys, notes: [] },
      {
        label: 'Acme / Sandbox',
        accountId: '1234567-sb1',
        ...otherKeys,
        notes: [{ code: 'signature-method', data: { method: 'HMAC-SHA1' } }, { code: 'account-from-host' }],
      },
      {
        label: 'Acme / Own',
        accountId: '7654321',
        notes: [{ code: 'account-differs-from-host' }, { code: 'secret-missing', data: { field: 'consumerSecret' } }],
      },
    ]);
    for (const each of found) {
      for (const { field, start, end } of each.spans) {
        expect(text.slice(start, end)).toBe(each[field]);
      }
    }
  });

  it('reads the object form, and variables of the nearest level', () => {
    const text = JSON.stringify({
      info: { name: 'Acme', schema },
      variable: [
        { key: 'ck', value: otherKeys.consumerKey },
        { key: 'cs', value: '{{deeper}}' },
        { key: 'deeper', value: keys.consumerSecret },
        { key: 'loop', value: '{{loop}}' },
        { key: 'base', value: 'https://1234567-sb1.suitetalk.api.netsuite.com' },
      ],
      item: [
        {
          name: 'Folder',
          variable: [{ key: 'ck', value: keys.consumerKey }],
          item: [
            {
              name: 'Request',
              request: {
                url: { raw: '{{base}}/services/rest/record/v1/customer' },
                auth: {
                  type: 'oauth1',
                  oauth1: {
                    consumerKey: '{{ck}}',
                    consumerSecret: '{{ cs }}',
                    token: '{{vault}}',
                    tokenSecret: '{{loop}}',
                  },
                },
              },
            },
          ],
        },
      ],
    });
    const { found } = readPostman(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      label: 'Acme / Folder / Request',
      accountId: '1234567-sb1',
      consumerKey: keys.consumerKey,
      consumerSecret: keys.consumerSecret,
    });
    expect(found[0]?.notes).toEqual([
      { code: 'account-from-host' },
      { code: 'variable-unresolved', data: { field: 'token', variable: 'vault' } },
      { code: 'variable-unresolved', data: { field: 'tokenSecret', variable: 'loop' } },
    ]);
    for (const { field, start, end } of found[0]?.spans ?? []) {
      expect(text.slice(start, end)).toBe(found[0]?.[field]);
    }
  });

  it('tells the same authorization once, and finds variables where no authorization uses them', () => {
    const request = { name: 'A', request: { auth: auth(keys), url: restlet } };
    const twice = { info: { name: 'Acme', schema }, item: [request, { ...request, name: 'B' }] };
    expect(readPostman(JSON.stringify(twice)).found.map(({ label }) => label)).toEqual(['Acme / A']);
    const variables = Object.entries(keys).map(([key, value]) => ({ key: `ns_${key}`, value }));
    const script = { info: { name: 'Acme', schema }, variable: variables, item: [] };
    expect(readPostman(JSON.stringify(script)).found).toMatchObject([{ source: 'postman-collection', ...keys }]);
  });

  it('reads a data dump and the answer of Postman’s API', () => {
    const one = { info: { name: 'One', schema }, auth: auth(keys) };
    const env = JSON.parse(environment([['ns_consumer_key', otherKeys.consumerKey]], 'Two')) as unknown;
    const dump = JSON.stringify({ version: 1, collections: [one], environments: [env] });
    expect(readPostman(dump).found.map(({ label }) => label)).toEqual(['Two', 'One']);
    expect(readPostman(JSON.stringify({ collection: one })).found).toMatchObject([{ label: 'One' }]);
  });

  it('says so of the first format, of broken JSON and of depth', () => {
    expect(readPostman('{"id":"1","name":"Old","requests":[],"order":[]}').problems).toEqual([
      { code: 'postman-version', data: {} },
    ]);
    expect(readPostman('{"values": [').problems).toEqual([{ code: 'json-invalid', data: { offset: 12 } }]);
    const depth = 200_000;
    expect(readPostman('['.repeat(depth) + ']'.repeat(depth)).problems).toEqual([
      { code: 'json-too-deep', data: { limit: 100 } },
    ]);
  });

  it('is not led astray by names that objects have, or odd types', () => {
    const text = `{"__proto__":{"values":[{"key":"ns_token","value":"${keys.token}"}]},"constructor":1,
      "info":{"name":{"content":"x"}},"auth":{"type":"oauth1","oauth1":[null,1,{"key":1,"value":{}},
      {"key":"__proto__","value":"x"},{"key":"token","value":"${keys.token}"},{"key":"realm","value":1234567}]},"item":{}}`;
    expect(readPostman(text).found).toMatchObject([{ token: keys.token, accountId: '1234567' }]);
  });
});
