import { decodeEscapes, readItems, type Item } from '../callParts.ts';
import type { Bug, Change, Finding } from './plan.ts';
import { made, type Scene } from './scene.ts';

/** A call with more pairs than this has not each of them tried alone. */
const mostSingled = 50;

/** The query left out wholly or in part. */
export function missingBugs({ call: { query, form } }: Scene): Bug[] {
  const bugs: Bug[] = [];
  const without = (dropped: ReadonlySet<Item>): Change => ({ pick: items => items.filter(item => !dropped.has(item)) });
  const missing = (item: Item): Finding => ({ code: 'query-param-missing', detail: item.name });
  if (query.length > 0) {
    bugs.push({ findings: [{ code: 'query-omitted' }], cost: 1.2, slots: ['query'], change: without(new Set(query)) });
  }
  if (form.length > 0) {
    bugs.push({
      findings: [{ code: 'form-body-not-signed' }],
      cost: 1,
      slots: ['form'],
      change: without(new Set(form)),
    });
  }
  const all = [...query, ...form];
  all.slice(0, mostSingled).forEach((item, index) => {
    const slots = [`pair:${index}`, item.place === 'query' ? 'query-part' : 'form-part'];
    bugs.push({ findings: [missing(item)], cost: 2, slots: slots.slice(0, 1), change: without(new Set([item])) });
  });
  // All of one name, where it comes more than once.
  for (const [name, items] of byName(all)) {
    if (items.length > 1) {
      bugs.push({
        findings: items.map(missing).slice(0, 1),
        cost: 2.5,
        slots: [`name:${name}`],
        change: without(new Set(items)),
      });
    }
  }
  // A base URL with script and deployment, whose own parameters are forgotten; and the other way round.
  const address = query.filter(({ name }) => name === 'script' || name === 'deploy');
  for (const kept of [address, query.filter(item => !address.includes(item)), query.slice(0, 1), query.slice(-1)]) {
    const dropped = query.filter(item => !kept.includes(item));
    if (kept.length > 0 && dropped.length > 1) {
      bugs.push({ findings: dropped.map(missing), cost: 3, slots: ['query'], change: without(new Set(dropped)) });
    }
  }
  return bugs;
}

/** Pairs with empty values left out. */
export function emptyBugs({ call: { query, form }, header }: Scene): Bug[] {
  const bug = (drop: (item: Item) => boolean, cost: number): Bug => {
    const dropped = [...query, ...form, ...header].filter(drop);
    return {
      findings: [{ code: 'empty-value-dropped', detail: dropped[0]?.name }],
      cost,
      slots: ['empties'],
      change: { pick: items => items.filter(item => !drop(item)) },
    };
  };
  return [
    bug(item => item.value === '', 1),
    bug(item => item.value === '' && item.bare, 1.5),
    bug(item => item.value === '' && !item.bare, 1.6),
    bug(item => item.value.trim() === '', 2),
    bug(item => item.value === '' && item.place === 'query', 1.6),
    bug(item => item.value === '' || item.value === '0', 2),
    bug(item => ['', '0', 'false', 'null', 'undefined'].includes(item.value), 3),
  ];
}

/** Of several pairs with one name only one signed, or all as one. */
export function duplicateBugs({ call: { query, form } }: Scene): Bug[] {
  const groups = [...byName([...query, ...form])].filter(([, items]) => items.length > 1);
  const only = groups.map(([name]) => name);
  const bugs: Bug[] = [];
  const add = (names: readonly string[], collapse: (items: readonly Item[]) => readonly Item[], cost: number) => {
    const affected = new Set(names);
    bugs.push({
      findings: [{ code: 'duplicate-keys-collapsed', detail: names[0] }],
      cost,
      slots: ['duplicates'],
      change: {
        pick: items => {
          const done = new Set<string>();
          return items.flatMap(item => {
            if (item.place === 'header' || !affected.has(item.name)) {
              return [item];
            }
            if (done.has(item.name)) {
              return [];
            }
            done.add(item.name);
            return collapse(items.filter(other => other.place !== 'header' && other.name === item.name));
          });
        },
      },
    });
  };
  const joined = (text: string) => (items: readonly Item[]) =>
    items.slice(0, 1).map(item => ({
      ...item,
      value: items.map(({ value }) => value).join(text),
      rawValue: items.map(({ rawValue }) => rawValue).join(text),
    }));
  for (const names of [only, ...(only.length > 1 ? only.map(name => [name]) : [])]) {
    const dearer = names === only ? 0 : 1;
    if (names.length === 0) continue;
    add(names, items => items.slice(-1), 1 + dearer);
    add(names, items => items.slice(0, 1), 1.1 + dearer);
    add(names, joined(','), 1.5 + dearer);
    add(names, joined(', '), 3 + dearer);
    add(names, joined(''), 3 + dearer);
    add(names, joined(';'), 4 + dearer);
    add(
      names,
      items => items.filter((item, index) => items.findIndex(({ value }) => value === item.value) === index),
      2 + dearer,
    );
    add(names, items => items.toSorted((a, b) => (a.value < b.value ? -1 : 1)).slice(0, 1), 3 + dearer);
    add(names, items => items.toSorted((a, b) => (a.value < b.value ? -1 : 1)).slice(-1), 3 + dearer);
    add(names, items => items.map((item, index) => ({ ...item, name: `${item.name}[${index}]` })), 3 + dearer);
    add(names, items => items.map(item => ({ ...item, name: `${item.name}[]` })), 3 + dearer);
  }
  return bugs;
}

/** Values cut where a client splits the query once too often. */
export function truncationBugs({ call: { url, query, form } }: Scene): Bug[] {
  const bugs: Bug[] = [];
  const add = (
    cost: number,
    cut: (item: Item) => Item | undefined,
    places: readonly Item['place'][] = ['query', 'body'],
  ) => {
    const changed = [...query, ...form].filter(item => places.includes(item.place) && cut(item) !== item);
    if (changed.length > 0) {
      bugs.push({
        findings: [{ code: 'value-truncated', detail: changed[0]?.name }],
        cost,
        slots: ['truncation'],
        change: {
          pick: items => items.flatMap(item => (places.includes(item.place) ? (cut(item) ?? []) : item)),
        },
      });
    }
  };
  const shorten = (item: Item, rawValue: string): Item =>
    rawValue === item.rawValue ? item : { ...item, rawValue, value: decodeEscapes(rawValue.replaceAll('+', ' ')) };
  const shortenDecoded = (item: Item, value: string): Item =>
    value === item.value ? item : { ...item, value, rawValue: encodeURIComponent(value) };
  const until = (text: string, mark: string) => text.split(mark, 1)[0] ?? '';
  add(1, item => shorten(item, until(item.rawValue, '=')));
  add(1, item => shorten(item, until(item.rawValue, '?')));
  add(1.5, item => shortenDecoded(item, until(item.value, '=')));
  add(1.5, item => shortenDecoded(item, until(item.value, '?')));
  add(2, item => shortenDecoded(item, until(item.value, '&')));
  add(2, item => shortenDecoded(item, until(item.value, '#')));
  add(2, item => shorten(shorten(item, until(item.rawValue, '?')), until(until(item.rawValue, '?'), '=')));
  add(2, item => shortenDecoded(item, until(until(item.value, '?'), '=')));
  add(2.5, item =>
    shorten(
      item,
      item.rawValue.includes('=') ? item.rawValue.slice(item.rawValue.lastIndexOf('=') + 1) : item.rawValue,
    ),
  );
  add(3, item => shorten(item, item.rawValue.replaceAll('=', '')));
  add(3, item => shortenDecoded(item, item.value.replaceAll('=', '')));
  add(3, item => (item.rawValue.includes('=') ? undefined : item));
  add(3, item => shortenDecoded(item, until(item.value, ' ')));
  add(3.5, item => shortenDecoded(item, until(item.value, ';')));
  add(3.5, item => shortenDecoded(item, until(item.value, '%')));
  add(3.5, item => shortenDecoded(item, until(item.value, '+')));
  add(3.5, item => shortenDecoded(item, until(item.value, ',')));
  add(3, item => (item.rawValue.includes('=') ? shorten(item, '') : item));
  // url.split('?')[1] and split('=')[1]: what follows the second `?` of the whole URL is lost with all its pairs.
  const pieces = (url.rawQuery ?? '').split('?');
  if (pieces.length > 1) {
    const cutWhole = (text: string, cost: number) => {
      const kept = readItems(text, 'query');
      const detail = kept.at(-1)?.name;
      bugs.push({
        findings: [{ code: 'value-truncated', detail }],
        cost,
        slots: ['truncation'],
        change: { pick: items => [...items.filter(({ place }) => place !== 'query'), ...kept] },
      });
    };
    cutWhole(pieces[0] ?? '', 1);
    cutWhole(
      (pieces[0] ?? '')
        .split('&')
        .map(pair => pair.split('=').slice(0, 2).join('='))
        .join('&'),
      2,
    );
    cutWhole(pieces.at(-1) ?? '', 3);
  }
  // Decoded as a whole before it was divided: an encoded `&` or `=` divides too.
  const divided = readItems(safelyDecoded(url.rawQuery ?? ''), 'query').map(item => ({
    ...item,
    value: item.rawValue.replaceAll('+', ' '),
    name: item.rawName,
  }));
  const odd = query.find(({ value, name }) => /[&=#]/.test(value + name));
  if (odd) {
    const change = (cut: boolean): Change => ({
      pick: items => [
        ...items.filter(({ place }) => place !== 'query'),
        ...divided.map(item => (cut ? { ...item, value: until(item.value, '=') } : item)),
      ],
    });
    bugs.push({
      findings: [{ code: 'value-truncated', detail: odd.name }],
      cost: 2,
      slots: ['truncation'],
      change: change(false),
    });
    bugs.push({
      findings: [{ code: 'value-truncated', detail: odd.name }],
      cost: 2.5,
      slots: ['truncation'],
      change: change(true),
    });
  }
  return bugs;
}

/** Pairs signed that are not in the URL: a leftover `&`, everything twice, and what clients are fond of adding. */
export function extraBugs({ call: { query, form, url }, account, header }: Scene): { likely: Bug[]; wild: Bug[] } {
  const bug = (items: readonly Item[], cost: number): Bug => ({
    findings: [{ code: 'query-param-extra', detail: items[0]?.name ?? '' }],
    cost,
    slots: ['extra'],
    change: { pick: all => [...all, ...items] },
  });
  const likely: Bug[] = [
    bug([made('', '')], /^&|&&|&$|^$/.test(url.rawQuery ?? '') && url.rawQuery !== undefined ? 1 : 2),
  ];
  likely.push(bug([made('', 'undefined')], 3));
  const all = [...query, ...form];
  if (all.length > 1) {
    likely.push(bug(all, 2), bug(query, 2));
  }
  for (const item of all.slice(0, mostSingled)) likely.push(bug([item], 2.5));
  const timestamp = header.find(({ name }) => name === 'oauth_timestamp')?.value ?? '';
  const has = (name: string) => query.some(item => item.name === name);
  const addLikely = (name: string, value: string, cost: number) =>
    likely.push(bug([made(name, value)], cost + (has(name) ? 1 : 0)));
  for (const name of ['script', 'deploy']) {
    for (const value of ['1', '']) addLikely(name, value, 2.5);
  }
  addLikely('compid', account, 3);
  addLikely('realm', '', 4);
  addLikely('extra', '1', 3);
  addLikely('foo', 'bar', 3);
  addLikely('debug', 'true', 3);
  addLikely('format', 'json', 3);
  addLikely('limit', '1000', 3);
  addLikely('offset', '0', 3);
  addLikely('_', timestamp, 3);
  const wild: Bug[] = [];
  const values = [...wildValues, account, timestamp, `${timestamp}000`];
  for (const name of wildNames) {
    for (const value of values) wild.push(bug([made(name, value)], 5 + (has(name) ? 1 : 0)));
  }
  return { likely, wild };
}

const wildNames =
  `script deploy id recordtype recordType type limit offset q format compid c h ns-at _ callback expandSubResources
  replace role account company companyId fields page pageSize search action extra debug foo bar test x y z a b v version
  cache cachebust cachebuster nocache ts t key source src lang locale env api_version access_token added additional stale
  phantom ghost old unused signed internal trace mode verbose sort order filter name value status from to start end
  param extraParam extra_param not_in_url notInUrl only_signed signedOnly`.split(/\s+/);
const wildValues = [
  '',
  '1',
  '0',
  '2',
  '3',
  '5',
  '10',
  '20',
  '25',
  '42',
  '50',
  '99',
  '100',
  '123',
  '500',
  '1000',
  'true',
  'false',
  'yes',
  'no',
  'json',
  'xml',
  'null',
  'undefined',
  'bar',
  'x',
  'y',
  'a',
  'b',
  'abc',
  'value',
  'test',
  'extra',
  'customer',
  'salesorder',
  'en',
  'en_US',
  'dev',
  'prod',
  'asc',
  'desc',
  'v1',
  'customdeploy1',
  'customscript1',
  'jsonp',
  'callback',
];

function byName(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    groups.set(item.name, [...(groups.get(item.name) ?? []), item]);
  }
  return groups;
}

function safelyDecoded(text: string): string {
  return decodeEscapes(text);
}
