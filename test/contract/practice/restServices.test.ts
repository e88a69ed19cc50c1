import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState } from '../../../src/practice/state/model.ts';
import { call, startFixture } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';
import { expectProblem, json, records, setPermission } from './restAnswers.ts';

let fixture: Fixture;
let fresh: AccountState;

beforeAll(async () => {
  fixture = await startFixture();
  fresh = fixture.account.store.current();
});

beforeEach(() => fixture.setState(() => fresh));

afterAll(() => fixture.stop());

function get(path: string, query: CallOptions['query'] = [], options: CallOptions = {}): Promise<Answer> {
  return call(fixture, { path: `${records}${path}`, query, ...options });
}

describe('logging in to REST web services', () => {
  it('answers a failed login with 401 INVALID_LOGIN and one challenge for every cause', async () => {
    const badSignature = await get('/customer', [], {
      credentials: { ...fixture.credentials, tokenSecret: 'f'.repeat(64) },
    });
    const badToken = await get('/customer', [], { credentials: { ...fixture.credentials, token: 'f'.repeat(64) } });
    const blocked = await get('/customer', [], {
      credentials: { ...fixture.credentials, ...fixture.credentials.blocked },
    });
    for (const answer of [badSignature, badToken, blocked]) {
      expectProblem(answer, 401, 'INVALID_LOGIN');
      expect(answer.headers['www-authenticate']).toBe(
        'OAuth realm="TSTDRV0000001_SB1", error="token_rejected", error_description="Invalid login attempt."',
      );
      expect(answer.body).toBe(badSignature.body);
    }
    expect(fixture.lastDetail()).toBe('consumer_key_refused');
  });

  it('answers a malformed header with 400 INVALID_REQUEST and no challenge', async () => {
    const answer = await get('/customer', [], { hash: 'sha1', replace: { oauth_signature_method: 'HMAC-SHA1' } });
    expectProblem(answer, 400, 'INVALID_REQUEST');
    expect(answer.headers['www-authenticate']).toBeUndefined();
  });

  it('uses the spelling of SuiteTalk in the Login Audit Trail: NonceUsed', async () => {
    await get('/customer', [], { nonce: 'abcdefgh12' });
    expectProblem(await get('/customer', [], { nonce: 'abcdefgh12' }), 401, 'INVALID_LOGIN');
    expect(fixture.lastDetail()).toBe('NonceUsed');
  });

  it('fails the login of a role without REST Web Services', async () => {
    await setPermission(fixture, 'ADMI_RESTWEBSERVICES', 'NONE');
    expectProblem(await get('/customer'), 401, 'INVALID_LOGIN');
    expect(fixture.lastDetail()).toBe('permission_denied');
  });

  it('refuses all calls while the feature is off', async () => {
    await fixture.setState(state => ({
      ...state,
      features: state.features.filter(each => each !== 'RESTWEBSERVICES'),
    }));
    expectProblem(await get('/customer'), 403, 'INSUFFICIENT_PERMISSION');
  });

  it('answers 429 CONCURRENCY_LIMIT_EXCEEDED when all places are taken, and gives its own back', async () => {
    const places = Array.from({ length: 5 }, () => fixture.account.calls.enter());
    expectProblem(await get('/customer'), 429, 'CONCURRENCY_LIMIT_EXCEEDED');
    places.forEach(leave => leave?.());
    expect((await get('/customer')).status).toBe(200);
    expectProblem(await get('/customer/999'), 404, 'NONEXISTENT_ID');
    expect(fixture.account.calls.inUse()).toBe(0);
  });
});

describe('the metadata catalog', () => {
  it('lists the types that the role may view', async () => {
    const names = async () =>
      (json(await get('/metadata-catalog'))['items'] as { name: string }[]).map(({ name }) => name);
    expect(await names()).toEqual(['customer', 'salesOrder', 'employee']);
    await setPermission(fixture, 'LIST_EMPLOYEE', 'NONE');
    expect(await names()).toEqual(['customer', 'salesOrder']);
    expectProblem(await get('/metadata-catalog/employee'), 403, 'INSUFFICIENT_PERMISSION');
    expectProblem(await get('/metadata-catalog/vendor'), 404, 'NONEXISTENT_URL');
  });

  it('describes a type as JSON Schema', async () => {
    const answer = await get('/metadata-catalog/salesOrder', [], { headers: { Accept: 'application/schema+json' } });
    expect(answer.headers['content-type']).toBe('application/schema+json');
    expect(json(answer)).toMatchObject({
      type: 'object',
      properties: {
        entity: { type: 'object' },
        total: { type: 'number', readOnly: true },
        tranDate: { format: 'date' },
      },
      'x-ns-filterable': expect.arrayContaining(['tranDate', 'entity']) as unknown,
    });
  });

  it('describes the types selected as OpenAPI 3.0', async () => {
    const answer = await get('/metadata-catalog/', [['select', 'customer,salesorder']], {
      headers: { Accept: 'application/swagger+json' },
    });
    expect(answer.headers['content-type']).toBe('application/swagger+json');
    const document = json(answer) as { openapi: string; paths: object; components: { schemas: object } };
    expect(document.openapi).toMatch(/^3\.0\./);
    expect(Object.keys(document.paths)).toEqual([
      '/customer',
      '/customer/{id}',
      '/salesOrder',
      '/salesOrder/{id}',
      '/salesOrder/{id}/item',
    ]);
    expect(Object.keys(document.components.schemas)).toEqual(['customer', 'salesOrder', 'nsError']);
  });

  it('describes every field that a record is answered with', async () => {
    const schema = json(
      await get('/metadata-catalog/customer', [], { headers: { Accept: 'application/schema+json' } }),
    );
    const described = Object.keys(schema['properties'] as object);
    expect(described).toEqual(expect.arrayContaining(Object.keys(json(await get('/customer/101')))));
  });
});

describe('governance limits', () => {
  it('are told to administrators only', async () => {
    const path = '/services/rest/system/v1/governanceLimits';
    expectProblem(await call(fixture, { path, query: [] }), 403, 'INSUFFICIENT_PERMISSION');
    await fixture.setState(state => ({
      ...state,
      tokens: state.tokens.map(each => (each.id === 1 ? { ...each, employeeId: 7, roleId: 3 } : each)),
    }));
    expect(json(await call(fixture, { path, query: [] }))).toEqual({
      accountConcurrencyLimit: 5,
      accountUnallocatedConcurrencyLimit: 5,
      integrationLimitType: 'accountLimit',
    });
  });
});
