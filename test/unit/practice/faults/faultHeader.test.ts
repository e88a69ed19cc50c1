import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { faultKinds } from '../../../../src/practice/server/faults/catalogue.ts';
import type { FaultKind } from '../../../../src/practice/server/faults/catalogue.ts';
import { parseFaultHeader } from '../../../../src/practice/server/faults/faultHeader.ts';

describe('the header that asks for faults', () => {
  it.each([
    ['latency=5', [{ id: 'latency', value: '5' }]],
    [
      ' latency = 0.5 ; status=503 ',
      [
        { id: 'latency', value: '0.5' },
        { id: 'status', value: '503' },
      ],
    ],
    ['truncate', [{ id: 'truncate', value: '' }]],
    ['truncate=', [{ id: 'truncate', value: '' }]],
    [
      'skew=-1440;latency=1000;html=200;drip=1',
      [
        { id: 'skew', value: '-1440' },
        { id: 'latency', value: '1000' },
        { id: 'html', value: '200' },
        { id: 'drip', value: '1' },
      ],
    ],
    [' none ', []],
  ])('reads "%s"', (text, faults) => {
    expect(parseFaultHeader([text])).toEqual(faults);
  });

  it('reads several of it as one', () => {
    expect(parseFaultHeader(['latency=1', 'drip=5']).map(({ id }) => id)).toEqual(['latency', 'drip']);
  });

  it('takes the least and the most of every number, every choice, and what the page begins with', () => {
    for (const { id, parameter } of faultKinds as readonly FaultKind[]) {
      const values =
        parameter === undefined
          ? ['']
          : parameter.kind === 'choice'
            ? parameter.options.map(({ value }) => value)
            : [parameter.min, parameter.max, parameter.initial].map(String);
      for (const value of values) {
        expect(parseFaultHeader([`${id}=${value}`])).toEqual([{ id, value }]);
      }
    }
  });

  it.each([
    '',
    ' ',
    ';',
    'latency',
    'latency=',
    'latency=abc',
    'latency=-1',
    'latency=1e3',
    'latency=0x10',
    'latency=Infinity',
    'latency=NaN',
    'latency=1001',
    'latency=0',
    'latency=1.23',
    'latency=5;',
    'latency=5;;drip=1',
    'latency=5, drip=1',
    'latency==5',
    'LATENCY=5',
    'drip=0',
    'drip=1.5',
    'drip=99999999999999999999',
    'reset',
    'reset=later',
    'truncate=50',
    'status=200',
    'status=404',
    'html=500',
    'body=201',
    'body=0',
    'text=-5',
    'skew=1441',
    'nothing',
    'none;latency=1',
    '__proto__',
    'constructor=1',
    'latency=1;latency=2',
    'status=500;html=503',
    'body=1;text=1',
    'drip=5;truncate',
    '<script>alert(1)</script>',
    '\u00ff\u0080=1',
    `latency=${'1'.repeat(600)}`,
    'latency=5'.repeat(200),
  ])('refuses "%s" and says why', text => {
    let thrown: unknown;
    try {
      parseFaultHeader([text]);
    } catch (error) {
      thrown = error;
    }
    expect(isCoded(thrown, 'bad-fault-header')).toBe(true);
    const what = isCoded(thrown) ? String(thrown.data.what) : '';
    expect(what).toMatch(/^The header X-Practice-Fault cannot be read\. .+\.$/);
    expect(what).toMatch(/^[ -~]{1,400}$/);
  });
});
