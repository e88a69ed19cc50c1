import { describe, expect, it } from 'vitest';
import { activationCost } from '../../host/budget.mjs';
import { atLeastOne, noResults, sum } from '../../host/results.ts';

describe('results of test runs', () => {
  const two = { passed: 2, failures: [], skipped: ['later'] };

  it('add up', () => {
    const failed = { passed: 1, failures: [{ name: 'a', message: 'b' }], skipped: [] };
    expect(sum([two, failed])).toEqual({ passed: 3, failures: [{ name: 'a', message: 'b' }], skipped: ['later'] });
  });

  it('count a tier that did not come to an end as a failure', () => {
    expect(sum([two, noResults('ui', 'it timed out')]).failures).toEqual([{ name: 'ui', message: 'it timed out' }]);
  });

  it('count a tier that ran no test as a failure', () => {
    expect(atLeastOne('unit', { passed: 0, failures: [], skipped: [] }).failures).toHaveLength(1);
    expect(atLeastOne('unit', two)).toBe(two);
  });
});

describe('what activation loads', () => {
  it('is the entry file and what it asks for at once, each once, but nothing that it imports later', () => {
    const atOnce = (path: string) => ({ path, kind: 'require-call' });
    const outputs = {
      'dist/extension.cjs': {
        bytes: 1,
        imports: [atOnce('dist/a.cjs'), atOnce('dist/b.cjs'), { path: 'dist/lazy.js', kind: 'dynamic-import' }],
      },
      'dist/a.cjs': { bytes: 10, imports: [atOnce('dist/b.cjs'), atOnce('vscode')] },
      'dist/b.cjs': { bytes: 100, imports: [atOnce('dist/a.cjs')] },
      'dist/lazy.js': { bytes: 1000, imports: [] },
    };
    expect(activationCost({ outputs }).bytes).toBe(111);
  });
});
