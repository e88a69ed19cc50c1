import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureChanges } from '../../../src/tba/signatureChanges.ts';
import type { SignatureDraft } from '../../../src/tba/signatureDraft.ts';
import { draftOf, signDraft } from '../../../src/tba/signDraft.ts';
import { signRequest } from '../../../src/tba/signRequest.ts';

const secrets = { consumerKey: 'ck', consumerSecret: 'a'.repeat(64), token: 'tk', tokenSecret: 'b'.repeat(64) };
const steps = signRequest(
  {
    method: 'POST',
    url: 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=2&a=&a=x%20y#end',
    contentType: 'application/x-www-form-urlencoded',
    body: 'b=1&b=2',
    realm: '1234567',
    nonce: 'n1n1n1n1',
    timestamp: '1700000000',
    params: [
      { name: 'oauth_callback', value: 'https://a.example/?x=1' },
      { name: 'role', value: '3' },
    ],
  },
  secrets,
);
const draft = draftOf(steps);
const signed = (changes: Partial<SignatureDraft>) => signDraft({ ...draft, ...changes }, secrets);

describe('a draft', () => {
  it('comes to the same steps when it is signed again', () => {
    expect(signDraft(draft, secrets)).toEqual(steps);
    const pair = fc.record({ name: fc.string().filter(name => !name.startsWith('oauth_')), value: fc.string() });
    fc.assert(
      fc.property(fc.array(pair), fc.array(pair, { minLength: 1 }), (query, form) => {
        const once = signed({ query, form });
        const again = signDraft(draftOf(once), secrets);
        expect(again.baseString.text).toBe(once.baseString.text);
        expect(again.authorization).toBe(once.authorization);
      }),
    );
  });

  it('takes another query in place of the one in its URL', () => {
    expect(signed({ query: [{ name: 'q', value: 'a+b' }] }).url.wire).toMatch(/restlet\.nl\?q=a%2Bb$/);
    expect(signed({ query: [] }).url.wire).toMatch(/restlet\.nl$/);
  });

  it('signs under other keys with the same secrets', () => {
    const other = signed({ consumerKey: 'ck ', token: '' });
    expect(other.authorization).toContain('oauth_consumer_key="ck%20"');
    expect(other.authorization).not.toContain('oauth_token');
  });
});

describe('what changed', () => {
  const changes = (draftChanges: Partial<SignatureDraft>) => signatureChanges(steps, signed(draftChanges));
  const rowsOf = (draftChanges: Partial<SignatureDraft>) => {
    const now = signed(draftChanges);
    return signatureChanges(steps, now).rows.flatMap((change, row) =>
      change ? [[now.parameters[row]?.name, now.parameters[row]?.value, change]] : [],
    );
  };

  it('is nothing when nothing is changed', () => {
    expect(changes({})).toMatchObject({ count: 0, removed: [], signature: false });
  });

  it('is the method, the URI, the realm', () => {
    expect(changes({ method: 'GET' })).toMatchObject({ count: 1, method: 'POST', signature: true });
    expect(changes({ realm: '7' })).toMatchObject({ count: 1, realm: '1234567', signature: false });
    expect(changes({ url: draft.url.replace('restlet.nl', 'x') })).toMatchObject({ count: 1, uri: steps.url.baseUri });
  });

  it('is a value, a name, one of several of the same name', () => {
    const query = steps.url.query;
    const [script, deploy, empty, full] = query as [
      (typeof query)[0],
      (typeof query)[0],
      (typeof query)[0],
      (typeof query)[0],
    ];
    expect(rowsOf({ query: [script, { ...deploy, value: '9' }, empty, full] })).toEqual([
      ['deploy', '9', { kind: 'changed', name: 'deploy', value: '2' }],
    ]);
    expect(rowsOf({ query: [script, { ...deploy, name: 'Deploy' }, empty, full] })).toEqual([
      ['Deploy', '2', { kind: 'changed', name: 'deploy', value: '2' }],
    ]);
    expect(rowsOf({ query: [script, { name: 'zz', value: '9' }, empty, full] })).toEqual([
      ['zz', '9', { kind: 'changed', name: 'deploy', value: '2' }],
    ]);
    expect(rowsOf({ query: [script, deploy, empty, { ...full, value: 'z' }] })).toEqual([
      ['a', 'z', { kind: 'changed', name: 'a', value: 'x y' }],
    ]);
  });

  it('is what was added and what was removed', () => {
    expect(rowsOf({ query: [...steps.url.query, { name: 'new', value: 'v' }] })).toEqual([
      ['new', 'v', { kind: 'added' }],
    ]);
    expect(changes({ query: steps.url.query.slice(1) })).toMatchObject({
      count: 1,
      removed: [{ name: 'script', value: '1', source: 'query' }],
    });
    expect(changes({ token: '' }).removed).toEqual([{ name: 'oauth_token', value: 'tk', source: 'oauth' }]);
  });
});
