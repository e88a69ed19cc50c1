import { beforeAll, describe, expect, it } from 'vitest';
import { causeCodes, isOverlooked, type CauseCode } from '../../../src/diagnosis/causeCodes.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../../src/diagnosis/diagnosis.ts';
import { awkwardCall, seeded } from './support/awkwardCalls.ts';
import { brokenClients, codeOf, type Client, type Job, type Sent } from './support/brokenClients.ts';

const clients = brokenClients();

function judge(job: Job, sent: Sent): Promise<Diagnosis> {
  const { call, credentials, timestamp } = job;
  return diagnose({ ...call, authorization: sent.authorization, credentials, serverTime: timestamp });
}

interface Case {
  readonly job: Job;
  readonly sent: Sent;
}

/** Calls on which a bug makes a difference, so that there is something to find. */
function cases(client: Client, jobs: readonly Job[], perBugs: number): Case[] {
  const sent = client.run(jobs);
  const without = jobs[0]
    ? jobs[0].bugs.map((_, at) => client.run(jobs.map(job => ({ ...job, bugs: job.bugs.toSpliced(at, 1) }))))
    : [];
  const counts = new Map<string, number>();
  return jobs.flatMap((job, index) => {
    const mine = sent[index]!;
    const name = job.bugs.join();
    const isSeen = without.every(others => others[index]!.authorization !== mine.authorization);
    const count = counts.get(name) ?? 0;
    if (!isSeen || count >= perBugs) {
      return [];
    }
    counts.set(name, count + 1);
    return [{ job, sent: mine }];
  });
}

const timeLimit = 600_000;

describe('the doctor on broken clients', () => {
  const found = new Map<CauseCode, number>();
  let singles: Case[] = [];
  let pairs: Case[] = [];

  beforeAll(() => {
    const random = seeded(20_261);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    singles = clients.flatMap(client => {
      const jobs = client.bugs.flatMap(bug =>
        Array.from({ length: 30 }, () => ({ ...awkwardCall(random), bugs: [bug] })),
      );
      return cases(client, jobs, 1);
    });
    pairs = clients.flatMap(client => {
      const jobs = Array.from({ length: 110 }, () => ({
        ...awkwardCall(random),
        bugs: [pick(client.bugs), pick(client.bugs)],
      }));
      return cases(
        client,
        jobs.filter(({ bugs: [a = '', b = ''] }) => codeOf(a) !== codeOf(b)),
        1,
      );
    });
  }, timeLimit);

  it(
    'names the right cause first in at least 95 of 100 single faults',
    async () => {
      const missed: string[] = [];
      for (const { job, sent } of singles) {
        const { valid, causes } = await judge(job, sent);
        const wanted = codeOf(job.bugs[0]!) as CauseCode;
        causes.forEach(({ code }) => found.set(code, (found.get(code) ?? 0) + 1));
        expect(valid).toBe(causes.every(({ code }) => isOverlooked(code)));
        if (causes[0]?.code !== wanted) missed.push(`${job.bugs[0]!} as ${causes.map(({ code }) => code).join()}`);
      }
      const recall = 1 - missed.length / singles.length;
      console.log(`single faults: ${singles.length}, right cause first in ${(recall * 100).toFixed(1)} %`, missed);
      expect(singles.length).toBeGreaterThan(150);
      expect(recall).toBeGreaterThanOrEqual(0.95);
    },
    timeLimit,
  );

  it(
    'names both causes in at least 85 of 100 pairs, one of them first',
    async () => {
      const missed: string[] = [];
      for (const { job, sent } of pairs) {
        const codes = (await judge(job, sent)).causes.map(({ code }) => code);
        const wanted = job.bugs.map(bug => codeOf(bug) as CauseCode);
        if (!wanted.includes(codes[0]!) || !wanted.every(code => codes.includes(code))) {
          missed.push(`${job.bugs.join(' + ')} as ${codes.join()}`);
        }
      }
      const recall = 1 - missed.length / pairs.length;
      console.log(`pairs: ${pairs.length}, both causes in ${(recall * 100).toFixed(1)} %`, missed);
      expect(pairs.length).toBeGreaterThan(80);
      expect(recall).toBeGreaterThanOrEqual(0.85);
    },
    timeLimit,
  );

  it('raises no alarm on a right call', async () => {
    const random = seeded(77);
    for (const client of clients) {
      const jobs = Array.from({ length: 150 }, () => ({ ...awkwardCall(random), bugs: [] }));
      const sent = client.run(jobs);
      for (const [index, job] of jobs.entries()) {
        const diagnosis = await judge(job, sent[index]!);
        expect({ call: job.call, ...diagnosis }).toMatchObject({
          valid: true,
          causes: [],
          signature: 'right',
          expected: { baseString: sent[index]!.baseString },
        });
      }
    }
  });

  it('knows every code by a client that does it', () => {
    const missing = causeCodes.filter(code => !found.has(code));
    expect(missing).toEqual(['unknown']);
  });
});
