// Many calls in a row from one program to the practice account, and what is left of them.
import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { memoryInUse } from '../contract/support/memoryInUse.ts';
import type { PracticeAccount } from '../host/practice.ts';
import { AccountQueue } from '../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../src/exchange/authenticate.ts';
import { directTransport } from '../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../src/exchange/guards/loginGuard.ts';
import { send, type Caller } from '../../src/exchange/send.ts';
import { systemNonceSource } from '../../src/tba/nonce.ts';

/** What was seen. Memory is this process's, in bytes, without garbage. */
export interface Soaked {
  readonly answered: number;
  /** Every tenth call is made to fail: how many did, by what came of them. */
  readonly failed: Readonly<Record<string, number>>;
  /** What came of calls that should have had another end. */
  readonly others: Readonly<Record<string, number>>;
  /** At twenty moments, the first of them before anything was sent. */
  readonly memory: readonly number[];
  /** Sockets that were open at the same moments, the most of them. */
  readonly mostSockets: number;
  /** What kept the process alive at the end and did not at the beginning, once everything was closed. */
  readonly leftOpen: readonly string[];
  /** On the one signal that could have cancelled every call. */
  readonly listenersLeft: number;
}

/** Makes so many calls of several kinds, one after the other, then closes what it opened. */
export async function soakRun(
  practice: PracticeAccount,
  requests: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<Soaked> {
  const before = process.getActiveResourcesInfo();
  const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));
  const failures = new Map<string, readonly number[]>();
  const exchanger = {
    transport,
    queue: new AccountQueue(),
    guard: new LoginGuard(
      {
        read: () => Object.fromEntries(failures),
        write: all => {
          Object.entries(all).forEach(([id, times]) => failures.set(id, times));
          return Promise.resolve();
        },
      },
      Date.now,
    ),
    now: Date.now,
    newId: () => 'id',
  };
  const caller: Caller = {
    account: { accountId: practice.account, name: 'Practice', baseUrl: practice.baseUrl, practice: true },
    credentialId: 'c',
    credentialLabel: 'jane',
    authenticate: tbaAuthenticator(practice.account, practice, systemNonceSource()),
  };
  const { signal } = new AbortController();
  const memory = [memoryInUse()];
  const failed: Record<string, number> = {};
  const others: Record<string, number> = {};
  let answered = 0;
  let mostSockets = 0;
  for (let done = 1; done <= requests; done++) {
    const trouble = done % 10 === 0 ? troubles[(done / 10) % troubles.length] : undefined;
    const call = trouble ? troubled(trouble, practice.baseUrl) : callNumber(done, practice.baseUrl);
    const cancelled = trouble?.cancelAfter === undefined ? signal : AbortSignal.timeout(trouble.cancelAfter);
    const { record } = await send(call, caller, exchanger, trouble?.timeLimit ?? 330_000, cancelled);
    const outcome = record.failure?.code ?? String(record.response?.status);
    if (outcome !== (trouble?.outcome ?? '200')) {
      others[outcome] = (others[outcome] ?? 0) + 1;
    } else if (trouble) {
      failed[trouble.name] = (failed[trouble.name] ?? 0) + 1;
    } else {
      answered++;
    }
    if (done % Math.ceil(requests / 20) === 0) {
      memory.push(memoryInUse());
      mostSockets = Math.max(mostSockets, process.getActiveResourcesInfo().filter(isSocket).length);
      onProgress(done);
    }
  }
  await transport.close();
  return {
    answered,
    failed,
    others,
    memory,
    mostSockets,
    leftOpen: await leftOpen(before),
    listenersLeft: getEventListeners(signal, 'abort').length,
  };
}

/** How much the memory of the second half grew, in bytes: the least of its end over the least of its beginning. */
export function growthOf(memory: readonly number[]): number {
  const half = memory.slice(Math.floor(memory.length / 2));
  const middle = Math.floor(half.length / 2);
  return Math.min(...half.slice(middle)) - Math.min(...half.slice(0, middle));
}

const isSocket = (resource: string) => resource === 'TCPSocketWrap' || resource === 'TLSWrap';

/** A call that is made to fail, or to be large. */
interface Trouble {
  readonly name: string;
  /** As the practice account is told. */
  readonly fault: string;
  /** What comes of it. */
  readonly outcome: string;
  readonly path?: string;
  /** Milliseconds. */
  readonly timeLimit?: number;
  readonly cancelAfter?: number;
}

const troubles: readonly Trouble[] = [
  { name: 'reset', fault: 'reset=body', outcome: 'connection-broken' },
  { name: 'time limit', fault: 'latency=2', outcome: 'timed-out', timeLimit: 100 },
  { name: 'cancelled', fault: 'body=5; drip=1000', outcome: 'cancelled', cancelAfter: 100 },
  { name: 'throttled', fault: 'throttle', outcome: '429', path: '/services/rest/record/v1/customer/1' },
  { name: 'bad gzip', fault: 'bad-gzip', outcome: '200' },
  { name: 'cut short', fault: 'truncate', outcome: 'connection-broken' },
  { name: 'large', fault: 'body=5', outcome: '200' },
];

function troubled({ fault, path = '/app/site/hosting/restlet.nl?script=1&deploy=1' }: Trouble, baseUrl: string) {
  const headers = [
    { name: 'Content-Type', value: 'application/json' },
    { name: 'X-Practice-Fault', value: fault },
  ];
  return { title: 'soak', method: 'GET', url: `${baseUrl}${path}`, headers, onReceived: () => undefined };
}

function callNumber(number: number, baseUrl: string) {
  const echo = `${baseUrl}/app/site/hosting/restlet.nl?script=1&deploy=1&id=${number}`;
  const common = { title: 'soak', headers: [{ name: 'Content-Type', value: 'application/json' }] };
  const onReceived = () => undefined;
  switch (number % 3) {
    case 0:
      return { ...common, method: 'GET', url: `${baseUrl}/rest/tokeninfo`, onReceived };
    case 1:
      return { ...common, method: 'GET', url: echo, onReceived };
    default:
      return {
        ...common,
        method: 'POST',
        url: echo,
        body: JSON.stringify({ number, text: 'x'.repeat(2000) }),
        onReceived,
      };
  }
}

/** Sockets take a moment to go. */
async function leftOpen(before: readonly string[]): Promise<readonly string[]> {
  let left: string[] = [];
  for (let tries = 0; tries < 50; tries++) {
    const known = [...before];
    left = process.getActiveResourcesInfo().filter(each => {
      const at = known.indexOf(each);
      known.splice(at < 0 ? known.length : at, 1);
      return at < 0;
    });
    // This very wait is one.
    if (left.length === 0) {
      break;
    }
    await sleep(20);
  }
  return left;
}
