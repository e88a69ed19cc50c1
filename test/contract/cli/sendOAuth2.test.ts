// `tba send` with OAuth 2.0 client credentials, as a process of its own against the practice account.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { switchOn } from '../../../src/practice/server/faults/standing.ts';
import { mapCertificate, pemOf } from '../practice/oauth2.ts';
import { lines, sendPlace, type SendPlace, type Variables } from './sendPlace.ts';

let place: SendPlace;
let initial: Parameters<SendPlace['practice']['setState']>[0];

beforeAll(async () => {
  place = await sendPlace();
  const state = place.practice.account.store.current();
  initial = () => state;
});
beforeEach(() => place.setClock());
afterEach(async () => {
  place.closeServers();
  await place.practice.setState(initial);
});
afterAll(() => place.stop());

const hello = 'GET restlet:customscript_tba_echo/customdeploy_tba_echo?hello=world\nContent-Type: application/json\n';
const two = `### one\n${hello}\n### two\nGET /services/rest/record/v1/customer/101\n`;

/** The environment of a client whose certificate is mapped, its key in a file. */
async function client(name = 'p256', change: Variables = {}): Promise<Variables> {
  const certificateId = await mapCertificate(place.practice, name);
  const keyFile = join(place.folder, `${name}.pem`);
  await writeFile(keyFile, pemOf(name, 'key'));
  return {
    NETSUITE_CONSUMER_KEY: undefined,
    NETSUITE_CONSUMER_SECRET: undefined,
    NETSUITE_TOKEN_ID: undefined,
    NETSUITE_TOKEN_SECRET: undefined,
    NETSUITE_CLIENT_ID: place.practice.credentials.consumerKey,
    NETSUITE_CERTIFICATE_ID: certificateId,
    NETSUITE_PRIVATE_KEY_FILE: keyFile,
    ...change,
  };
}

describe('tba send with OAuth 2.0', () => {
  it.each(['p256', 'p384', 'p521', 'rsa3072'])('logs in with the key %s', async name => {
    const { code, out, err } = await place.send(hello, [], await client(name));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('"hello":"world"');
  });

  it('asks for one access token for all requests, and prints none', async () => {
    const { code, out, err } = await place.send(two, ['--all', '--json'], await client());
    expect([code, err]).toEqual([0, '']);
    expect(lines(out).map(({ response }) => response?.status)).toEqual([200, 200]);
    expect(lines(out)[0]?.request.headers['Authorization']).toBe('Bearer •••');
    const tokens = place.practice.account.store.current().oauth2Tokens;
    expect(tokens).toHaveLength(1);
    expect(out).not.toContain(tokens[0]?.token);
    expect(out).not.toContain('PRIVATE KEY');
  });

  it('lets --auth choose where there are credentials of both', async () => {
    const all = place.practice.credentials;
    const both = await client('p256', {
      NETSUITE_CONSUMER_KEY: all.consumerKey,
      NETSUITE_CONSUMER_SECRET: all.consumerSecret,
      NETSUITE_TOKEN_ID: all.token,
      NETSUITE_TOKEN_SECRET: all.tokenSecret,
    });
    const sent = async (...args: string[]) => {
      const { out } = await place.send(hello, ['--json', ...args], both);
      return String(lines(out)[0]?.request.headers['Authorization']).split(' ')[0];
    };
    expect([await sent(), await sent('--auth', 'tba'), await sent('--auth', 'oauth2')]).toEqual([
      'OAuth',
      'OAuth',
      'Bearer',
    ]);
    const { code, err } = await place.send(hello, ['--auth', 'basic'], both);
    expect([code, err]).toEqual([2, expect.stringContaining('tba or oauth2')]);
  });

  it('lets a request say which scheme logs in, before --auth and what is usual', async () => {
    const { consumerKey, consumerSecret, token, tokenSecret } = place.practice.credentials;
    const both = await client('p256', {
      NETSUITE_CONSUMER_KEY: consumerKey,
      NETSUITE_CONSUMER_SECRET: consumerSecret,
      NETSUITE_TOKEN_ID: token,
      NETSUITE_TOKEN_SECRET: tokenSecret,
    });
    const text = `@scheme = tba\n### a\n# @auth oauth2\n${hello}\n### b\n${hello}\n### c\n# @auth {{scheme}}\n${hello}`;
    const schemes = async (...args: string[]) => {
      const { code, out, err } = await place.send(text, ['--all', '--json', '--parallel', '3', ...args], both);
      expect([code, err]).toEqual([0, '']);
      return lines(out).map(({ request }) => String(request.headers['Authorization']).split(' ')[0]);
    };
    expect(await schemes()).toEqual(['Bearer', 'OAuth', 'OAuth']);
    expect(await schemes('--auth', 'oauth2')).toEqual(['Bearer', 'Bearer', 'OAuth']);
    expect(await schemes('--var', 'scheme=oauth2')).toEqual(['Bearer', 'OAuth', 'Bearer']);
  });

  it.each([
    ['oauth2', 'OAuth 2.0 (# @auth oauth2), and NETSUITE_PRIVATE_KEY_FILE is not set', {}],
    ['tba', 'token-based authentication (# @auth tba), and NETSUITE_CONSUMER_KEY is not set', 'oauth2'],
    ['{{scheme}}', "'basic' is no way to log in", {}],
  ])('sends nothing when a request wants %s and that cannot be', async (scheme, message, environment) => {
    const change = environment === 'oauth2' ? await client() : {};
    const text = `@scheme = basic\n### plain\n${hello}\n### special\n# @auth ${scheme}\n${hello}`;
    const { code, out, err } = await place.send(text, ['--all'], change);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(message)]);
    expect(err).toContain('special');
    expect(place.practice.account.store.current().oauth2Tokens).toEqual([]);
  });

  it('ends the run when no access token is given, and says what to look at', async () => {
    const environment = await client('p256', { NETSUITE_CERTIFICATE_ID: 'nobody' });
    const { code, out, err } = await place.send(two, ['--all', '--json'], environment);
    expect(code).toBe(1);
    expect(lines(out).map(({ error }) => error?.code)).toEqual(['oauth2-refused', 'not-sent']);
    expect(err).toMatch(/NetSuite gave no access token \(\d+ invalid_\w+.*certificate ID/s);
    expect(err).toContain(
      '● NetSuite does not know the certificate that the assertion names  [certificate-unknown] (possible)',
    );
    expect(err).toContain('Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup');
    const [{ causes: [first] = [] } = {}] = lines(out);
    expect(first).toMatchObject({ code: 'certificate-unknown', certainty: 'possible' });
    expect(place.practice.account.store.current().oauth2Tokens).toEqual([]);
  });

  it('ends the run when the access token is refused', async () => {
    const environment = await client('p256', { NETSUITE_OAUTH2_SCOPE: 'rest_webservices' });
    const { code, out, err } = await place.send(two, ['--all', '--json'], environment);
    expect(code).toBe(1);
    expect(lines(out).map(({ response, error }) => response?.status ?? error?.code)).toEqual([401, 'not-sent']);
    const [{ causes } = {}] = lines(out);
    expect(causes?.map(({ code, certainty }) => [code, certainty])).toEqual([['scope-insufficient', 'certain']]);
    expect(err).toContain('This call needs the scope restlets, and the token has only rest_webservices.');
    const [token] = place.practice.account.store.current().oauth2Tokens;
    expect(out + err).not.toContain(token?.token.split('.')[2]);
  });

  it('says that the clock of this machine is wrong', async () => {
    switchOn(place.practice.account, { id: 'skew', value: '120', surface: 'any', callsLeft: 1 });
    const { code, err } = await place.send(hello, [], await client());
    expect([code, err]).toEqual([1, expect.stringContaining('● The clock that signed the assertion is wrong')]);
  });

  it('says that a stranger answered where the token endpoint should be', async () => {
    const { url } = await place.serve((_, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>'));
    const { code, err } = await place.send(hello, [], await client('p256', { NETSUITE_BASE_URL: url }));
    expect([code, err]).toEqual([1, expect.stringContaining("is not NetSuite's (502)")]);
  });

  it.each([
    ['a file without a key', '-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n', 'no private key in PEM'],
    [
      'an encrypted key',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMC4=\n-----END ENCRYPTED PRIVATE KEY-----',
      'encrypted',
    ],
  ])('refuses %s before anything is sent', async (_, text, message) => {
    const environment = await client();
    await writeFile(String(environment['NETSUITE_PRIVATE_KEY_FILE']), text);
    const { code, err } = await place.send(hello, [], environment);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('names what is missing', async () => {
    const { code, err } = await place.send(hello, [], await client('p256', { NETSUITE_CERTIFICATE_ID: undefined }));
    expect([code, err]).toEqual([2, expect.stringContaining('NETSUITE_CERTIFICATE_ID is not set')]);
  });
});
