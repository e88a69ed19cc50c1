import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintRequests } from '../../../src/requests/lint.ts';
import { parseRequests } from '../../../src/requests/parse.ts';
import { resolveRequest } from '../../../src/requests/resolve.ts';
import { resolveTarget } from '../../../src/requests/target.ts';
import { fixedSources } from './sample.ts';

const text = readFileSync(new URL('../../../media/practice/practice.http', import.meta.url), 'utf8');
const file = parseRequests(text);
const base = 'http://127.0.0.1:1';
const resolved = file.requests.map(request => resolveRequest(file, request, fixedSources()));

test('the practice requests have nothing to complain about', () => {
  expect(lintRequests(file)).toEqual([]);
});

test('every practice request has a name and goes to the account, not to a host of its own', () => {
  for (const request of resolved) {
    expect(request.name).toBeTruthy();
    expect(resolveTarget(request.target, { restlets: base, suiteTalk: base }).host).toBe('restlets');
  }
  expect(new Set(resolved.map(({ name }) => name)).size).toBe(resolved.length);
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
