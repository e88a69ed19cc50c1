// `tba send` as CI runs it: several times, several at once, with reports, in an environment that has nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lines, sendPlace, type Reported, type SendPlace } from './sendPlace.ts';
import { cli } from './tba.ts';

let place: SendPlace;
const send: SendPlace['send'] = (...args) => place.send(...args);

beforeAll(async () => {
  place = await sendPlace();
});
beforeEach(() => place.setClock());
afterEach(() => place.closeServers());
afterAll(() => place.stop());

const json = 'Content-Type: application/json\n';
const echo = (query: string) => `GET restlet:customscript_tba_echo/customdeploy_tba_echo?${query}\n${json}`;
const parametersOf = ({ response }: Reported) =>
  (JSON.parse(response?.body ?? '{}') as { parameters: Record<string, string> }).parameters;

/** Answers when it has been asked `wanted` times at once, or for good when it never is. */
async function gate(wanted: number) {
  let waiting: (() => void)[] = [];
  let most = 0;
  const { url } = await place.serve((request, response) => {
    if (request.url === '/rest/first') {
      response.end('{}');
      return;
    }
    waiting.push(() => void response.end('{}'));
    most = Math.max(most, waiting.length);
    if (waiting.length === wanted) {
      waiting.forEach(answer => answer());
      waiting = [];
    }
  });
  return { url, most: () => most };
}

describe('tba send --repeat', () => {
  it('runs all of it again with new answers and values, and says which run it was', async () => {
    const text =
      `### second\n${echo('id={{first.response.body.$.parameters.id}}')}\n### first\n` + echo('id={{$uuid}}');
    const { code, out, err } = await send(text, ['--all', '--repeat', '3', '--json']);
    expect([code, err]).toEqual([0, '']);
    const reported = lines(out) as (Reported & { run: number })[];
    expect(reported.map(({ name, run }) => `${name} ${run}`)).toEqual(
      [1, 2, 3].flatMap(run => [`first ${run}`, `second ${run}`]),
    );
    const ids = reported.map(line => parametersOf(line)['id']);
    expect(new Set(ids).size).toBe(3);
    expect(ids.filter((_, index) => index % 2 === 0)).toEqual(ids.filter((_, index) => index % 2 === 1));
  });

  it('ends with the run in which one fails when it is to bail, and after a login that failed', async () => {
    let calls = 0;
    const { url, seen } = await place.serve((_, response) => {
      response.statusCode = ++calls === 2 ? 400 : 200;
      response.end('{}');
    });
    const bailed = await send('GET /rest/a\n', ['--repeat', '5', '--bail'], { NETSUITE_BASE_URL: url });
    expect([bailed.code, seen.length]).toEqual([1, 2]);
    expect(bailed.out).toContain('### GET in line 1 (run 2)\n400 Bad Request');
    expect(bailed.out).toMatch(/\n2 requests: 1 went well, 1 did not \(\d+ ms\)\n$/);
    const refused = await place.serve((_, response) => void response.writeHead(401).end());
    const { code } = await send('GET /rest/a\n', ['--repeat', '5'], { NETSUITE_BASE_URL: refused.url });
    expect([code, refused.seen.length]).toEqual([1, 1]);
  });
});

describe('tba send --parallel', () => {
  const requests = (count: number) =>
    Array.from({ length: count }, (_, index) => `### r${index}\nGET /rest/${index === 0 ? 'first' : index}\n`).join('');

  it('has that many requests under way, after the first has logged in, and tells of them in their order', async () => {
    const { url, most } = await gate(3);
    const { code, out, err } = await send(requests(10), ['--all', '--parallel', '3', '--json'], {
      NETSUITE_BASE_URL: url,
    });
    expect([code, err, most()]).toEqual([0, '', 3]);
    expect(lines(out).map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, index) => `r${index}`));
  });

  it('never has two unproven logins under way', async () => {
    const { url, seen } = await place.serve((_, response) => void response.writeHead(401).end());
    const { code } = await send(requests(5), ['--all', '--parallel', '5'], { NETSUITE_BASE_URL: url });
    expect([code, seen.length]).toEqual([1, 1]);
  });

  it('waits for the answers that a request needs, those that only the file of its body names too', async () => {
    await place.write('body.json', '{"id": "{{first.response.body.$.parameters.order}}"}');
    const text =
      `### zero\n${echo('a=1')}\n### first\n${echo('order=10421')}\n` +
      `### second\n${echo('id={{first.response.body.$.parameters.order}}')}\n` +
      `### third\nPOST restlet:1/1\n${json}\n<@ body.json\n`;
    const { code, out } = await send(text, ['--all', '--parallel', '4', '--json']);
    const reported = lines(out);
    expect([code, parametersOf(reported[2]!)['id']]).toEqual([0, '10421']);
    expect(JSON.parse(reported[3]?.response?.body ?? '')).toMatchObject({ body: { id: '10421' } });
  });

  it('sends one at a time unless it is told otherwise', async () => {
    let underWay = 0;
    let most = 0;
    const { url } = await place.serve((_, response) => {
      most = Math.max(most, ++underWay);
      setImmediate(() => {
        underWay--;
        response.end('{}');
      });
    });
    await send(requests(6), ['--all'], { NETSUITE_BASE_URL: url });
    expect(most).toBe(1);
  });
});

describe('tba send --report', () => {
  const text =
    `### good & <well>\n# @assert status == 200\n${echo('a=1')}\n` +
    `### checked\n# @assert body.$.parameters.b == "no\\u0007"\n${echo('b=1')}\n` +
    `### bad\n# @name bad\nGET restlet:1/99\n${json}\n### after\n${echo('id={{bad.response.body.$.x}}')}`;

  it('writes JUnit and JSON beside what it prints', async () => {
    const { code, err, out } = await send(text, ['--all', '--report', 'junit=out.xml', '--report', 'json=out.json']);
    expect([
      code,
      out
        .split('\n')
        .at(-2)
        ?.replace(/\d+ ms/, '… ms'),
    ]).toEqual([1, '4 requests: 1 went well, 2 did not, 1 not sent (… ms)']);
    expect(err).toContain('tba: checked: 1 of 1 checks failed.');
    const report = JSON.parse(await readFile(join(place.folder, 'out.json'), 'utf8')) as {
      file: string;
      requests: Reported[];
      summary: unknown;
    };
    expect([report.file, report.summary]).toEqual([
      'orders.http',
      { requests: 4, passed: 1, failed: 2, notSent: 1, milliseconds: expect.any(Number) as number },
    ]);
    expect(report.requests.map(({ error, response }) => error?.code ?? response?.status)).toEqual([
      200,
      200,
      400,
      'not-sent',
    ]);
    const junit = await readFile(join(place.folder, 'out.xml'), 'utf8');
    expect(junit.replace(/time(stamp)?="[^"]*"/g, 'time="…"').split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="tba send" tests="4" failures="2" errors="0" skipped="1" time="…">',
      '  <testsuite name="orders.http" tests="4" failures="2" errors="0" skipped="1" time="…" time="…">',
      '    <testcase name="good &amp; &lt;well&gt;" classname="orders.http" time="…"/>',
      '    <testcase name="checked" classname="orders.http" time="…">',
      expect.stringMatching(
        /^ {6}<failure type="checks-failed" message="1 of 1 checks failed\.">body\.\$\.parameters\.b == /,
      ),
      expect.stringContaining('  It is 1'),
      '</failure>',
      '    </testcase>',
      '    <testcase name="bad" classname="orders.http" time="…">',
      expect.stringContaining('<failure type="answer-failed" message="NetSuite answered 400: SSS_INVALID_SCRIPTLET_ID'),
      '    </testcase>',
      '    <testcase name="after" classname="orders.http" time="…">',
      `      <skipped message="Not sent, since the answer of 'bad' is needed, which did not go well."/>`,
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ]);
    for (const secret of [place.practice.credentials.consumerSecret, place.practice.credentials.tokenSecret]) {
      expect(junit + JSON.stringify(report)).not.toContain(secret);
    }
  });

  it('sends nothing when a report cannot be written', async () => {
    const { url, seen } = await place.yes();
    const { code, out, err } = await send('GET /rest/a\n', ['--report', 'junit=no/such/folder.xml'], {
      NETSUITE_BASE_URL: url,
    });
    expect([code, out, seen]).toEqual([2, '', []]);
    expect(err).toMatch(/^tba: Cannot write the report no\/such\/folder\.xml \(ENOENT\)\..*\n$/);
  });

  it('of a full disk is told of once, exits with 1 and leaves nothing unsent', async () => {
    const { url, seen } = await place.yes();
    const { code, err } = await send('GET /rest/a\n###\nGET /rest/b\n', ['--all', '--report', 'json=/dev/full'], {
      NETSUITE_BASE_URL: url,
    });
    // The beginning is written before anything is sent.
    expect([code, seen]).toEqual([2, []]);
    expect(err).toMatch(/^tba: Cannot write the report \/dev\/full \(ENOSPC\)\..*\n$/);
    const junit = await send('GET /rest/a\n###\nGET /rest/b\n', ['--all', '--report', 'junit=/dev/full'], {
      NETSUITE_BASE_URL: url,
    });
    expect([junit.code, seen.length]).toEqual([1, 2]);
  });
});

describe('tba send ends', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('after %s with %i, its reports written', async (signal, expected) => {
    const { url, seen } = await place.serve(() => undefined);
    await writeFile(place.file, '### a\nGET /rest/a\n### b\nGET /rest/b\n');
    const { child, ended } = place.start([place.file, '--all', '--report', 'json=cut.json'], {
      NETSUITE_BASE_URL: url,
    });
    await expect.poll(() => seen.length).toBe(1);
    child.kill(signal);
    const { code, err } = await ended;
    expect([code, seen.length]).toEqual([expected, 1]);
    expect(err).toContain('tba: a: Cancelled. NetSuite may have carried the request out.');
    const report = JSON.parse(await readFile(join(place.folder, 'cut.json'), 'utf8')) as { requests: Reported[] };
    expect(report.requests.map(({ error }) => error?.code)).toEqual(['cancelled', 'not-sent']);
  });

  it('with 141 when nobody reads its output, and sends nothing more', async () => {
    const { url, seen } = await place.serve((_, response) => void response.end(JSON.stringify('x'.repeat(100_000))));
    await writeFile(place.file, 'GET /rest/a\n');
    const { child, ended } = place.start([place.file, '--json', '--repeat', '100000'], { NETSUITE_BASE_URL: url });
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    const { code, err } = await ended;
    expect([code, err]).toEqual([141, '']);
    expect(seen.length).toBeLessThan(100_000);
  });
});

it('tba send needs no home, no terminal and next to no environment', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tba-home-'));
  const credentials = place.environment({ PATH: undefined });
  await writeFile(place.file, `### a\n# @assert body.$.parameters.a == 1\n${echo('a=1')}`);
  const child = spawn(process.execPath, [cli, 'send', place.file, '--all', '--json'], {
    env: { ...credentials, HOME: home },
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, err]).toEqual([0, '']);
  expect(lines(out)[0]?.checks).toMatchObject([{ passed: true }]);
  expect(await readdir(home)).toEqual([]);
  await rm(home, { recursive: true });
});
