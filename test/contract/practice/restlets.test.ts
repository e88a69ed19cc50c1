import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign } from '../support/independentSigner.ts';
import type { Pairs } from '../support/independentSigner.ts';
import { call, echoQuery, restletPath, startFixture } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeAll(async () => {
  practice = await startFixture();
});
afterAll(() => practice.stop());

const json = 'application/json';
const script = (id: string, ...more: Pairs): Pairs => [['script', id], ['deploy', '1'], ...more];

async function expectError(options: CallOptions, status: number, code: string): Promise<Answer> {
  const answer = await call(practice, { contentType: json, ...options });
  expect([answer.status, (JSON.parse(answer.body) as { error: { code: string } }).error.code]).toEqual([status, code]);
  return answer;
}

describe('4.1 methods', () => {
  it.each(['GET', 'DELETE'])('%s echoes its URL parameters', async method => {
    const answer = await call(practice, { method, contentType: json, query: [...echoQuery, ['id', '7']] });
    expect(JSON.parse(answer.body)).toEqual({ method, parameters: { id: '7' }, body: null });
  });

  it.each(['POST', 'PUT'])('%s echoes its body too', async method => {
    const body = '{"big":12345678901234567890.10,"a":[1,2],"ü":"日本"}';
    const answer = await call(practice, { method, contentType: json, body, query: [...echoQuery, ['id', '7']] });
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(`{"method":"${method}","parameters":{"id":"7"},"body":${body}}`);
  });

  it.each(['PATCH', 'OPTIONS', 'HEAD'])('%s is 405', async method => {
    const answer = await call(practice, { method });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, POST, PUT, DELETE']);
  });

  it('no RESTlet at that URL is 404', async () => {
    for (const path of ['/', '/app/site/hosting/RESTlet.nl', '/app/site/hosting/restlet.nl/', '/__proto__']) {
      expect((await call(practice, { path })).status).toBe(404);
    }
  });

  it('script and deploy may be script ids, or mixed', async () => {
    for (const query of [
      [
        ['script', 'customscript_tba_echo'],
        ['deploy', 'customdeploy_tba_echo'],
      ],
      [
        ['deploy', '1'],
        ['script', 'customscript_tba_echo'],
      ],
    ] as const) {
      expect((await call(practice, { query })).status).toBe(200);
    }
  });
});

describe('4.1 bodies and content types', () => {
  it('a GET with a body is 400', async () => {
    await expectError({ body: '{}' }, 400, 'INVALID_REQUEST');
  });

  it('a DELETE with a body is 400 (assumed)', async () => {
    await expectError({ method: 'DELETE', body: '{}' }, 400, 'INVALID_REQUEST');
  });

  it.each([
    ['none', undefined],
    ['unsupported', 'application/pdf'],
    ['in another case', 'Application/JSON'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['multipart', 'multipart/form-data; boundary=x'],
    ['in an unknown charset', 'application/json; charset=klingon'],
  ])('a POST whose content type is %s is 415', async (_, contentType) => {
    const options = contentType === undefined ? {} : { contentType };
    const answer = await call(practice, { method: 'POST', body: '', ...options });
    expect(answer.status).toBe(415);
  });

  it('a GET needs none, but a wrong one is 415', async () => {
    expect((await call(practice)).status).toBe(200);
    expect((await call(practice, { contentType: 'text/html' })).status).toBe(415);
  });

  it('the answer takes the format of the request', async () => {
    const answers = await Promise.all(
      ['application/json; charset=UTF-8', 'application/xml', 'text/plain'].map(contentType =>
        call(practice, { method: 'POST', contentType, body: contentType.includes('json') ? '1' : '<a>é</a>' }),
      ),
    );
    expect(answers.map(each => [each.status, each.headers['content-type']])).toEqual([
      [200, 'application/json; charset=utf-8'],
      [200, 'application/xml; charset=utf-8'],
      [200, 'text/plain; charset=utf-8'],
    ]);
    expect(answers[1]?.body).toContain('<body>&lt;a&gt;é&lt;/a&gt;</body>');
    expect(JSON.parse(answers[2]?.body ?? '')).toMatchObject({ body: '<a>é</a>' });
  });

  it('without a body the default is plain text, unless a content type is sent', async () => {
    expect((await call(practice)).headers['content-type']).toBe('text/plain; charset=utf-8');
    expect((await call(practice, { contentType: json })).headers['content-type']).toBe(
      'application/json; charset=utf-8',
    );
  });

  it('reads a body in the charset it names', async () => {
    const answer = await call(practice, {
      method: 'POST',
      contentType: 'text/plain; charset=iso-8859-1',
      body: Buffer.from('é', 'latin1'),
    });
    expect(JSON.parse(answer.body)).toMatchObject({ body: 'é' });
  });

  it('a body that is not JSON is 400', async () => {
    const answer = await expectError({ method: 'POST', body: '{"a":' }, 400, 'UNEXPECTED_ERROR');
    expect(answer.body).toContain('SyntaxError');
  });

  it('returning the wrong shape for the content type gives INVALID_RETURN_DATA_FORMAT', async () => {
    const answer = await call(practice, { query: script('2'), contentType: 'application/xml' });
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.stringContaining('<code>INVALID_RETURN_DATA_FORMAT</code>'),
    ]);
  });

  it('takes 10 MB and no more', async () => {
    const limit = 10 * 1024 * 1024;
    const options = { method: 'POST', contentType: 'text/plain' };
    const largest = await call(practice, { ...options, query: script('3'), body: 'x'.repeat(limit) });
    expect([largest.status, largest.body]).toEqual([400, expect.stringContaining('PRACTICE_ERROR')]);
    const echoed = await call(practice, { ...options, body: 'x'.repeat(limit) });
    expect([echoed.status, echoed.body]).toEqual([400, expect.stringContaining('The script returned more than 10 MB')]);
    const tooLarge = await call(practice, { ...options, body: 'x'.repeat(limit + 1) });
    expect([tooLarge.status, tooLarge.body]).toEqual([400, expect.stringContaining('SSS_FILE_CONTENT_SIZE_EXCEEDED')]);
    const chunked = await call(practice, {
      ...options,
      body: 'x'.repeat(limit + 1),
      headers: { 'Transfer-Encoding': 'chunked' },
    });
    expect(chunked.status).toBe(400);
  });
});

describe('4.2 error bodies', () => {
  const wrong: CallOptions = { query: script('99') };
  const message = 'That Suitelet is invalid, disabled, or no longer exists.';

  it.each([
    [json, `{"error" : {"code" : "SSS_INVALID_SCRIPTLET_ID", "message" : "${message}"}}`],
    [
      'application/xml',
      `<?xml version="1.0" encoding="UTF-8"?>\n<error><code>SSS_INVALID_SCRIPTLET_ID</code><message>${message}</message></error>`,
    ],
    ['text/plain', `error code: SSS_INVALID_SCRIPTLET_ID\nerror message: ${message}`],
  ])('in %s, byte for byte', async (contentType, body) => {
    const answer = await call(practice, { ...wrong, contentType });
    expect([answer.status, answer.body, answer.headers['content-type']]).toEqual([
      400,
      body,
      `${contentType}; charset=utf-8`,
    ]);
  });

  it('a refused login has the same shape', async () => {
    const answer = await call(practice, { contentType: json, replace: { oauth_token: 'f'.repeat(64) } });
    expect([answer.status, answer.body]).toEqual([
      401,
      '{"error" : {"code" : "INVALID_LOGIN_ATTEMPT", "message" : "Invalid login attempt."}}',
    ]);
  });

  it('a 401 carries the same challenge for every cause', async () => {
    const challenge =
      'OAuth realm="TSTDRV0000001_SB1", error="token_rejected", error_description="Invalid login attempt."';
    for (const replace of [{ realm: '1234567' }, { oauth_token: 'f'.repeat(64) }, { oauth_nonce: 'a' }]) {
      expect((await call(practice, { replace })).headers['www-authenticate']).toBe(challenge);
    }
  });

  it.each([
    ['an unknown script', script('4')],
    [
      'an unknown deployment',
      [
        ['script', '1'],
        ['deploy', '2'],
      ] as Pairs,
    ],
    [
      'a script id in another case',
      [
        ['script', 'CUSTOMSCRIPT_TBA_ECHO'],
        ['deploy', '1'],
      ] as Pairs,
    ],
  ])('SSS_INVALID_SCRIPTLET_ID: %s', async (_, query) => {
    await expectError({ query }, 400, 'SSS_INVALID_SCRIPTLET_ID');
  });

  it.each([
    ['script', [['deploy', '1']] as Pairs],
    ['deploy', [['script', '1']] as Pairs],
  ])('SSS_MISSING_REQD_ARGUMENT: no %s', async (name, query) => {
    const answer = await expectError({ query }, 400, 'SSS_MISSING_REQD_ARGUMENT');
    expect(answer.body).toContain(name);
  });

  it('an uncaught N/error puts a stringified object into message', async () => {
    const answer = await expectError({ query: script('3', ['message', 'No "stock" left']) }, 400, 'PRACTICE_ERROR');
    const { error } = JSON.parse(answer.body) as { error: { message: string } };
    expect(JSON.parse(error.message)).toEqual({
      type: 'error.SuiteScriptError',
      name: 'PRACTICE_ERROR',
      message: 'No "stock" left',
      stack: expect.any(Array) as unknown,
    });
  });

  it('says when it was, and how long it is', async () => {
    const { headers, body } = await call(practice, wrong);
    expect(Date.parse(headers.date ?? '')).toBeGreaterThan(0);
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(body));
  });
});

describe('2 tokeninfo', () => {
  it('names company, role and entity of the token', async () => {
    const answer = await call(practice, { path: '/rest/tokeninfo' });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(answer.body)).toEqual({
      companyName: 'Practice Trading Company',
      companyId: 'TSTDRV0000001_SB1',
      roleName: 'Integration Clerk',
      roleId: 1001,
      entityName: 'Jane Doe',
      entityId: 42,
    });
  });

  it('refuses a wrong secret and another method', async () => {
    const credentials = { ...practice.credentials, tokenSecret: '0'.repeat(64) };
    expect((await call(practice, { path: '/rest/tokeninfo', credentials })).status).toBe(401);
    expect((await call(practice, { path: '/rest/tokeninfo', method: 'POST' })).status).toBe(405);
  });
});

describe('the customer store', () => {
  const store = (options: CallOptions, ...more: Pairs) =>
    call(practice, { contentType: json, query: script('2', ...more), ...options });

  it('lists customers with every digit of their amounts', async () => {
    const { body } = await store({});
    expect(body).toContain('"companyName":"株式会社さくら"');
    expect(body).toContain('"creditLimit":9007199254740993,"balance":12345678901234567.89');
    expect(JSON.parse(body)).toHaveLength(7);
  });

  it('creates, reads, updates and deletes', async () => {
    const made = await store({
      method: 'POST',
      body: '{"companyName":"Zoë’s Café","creditLimit":"0.10000000000000000001","balance":0.10000000000000000001,"dateCreated":"2024-02-29"}',
    });
    // Numbers have been through JSON.parse when a script gets them; texts keep every digit.
    expect(made.body).toContain('"creditLimit":0.10000000000000000001,"balance":0.1,');
    const { id } = JSON.parse(made.body) as { id: number };
    const changed = await store({ method: 'PUT', body: `{"id":${id},"email":"zoe@cafe.example"}` });
    expect(JSON.parse(changed.body)).toMatchObject({ id, companyName: 'Zoë’s Café', email: 'zoe@cafe.example' });
    expect((await store({}, ['id', String(id)])).body).toBe(changed.body);
    expect(JSON.parse((await store({ method: 'DELETE' }, ['id', String(id)])).body)).toEqual({ id, deleted: true });
    await expectError({ query: script('2', ['id', String(id)]) }, 400, 'RCRD_DSNT_EXIST');
    const next = await store({ method: 'POST', body: '{"companyName":"Next"}' });
    expect((JSON.parse(next.body) as { id: number }).id).toBeGreaterThan(id);
  });

  it.each(['GET', 'DELETE'])('customer 999999999 never exists for %s', async method => {
    await expectError({ method, query: script('2', ['id', '999999999']) }, 400, 'RCRD_DSNT_EXIST');
  });

  it.each([
    ['{}', 'SSS_MISSING_REQD_ARGUMENT'],
    ['[]', 'USER_ERROR'],
    ['{"companyName":"x","id":5}', 'USER_ERROR'],
    ['{"companyName":"x","typo":5}', 'USER_ERROR'],
    ['{"companyName":"x","__proto__":5}', 'USER_ERROR'],
    ['{"companyName":"x","dateCreated":"2023-02-29"}', 'USER_ERROR'],
    ['{"companyName":"x","creditLimit":"1e5"}', 'USER_ERROR'],
    ['{"companyName":""}', 'USER_ERROR'],
  ])('refuses to create %s', async (body, code) => {
    await expectError({ method: 'POST', query: script('2'), body }, 400, code);
  });

  it('asks for the id of what to update or delete', async () => {
    await expectError({ method: 'PUT', query: script('2'), body: '{"email":""}' }, 400, 'SSS_MISSING_REQD_ARGUMENT');
    await expectError({ method: 'DELETE', query: script('2') }, 400, 'SSS_MISSING_REQD_ARGUMENT');
  });
});

describe('slow and large answers', () => {
  it('waits for as long as delay says', async () => {
    const started = performance.now();
    const answer = await call(practice, { query: [...echoQuery, ['delay', '0.3']], contentType: json });
    expect(performance.now() - started).toBeGreaterThanOrEqual(290);
    expect(JSON.parse(answer.body)).toMatchObject({ parameters: { delay: '0.3' } });
  });

  it.each([
    ['delay', '61'],
    ['delay', '-1'],
    ['delay', 'soon'],
    ['size', '9900001'],
  ])('refuses %s=%s', async (name, value) => {
    await expectError({ query: [...echoQuery, [name, value]] }, 400, 'USER_ERROR');
  });

  it('gives up waiting when the caller goes away', async () => {
    const query: Pairs = [...echoQuery, ['delay', '60']];
    const signed = sign({
      method: 'GET',
      baseUri: `${practice.baseUrl}${restletPath}`,
      query,
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    const waiting = request({
      host: '127.0.0.1',
      port: practice.port,
      path: `${restletPath}${signed.query}`,
      headers: { Authorization: signed.authorization },
      agent: false,
    });
    waiting.on('error', () => undefined);
    const [, response] = (await Promise.all([
      new Promise(resolve => waiting.end(resolve)),
      once(practice.server, 'request').then(([, answering]: unknown[]) => answering),
    ])) as [unknown, NodeJS.EventEmitter];
    const closed = once(response, 'close');
    await new Promise(resolve => setTimeout(resolve, 50));
    waiting.destroy();
    await closed;
  });

  it.each([2, 1000, 5_000_000])('answers a JSON array of about %i bytes', async size => {
    const answer = await call(practice, { query: [...echoQuery, ['size', String(size)]] });
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(Math.abs(answer.body.length - size)).toBeLessThan(200);
    expect(JSON.parse(answer.body)).toBeInstanceOf(Array);
  });
});
