// Figures of the practice account as it ships, over its port: the process is dist/practice.js.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Customer, PracticeState } from '../../../src/practice/state/model.ts';
import { sign } from '../../contract/support/independentSigner.ts';
import type { Pairs, SignerCredentials } from '../../contract/support/independentSigner.ts';
import { repository } from '../../host/paths.ts';
import { figure, measureLater } from './measure.ts';
import type { Figure } from './measure.ts';

interface Practice {
  readonly child: ChildProcess;
  readonly ready: SignerCredentials & { readonly baseUrl: string };
  /** To its ready line, in milliseconds. */
  readonly took: number;
}

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly query?: Pairs;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const restRecords = '/services/rest/record/v1';
const manyCustomers = 10_000;
const manyCalls = 10_000;

/** One connection for everything, as a busy client would have it. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export async function practiceFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tba-bench-'));
  try {
    return [...(await starts(folder)), ...(await calls(folder)), ...(await manyRecords(folder))];
  } finally {
    agent.destroy();
    await rm(folder, { recursive: true });
  }
}

async function starts(folder: string): Promise<Figure[]> {
  const times: number[] = [];
  for (let run = 0; run < 9; run += 1) {
    const practice = await start(folder);
    times.push(practice.took);
    await stop(practice);
  }
  return [
    figure('practice: first start to the ready line', times.slice(0, 1)),
    figure('practice: start to the ready line', times.slice(1)),
  ];
}

async function calls(folder: string): Promise<Figure[]> {
  const practice = await start(folder);
  await sleep(2_000);
  const atRest = await memoryOf(practice);
  const perSecond: number[] = [];
  for (let batch = 0; batch < 10; batch += 1) {
    const signed = Array.from({ length: manyCalls / 10 }, () => prepared(practice, { path: '/rest/tokeninfo' }));
    const began = performance.now();
    for (const each of signed) {
      await send(practice, each);
    }
    perSecond.push((signed.length / (performance.now() - began)) * 1_000);
  }
  const afterCalls = await memoryOf(practice);
  const Cookie = await signIn(practice);
  const trail = { path: '/practice/login-audit', headers: { Cookie } };
  const first = await measureLater('', 1, () => send(practice, trail));
  const figures = [
    figure('practice: signed tokeninfo calls on one connection', perSecond, 'calls/s', 0),
    { ...first, what: 'practice: login audit trail, 5,000 rows, first time' },
    await measureLater('practice: login audit trail, 5,000 rows, again', 30, () => send(practice, trail)),
    ...(await restlets(practice)),
    { what: 'practice: memory at rest', median: atRest, range: '' },
    { what: `practice: memory after ${manyCalls} calls`, median: afterCalls, range: '' },
  ];
  await stop(practice);
  return figures;
}

async function restlets(practice: Practice): Promise<Figure[]> {
  const echo: Sent = {
    path: '/app/site/hosting/restlet.nl',
    query: [
      ['script', '1'],
      ['deploy', '1'],
    ],
  };
  const call = () => sendSigned(practice, echo);
  return [
    await measureLater('practice: RESTlet echo, first call', 1, call),
    await measureLater('practice: RESTlet echo, a worker waiting', 20, call, () => sleep(400)),
    await measureLater('practice: RESTlet echo, one call after the other', 20, call),
  ];
}

/** With so many customers in both accounts; starts anew with them in its state file. */
async function manyRecords(folder: string): Promise<Figure[]> {
  const file = join(folder, 'state.json');
  const state = JSON.parse(await readFile(file, 'utf8')) as PracticeState;
  const customers = Array.from({ length: manyCustomers }, (_, index) => customer(index + 101));
  const nextIds = { ...state.sandbox.nextIds, customer: manyCustomers + 101 };
  await writeFile(
    file,
    JSON.stringify({
      ...state,
      sandbox: { ...state.sandbox, customers, nextIds },
      production: { ...state.production, customers, nextIds },
    }),
  );
  const practice = await start(folder);
  const began = await memoryOf(practice);
  const of = `of ${manyCustomers} customers`;
  const query = () => sendSigned(practice, suiteQl);
  const change = () =>
    sendSigned(practice, { ...renaming, body: JSON.stringify({ email: `${Math.random()}@b.example` }) });
  const list =
    (...more: Pairs) =>
    () =>
      sendSigned(practice, { path: `${restRecords}/customer`, query: more });
  const figures = [
    figure(`practice: start to the ready line with ${manyCustomers} customers in each account`, [practice.took]),
    await measureLater(`practice: SuiteQL page of 1,000 ${of}, first`, 1, query),
    await measureLater(`practice: SuiteQL page of 1,000 ${of}, again`, 20, query),
    await measureLater(`practice: SuiteQL page of 1,000 ${of}, after a change of one`, 10, query, change),
    await measureLater(`practice: REST list page of 1,000 ${of}`, 20, list()),
    await measureLater(`practice: REST list ${of}, filtered`, 20, list(['q', 'companyName START_WITH "Customer 99"'])),
    await measureLater(`practice: change one ${of} (on disk when answered)`, 30, change),
    await bareWrite(folder),
    { what: `practice: memory with ${manyCustomers} customers, started`, median: began, range: '' },
    {
      what: `practice: memory with ${manyCustomers} customers, after this`,
      median: await memoryOf(practice),
      range: '',
    },
  ];
  await stop(practice);
  return figures;
}

const suiteQl: Sent = {
  method: 'POST',
  path: '/services/rest/query/v1/suiteql',
  query: [
    ['limit', '1000'],
    ['offset', '5000'],
  ],
  headers: { 'Content-Type': 'application/json', Prefer: 'transient' },
  body: JSON.stringify({ q: 'SELECT id, companyname, email, balance FROM customer ORDER BY companyname' }),
};

const renaming: Sent = {
  method: 'PATCH',
  path: `${restRecords}/customer/5000`,
  headers: { 'Content-Type': 'application/json' },
};

function customer(id: number): Customer {
  return {
    id,
    companyName: `Customer ${id} & Söhne`,
    email: `orders${id}@customer.example`,
    currency: 'USD',
    creditLimit: '10000.00',
    balance: `${id}.90`,
    dateCreated: '2026-01-02',
    isInactive: false,
  };
}

/** What the disk takes for a file as large as the state, to hold the change of a record against. */
async function bareWrite(folder: string): Promise<Figure> {
  const text = await readFile(join(folder, 'state.json'), 'utf8');
  const write = async () => {
    const file = await open(join(folder, 'bare.json'), 'w');
    await file.writeFile(text);
    await file.sync();
    await file.close();
  };
  const megabytes = (Buffer.byteLength(text) / 1e6).toFixed(1);
  return measureLater(`(writing and syncing ${megabytes} MB, nothing else)`, 20, write);
}

async function start(folder: string): Promise<Practice> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(repository, 'dist/practice.js'), '--state', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, ready: JSON.parse(line) as Practice['ready'], took: performance.now() - began };
}

async function stop({ child }: Practice): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** What the process holds in memory, without those that it started; known on Linux only. */
async function memoryOf({ child }: Practice): Promise<string> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? 'unknown' : `${(Number(kilobytes) / 1024).toFixed(0)} MiB`;
}

async function signIn(practice: Practice): Promise<string> {
  const response = await exchange(practice, {
    method: 'POST',
    path: '/practice/sign-in',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: practice.ready.baseUrl },
    body: 'as=7-3&next=%2Fpractice%2Fhome',
  });
  return response.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** A request with its signature, which is not what is measured. */
function prepared({ ready }: Practice, sent: Sent): Sent {
  const { authorization, query } = sign({
    method: sent.method ?? 'GET',
    baseUri: `${ready.baseUrl}${sent.path}`,
    query: sent.query ?? [],
    credentials: ready,
    timestamp: Math.floor(Date.now() / 1000),
  });
  return { ...sent, path: sent.path + query, query: [], headers: { ...sent.headers, Authorization: authorization } };
}

function sendSigned(practice: Practice, sent: Sent): Promise<string> {
  return send(practice, prepared(practice, sent));
}

async function send(practice: Practice, sent: Sent): Promise<string> {
  const { statusCode = 0, body } = await exchange(practice, sent);
  if (statusCode < 200 || statusCode > 299) {
    throw new Error(`${sent.path} was answered with ${statusCode}: ${body}`);
  }
  return body;
}

async function exchange({ ready }: Practice, { method = 'GET', path, headers, body }: Sent) {
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const outgoing = request(ready.baseUrl + path, { method, agent, headers: { ...headers, ...length } });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of response.setEncoding('utf8') as AsyncIterable<string>) {
    text += piece;
  }
  return { statusCode: response.statusCode, headers: response.headers, body: text };
}
