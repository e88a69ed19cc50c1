import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintRequests } from '../../../src/requests/problems/lint.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { resolveRequest } from '../../../src/requests/values/resolve.ts';
import { resolveTarget } from '../../../src/requests/parse/target.ts';
import { fixedSources } from './sample.ts';

function read(name: string) {
  const text = readFileSync(new URL(`../../../media/practice/${name}`, import.meta.url), 'utf8');
  const file = parseRequests(text);
  return { file, resolved: file.requests.map(request => resolveRequest(file, request, fixedSources())) };
}

const base = 'http://127.0.0.1:1';
const { resolved } = read('practice.http');
const files = ['practice.http', 'suitetalk.http', 'troubles.http'];

test.each(files)('the requests of %s have nothing to complain about', name => {
  expect(lintRequests(read(name).file)).toEqual([]);
});

test.each(files)('every request of %s has a name and goes to the account, not to a host of its own', name => {
  const requests = read(name).resolved;
  for (const request of requests) {
    expect(request.name).toBeTruthy();
    const { host } = resolveTarget(request.target, { restlets: base, suiteTalk: base });
    expect(host).toBe(request.target.startsWith('/services/') ? 'suiteTalk' : 'restlets');
  }
  expect(new Set(requests.map(each => each.name)).size).toBe(requests.length);
});

test.each(files.slice(1))('every request of %s names the practice account', name => {
  expect(new Set(read(name).resolved.map(({ account }) => account))).toEqual(new Set(['TSTDRV0000001_SB1']));
});

test('the first one needs no more than an active token', () => {
  expect(resolved[0]).toEqual({
    name: 'Say hello',
    method: 'GET',
    target: 'restlet:customscript_tba_echo/customdeploy_tba_echo?hello=world',
    headers: [{ name: 'Content-Type', value: 'application/json' }],
  });
});

test('whatever changes data names the practice account, and its body is JSON', () => {
  const changing = resolved.filter(({ method }) => method !== 'GET');
  expect(changing.map(({ method }) => method).sort()).toEqual(['DELETE', 'POST', 'POST', 'PUT']);
  for (const { account, body } of changing) {
    expect(account).toBe('TSTDRV0000001_SB1');
    if (body !== undefined) expect(() => JSON.parse(body) as unknown).not.toThrow();
  }
});
