import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CancellationToken, TestController, TestItem, TestRunRequest } from 'vscode';
import { CodedError } from '../../../../../src/codedError.ts';
import type { RequestRunner } from '../../../../../src/workbench/requests/run/requestRunner.ts';
import type { Step } from '../../../../../src/workbench/requests/run/step.ts';
import { recordRun } from '../../../../../src/workbench/requests/tests/recordRun.ts';

vi.mock('vscode', () => ({
  l10n: { t: (message: string) => message },
  workspace: { getConfiguration: () => ({ get: (_: string, otherwise: unknown) => otherwise }) },
}));

/** What the Test Explorer was told of runs. */
const told: string[] = [];
beforeEach(() => void told.splice(0));

const token = { onCancellationRequested: () => ({ dispose: () => undefined }) } as unknown as CancellationToken;
const controller = {
  createTestRun: () => {
    told.push('began');
    return {
      token,
      enqueued: () => told.push('enqueued'),
      skipped: () => told.push('skipped'),
      appendOutput: () => undefined,
      end: () => told.push('ended'),
    };
  },
} as unknown as TestController;
const step = { key: 'a' } as Step;

function record(runner: Partial<RequestRunner>): Promise<void> {
  const request = {} as TestRunRequest;
  return recordRun(controller, request, runner as RequestRunner, [step], () => ({}) as TestItem, token);
}

describe('recordRun', () => {
  it('begins no run of requests that need each other', async () => {
    const withNeeded = () => {
      throw new CodedError('request-cycle', { names: 'a → b → a' });
    };
    await expect(record({ withNeeded })).rejects.toMatchObject({ code: 'request-cycle' });
    expect(told).toEqual([]);
  });

  it('ends the run of which nothing was sent, and the one that failed', async () => {
    const withNeeded = (steps: readonly Step[]) => steps;
    await record({ withNeeded, run: () => Promise.resolve(undefined) });
    expect(told.splice(0)).toEqual(['began', 'enqueued', 'skipped', 'ended']);
    await expect(record({ withNeeded, run: () => Promise.reject(new Error('broken')) })).rejects.toThrow('broken');
    expect(told).toEqual(['began', 'enqueued', 'ended']);
  });
});
