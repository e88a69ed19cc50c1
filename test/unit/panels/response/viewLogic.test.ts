import { describe, expect, it } from 'vitest';
import type { TableColumn } from '../../../../src/bodies/table/tableTypes.ts';
import { dateText, type DateStrings } from '../../../../src/panels/response/dateText.ts';
import { looksLikeFile } from '../../../../src/panels/response/looksLikeFile.ts';
import { freshView, readSavedView, viewFor } from '../../../../src/panels/response/savedView.ts';
import {
  freshColumns,
  nextSort,
  resizeColumn,
  shownColumns,
  toggleColumn,
  widthOf,
} from '../../../../src/panels/response/tableColumns.ts';
import { timingPhases } from '../../../../src/panels/response/timingPhases.ts';

describe('the phases of a call', () => {
  it('name the parts of connecting where they are known', () => {
    const phases = timingPhases({ via: 'direct', total: 100, connect: 40, dns: 5, tls: 20, waiting: 50, receiving: 9 });
    expect(phases).toEqual([
      { name: 'dns', duration: 5, start: 0 },
      { name: 'tcp', duration: 15, start: 5 },
      { name: 'tls', duration: 20, start: 20 },
      { name: 'waiting', duration: 50, start: 40 },
      { name: 'receiving', duration: 9, start: 90 },
      { name: 'other', duration: 1, start: 99 },
    ]);
  });

  it('have no parts where the connection stood, and stay open where the way cannot tell', () => {
    const names = (timing: Parameters<typeof timingPhases>[0]) =>
      timingPhases(timing).map(({ name, duration }) => [name, duration]);
    expect(names({ via: 'direct', total: 10, connect: 0, waiting: 9.5, receiving: 0.5 })).toEqual([
      ['connect', 0],
      ['waiting', 9.5],
      ['receiving', 0.5],
    ]);
    expect(names({ via: 'host', total: 10, waiting: 9 })).toEqual([
      ['connect', undefined],
      ['waiting', 9],
      ['receiving', undefined],
    ]);
  });
});

describe('the phases of a call that was refused first', () => {
  it('begin with the earlier tries and the pauses after them', () => {
    const earlierTries = [{ status: 429, code: 'X', total: 10, waited: 1000 }];
    const phases = timingPhases({ via: 'direct', total: 1030, connect: 0, waiting: 18, receiving: 2, earlierTries });
    expect(phases.map(({ name, duration, start }) => [name, duration, start])).toEqual([
      ['refused', 10, 0],
      ['pause', 1000, 10],
      ['connect', 0, 1010],
      ['waiting', 18, 1010],
      ['receiving', 2, 1028],
    ]);
  });
});

describe('a date', () => {
  const strings = {
    iso: '{0}',
    'iso-local': 'local {0}',
    'iso-day': '{0}',
    'epoch-s': 's {0}',
    'epoch-ms': 'ms {0}',
    'day-first': 'df {0}',
    'month-first': 'mf {0}',
    'year-first': 'yf {0}',
  } satisfies DateStrings;

  it('is a moment here and in UTC, or a day as it is written', () => {
    const [moment, ambiguous, other, odd] = dateText(
      [
        { form: 'epoch-s', iso: '2026-03-02T10:00:00Z', epochMs: Date.UTC(2026, 2, 2, 10) },
        { form: 'day-first', iso: '2026-02-03' },
        { form: 'month-first', iso: '2026-03-02' },
        { form: 'iso-local', iso: 'what?' },
      ],
      strings,
      'en-GB',
    );
    expect(moment).toMatch(/^s .*2026.* \(2026-03-02T10:00:00Z\)$/);
    expect(ambiguous).toBe('df Tuesday, 3 February 2026');
    expect(other).toBe('mf Monday, 2 March 2026');
    expect(odd).toBe('local what?');
  });
});

describe('a string that seems to hold a file', () => {
  const long = 'A'.repeat(60);

  it.each([
    [`"JVBERi0${long}"`, 'PDF'],
    [`"iVBORw0KGgo${long}"`, 'PNG'],
    [`"\\/9j\\/${long}"`, 'JPEG'],
    [`"UEsDB${long}"`, 'ZIP'],
    [`"${long}"`, undefined],
    ['"JVBERi0"', undefined],
    [`JVBERi0${long}`, undefined],
  ])('is known by its beginning: %s', (spelled, name) => {
    expect(looksLikeFile(spelled)).toBe(name);
  });
});

describe('columns', () => {
  const column = (name: string, kind: TableColumn['kind'] = 'string'): TableColumn => ({ name, kind, present: 1 });
  const columns = [column('id', 'number'), column('__proto__'), column('name')];

  it('are hidden and shown, but never all hidden', () => {
    const some = toggleColumn(columns, toggleColumn(columns, freshColumns, 'id'), '__proto__');
    expect(shownColumns(columns, some)).toEqual([2]);
    expect(toggleColumn(columns, some, 'name')).toBe(some);
    expect(shownColumns(columns, toggleColumn(columns, some, 'id'))).toEqual([0, 2]);
  });

  it('have a width by what they hold, or the one that was chosen, within bounds', () => {
    expect(widthOf(columns[0]!, freshColumns)).toBeLessThan(widthOf(columns[2]!, freshColumns));
    expect(widthOf(columns[1]!, freshColumns)).toBe(180);
    const resized = resizeColumn(resizeColumn(freshColumns, 'id', 333.4), 'name', -5);
    expect(widthOf(columns[0]!, resized)).toBe(333);
    expect(widthOf(columns[2]!, resized)).toBe(48);
    expect(widthOf(column('x'.repeat(10_000)), freshColumns)).toBe(1200);
  });

  it('sort up, down, and as in the body', () => {
    const up = nextSort(undefined, 1);
    const down = nextSort(up, 1);
    expect([up, down, nextSort(down, 1)]).toEqual([
      { column: 1, descending: false },
      { column: 1, descending: true },
      undefined,
    ]);
    expect(nextSort(down, 2)).toEqual({ column: 2, descending: false });
  });
});

describe('what a panel looks like', () => {
  const restore = { key: 'a', title: 'A' };

  it('is read as it was kept, and from nothing where it is something else', () => {
    const kept = viewFor(
      {
        ...freshView,
        tab: 'table',
        body: { search: { text: 'x', caseSensitive: true, regex: false }, filter: '$', scroll: 5 },
      },
      { bodyId: 2, restore, pinned: true },
    );
    expect(readSavedView(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    for (const odd of [
      undefined,
      null,
      'x',
      5,
      { tab: 'nowhere', body: 5, columns: { hidden: 'x', widths: { a: 'b' } } },
    ]) {
      expect(readSavedView(odd)).toEqual(freshView);
    }
  });

  it('goes to the top with another body, and begins afresh with another request', () => {
    const searched = { search: { text: 'x', caseSensitive: false, regex: false }, filter: '', scroll: 99 };
    const view = { ...viewFor(freshView, { bodyId: 1, restore, pinned: false }), tab: 'raw' as const, raw: searched };
    expect(viewFor(view, { bodyId: 1, restore, pinned: false }).raw).toEqual(searched);
    expect(viewFor(view, { bodyId: 2, restore, pinned: false }).raw).toEqual({ ...searched, scroll: 0 });
    const other = viewFor(view, { bodyId: 1, restore: { key: 'b', title: 'B' }, pinned: false });
    expect(other).toMatchObject({ tab: 'raw', raw: { ...searched, search: { text: '' }, scroll: 0 } });
  });
});
