import type { Item } from '../callParts.ts';
import { byBytes, compare, type Bug, type Written } from './plan.ts';

type Order = (written: readonly Written[]) => readonly Written[];

const unsorted = { code: 'params-unsorted' } as const;

function bug(code: 'params-unsorted' | 'params-sorted-before-encoding', order: Order, cost: number): Bug {
  return { findings: [{ code }], cost, slots: ['order'], change: { order } };
}

/** Parameters not sorted, or sorted by something else than their encoded bytes. */
export function orderBugs(): Bug[] {
  const sortedBy =
    (how: (a: Written, b: Written) => number): Order =>
    written =>
      written.toSorted(how);
  const isNowhere = ({ item }: Written) => item.place === 'nowhere';
  const split = (written: readonly Written[], sort: Order, sortOthers: Order, headerFirst: boolean) => {
    const header = sort(written.filter(isHeader));
    const others = sortOthers(written.filter(each => !isHeader(each)));
    return headerFirst ? [...header, ...others] : [...others, ...header];
  };
  const asIs: Order = written => written;
  const bugs = [
    bug('params-unsorted', asIs, 1),
    bug('params-unsorted', written => split(written, asIs, asIs, true), 1),
    bug('params-unsorted', written => split(written, byBytes, byBytes, true), 1.2),
    bug('params-unsorted', written => split(written, byBytes, byBytes, false), 1.2),
    bug('params-unsorted', written => split(written, byBytes, asIs, true), 1.4),
    bug('params-unsorted', written => split(written, byBytes, asIs, false), 1.4),
    bug('params-unsorted', written => byBytes(written).toReversed(), 1.5),
    bug('params-unsorted', written => written.toReversed(), 2),
    bug(
      'params-unsorted',
      sortedBy((a, b) => compare(a.name, b.name)),
      1.2,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => compare(a.name, b.name) || compare(b.value, a.value)),
      2,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => compare(`${a.name}=${a.value}`, `${b.name}=${b.value}`)),
      1.3,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => compare(`${a.name}${a.value}`, `${b.name}${b.value}`)),
      2.5,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()) || compare(a.value, b.value)),
      1.5,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase())),
      1.6,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => a.name.localeCompare(b.name, 'en') || a.value.localeCompare(b.value, 'en')),
      1.5,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => a.name.localeCompare(b.name, 'en')),
      1.6,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => compare(a.value, b.value)),
      2,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => a.name.length - b.name.length || compare(a.name, b.name)),
      3,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => compare(a.name, b.name) || phpCompare(a.value, b.value)),
      2,
    ),
    bug(
      'params-unsorted',
      sortedBy((a, b) => phpCompare(a.name, b.name) || phpCompare(a.value, b.value)),
      2.2,
    ),
    bug(
      'params-unsorted',
      written => [...byBytes(written.filter(each => !isNowhere(each))), ...written.filter(isNowhere)],
      1.8,
    ),
    bug(
      'params-unsorted',
      written => [...written.filter(isNowhere), ...byBytes(written.filter(each => !isNowhere(each)))],
      1.8,
    ),
    bug(
      'params-sorted-before-encoding',
      sortedBy((a, b) => compareUnits(a.item, b.item)),
      1,
    ),
    bug(
      'params-sorted-before-encoding',
      sortedBy((a, b) => comparePoints(a.item, b.item)),
      1.1,
    ),
    bug(
      'params-sorted-before-encoding',
      sortedBy((a, b) => compare(a.item.name, b.item.name)),
      1.3,
    ),
    bug(
      'params-sorted-before-encoding',
      sortedBy((a, b) => compare(a.item.name, b.item.name) || compare(a.value, b.value)),
      1.3,
    ),
    bug(
      'params-sorted-before-encoding',
      sortedBy((a, b) => compare(a.name, b.name) || compare(a.item.value, b.item.value)),
      1.3,
    ),
    bug(
      'params-sorted-before-encoding',
      sortedBy((a, b) => compare(`${a.item.name}=${a.item.value}`, `${b.item.name}=${b.item.value}`)),
      1.5,
    ),
    bug(
      'params-sorted-before-encoding',
      sortedBy(
        (a, b) => a.item.name.localeCompare(b.item.name, 'en') || a.item.value.localeCompare(b.item.value, 'en'),
      ),
      2,
    ),
    bug(
      'params-sorted-before-encoding',
      sortedBy((a, b) => compare(a.item.rawName, b.item.rawName) || compare(a.item.rawValue, b.item.rawValue)),
      2,
    ),
    bug(
      'params-unsorted',
      written =>
        byBytes(written)
          .toReversed()
          .toSorted((a, b) => compare(a.name, b.name)),
      3,
    ),
  ];
  for (const order of codeOrders) {
    bugs.push(bug('params-unsorted', written => inNamedOrder(written, order, true), 1.5));
    bugs.push(bug('params-unsorted', written => inNamedOrder(written, order, false), 1.5));
  }
  return bugs;
}

/** Signed parameters that the header lacks stand among those of the header. */
function isHeader({ item }: Written): boolean {
  return item.place === 'header' || /^(?:oauth_|realm$)/.test(item.name);
}

/** How code lists the parameters that it is about to sign. */
const codeOrders = [
  'oauth_consumer_key oauth_token oauth_signature_method oauth_timestamp oauth_nonce oauth_version',
  'oauth_consumer_key oauth_token oauth_nonce oauth_timestamp oauth_signature_method oauth_version',
  'oauth_consumer_key oauth_nonce oauth_signature_method oauth_timestamp oauth_token oauth_version',
  'oauth_consumer_key oauth_signature_method oauth_timestamp oauth_nonce oauth_version oauth_token',
  'oauth_consumer_key oauth_nonce oauth_signature_method oauth_timestamp oauth_version oauth_token',
  'oauth_nonce oauth_timestamp oauth_version oauth_signature_method oauth_consumer_key oauth_token',
  'oauth_version oauth_nonce oauth_timestamp oauth_consumer_key oauth_token oauth_signature_method',
  'oauth_token oauth_consumer_key oauth_nonce oauth_timestamp oauth_signature_method oauth_version',
  'oauth_consumer_key oauth_token oauth_timestamp oauth_nonce oauth_signature_method oauth_version',
].map(names => names.split(' '));

function inNamedOrder(written: readonly Written[], names: readonly string[], headerFirst: boolean): readonly Written[] {
  const place = ({ item }: Written) => names.indexOf(item.name) + 1 || names.length + 1;
  const header = written.filter(isHeader).toSorted((a, b) => place(a) - place(b));
  const others = written.filter(each => !isHeader(each));
  return headerFirst ? [...header, ...others] : [...others, ...header];
}

/** Every order of the header's parameters, before or after the others: for a call with nothing else wrong. */
export function* allOrders(items: readonly Item[]): Generator<Bug> {
  const header = items.filter(({ place }) => place === 'header');
  if (header.length > 7) {
    return;
  }
  for (const order of permutations(header)) {
    const place = new Map(order.map((item, index) => [item.name, index]));
    const arrange = (written: readonly Written[], headerFirst: boolean, sortOthers: Order) => {
      const mine = written
        .filter(({ item }) => item.place === 'header')
        .toSorted((a, b) => (place.get(a.item.name) ?? 0) - (place.get(b.item.name) ?? 0));
      const others = sortOthers(written.filter(({ item }) => item.place !== 'header'));
      return headerFirst ? [...mine, ...others] : [...others, ...mine];
    };
    for (const headerFirst of [true, false]) {
      yield {
        findings: [unsorted],
        cost: 3,
        slots: ['order'],
        change: { order: written => arrange(written, headerFirst, each => each) },
      };
    }
  }
}

function* permutations<T>(list: readonly T[]): Generator<readonly T[]> {
  if (list.length < 2) {
    yield list;
    return;
  }
  for (const [index, first] of list.entries()) {
    for (const rest of permutations(list.toSpliced(index, 1))) {
      yield [first, ...rest];
    }
  }
}

function compareUnits(a: Item, b: Item): number {
  return compare(a.name, b.name) || compare(a.value, b.value);
}

function comparePoints(a: Item, b: Item): number {
  const points = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  return compare(points(a.name), points(b.name)) || compare(points(a.value), points(b.value));
}

/** PHP compares texts that look like numbers as numbers. */
function phpCompare(a: string, b: string): number {
  const number = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
  return number.test(a) && number.test(b) ? Number(a) - Number(b) : compare(a, b);
}
