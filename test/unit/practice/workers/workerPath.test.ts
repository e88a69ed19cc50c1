import { expect, it } from 'vitest';
import { workerPath } from '../../../../src/practice/workers/workerPath.ts';

it.each([
  ['scriptWorker', 'file:///x/dist/practice.js', '/x/dist/scriptWorker.js'],
  ['scriptWorker', 'file:///x/dist/chunks/run-AB.js', '/x/dist/scriptWorker.js'],
  ['queryThread', 'file:///x/dist/queryWorker.js', '/x/dist/queryThread.js'],
  ['queryWorker', 'file:///x%20y/src/practice/suiteQl/suiteQl.ts', '/x y/src/practice/suiteQl/queryWorker.ts'],
])('%s for %s is %s', (name, from, path) => {
  expect(workerPath(name, from)).toBe(path);
});
