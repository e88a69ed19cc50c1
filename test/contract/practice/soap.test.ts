import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send, startFixture } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';
import {
  endpoint,
  envelope,
  faultOf,
  getCustomer,
  getServerTime,
  invalidLogin,
  malformedSyntax,
  messages,
  soapCaller,
} from './soapCalls.ts';
import type { PassportOptions } from './soapCalls.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

const { passport, post, ask } = soapCaller(() => practice);

async function refused(detail: string, message: string, options: PassportOptions = {}): Promise<void> {
  const answer = await ask(getServerTime, options);
  expect([faultOf(answer), practice.lastDetail()]).toEqual([
    {
      status: 500,
      faultcode: 'soapenv:Server.userException',
      type: 'invalidCredentialsFault',
      code: 'USER_ERROR',
      message,
    },
    detail,
  ]);
}

describe('operations', () => {
  it('getServerTime answers the time of the account in GMT', async () => {
    const answer = await ask();
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8']);
    const time = new Date(practice.clock.seconds * 1000).toISOString();
    expect(answer.body).toContain(`<platformCore:serverTime>${time}</platformCore:serverTime>`);
    expect(answer.body).toContain('<platformCore:status isSuccess="true"');
  });

  it('get of a customer answers its record, whatever is in its name', async () => {
    const { body, status } = await ask(getCustomer('102'));
    expect(status).toBe(200);
    expect(body).toContain('<record internalId="102" xsi:type="listRel:Customer"');
    expect(body).toContain('<listRel:companyName>Müller &amp; Söhne GmbH</listRel:companyName>');
    expect((await ask(getCustomer('107'))).body).toContain('🚀 Rocket Parts Oy');
    expect((await ask(getCustomer('106'))).body).toContain('شركة النور');
  });

  it.each(['999999999', 'abc', '', '101 ', '0101', '__proto__'])(
    'get of customer "%s" answers RCRD_DSNT_EXIST',
    async id => {
      const { status, body } = await ask(getCustomer(id));
      expect(status).toBe(200);
      expect(body).toContain('<platformCore:status isSuccess="false"');
      expect(body).toContain('<platformCore:code>RCRD_DSNT_EXIST</platformCore:code>');
    },
  );

  it('get without permission to see customers answers INSUFFICIENT_PERMISSION', async () => {
    await setRole({ LIST_CUSTJOB: 'NONE' });
    expect((await ask(getCustomer('101'))).body).toContain('<platformCore:code>INSUFFICIENT_PERMISSION<');
    await setRole({ LIST_CUSTJOB: 'VIEW' });
    expect((await ask(getCustomer('101'))).body).toContain('isSuccess="true"');
  });

  it.each([
    ['<m:delete/>', 'delete'],
    ['<m:search xmlns:m2="x"><m2:record/></m:search>', 'search'],
    ['<x:getServerTime xmlns:x="urn:x"/>', '{urn:x}getServerTime'],
    ['<getServerTime/>', '{}getServerTime'],
    ['<m:get><m:baseRef xsi:type="c:RecordRef" type="employee" internalId="42"/></m:get>', 'get of type "employee"'],
    [
      '<m:get><m:baseRef xsi:type="c:CustomRecordRef" internalId="42"/></m:get>',
      'get with a baseRef that is no RecordRef',
    ],
  ])('%s is refused by its name', async (operation, name) => {
    const fault = faultOf(await ask(operation));
    expect(fault).toMatchObject({ status: 500, type: 'unexpectedErrorFault' });
    expect(fault.message).toContain(`has no ${name.replaceAll('"', '&quot;')}.`);
  });

  it('a message in the schema of another version is refused', async () => {
    const older = envelope(
      passport(),
      '<o:getServerTime xmlns:o="urn:messages_2024_1.platform.webservices.netsuite.com"/>',
    );
    expect(faultOf(await post(older))).toMatchObject({ type: 'invalidVersionFault', code: 'INVALID_WS_VERSION' });
  });

  it('refuses every call while the SOAP Web Services feature is off', async () => {
    await practice.setState(state => ({
      ...state,
      features: state.features.filter(id => id !== 'WEBSERVICESEXTERNAL'),
    }));
    expect(faultOf(await ask())).toMatchObject({ type: 'insufficientPermissionFault', code: 'WS_FEATURE_REQD' });
  });

  it('refuses a call over the concurrency limit of the account, and gives its place back', async () => {
    const places = Array.from({ length: 5 }, () => practice.account.calls.enter());
    expect(faultOf(await ask())).toEqual({
      status: 500,
      faultcode: 'soapenv:Server.userException',
      type: 'exceededConcurrentRequestLimitFault',
      code: 'WS_REQUEST_BLOCKED',
      message: 'SuiteTalk concurrent request limit exceeded. Request blocked.',
    });
    places.forEach(leave => leave?.());
    expect((await ask()).status).toBe(200);
    expect(practice.account.calls.inUse()).toBe(0);
  });
});

async function setRole(permissions: Readonly<Record<string, 'NONE' | 'VIEW' | 'FULL'>>): Promise<void> {
  await practice.setState(state => ({
    ...state,
    roles: state.roles.map(role =>
      role.id === 1001 ? { ...role, permissions: { ...role.permissions, ...permissions } } : role,
    ),
  }));
}

describe('5.1 calls with a TokenPassport', () => {
  it('InvalidSignature: a wrong secret', () =>
    refused('InvalidSignature', invalidLogin, {
      credentials: { ...practice.credentials, tokenSecret: '0'.repeat(64) },
    }));
  it('InvalidSignature: account in lower case', () =>
    refused('InvalidSignature', invalidLogin, {
      credentials: { ...practice.credentials, account: practice.credentials.account.toLowerCase() },
    }));
  it('InvalidSignature: SHA-1 that claims to be SHA-256', () =>
    refused('InvalidSignature', invalidLogin, { hash: 'sha1' }));
  it.each([-301, 301])('InvalidTimestamp: %i s off', offset =>
    refused('InvalidTimestamp', malformedSyntax, { timestamp: practice.clock.seconds + offset }),
  );
  it.each(['12abc', '-5', '1800000000000000000'])('InvalidTimestamp: %s', timestamp =>
    refused('InvalidTimestamp', malformedSyntax, { timestamp }),
  );
  it('NonceUsed: a TokenPassport is good for one request', async () => {
    const body = envelope(passport(), getServerTime);
    expect((await post(body)).status).toBe(200);
    const again = await post(body);
    expect([faultOf(again).message, practice.lastDetail()]).toEqual([invalidLogin, 'NonceUsed']);
  });
  it('NonceRejected (assumed, in the manner of NonceUsed): five characters', () =>
    refused('NonceRejected', invalidLogin, { nonce: 'abcde' }));
  it.each(['account', 'consumerKey', 'token', 'nonce', 'timestamp', 'signature'])(
    'MissingTokenPassportRequiredFields: no %s',
    name => refused('MissingTokenPassportRequiredFields', malformedSyntax, { replace: { [name]: undefined } }),
  );
  it('MissingTokenPassportRequiredFields: no algorithm', () =>
    refused('MissingTokenPassportRequiredFields', malformedSyntax, { algorithm: undefined }));
  it('MissingTokenPassportRequiredFields: no TokenPassport at all', async () => {
    const answer = await post(envelope('', getServerTime));
    expect([faultOf(answer).message, practice.lastDetail()]).toEqual([
      invalidLogin,
      'MissingTokenPassportRequiredFields',
    ]);
  });
  it.each(['account', 'token', 'nonce'])('parameter_rejected (assumed for SuiteTalk): an empty %s', name =>
    refused('parameter_rejected', malformedSyntax, { replace: { [name]: '' } }),
  );
  it.each(['HMAC-SHA1', 'hmac-sha256', 'PLAINTEXT'])('UnknownAlgorithm: %s', algorithm =>
    refused('UnknownAlgorithm', malformedSyntax, { algorithm }),
  );
  it('consumer_key_unknown: no such record', () =>
    refused('consumer_key_unknown', invalidLogin, { replace: { consumerKey: 'f'.repeat(64) } }));
  it('consumer_key_refused: application in state Blocked', () => {
    const { account, blocked } = practice.credentials;
    return refused('consumer_key_refused', invalidLogin, { credentials: { account, ...blocked } });
  });
  it('token_rejected: no such token', () =>
    refused('token_rejected', invalidLogin, { replace: { token: 'f'.repeat(64) } }));
  it('permission_denied: the role is inactive', async () => {
    await practice.setState(state => ({
      ...state,
      roles: state.roles.map(role => (role.id === 1001 ? { ...role, isInactive: true } : role)),
    }));
    await refused('permission_denied', invalidLogin);
  });
  it('permission_denied: the role has no SOAP Web Services', async () => {
    await setRole({ ADMI_WEBSERVICES: 'NONE' });
    await refused('permission_denied', invalidLogin);
  });
  it('temporary_locked: the user is locked', async () => {
    const lockedUntil = (practice.clock.seconds + 60) * 1000;
    await practice.setState(state => ({
      ...state,
      employees: state.employees.map(each => ({ ...each, lockedUntil })),
    }));
    await refused('temporary_locked', invalidLogin);
  });
  it('FeatureDisabled: Token-based Authentication is off', async () => {
    await practice.setState(state => ({ ...state, features: state.features.filter(id => id !== 'TBA') }));
    await refused('FeatureDisabled', invalidLogin);
  });
  it('FeatureDisabled: support for TBA has ended', async () => {
    await practice.setState(state => ({ ...state, preferences: { ...state.preferences, release: 'end-of-tba' } }));
    await refused('FeatureDisabled', invalidLogin);
  });
  it('leaves the base string that the server computed in the trail', async () => {
    await ask(getServerTime, { nonce: 'abcdef', replace: { signature: 'wrong' } });
    const seen = practice.account.loginAudit.rows().at(-1)?.seen;
    const { account, consumerKey, token } = practice.credentials;
    expect(seen?.baseString).toBe([account, consumerKey, token, 'abcdef', practice.clock.seconds].join('&'));
    expect(seen?.expectedSignature).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });
});

describe('1.4 nonce of a TokenPassport', () => {
  it.each(['abcde', 'a'.repeat(65), 'with-dash', 'ümlautü', 'has space'])(
    'letters and digits, 6 to 64: %s is refused',
    nonce => refused('NonceRejected', invalidLogin, { nonce }),
  );

  it.each(['abcdef', 'A'.repeat(64)])('letters and digits, 6 to 64: %s is accepted', async nonce => {
    expect((await ask(getServerTime, { nonce })).status).toBe(200);
  });
});

describe('1.6 TokenPassport', () => {
  it('takes its fields in the messages namespace too', async () => {
    expect((await ask(getServerTime, { prefix: 'm' })).status).toBe(200);
  });

  it('leaves prefixes to the sender', async () => {
    const body = envelope(passport(), getServerTime)
      .replaceAll('m:', 'platformMsgs:')
      .replaceAll(':m=', ':platformMsgs=')
      .replaceAll('<c:', '<_ü-1:')
      .replaceAll('</c:', '</_ü-1:')
      .replaceAll(':c=', ':_ü-1=');
    expect((await post(body)).status).toBe(200);
    const bare = envelope(passport().replace('<m:tokenPassport>', `<tokenPassport xmlns="${messages}">`), getServerTime)
      .replace('</m:tokenPassport>', '</tokenPassport>')
      .replaceAll(/<(\/?)c:/g, '<$1');
    expect((await post(bare)).status).toBe(200);
  });

  it('does not take the right names from a wrong namespace', async () => {
    const unqualified = passport().replaceAll(/<(\/?)[mc]:/g, '<$1');
    const answer = await post(envelope(unqualified, getServerTime));
    expect([faultOf(answer).message, practice.lastDetail()]).toEqual([
      invalidLogin,
      'MissingTokenPassportRequiredFields',
    ]);
    const strange = passport({ prefix: 'o' }).replace('tokenPassport', 'tokenPassport xmlns:o="urn:other"');
    expect(faultOf(await post(envelope(strange, getServerTime))).message).toBe(malformedSyntax);
  });

  it('takes a signature that ends in a line break, and no other field that does', async () => {
    const broken = (name: string) => passport().replace(`</c:${name}>`, `\n</c:${name}>`);
    expect((await post(envelope(broken('signature'), getServerTime))).status).toBe(200);
    expect((await post(envelope(broken('token'), getServerTime))).status).toBe(500);
  });

  it('refuses several TokenPassports as an invalid login', async () => {
    const answer = await post(envelope(passport() + passport(), getServerTime));
    expect([faultOf(answer).message, practice.lastDetail()]).toEqual([invalidLogin, 'parameter_rejected']);
  });

  it.each([
    ['a field twice', (xml: string) => xml.replace('<c:nonce>', '<c:nonce>abcdef</c:nonce><c:nonce>')],
    ['a field that does not exist', (xml: string) => xml.replace('<c:nonce>', '<c:version>1.0</c:version><c:nonce>')],
    ['an element in a field', (xml: string) => xml.replace('</c:nonce>', '<c:x/></c:nonce>')],
  ])('refuses %s', async (_, change) => {
    const answer = await post(envelope(change(passport()), getServerTime));
    expect([faultOf(answer).message, practice.lastDetail()]).toEqual([malformedSyntax, 'parameter_rejected']);
  });

  it.each([
    ['applicationInfo', '<m:applicationInfo><m:applicationId>1</m:applicationId></m:applicationInfo>'],
    ['ApplicationInfo', '<m:ApplicationInfo/>'],
    ['passport', '<m:passport><c:email>a@b.example</c:email></m:passport>'],
    ['ssoPassport', '<m:ssoPassport/>'],
  ])('%s beside it is an ambiguous authentication', async (_, block) => {
    const fault = faultOf(await post(envelope(block + passport(), getServerTime)));
    expect(fault).toMatchObject({
      type: 'invalidCredentialsFault',
      code: 'USER_ERROR',
      message: 'Ambiguous authentication',
    });
    expect(practice.account.loginAudit.rows().at(-1)?.status).toBe('Failure');
  });

  it('a session cookie beside it is an ambiguous authentication, another cookie is not', async () => {
    const withCookie = (cookie: string) => post(envelope(passport(), getServerTime), { Cookie: cookie });
    expect(faultOf(await withCookie('a=b; JSESSIONID=xyz')).message).toBe('Ambiguous authentication');
    expect((await withCookie('a=b; NOTJSESSIONID=xyz')).status).toBe(200);
  });

  it('only a password is an invalid login', async () => {
    const answer = await post(envelope('<m:passport><c:email>a@b.example</c:email></m:passport>', getServerTime));
    expect(faultOf(answer).message).toBe(invalidLogin);
  });
});

describe('endpoints', () => {
  const at = (version: string) =>
    post(envelope(passport(), getServerTime).replaceAll('2025_2', version), {}, `/services/NetSuitePort_${version}`);

  it.each(['2020_2', '2021_1', '2024_2', '2025_2'])('%s takes a TokenPassport', async version => {
    const answer = await at(version);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(`urn:messages_${version}.platform`);
  });

  it.each(['2015_1', '2020_1', '2026_1', '2099_2'])('%s is not supported', async version => {
    const expected = { type: 'invalidVersionFault', code: 'UNSUPPORTED_WS_VERSION' };
    expect(faultOf(await at(version))).toMatchObject(expected);
  });

  it('only the newest is supported from 2027.1 (assumed)', async () => {
    await practice.setState(state => ({ ...state, preferences: { ...state.preferences, release: '2027.1' } }));
    expect([(await at('2025_1')).status, (await at('2025_2')).status]).toEqual([500, 200]);
  });

  it.each(['', 'x', '2025', '2025_3', '2025_2/', '2025_2x', '%32025_2'])('NetSuitePort_%s is nothing', async rest => {
    expect((await post('', {}, `/services/NetSuitePort_${rest}`)).status).toBe(404);
  });

  it('publishes no WSDL, and says so', async () => {
    for (const target of [`${endpoint}?wsdl`, `${endpoint}?WSDL`, '/wsdl/v2025_2_0/netsuite.wsdl']) {
      const answer = await send(practice, { target });
      expect([answer.status, answer.body]).toEqual([404, expect.stringContaining('no WSDL')]);
    }
    const answer = await send(practice, { target: endpoint });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });
});

describe('faults on demand', () => {
  const faulty = (fault: string, options?: PassportOptions) =>
    post(envelope(passport(options), getServerTime), { 'X-Practice-Fault': fault });

  it.each(['500', '503'])('status=%s is a fault with that status', async status => {
    const expected = { status: Number(status), type: 'unexpectedErrorFault', code: 'UNEXPECTED_ERROR' };
    expect(faultOf(await faulty(`status=${status}`))).toMatchObject(expected);
  });

  it('throttle is the fault of the concurrency limit', async () => {
    const expected = { status: 500, type: 'exceededConcurrentRequestLimitFault', code: 'WS_REQUEST_BLOCKED' };
    expect(faultOf(await faulty('throttle'))).toMatchObject(expected);
  });

  it('a refused login keeps its own answer, and leaves one row', async () => {
    expect(faultOf(await faulty('throttle', { hash: 'sha1' })).message).toBe(invalidLogin);
    expect(practice.account.loginAudit.rows().map(({ detail }) => detail)).toEqual(['InvalidSignature']);
    const malformed = await post('<a/>', { 'X-Practice-Fault': 'throttle' });
    expect(faultOf(malformed).faultcode).toBe('soapenv:Client');
  });

  it('a fault uses up the TokenPassport', async () => {
    await faulty('status=503', { nonce: 'onlyonce' });
    expect((await ask(getServerTime, { nonce: 'onlyonce' })).status).toBe(500);
    expect(practice.lastDetail()).toBe('NonceUsed');
  });

  it('a skewed clock shows in getServerTime', async () => {
    const answer = await faulty('skew=60', { timestamp: practice.clock.seconds + 3600 });
    expect(answer.body).toContain(new Date((practice.clock.seconds + 3600) * 1000).toISOString());
  });
});
