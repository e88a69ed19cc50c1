import { findHostAccounts, soleHostAccount } from './accountHost.ts';
import { describeCredentials, type FieldValue } from './describeCredentials.ts';
import type { CredentialField, FindResult, FoundCredentials, FoundNote } from './foundCredentials.ts';
import { cellsOf, decodeEntities, type PageCell } from './pageCells.ts';
import { readLabel, type PageLabel } from './pageLabels.ts';

/** Something that the page says under a label. */
interface Said {
  readonly label: PageLabel;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface Pair {
  readonly source: 'integration-page' | 'token-page';
  readonly key: CredentialField;
  readonly secret: CredentialField;
}

const mostWaiting = 8;
const mostSets = 300;

const pairs: readonly Pair[] = [
  { source: 'integration-page', key: 'consumerKey', secret: 'consumerSecret' },
  { source: 'token-page', key: 'token', secret: 'tokenSecret' },
];

/**
 * Reads what a person copied off a confirmation page: of an integration (consumer key and secret) or of a token. Label and
 * value may stand on one line, one under the other, or in rows of a table; both pages may be in one text, several times.
 */
export function readConfirmationPage(text: string): FindResult {
  const said = readSaid(cellsOf(text));
  const found = pairs.flatMap(pair => group(said, pair));
  found.sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0));
  return { found: withAccount(found, said, text), problems: [] };
}

/**
 * Labels wait for values: as many values as labels belong to them in order (a row of labels above a row of values); fewer
 * belong to the last labels, and the ones before have none.
 */
function readSaid(cells: readonly PageCell[]): Said[] {
  const said: Said[] = [];
  let waiting: PageLabel[] = [];
  let values: PageCell[] = [];
  const settle = () => {
    const labels = waiting.slice(Math.max(0, waiting.length - values.length));
    labels.forEach((label, index) => {
      const cell = values[index];
      if (cell && isFitting(label, cell.text)) {
        said.push({ label, value: cell.text, start: cell.start, end: cell.end });
      }
    });
    waiting = [];
    values = [];
  };
  for (const cell of cells) {
    const read = readLabel(cell.text, 0);
    const rest = read && restOf(cell, read.end);
    if (read && rest === undefined) {
      if (values.length > 0) {
        settle();
      }
      waiting = [...waiting.slice(-mostWaiting + 1), read.label];
    } else if (read && rest && (isFitting(read.label, rest.text) || !isFitting('token', cell.text))) {
      settle();
      const isName = read.label.endsWith('Name');
      if (isFitting(read.label, rest.text) && (!isName || /[:：=]/.test(cell.text.charAt(read.end)))) {
        said.push({ label: read.label, value: rest.text, start: rest.start, end: rest.end });
      }
    } else if (waiting.length > values.length && waiting.some(label => isFitting(label, cell.text))) {
      values.push(cell);
    } else if (cell.text.length > 12) {
      // Short ones are buttons and marks beside a value.
      settle();
    }
  }
  settle();
  return said;
}

/** What stands behind a label in its own cell, without the sign between; undefined when that is nothing. */
function restOf(cell: PageCell, from: number): PageCell | undefined {
  let at = from;
  while (at < cell.text.length && /[\s:：=–—>*"'`-]/.test(cell.text.charAt(at))) at++;
  return at < cell.text.length ? { text: cell.text.slice(at), start: cell.start + at, end: cell.end } : undefined;
}

function isFitting(label: PageLabel, text: string): boolean {
  switch (label) {
    case 'integrationName':
    case 'applicationName':
    case 'tokenName':
      return text.length <= 200;
    case 'accountId':
      return /^[A-Za-z]{0,10}\d[A-Za-z\d]*(?:[_-][A-Za-z\d]+)*$/.test(text) && text.length <= 40;
    case 'consumerKey':
    case 'consumerSecret':
    case 'token':
    case 'tokenSecret':
      // Keys are 64 hexadecimal digits; what was cut or damaged is still recognised, prose and addresses are not.
      return /^[0-9a-f]{8,200}$/i.test(text) || (/^\S{20,200}$/.test(text) && /\d/.test(text) && !text.includes('://'));
  }
}

/** One result for each key or secret that comes, a new one as soon as a field comes again. */
function group(said: readonly Said[], { source, key, secret }: Pair): FoundCredentials[] {
  const sets: Said[][] = [];
  for (const each of said) {
    if (each.label !== key && each.label !== secret) {
      continue;
    }
    const last = sets.at(-1);
    if (last && !last.some(({ label }) => label === each.label)) {
      last.push(each);
    } else {
      sets.push([each]);
    }
  }
  return sets.slice(0, mostSets).map((set, index) =>
    describeCredentials({
      source,
      label: nameFor(said, source, {
        from: sets[index - 1]?.at(-1)?.end ?? 0,
        start: set[0]?.start ?? 0,
        end: set.at(-1)?.end ?? 0,
        to: sets[index + 1]?.[0]?.start ?? Infinity,
      }),
      values: set.map(({ label, value, start, end }): FieldValue => ({
        field: label === key ? key : secret,
        value,
        start,
        end,
      })),
    }),
  );
}

/** The nearest fitting name between the sets before and after; a token's own name goes before its application's. */
function nameFor(
  said: readonly Said[],
  source: Pair['source'],
  place: { readonly from: number; readonly start: number; readonly end: number; readonly to: number },
): string | undefined {
  const order: readonly PageLabel[] =
    source === 'integration-page' ? ['integrationName', 'applicationName'] : ['tokenName', 'applicationName'];
  const distance = ({ start, end }: Said) => (end <= place.start ? place.start - end : start - place.end);
  for (const label of order) {
    const [nearest] = said
      .filter(each => each.label === label && each.start >= place.from && each.end <= place.to)
      .sort((a, b) => distance(a) - distance(b));
    if (nearest) {
      return decodeEntities(nearest.value).replace(/\s+/g, ' ');
    }
  }
  return undefined;
}

/** The one account that the text names: under a label, by an address, or as a sandbox's ID, whose form is its own. */
function withAccount(found: readonly FoundCredentials[], said: readonly Said[], text: string): FoundCredentials[] {
  const labelled = said.filter(({ label }) => label === 'accountId');
  const ways: readonly {
    values: readonly { value: string; start: number; end: number }[];
    notes: readonly FoundNote[];
  }[] = [
    { values: labelled, notes: [] },
    { values: findHostAccounts(text), notes: [{ code: 'account-from-host' }] },
    { values: found.length > 0 ? sandboxIds(text) : [], notes: [{ code: 'account-from-elsewhere' }] },
  ];
  for (const { values, notes } of ways) {
    const account = soleHostAccount(values);
    if (account) {
      const { value, start, end } = account;
      return found.map(each => ({
        ...each,
        accountId: value,
        spans: [...each.spans, { field: 'accountId' as const, start, end }].sort((a, b) => a.start - b.start),
        notes: [...each.notes, ...notes],
      }));
    }
  }
  return [...found];
}

/** IDs such as `1234567_SB1` (ORA:section_4609939018). */
function sandboxIds(text: string) {
  return [...text.matchAll(/(?<![\w-])[A-Za-z]{0,8}\d{4,12}_(?:SB|RP)\d{0,3}(?![\w-])/g)].map(
    ({ 0: value, index }) => ({
      value,
      start: index,
      end: index + value.length,
    }),
  );
}
