import { describe, expect, it } from 'vitest';
import { comparePassport, compareSignature } from '../../../../src/diagnosis/comparison/compareSignature.ts';
import { passportSteps } from '../../../../src/tba/soapPassport.ts';
import { signRequest } from '../../../../src/tba/signRequest.ts';

const secrets = { consumerKey: 'ck', consumerSecret: 'a'.repeat(64), token: 'tk', tokenSecret: 'b'.repeat(64) };
const request = {
  method: 'GET',
  url: 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=2&q=a%2Fb',
  realm: '1234567',
  nonce: 'n1n1n1n1',
  timestamp: '1700000000',
};
const steps = signRequest(request, secrets);
const base = steps.baseString.text;
const codes = (pasted: string) =>
  compareSignature(steps, pasted)?.differences.map(({ code, name }) => [code, name].filter(Boolean).join(' '));

describe('a base string that is pasted', () => {
  it('is the same, with what logs put around it', () => {
    for (const pasted of [base, `  "${base}"\n`, `'${base}',`, `Base String: ${base}`, `baseString = "${base}"`]) {
      expect(codes(pasted), pasted).toEqual([]);
    }
  });

  it('lacks a parameter', () => {
    expect(compareSignature(steps, base.replace('deploy%3D2%26', ''))?.differences).toEqual([
      { code: 'missing', name: 'deploy', mine: '2' },
    ]);
  });

  it.each([
    ['method', base.replace('GET', 'POST')],
    ['scheme', base.replace('https', 'http')],
    ['host', base.replace('1234567.restlets', '1234567.suitetalk')],
    ['port', base.replace('netsuite.com', 'netsuite.com%3A443')],
    ['path', base.replace('restlet.nl', 'restlet.nl%2F')],
    ['extra compid', `${base}%26compid%3D1234567`],
    ['value script', base.replace('script%3D1', 'script%3D7')],
    ['encoding q', base.replace('%252F', '%252f')],
    ['encoding q', base.replace('%252F', '%2F')],
    ['signed-in-vain realm', `${base}%26realm%3D1234567`],
    ['order', base.replace('deploy%3D2%26', '').replace('script%3D1', 'script%3D1%26deploy%3D2')],
  ])('differs by %s', (code, pasted) => {
    expect(codes(pasted)).toEqual([code]);
  });

  it('joined raw parts', () => {
    const raw = ['GET', steps.url.baseUri, steps.normalizedParameters].join('&');
    expect(codes(raw)).toEqual(['uri-raw', 'parameters-raw']);
  });

  it('is of another call: nonce and time come last and can be taken over', () => {
    const theirs = signRequest({ ...request, method: 'PUT', nonce: 'other7', timestamp: '1700000001' }, secrets);
    const comparison = compareSignature(steps, theirs.baseString.text);
    expect(comparison?.differences.map(({ code, name }) => [code, name])).toEqual([
      ['method', undefined],
      ['fresh', 'oauth_nonce'],
      ['fresh', 'oauth_timestamp'],
    ]);
    expect(comparison?.fresh).toEqual({ nonce: 'other7', timestamp: '1700000001' });
  });

  it('with a query in its URI differs by path, whatever stands in it', () => {
    expect(codes(base.replace('restlet.nl', 'restlet.nl%3Fscript%3D1'))).toEqual(['path']);
  });
});

describe('a header that is pasted', () => {
  const header = steps.authorization;

  it('is the same, in any order', () => {
    const shuffled = `Authorization: OAuth ${header.slice('OAuth '.length).split(', ').reverse().join(', ')}`;
    expect(codes(header)).toEqual([]);
    expect(codes(shuffled)).toEqual([]);
    expect(compareSignature(steps, shuffled)).toMatchObject({ kind: 'header' });
  });

  it('has another key when only the signature differs', () => {
    const theirs = signRequest(request, { ...secrets, tokenSecret: 'c'.repeat(64) });
    expect(codes(theirs.authorization)).toEqual(['signature']);
  });

  it('has another realm, token, algorithm', () => {
    expect(codes(header.replace('realm="1234567"', 'realm="1234567-sb1"'))).toEqual(['realm']);
    expect(codes(header.replace('oauth_token="tk"', 'oauth_token="tx"'))).toEqual(['value oauth_token']);
    expect(codes(header.replace('SHA256', 'SHA1'))).toEqual(['value oauth_signature_method']);
    expect(codes(header.replace(', oauth_version="1.0"', ''))).toEqual(['missing oauth_version']);
  });

  it('carries a parameter of the query', () => {
    expect(codes(`${header}, script="1"`)).toEqual(['query-in-header script']);
  });

  it('says nothing of the signature of another nonce', () => {
    const theirs = signRequest({ ...request, nonce: 'other7' }, { ...secrets, tokenSecret: 'c'.repeat(64) });
    expect(codes(theirs.authorization)).toEqual(['fresh oauth_nonce']);
  });
});

describe('a TokenPassport that is pasted', () => {
  const passport = passportSteps(
    { account: '1234567', consumerKey: 'ck', token: 'tk', nonce: 'n1n1n1', timestamp: '1700000000' },
    secrets,
  );
  const xml = `<ns:tokenPassport xmlns:ns="urn:x"><ns:account>1234567_SB1</ns:account><ns:consumerKey>ck</ns:consumerKey>
    <ns:token>tk</ns:token><ns:nonce>n1n1n1</ns:nonce><ns:timestamp>1700000000</ns:timestamp>
    <ns:signature algorithm="HMAC-SHA256">x</ns:signature></ns:tokenPassport>`;

  it('is compared as XML and as base string', () => {
    expect(comparePassport(passport, passport.baseString)?.differences).toEqual([]);
    expect(comparePassport(passport, `<soap:Header>${xml}</soap:Header>`)?.differences).toEqual([
      { code: 'value', name: 'account', mine: '1234567', theirs: '1234567_SB1' },
    ]);
  });

  it('is no match for a header, nor the other way round', () => {
    expect(comparePassport(passport, steps.authorization)).toBeUndefined();
    expect(compareSignature(steps, xml)).toBeUndefined();
  });
});

it('whatever else is pasted is told from all of them', () => {
  for (const text of [
    '',
    'hello',
    'Bearer abc',
    'GET /rest HTTP/1.1',
    'a&b&c&d&e',
    '{"a":1}',
    'OAuth',
    '\ud800&\ud800',
  ]) {
    expect(compareSignature(steps, text), text).toBeUndefined();
  }
});
