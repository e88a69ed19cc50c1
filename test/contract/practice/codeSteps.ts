import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { jane } from './flowSteps.ts';
import { postForm } from './oauth2.ts';
import { send } from './practiceFixture.ts';
import type { Answer, Fixture } from './practiceFixture.ts';

// The authorization code grant as an application and a browser take it.

export const authorizePath = '/app/login/oauth2/authorize.nl';
/** The sample application's. */
export const redirectUri = 'vscode://tba-workbench.tba-workbench/oauth2';

export interface Asked {
  readonly verifier: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A sound request of the sample application; parameters to replace, or to leave out with undefined. */
export function ask(fixture: Fixture, change: Readonly<Record<string, string | undefined>> = {}): Asked {
  const verifier = randomBytes(32).toString('base64url');
  const all: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: fixture.credentials.consumerKey,
    redirect_uri: redirectUri,
    scope: 'restlets rest_webservices',
    state: randomBytes(18).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier, 'ascii').digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  };
  const parameters = Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return { verifier, parameters };
}

export interface Shown extends Answer {
  /** The hidden fields of the form. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Opens the authorization endpoint as a browser does. */
export async function open(
  { port }: Fixture,
  parameters: Readonly<Record<string, string>> | string,
  cookie?: string,
): Promise<Shown> {
  const query = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
  const headers = { Host: `127.0.0.1:${port}`, ...(cookie === undefined ? {} : { Cookie: cookie }) };
  const answer = await send({ port }, { target: `${authorizePath}?${query}`, headers });
  const hidden = answer.body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const marks: Readonly<Record<string, string>> = { '#39': "'", quot: '"', lt: '<', gt: '>', amp: '&' };
  const text = (value = '') => value.replace(/&([a-z#0-9]+);/g, (_, mark: string) => marks[mark] ?? '');
  return { ...answer, fields: Object.fromEntries([...hidden].map(([, name = '', value]) => [name, text(value)])) };
}

/** Presses a button of the form. */
export function press(
  { port }: Fixture,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(
    { port },
    {
      method: 'POST',
      target: authorizePath,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: `http://127.0.0.1:${port}`,
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    },
  );
}

/** What the browser carries to the redirect URI. */
export function carried({ status, headers }: Answer): Readonly<Record<string, string>> {
  expect(status).toBe(303);
  return Object.fromEntries(new URL(headers.location ?? '').searchParams);
}

/** Step one, allowed by Jane: the code. */
export async function codeFor(fixture: Fixture, asked: Asked, as = jane): Promise<string> {
  const { fields } = await open(fixture, asked.parameters);
  const { code = '' } = carried(await press(fixture, { ...fields, as, answer: 'allow' }));
  expect(code).toMatch(/^[0-9a-f]{64}$/);
  return code;
}

/** Step two of a public client; fields to replace, or to leave out with undefined. */
export function redeem(
  fixture: Fixture,
  { verifier, parameters }: Asked,
  code: string,
  change: Readonly<Record<string, string | undefined>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const all: Record<string, string | undefined> = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: parameters['redirect_uri'],
    client_id: parameters['client_id'],
    code_verifier: verifier,
    ...change,
  };
  const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return postForm(fixture, 'token', Object.fromEntries(given), headers);
}

export function refresh(
  fixture: Fixture,
  refreshToken: string,
  change: Readonly<Record<string, string>> = { client_id: fixture.credentials.consumerKey },
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return postForm(fixture, 'token', { grant_type: 'refresh_token', refresh_token: refreshToken, ...change }, headers);
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

export function tokensOf({ status, body }: Answer): Tokens {
  expect([status, body]).toEqual([200, expect.stringContaining('access_token')]);
  return JSON.parse(body) as Tokens;
}

/** Both steps, allowed by Jane. */
export async function signedIn(fixture: Fixture, as = jane): Promise<Tokens> {
  const asked = ask(fixture);
  return tokensOf(await redeem(fixture, asked, await codeFor(fixture, asked, as)));
}

export function basic(clientId: string, secret: string): Readonly<Record<string, string>> {
  return { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` };
}

/** That the token endpoint refused: to the caller with an error, in the trail with the Detail. */
export function expectRefused(fixture: Fixture, answer: Answer, error: string, detail: string): void {
  const said = JSON.parse(answer.body) as { readonly error: string };
  expect([answer.status, said.error, fixture.lastDetail()]).toEqual([
    error === 'invalid_client' ? 401 : 400,
    error,
    detail,
  ]);
}
