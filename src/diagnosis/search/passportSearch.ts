import { createHmac } from 'node:crypto';
import type { Item } from '../callParts.ts';
import type { DoctorCredentials, DoctorProgress } from '../diagnosis.ts';
import type { SentSignature } from '../sentSignature.ts';
import { keyBugs } from './keyBugs.ts';
import { keyText } from './keyText.ts';
import { apply, correctJoin, correctKey, correctParameters, type Bug, type Finding, type Plan } from './plan.ts';
import type { SearchResult } from './search.ts';
import { correct, encodeText } from './writing.ts';

const order = ['realm', 'oauth_consumer_key', 'oauth_token', 'oauth_nonce', 'oauth_timestamp'];
const fieldNames = ['account', 'consumerKey', 'token', 'nonce', 'timestamp'];

/** A passport's base string: five texts, each encoded, joined by `&`. */
export function passportText(items: readonly Item[]): string {
  return joined(valuesOf(items));
}

interface Variant {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly cost: number;
}

const emptyPlan: Plan = {
  url: { method: '', scheme: '', host: '', port: '', path: '', suffix: '' },
  parameters: correctParameters,
  join: correctJoin,
  key: correctKey,
};

/** Tries each way of getting a passport's base string wrong with each way of getting its key wrong. */
export function* searchPassport(
  items: readonly Item[],
  corrected: readonly Item[],
  credentials: DoctorCredentials,
  sent: SentSignature,
): Generator<DoctorProgress, SearchResult> {
  const roots = [valuesOf(items), valuesOf(corrected)];
  const texts = variants(roots).toSorted((a, b) => a.cost - b.cost);
  const scene = {
    call: {
      method: '',
      url: { scheme: '', host: '', rawHost: '', port: '', path: '', rawPath: '', rawQuery: undefined, rawFragment: '' },
      query: [],
      form: [],
      otherBody: '',
      isLatin1: false,
    },
    credentials,
    account: '',
    header: [],
    hash: sent.hash,
  };
  const single: Bug[] = keyBugs(scene).toSorted((a, b) => a.cost - b.cost);
  const keys = [[], ...single.map(bug => [bug])].map(bugs => {
    const plan = bugs.reduce((all, bug) => apply(all, bug.change), emptyPlan);
    return { bugs, plan, key: keyText(plan.key, credentials) };
  });
  const seen = new Set<string>();
  const codes = [...new Set([...texts, ...single].flatMap(({ findings }) => findings.map(({ code }) => code)))];
  let tried = 0;
  const combinations = texts
    .flatMap(text => keys.map(key => ({ text, key })))
    .map(each => ({ ...each, faults: (each.text.findings.length > 0 ? 1 : 0) + each.key.bugs.length }))
    .toSorted((a, b) => a.faults - b.faults);
  for (const { text, key } of combinations) {
    const mark = `${key.key}\n${text.text}`;
    if (seen.has(mark)) {
      continue;
    }
    seen.add(mark);
    tried++;
    if (createHmac(sent.hash, key.key).update(text.text).digest('base64') === sent.digest) {
      const own: Bug = { findings: text.findings, cost: text.cost, slots: [], change: {} };
      return {
        match: { bugs: text.findings.length > 0 ? [own, ...key.bugs] : key.bugs, base: text.text, plan: key.plan },
        tried,
        codes,
      };
    }
    if (tried % 64 === 0) {
      yield { tried, depth: 2, share: tried / combinations.length };
    }
  }
  return { tried, codes };
}

function valuesOf(items: readonly Item[]): string[] {
  return order.map(name => items.find(item => item.name === name)?.value ?? '');
}

function joined(values: readonly string[]): string {
  return values.map(value => encodeText(value, correct)).join('&');
}

function variants(roots: readonly (readonly string[])[]): Variant[] {
  const all: Variant[] = [];
  const add = (text: string, cost: number, ...findings: Finding[]) => all.push({ text, findings, cost });
  for (const [rank, values] of roots.entries()) {
    const cost = rank * 0.1;
    const [account = '', ...rest] = values;
    add(joined(values), cost);
    for (const other of new Set([
      account.toLowerCase().replaceAll('_', '-'),
      account.toLowerCase(),
      account.replaceAll('_', '-'),
      account.replaceAll('-', '_').toUpperCase(),
    ])) {
      if (other !== account) add(joined([other, ...rest]), 1 + cost, { code: 'realm-wrong', detail: other });
    }
    for (const [index, name] of fieldNames.entries()) {
      add(joined(values.toSpliced(index, 1)), 1.5 + cost, { code: 'header-param-not-signed', detail: name });
      add(joined(values.with(index, '')), 1.8 + cost, { code: 'header-param-not-signed', detail: name });
    }
    for (const mixed of permutations(values)) add(joined(mixed), 2 + cost, { code: 'params-unsorted' });
    for (const separator of ['', '%26', ',', ' ', '|', '&amp;', ' & ']) {
      add(values.map(value => encodeText(value, correct)).join(separator), 2 + cost, {
        code: 'base-string-not-encoded',
      });
    }
    add(values.join('&'), 2 + cost, { code: 'value-not-encoded' });
    add(encodeText(joined(values), correct), 2 + cost, { code: 'value-double-encoded' });
    const time = Number(values[4]);
    for (let off = -5; off <= 5; off++) {
      if (Number.isSafeInteger(time))
        add(joined(values.with(4, String(time + off))), 3 + cost, {
          code: 'header-param-not-signed',
          detail: 'timestamp',
        });
    }
  }
  return all;
}

function permutations(values: readonly string[]): string[][] {
  return values.length < 2
    ? [[...values]]
    : values.flatMap((first, index) => permutations(values.toSpliced(index, 1)).map(rest => [first, ...rest]));
}
