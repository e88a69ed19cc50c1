// Loaded before each ui test file.
import { afterAll, afterEach, beforeEach } from 'vitest';
import { clearWorkbenches, closeWorkbenches, saveEvidence } from './openWorkbench.ts';

beforeEach(async context => {
  if ((context.task.result?.retryCount ?? 0) > 0) {
    await clearWorkbenches();
  }
});

afterEach(async context => {
  if (context.task.result?.state === 'fail') {
    await saveEvidence(context.task.name);
  }
  await closeWorkbenches(false);
});

afterAll(() => closeWorkbenches(true));
