import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonwebtoken from 'jsonwebtoken';
import type { Algorithm } from 'jsonwebtoken';
import { createMapping } from '../../../src/practice/access/certificates.ts';
import { oauth2Prefix } from '../../../src/practice/server/surfaces.ts';
import { send } from './practiceFixture.ts';
import type { Answer, Fixture } from './practiceFixture.ts';

const folder = join(import.meta.dirname, '../../fixtures/certificates');

/** A play certificate or key of the fixtures, PEM. */
export function pemOf(name: string, what: 'cert' | 'key'): string {
  return readFileSync(join(folder, `${name}.${what}.pem`), 'utf8');
}

/** Maps a play certificate to the sample application, Jane and her role; answers the certificate ID. */
export async function mapCertificate(
  fixture: Fixture,
  name = 'p256',
  to: { readonly applicationId?: number; readonly employeeId?: number; readonly roleId?: number } = {},
): Promise<string> {
  const fields = { applicationId: 1, employeeId: 42, roleId: 1001, certificate: pemOf(name, 'cert'), ...to };
  const now = fixture.clock.seconds * 1000;
  const { id } = await fixture.account.store.update(state => createMapping(state, fields, now));
  return id;
}

export interface AssertionOptions {
  readonly kid: string;
  readonly key?: string;
  readonly algorithm?: Algorithm;
  /** Claims to replace, or to leave out with undefined. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A client assertion as the package jsonwebtoken makes it: no line of it is shared with the product. */
export function assertionOf(
  fixture: Fixture,
  { kid, key = 'p256', algorithm = 'ES256', claims, header }: AssertionOptions,
) {
  const all: Record<string, unknown> = {
    iss: fixture.credentials.consumerKey,
    scope: 'restlets rest_webservices',
    aud: `${fixture.baseUrl}${oauth2Prefix}token`,
    iat: fixture.clock.seconds,
    exp: fixture.clock.seconds + 600,
    ...claims,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return jsonwebtoken.sign(given, pemOf(key, 'key'), {
    algorithm,
    header: { alg: algorithm, typ: 'JWT', kid, ...header },
    allowInsecureKeySizes: true,
  });
}

/** Posts a form to an endpoint of OAuth 2.0. */
export function postForm(
  fixture: Fixture,
  name: 'token' | 'revoke',
  fields: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(fixture, {
    method: 'POST',
    target: `${oauth2Prefix}${name}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  });
}

export function askWithAssertion(fixture: Fixture, assertion: string): Promise<Answer> {
  return postForm(fixture, 'token', {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
}

/** An access token for a certificate that is mapped already. */
export async function accessTokenFor(fixture: Fixture, options: AssertionOptions): Promise<string> {
  const { status, body } = await askWithAssertion(fixture, assertionOf(fixture, options));
  if (status !== 200) {
    throw new Error(`No access token: ${status} ${body}`);
  }
  return (JSON.parse(body) as { readonly access_token: string }).access_token;
}

export const restTarget = '/services/rest/record/v1/customer/101';
export const restletTarget = '/app/site/hosting/restlet.nl?script=1&deploy=1';

/** Calls a RESTlet or SuiteTalk REST with an access token. */
export function callWithBearer(fixture: Fixture, token: string, target: string = restletTarget): Promise<Answer> {
  return send(fixture, { target, headers: { Authorization: `Bearer ${token}` } });
}
