// A certificate that the extension made, mapped in the practice account and used: key, assertion, access token, call.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { clientLogin } from '../../../src/exchange/oauth2/clientCredentials.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { send } from '../../../src/exchange/send.ts';
import { makeCertificate } from '../../../src/oauth2/makeCertificate.ts';
import { keyKinds } from '../../../src/oauth2/keyKinds.ts';
import { readSigningKey } from '../../../src/oauth2/signingKey.ts';
import { createMapping } from '../../../src/practice/access/certificates.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));
let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());
afterAll(() => transport.close());

it.each(keyKinds)('a key pair of the kind %s logs in once its certificate is mapped', async kind => {
  const now = practice.clock.seconds * 1000;
  const made = await makeCertificate({ commonName: 'Orders hub', kind, now, days: 730, serial: randomBytes(16) });
  const fields = { applicationId: 1, employeeId: 42, roleId: 1001, certificate: made.certificate };
  const mapping = await practice.account.store.update(state => createMapping(state, fields, now));
  expect(mapping.validUntil).toBe(made.expiresAt);
  const login = clientLogin(
    {
      clientId: practice.credentials.consumerKey,
      certificateId: mapping.id,
      scopes: ['restlets'],
      key: readSigningKey(made.privateKey),
    },
    () => now,
    () => undefined,
  );
  const url = `${practice.baseUrl}/app/site/hosting/restlet.nl?script=1&deploy=1&hello=world`;
  const { record, body } = await send(
    { title: '', method: 'GET', url, headers: [{ name: 'Content-Type', value: 'application/json' }] },
    {
      account: { accountId: practice.credentials.account, name: 'Practice', baseUrl: practice.baseUrl },
      credentialId: 'c',
      credentialLabel: 'c',
      ...login,
    },
    {
      transport,
      queue: new AccountQueue(),
      guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, () => now),
      now: () => now,
      newId: () => 'id',
    },
    10_000,
    new AbortController().signal,
  );
  expect([record.failure, record.response?.status]).toEqual([undefined, 200]);
  expect(new TextDecoder().decode(body)).toContain('"hello":"world"');
});
