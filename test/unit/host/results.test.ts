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
  it('is the entry file and what it imports at once, each once, but nothing that it imports later', () => {
    const statically = (path: string) => ({ path, kind: 'import-statement' });
    const outputs = {
      'dist/extension.js': {
        bytes: 1,
        imports: [statically('dist/a.js'), statically('dist/b.js'), { path: 'dist/lazy.js', kind: 'dynamic-import' }],
      },
      'dist/a.js': { bytes: 10, imports: [statically('dist/b.js'), statically('vscode')] },
      'dist/b.js': { bytes: 100, imports: [statically('dist/a.js')] },
      'dist/lazy.js': { bytes: 1000, imports: [] },
    };
    expect(activationCost({ outputs }).bytes).toBe(111);
  });
});
