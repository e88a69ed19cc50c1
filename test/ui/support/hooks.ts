// Loaded before each ui test file.
import { afterAll, afterEach } from 'vitest';
import { closeWorkbenches, saveEvidence } from './openWorkbench.ts';

afterEach(async context => {
  if (context.task.result?.state === 'fail') {
    await saveEvidence(context.task.name);
  }
  await closeWorkbenches(false);
});

afterAll(() => closeWorkbenches(true));
