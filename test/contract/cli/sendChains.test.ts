// `tba send` with what the request language has besides single requests: chains, values, checks, secrets.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lines, sendPlace, type SendPlace } from './sendPlace.ts';

let place: SendPlace;
const send: SendPlace['send'] = (...args) => place.send(...args);

beforeAll(async () => {
  place = await sendPlace();
});
beforeEach(() => place.setClock());
afterEach(async () => {
  place.closeServers();
  for (const name of ['http-client.env.json', 'http-client.private.env.json', '.env', '.git']) {
    await rm(join(place.folder, name), { recursive: true, force: true });
  }
});
afterAll(() => place.stop());

const json = 'Content-Type: application/json\n';
/** The echo RESTlet answers with method, parameters and body. */
const echo = (query: string) => `GET restlet:customscript_tba_echo/customdeploy_tba_echo?${query}\n${json}`;
const chain =
  `### second\n${echo('id={{first.response.body.$.parameters.order}}')}\n` +
  `### first\n${echo('order=10421')}\n### third\n${echo('a=1')}`;

const parametersOf = (reported: ReturnType<typeof lines>) =>
  reported.map(({ response }) => (JSON.parse(response?.body ?? '{}') as { parameters?: unknown }).parameters);

describe('a chain', () => {
  it('sends the request first whose answer another needs, also when only that one is asked for', async () => {
    const { code, out, err } = await send(chain, ['--name', 'second', '--json']);
    expect([code, err]).toEqual([0, '']);
    const reported = lines(out);
    expect(reported.map(({ name }) => name)).toEqual(['first', 'second']);
    expect(reported[1]?.request.url).toContain('&id=10421');
  });

  it('sends each request once, those that are needed before the others', async () => {
    const { code, out } = await send(chain, ['--all', '--json']);
    expect([code, lines(out).map(({ name }) => name)]).toEqual([0, ['first', 'second', 'third']]);
  });

  it('leaves out what is switched off, and refuses to send it by name', async () => {
    const text = `### off\n# @disabled\n${echo('a=1')}\n### on\n${echo('b=1')}`;
    const { code, out } = await send(text, ['--all', '--json']);
    expect([code, lines(out).map(({ name }) => name)]).toEqual([0, ['on']]);
    expect(await send(text, ['--name', 'off'])).toMatchObject({ code: 2, out: '' });
  });

  it('goes on with headers, status and variables made of answers', async () => {
    const text =
      `@type = {{first.response.headers.Content-Type}}\n${chain}` +
      `\n### fourth\nPOST restlet:1/1\n${json}\n{"type": "{{type}}", "status": {{first.response.status}}}\n`;
    const { out } = await send(text, ['--name', 'fourth', '--json']);
    expect(JSON.parse(lines(out)[1]?.response?.body ?? '')).toMatchObject({
      body: { type: expect.stringContaining('application/json') as string, status: 200 },
    });
  });

  it('does not send what needs an answer that did not go well, and goes on with the rest', async () => {
    const text = `### first\nGET restlet:1/99\n${json}\n### second\n${echo('id={{first.response.body.$.x}}')}\n### third\n${echo('a=1')}`;
    const { code, out, err } = await send(text, ['--all', '--json']);
    expect([code, lines(out).map(({ error, response }) => error?.code ?? response?.status)]).toEqual([
      1,
      [400, 'not-sent', 200],
    ]);
    expect(err).toContain("tba: second: Not sent, since the answer of 'first' is needed, which did not go well.\n");
    expect(lines(out)[1]?.request.url).toContain('{{first.response.body.$.x}}');
  });

  it('does not send what refers to something that is not in the answer', async () => {
    const text = `### first\n${echo('a=1')}\n### second\n${echo('id={{first.response.body.$.nothing}}')}`;
    const { code, out, err } = await send(text, ['--name', 'second', '--json']);
    expect([code, lines(out).map(({ error }) => error?.code)]).toEqual([1, [undefined, 'response-value-missing']]);
    expect(err).toContain('leads to nothing in the answer');
  });

  it('reads a body’s file with variables, values of answers among them', async () => {
    await place.write('bodies/order.json', '{"who": "{{who}}", "id": {{first.response.body.$.parameters.order}}}');
    const post = `### post\nPOST restlet:1/1\n${json}\n<@ ./bodies/order.json\n`;
    const { code, out } = await send(`@who = 東京\n### first\n${echo('order=7')}\n${post}`, ['--all', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(lines(out)[1]?.response?.body ?? '')).toMatchObject({ body: { who: '東京', id: 7 } });
    const alone = await send(`@who = 東京\n### first\n${echo('order=7')}\n${post}`, ['--name', 'post']);
    expect([alone.code, alone.out]).toEqual([2, '']);
    expect(alone.err).toContain("put 'first' before this request");
  });

  it.each([
    ['an undefined variable', 'GET /rest/x?a={{who}}&b={{first.response.body.$.a}}', "'who' is not defined"],
    ['a host of nobody’s', 'GET https://evil.example/{{x}}\nA: {{first.response.body.$.a}}', 'evil.example'],
    ['no such request', 'GET /rest/x?a={{nobody.response.body.$.a}}', "No request is called 'nobody'"],
    ['its own answer', 'GET /rest/x?a={{second.response.body.$.a}}', 'needs its own answer: second, second'],
    ['a file that is not there', 'POST /rest/{{first.response.body.$.a}}\n\n< ./gone.json', './gone.json (ENOENT)'],
    ['an unknown variable in a check', '# @assert status == {{who}}\nGET /rest/x', "'who' is not defined"],
    ['a check that nobody understands', '# @assert colour == red\nGET /rest/x', "'colour' is nothing that a check"],
  ])('that holds %s sends nothing', async (_, request, message) => {
    const { url, seen } = await place.yes();
    const { code, out, err } = await send(`@x = 1\n### first\nGET /rest/a\n\n### second\n${request}\n`, ['--all'], {
      NETSUITE_BASE_URL: url,
    });
    expect([code, out, seen]).toEqual([2, '', []]);
    expect(err).toContain(message);
  });

  it('judges a target that an answer leads to when it is known: another host, and a write to production', async () => {
    const { url, seen } = await place.serve((_, response) => {
      response.setHeader('location', 'https://evil.example/');
      response.end('{"path": "/services/rest/record/v1/customer"}');
    });
    const text =
      '### first\nGET /services/rest/record/v1/customer/1\n\n' +
      '### elsewhere\nGET {{first.response.headers.location}}\n\n' +
      '### write\nPOST {{first.response.body.$.path}}\n\n{}\n';
    const { code, out, err } = await send(text, ['--all', '--json'], {
      NETSUITE_BASE_URL: url,
      NETSUITE_ACCOUNT_ID: '1234567',
    });
    expect([code, seen]).toEqual([1, ['GET /services/rest/record/v1/customer/1']]);
    expect(lines(out).map(({ error }) => error?.code)).toEqual([
      undefined,
      'host-of-another-account',
      'production-write',
    ]);
    expect(err).toContain('--production');
  });
});

describe('values', () => {
  const text = echo('host={{host}}&shared={{shared}}&key={{key}}');
  const open =
    '{"$shared": {"shared": "s", "key": "public"}, "$default": {"host": "none"}, "dev": {"host": "d"}, "qa": {"host": "q"}}';

  it('come from the environment that --env names, its private values over the others', async () => {
    await place.write('http-client.env.json', open);
    await place.write('http-client.private.env.json', '{"qa": {"key": "private-value"}}');
    expect(parametersOf(lines((await send(text, ['--env', 'dev', '--json'])).out))).toMatchObject([
      { host: 'd', shared: 's', key: 'public' },
    ]);
    expect(parametersOf(lines((await send(text, ['--json'])).out))).toMatchObject([{ host: 'none' }]);
    const { code, out } = await send(text, ['--env', 'qa', '--json']);
    expect([code, lines(out)[0]?.request.url]).toEqual([
      0,
      expect.stringContaining('host=q&shared=s&key=•••') as string,
    ]);
    const unknown = await send(text, ['--env', 'live']);
    expect([unknown.code, unknown.err]).toEqual([2, "tba: There is no environment 'live'. There are: dev, qa.\n"]);
  });

  it('come from files above the request file, up to the folder with .git', async () => {
    await place.write('http-client.env.json', '{"$shared": {"a": "above"}}');
    await place.write('.env', 'B=dotenv-above\n');
    await place.write('sub/requests/a.http', echo('a={{a}}&b={{$dotenv B}}'));
    const run = () => place.start([join('sub', 'requests', 'a.http'), '--json']).ended;
    expect((await run()).err).toContain("'$dotenv B' is not defined");
    await mkdir(join(place.folder, '.git'));
    expect(lines((await run()).out)[0]?.request.url).toContain('a=above&b=•••');
    await place.write('sub/.git', 'gitdir: elsewhere\n');
    expect((await run()).err).toContain("'a' is not defined");
    await rm(join(place.folder, 'sub'), { recursive: true });
  });

  it('of the command line win over the file', async () => {
    const { out } = await send(`@who = file\n${echo('who={{who}}&x={{x}}')}`, [
      '--json',
      '--var',
      'who=a=b',
      '--var',
      'x=',
    ]);
    expect(parametersOf(lines(out))).toMatchObject([{ who: 'a=b' }]);
  });

  it('of the process are read with --process-env only', async () => {
    const env = { CI_ORDER: 'order-77' };
    const refused = await send(echo('a={{$processEnv CI_ORDER}}'), [], env);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('Allow it with --process-env');
    const { code, out } = await send(
      `# @assert body.$.parameters.a endsWith 77\n${echo('a={{$processEnv CI_ORDER}}')}`,
      ['--process-env', '--json'],
      env,
    );
    expect([code, lines(out)[0]?.checks]).toEqual([
      0,
      [{ check: 'body.$.parameters.a endsWith 77', passed: true, actual: '•••' }],
    ]);
  });

  it('never are the secrets that sign the call, whatever they are called', async () => {
    const { tokenSecret, consumerSecret } = place.practice.credentials;
    await place.write(
      '.env',
      `NETSUITE_TOKEN_SECRET=${tokenSecret}\nOTHER=${consumerSecret}\nWHICH=NETSUITE_CONSUMER_SECRET\n`,
    );
    for (const reference of [
      '$processEnv NETSUITE_TOKEN_SECRET',
      '$processEnv %WHICH',
      '$env.NETSUITE_CONSUMER_SECRET',
      '$dotenv NETSUITE_TOKEN_SECRET',
      '$dotenv OTHER',
      'OTHER',
      '$processEnv COPY',
    ]) {
      const { code, out, err } = await send(echo(`a={{${reference}}}`), ['--process-env'], { COPY: tokenSecret });
      expect([code, out, err], reference).toEqual([
        2,
        '',
        expect.stringContaining('is never put into a request') as string,
      ]);
      expect(err).not.toContain(tokenSecret);
    }
  });

  it('that a prompt asks for are named when they are missing, and taken from --var', async () => {
    const text = `# @prompt order The order's number\n# @prompt pin\n${echo('order={{order}}&pin={{pin}}')}`;
    const { code, out, err } = await send(text, ['--var', 'pin=not-a-number']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(
      "GET in line 3: The request asks for values (The order's number). Give --var order=…. Nothing was sent.\n",
    );
    const given = await send(text, ['--json', '--var', 'order=7', '--var', 'pin=not-a-number']);
    expect(given.code).toBe(0);
    expect(lines(given.out)[0]?.request.url).toContain('order=7&pin=•••');
    expect(given.out).not.toContain('not-a-number');
  });

  it.each(['x', '=x', '{{a}}=1', '$a=1', 'a b=1'])('are refused when written as --var %s', async word => {
    const { code, err } = await send(echo('a=1'), ['--var', word]);
    expect([code, err]).toEqual([2, "tba: Write --var as --var name=value. See 'tba send --help'.\n"]);
  });

  it.each([
    ['{"dev": ', 'http-client.env.json is not JSON'],
    ['{"dev": {"a": "{{b}}"}}', "'a' refers to 'b', which is not defined"],
  ])('of an environment file %s are told of, and nothing is sent', async (content, message) => {
    await place.write('http-client.env.json', content);
    const { code, out, err } = await send(echo('a={{a}}'), ['--env', 'dev']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('checks', () => {
  const checked = (...checks: string[]) =>
    `${checks.map(check => `# @assert ${check}\n`).join('')}${echo('a=1&list=x')}`;

  it('that hold give 0', async () => {
    const { code, out, err } = await send(
      checked('status == 200', 'body.$.parameters.a == {{$randomInt 1 2}}', 'time < 60000'),
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^200 OK \(\d+ ms\)\n3 of 3 checks hold\n\n\{/);
  });

  it('that fail give 1, each with what was there', async () => {
    const wrong = [
      'status == 201',
      'body.$.parameters.a == "2"',
      'body.$.nothing exists',
      'body.$.parameters.list < 3',
      'status < 300',
    ];
    const { code, out, err } = await send(checked(...wrong));
    expect([code, err]).toEqual([1, 'tba: GET in line 6: 4 of 5 checks failed.\n']);
    expect(
      out
        .replace(/\(\d+ ms\)/, '')
        .split('\n\n')[0]
        ?.split('\n')
        .slice(1),
    ).toEqual([
      'failed: status == 201',
      '  It is 200',
      'failed: body.$.parameters.a == "2"',
      '  It is 1',
      'failed: body.$.nothing exists',
      '  There is no such value.',
      'failed: body.$.parameters.list < 3',
      "  'x' is not a number. Compare texts with ==, contains or matches.",
      '1 of 5 checks hold',
    ]);
  });

  it('stand in the JSON', async () => {
    const { code, out } = await send(checked('status == 201', 'status == 200', 'body.$x exists', 'body.$.no exists'), [
      '--json',
    ]);
    expect([code, lines(out)[0]?.checks]).toEqual([
      1,
      [
        { check: 'status == 201', passed: false, actual: '200' },
        { check: 'status == 200', passed: true, actual: '200' },
        {
          check: 'body.$x exists',
          passed: false,
          error: { code: 'json-path-invalid', message: expect.stringContaining('is not a JSONPath') as string },
        },
        { check: 'body.$.no exists', passed: false },
      ],
    ]);
  });

  it('of the status make a failure what is wanted, and others go on with it', async () => {
    const text = `### gone\n# @assert status == 400\nGET restlet:1/99\n${json}\n### next\n${echo('a={{gone.response.status}}')}`;
    const { code, out } = await send(text, ['--all', '--json']);
    expect([code, parametersOf(lines(out))[1]]).toEqual([0, expect.objectContaining({ a: '400' })]);
  });

  it('leave what NetSuite says against the request on standard error', async () => {
    const { code, err } = await send(`# @assert body.$.id exists\nGET restlet:1/99\n${json}`);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('NetSuite answered 400: SSS_INVALID_SCRIPTLET_ID') as string,
    ]);
  });

  it('fail without an answer', async () => {
    const { url } = await place.serve(request => request.socket.destroy());
    const { code, out } = await send(checked('body.$.a missing'), ['--json'], { NETSUITE_BASE_URL: url });
    expect([code, lines(out)[0]]).toMatchObject([
      1,
      { error: { code: 'connection-broken' }, checks: [{ passed: false, error: { code: 'check-no-answer' } }] },
    ]);
  });

  it('that want a refused login do not keep the run from ending there', async () => {
    const { url, seen } = await place.serve((_, response) => void response.writeHead(401).end());
    const text = '### a\n# @assert status == 401\nGET /rest/a\n\n### b\nGET /rest/b\n';
    const { code, err } = await send(text, ['--all'], { NETSUITE_BASE_URL: url });
    expect([code, seen, err]).toEqual([1, ['GET /rest/a'], 'tba: b: Not sent, since the login failed before.\n']);
  });
});

describe('after a request that did not go well', () => {
  const text = `### a\n# @assert status == 201\n${echo('a=1')}\n### b\n${echo('b=1')}`;

  it('the rest is sent', async () => {
    const { code, out } = await send(text, ['--all', '--json']);
    expect([code, lines(out).map(({ response }) => response?.status)]).toEqual([1, [200, 200]]);
  });

  it('nothing more is sent with --bail', async () => {
    const { code, out, err } = await send(text, ['--all', '--json', '--bail']);
    expect([code, lines(out).map(({ error }) => error?.code)]).toEqual([1, [undefined, 'not-sent']]);
    expect(err).toBe("tba: a: 1 of 1 checks failed.\ntba: b: Not sent, since 'a' did not go well.\n");
  });
});

describe('secret values', () => {
  it('are in no output, however they are spelled there', async () => {
    const secrets = { key: 'p r/v"ät', dot: 'dötenv&secret', password: 'prompted;secret', env: 'from+process' };
    await place.write('http-client.private.env.json', JSON.stringify({ $shared: { key: secrets.key } }));
    await place.write('.env', `DOT=${secrets.dot}\n`);
    const values = '{{%key}}.{{%DOT}}.{{%password}}.{{%$processEnv CI_KEY}}';
    const text =
      `### one\n# @prompt password\n# @assert body.$.parameters.q == no\n# @assert body.$.parameters.q == {{password}}\n` +
      `GET restlet:1/1?q=${values}\n${json}X-Key: {{password}}{{$processEnv CI_KEY}}\n\n` +
      `### two\n# @prompt password\nPOST restlet:1/1\n${json}\n{"x": "{{DOT}} {{password}} {{one.response.body.$.parameters.q}}"}\n\n` +
      `### three\n# @prompt password\n# @assert body.$.error exists\nGET restlet:1/99?{{%password}}\n${json}\n`;
    const args = ['--all', '--process-env', '--var', `password=${secrets.password}`];
    for (const format of [[], ['--json']]) {
      const { code, out, err } = await send(
        text.replace('# @assert body.$.parameters.q == no\n', ''),
        [...args, ...format],
        {
          CI_KEY: secrets.env,
        },
      );
      expect(code).toBe(1);
      expect(out).toContain('•••');
      for (const secret of Object.values(secrets)) {
        for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
          expect(out + err).not.toContain(form);
        }
      }
    }
  });

  it('are in no message about a request that is refused', async () => {
    await place.write('.env', 'HOST=very-secret.example\n');
    const { code, err } = await send('GET https://{{HOST}}/rest/x\n');
    expect([code, err]).toEqual([2, expect.stringContaining('••• does not belong to account') as string]);
  });

  it('leave numbers of an answer alone', async () => {
    await place.write('.env', 'ORDER=10421\n');
    const { out } = await send(`POST restlet:1/1\n${json}\n{"order": {{ORDER}}}\n`, ['--json']);
    expect(JSON.parse(lines(out)[0]?.response?.body ?? '')).toMatchObject({ body: { order: 10421 } });
  });
});
