// The files of other clients through `tba send`, as a process of its own, against the practice account.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clients, expectations, folderOf, type Outcome } from '../../unit/requests/dialectFiles.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

const cli = join(import.meta.dirname, '../../../dist/cli.js');

type Sent = Extract<Outcome, { readonly sends: string }>;

interface Reported {
  readonly request: { readonly method: string };
  readonly response?: { readonly status: number; readonly body: string };
}

let practice: Fixture;

beforeAll(async () => {
  practice = await startFixture();
});
beforeEach(() => {
  practice.clock.seconds = Math.floor(Date.now() / 1000);
});
afterAll(() => practice.stop());

async function send(client: string, feature: string) {
  const { account, consumerKey, consumerSecret, token, tokenSecret } = practice.credentials;
  const env = {
    PATH: process.env['PATH'],
    NETSUITE_ACCOUNT_ID: account,
    NETSUITE_CONSUMER_KEY: consumerKey,
    NETSUITE_CONSUMER_SECRET: consumerSecret,
    NETSUITE_TOKEN_ID: token,
    NETSUITE_TOKEN_SECRET: tokenSecret,
    NETSUITE_BASE_URL: practice.baseUrl,
  };
  const file = join(folderOf(client), `${feature}.http`);
  const child = spawn(process.execPath, [cli, 'send', file, '--all', '--json'], { env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end();
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = out.split('\n').filter(line => line !== '');
  return { code, err, reported: lines.map(line => JSON.parse(line) as Reported) };
}

/** What the echo RESTlet says it got of a body whose values are the same in each sending. */
function echoed(outcome: Sent | undefined): unknown {
  if (outcome?.body === undefined) return undefined;
  return outcome.headers?.['Content-Type'] === 'application/json' ? JSON.parse(outcome.body) : outcome.body;
}

describe.each(clients)('a file written for %s', client => {
  const all = Object.entries(expectations(client));
  const runs = all.filter(([, { runs }]) => runs).map(([feature, expected]) => ({ feature, expected }));
  const refused = all
    .filter(([, { requests, runs }]) => !runs && requests.some(outcome => 'refused' in outcome))
    .map(([feature]) => feature);

  it.each(runs)('is sent whole and answered: $feature', async ({ feature, expected: { requests } }) => {
    const { code, err, reported } = await send(client, feature);
    expect([code, err]).toEqual([0, '']);
    // Those that are disabled are left out.
    const sent = requests.filter(outcome => 'sends' in outcome);
    expect(reported.map(({ response }) => response?.status)).toEqual(sent.map(() => 200));
    reported.forEach(({ request, response }, index) => {
      const outcome = sent[index];
      expect(outcome?.sends.split(' ')[0]).toBe(request.method);
      const body = echoed(outcome);
      if (body === undefined || /dynamic|system/i.test(feature)) return;
      expect(JSON.parse(response?.body ?? '')).toMatchObject({ body });
    });
  });

  it.each(refused)('is refused with a reason, and nothing of it is sent: %s', async feature => {
    const { code, err, reported } = await send(client, feature);
    expect([code, reported]).toEqual([2, []]);
    const reasons = err.split('\n').filter(line => line !== '' && !line.startsWith('tba: Nothing was sent'));
    expect(reasons.length).toBeGreaterThan(0);
    // A sentence for each, and not the bare code.
    for (const reason of reasons) expect(reason).toMatch(/^tba: .+: (?![a-z]+-[a-z-]+(?: \(|$))\S+ .+[.:]/);
    expect(err).toContain('Nothing was sent');
  });
});
