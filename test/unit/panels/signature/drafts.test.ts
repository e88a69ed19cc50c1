import { describe, expect, it } from 'vitest';
import type { SignatureState } from '../../../../src/panels/signature/messages.ts';
import {
  fieldKey,
  fieldOfKey,
  pairIn,
  rowFields,
  withAdded,
  withField,
  type Field,
} from '../../../../src/panels/signature/view/drafts.ts';
import { latest } from '../../../../src/panels/signature/view/latest.ts';
import { signatureChanges } from '../../../../src/tba/signatureChanges.ts';
import { draftOf, signDraft } from '../../../../src/tba/signDraft.ts';
import { signRequest } from '../../../../src/tba/signRequest.ts';

const secrets = { consumerKey: 'ck', consumerSecret: 's', token: 'tk', tokenSecret: 't' };
const steps = signRequest(
  {
    method: 'POST',
    url: 'https://a.example/x?b=2&a=1&a=1&z=',
    contentType: 'application/x-www-form-urlencoded',
    body: 'a=1&f=9',
    realm: 'r',
    nonce: 'n1',
    timestamp: '1',
    params: [{ name: 'role', value: '3' }],
  },
  secrets,
);
const state: SignatureState = {
  view: { title: '', accountName: '', credentialLabel: '', sent: false, steps },
  original: draftOf(steps),
  draft: draftOf(steps),
  changes: signatureChanges(steps, steps),
  hidden: false,
  trusted: true,
};
const signed = (draft: SignatureState['draft']) => signDraft(draft, secrets);

describe('the fields of the rows', () => {
  it('say for each parameter what changes it, and the same one for nobody else', () => {
    const fields = rowFields(state).map(field => field && fieldKey(field));
    expect(steps.parameters.map(({ name, source }, row) => [name, source, fields[row]])).toEqual([
      ['a', 'query', 'query:1'],
      ['a', 'query', 'query:2'],
      ['a', 'form', 'form:0'],
      ['b', 'query', 'query:0'],
      ['f', 'form', 'form:1'],
      ['oauth_consumer_key', 'oauth', 'consumerKey'],
      ['oauth_nonce', 'oauth', 'nonce'],
      ['oauth_signature_method', 'oauth', undefined],
      ['oauth_timestamp', 'oauth', 'timestamp'],
      ['oauth_token', 'oauth', 'token'],
      ['oauth_version', 'oauth', undefined],
      ['role', 'header', 'params:0'],
      ['z', 'query', 'query:3'],
    ]);
  });

  it('are found again by their keys', () => {
    const all: Field[] = [{ text: 'url' }, { text: 'account' }, { list: 'params', index: 12 }];
    expect(all.map(fieldKey).map(fieldOfKey)).toEqual(all);
    expect(['', 'query:x', 'toString', undefined].map(fieldOfKey)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('hold what stands in them', () => {
    expect(pairIn(state, { list: 'query', index: 0 }, state.draft)).toEqual({ name: 'b', value: '2' });
    expect(pairIn(state, { text: 'nonce' }, state.draft)).toEqual({ name: '', value: 'n1' });
    expect(pairIn(state, { list: 'form', index: 99 }, state.draft)).toEqual({ name: '', value: '' });
  });
});

describe('a draft with a change', () => {
  it('keeps all else as it was', () => {
    expect(signed(withField(state, { list: 'query', index: 0 }, { name: 'B', value: 'x y' })).url.wire).toBe(
      'https://a.example/x?B=x%20y&a=1&a=1&z=',
    );
    expect(signed(withField(state, { list: 'query', index: 2 }, undefined)).url.wire).toBe(
      'https://a.example/x?b=2&a=1&z=',
    );
    expect(signed(withField(state, { text: 'method' }, { name: '', value: 'put' })).method).toBe('PUT');
    expect(signed(withAdded(state, 'form', { name: 'g', value: '' })).normalizedParameters).toContain('&g=&');
    expect(signed(withAdded(state, 'header', { name: 'x', value: '1' })).authorization).toContain(', x="1"');
    expect(signed(withAdded(state, 'oauth', { name: 'oauth_token', value: 'other' })).authorization).toContain(
      '"other"',
    );
  });

  it('takes the query of a new URL', () => {
    const changed = withField(state, { list: 'query', index: 0 }, { name: 'B', value: '2' });
    const url = 'https://a.example/y?q=1';
    expect(signed(withField({ ...state, draft: changed }, { text: 'url' }, { name: '', value: url })).url.wire).toBe(
      url,
    );
  });
});

describe('the latest of what is typed', () => {
  it('has the last word, with one call at a time', async () => {
    const calls: { params: string; answer: (text: string) => void; refuse: (error: unknown) => void }[] = [];
    const told: string[] = [];
    const send = latest(
      (params: string) =>
        new Promise<string>((answer, refuse) => {
          calls.push({ params, answer, refuse });
        }),
      (answer, isLast) => told.push(`${answer}${isLast ? '.' : ''}`),
      (error, isLast) => told.push(`!${String(error)}${isLast ? '.' : ''}`),
    );
    const settle = () => new Promise(done => setImmediate(done));
    for (const typed of ['a', 'ab', 'abc']) {
      send(typed);
    }
    expect(calls.map(({ params }) => params)).toEqual(['a']);
    calls[0]?.answer('A');
    await settle();
    expect(calls.map(({ params }) => params)).toEqual(['a', 'abc']);
    send('abcd');
    calls[1]?.refuse('no');
    await settle();
    calls[2]?.answer('ABCD');
    await settle();
    expect(told).toEqual(['A', '!no', 'ABCD.']);
    send('x');
    expect(calls.at(-1)?.params).toBe('x');
  });
});
