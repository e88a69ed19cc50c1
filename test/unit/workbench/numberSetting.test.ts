import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { historySize } from '../../../src/workbench/history/historySize.ts';
import { numberSetting } from '../../../src/workbench/numberSetting.ts';

const settings = vi.hoisted(() => new Map<string, unknown>());
vi.mock('vscode', () => ({
  workspace: {
    getConfiguration: () => ({ get: (name: string, otherwise: unknown) => settings.get(name) ?? otherwise }),
  },
}));

describe('a number of the settings', () => {
  it.each([
    [undefined, 330],
    ['512', 330],
    [Number.NaN, 330],
    [0, 330],
    [-1, 330],
    [10.7, 10],
    // More milliseconds than a timer takes, which would be over at once.
    [2_147_484, 3600],
    [Number.POSITIVE_INFINITY, 3600],
  ])('%j counts as %d', (value, counts) => {
    settings.set('timeout.restlet', value);
    expect(numberSetting('timeout.restlet', 330, 1, 3600)).toBe(counts);
  });

  it('may be a history of nothing', () => {
    settings.set('history.size', 0);
    expect(historySize()).toBe(0);
  });

  const root = join(import.meta.dirname, '../../..');
  it.each([
    ['src/workbench/network/network.ts', 'response.maximumSize'],
    ['src/workbench/network/network.ts', 'timeout.restlet'],
    ['src/workbench/network/network.ts', 'timeout.suiteTalk'],
    ['src/workbench/history/historySize.ts', 'history.size'],
  ])('has in %s the bounds of package.json: %s', (file, name) => {
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Record<string, Record<string, unknown>> }[] };
    };
    const found = contributes.configuration.map(({ properties }) => properties[`netsuiteTba.${name}`]).find(Boolean);
    const bounds = [found?.['default'], found?.['minimum'], found?.['maximum']].join(', ');
    expect(readFileSync(join(root, file), 'utf8')).toContain(`numberSetting('${name}', ${bounds})`);
  });
});
