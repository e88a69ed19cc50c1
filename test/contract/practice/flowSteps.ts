import { expect } from 'vitest';
import type { Application } from '../../../src/practice/state/model.ts';
import type { SignerCredentials } from '../support/independentSigner.ts';
import { call, errorCode, send } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';

// The three steps of the flow as an application and a browser take them.

export const authorizePath = '/app/login/secure/authorizetoken.nl';
export const callback = 'http://localhost:7777/tba';

/** Jane Doe as Integration Clerk. */
export const jane = '42-1001';

export interface Secrets {
  readonly token: string;
  readonly tokenSecret: string;
}

type Key = Pick<Application, 'consumerKey' | 'consumerSecret'>;

function signer(fixture: Fixture, key: Key | undefined, secrets: Secrets): SignerCredentials {
  const { account, consumerKey, consumerSecret } = { ...fixture.credentials, ...key };
  return { account, consumerKey, consumerSecret, ...secrets };
}

export function stepOne(
  fixture: Fixture,
  { key, role, ...options }: CallOptions & { readonly key?: Key; readonly role?: string } = {},
): Promise<Answer> {
  return call(fixture, {
    method: 'POST',
    path: '/rest/requesttoken',
    credentials: signer(fixture, key, { token: '', tokenSecret: '' }),
    add: [['oauth_callback', callback], ...(role === undefined ? [] : ([['role', role]] as const))],
    ...options,
    replace: { oauth_token: undefined, ...options.replace },
  });
}

export async function requestToken(fixture: Fixture, options: Parameters<typeof stepOne>[1] = {}): Promise<Secrets> {
  return secretsOf(await stepOne(fixture, options));
}

export function secretsOf(answer: Answer): Secrets {
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('oauth_token=')]);
  const fields = new URLSearchParams(answer.body);
  return { token: fields.get('oauth_token') ?? '', tokenSecret: fields.get('oauth_token_secret') ?? '' };
}

export interface Shown extends Answer {
  /** The hidden fields of the form. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The consent page, as a browser gets it. */
export async function consentPage(fixture: Fixture, query: string, cookie?: string): Promise<Shown> {
  const headers = { ...(cookie === undefined ? {} : { Cookie: cookie }), Host: `127.0.0.1:${fixture.port}` };
  const answer = await send(fixture, { target: `${authorizePath}?${query}`, headers });
  const hidden = answer.body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return {
    ...answer,
    fields: Object.fromEntries([...hidden].map(([, name, value]) => [name, value])) as Shown['fields'],
  };
}

/** Presses a button of the form. */
export function press(
  fixture: Fixture,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(fixture, {
    method: 'POST',
    target: authorizePath,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: `http://127.0.0.1:${fixture.port}`,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
}

/** Step two: opens the page and answers it. */
export async function answerConsent(
  fixture: Fixture,
  token: string,
  answer: 'allow' | 'deny' = 'allow',
  { as = jane, state }: { readonly as?: string; readonly state?: string } = {},
): Promise<Answer> {
  const query = new URLSearchParams({ oauth_token: token, ...(state === undefined ? {} : { state }) }).toString();
  const { fields } = await consentPage(fixture, query);
  return press(fixture, { ...fields, as, answer });
}

/** What the browser carries to the callback. */
export function carried({ status, headers }: Answer): URLSearchParams {
  expect(status).toBe(303);
  return new URL(headers.location ?? '').searchParams;
}

/** Steps one and two, allowed by Jane. */
export async function allowed(
  fixture: Fixture,
  { as, ...options }: NonNullable<Parameters<typeof stepOne>[1]> & { readonly as?: string } = {},
): Promise<Secrets & { readonly verifier: string }> {
  const secrets = await requestToken(fixture, options);
  const answer = await answerConsent(fixture, secrets.token, 'allow', as === undefined ? {} : { as });
  return { ...secrets, verifier: carried(answer).get('oauth_verifier') ?? '' };
}

export function stepThree(
  fixture: Fixture,
  { token, tokenSecret, verifier }: Secrets & { readonly verifier?: string },
  { key, ...options }: CallOptions & { readonly key?: Key } = {},
): Promise<Answer> {
  return call(fixture, {
    method: 'POST',
    path: '/rest/accesstoken',
    credentials: signer(fixture, key, { token, tokenSecret }),
    add: verifier === undefined ? [] : [['oauth_verifier', verifier]],
    ...options,
  });
}

/** That a step was refused: to the caller as JSON with the code of its status, in the audit trail with the Detail. */
export function expectRefused(fixture: Fixture, answer: Answer, detail: string, status: 400 | 401 = 401): void {
  const code = status === 401 ? 'INVALID_LOGIN_ATTEMPT' : 'INVALID_REQUEST';
  expect([answer.status, errorCode(answer), fixture.lastDetail()]).toEqual([status, code, detail]);
  expect(answer.headers['content-type']).toContain('application/json');
  expect(JSON.parse(answer.body)).toHaveProperty('error.code', code);
}

/** Changes the record Orders hub. */
export function setApplication(fixture: Fixture, change: Partial<Application>): Promise<void> {
  return fixture.setState(current => ({
    ...current,
    applications: current.applications.map(each => (each.id === 1 ? { ...each, ...change } : each)),
  }));
}
